-- One row a thing found wrong while a current file was read: with who can mend it and what it does to the figures, so
-- that a screen has nothing to decide.
with problems as (

    select * from {{ ref('stg_load__problems') }}

),

owners as (

    select * from {{ ref('feed_owners') }}

),

final as (

    select
        problems.load_id,
        problems.feed,
        problems.file_name,
        problems.source_row,
        problems.heading,
        problems.typed_text,
        problems.code,
        problems.title,
        problems.sentence,
        problems.fix,
        problems.outcome,
        problems.severity,
        owners.owner,
        case problems.outcome
            when 'row quarantined' then coalesce(owners.held_back_effect, 'The row is in no figure')
            when 'cell emptied' then 'The row counts; what needs ' || problems.heading || ' is not known for it'
            when 'heading dropped' then 'The column was not kept: a figure that needs it is not measured'
            when 'file refused'
                then 'The last good file stays in use, with its own date; without one, what needs it is not measured'
            when 'refresh stopped' then 'Nothing new is published: the figures stay as they were'
            when 'row kept' then 'The rows count'
            else 'The figures are published, and may rest on this'
        end as effect
    from problems
    left join owners
        on owners.feed = problems.feed

)

select * from final
