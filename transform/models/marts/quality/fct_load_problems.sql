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
        case
            when problems.outcome = 'row quarantined' then coalesce(owners.held_back_effect, 'The row is in no figure')
            when problems.outcome = 'cell emptied'
                then 'The row counts; what needs ' || problems.heading || ' is not known for it'
            when problems.outcome = 'heading dropped'
                then 'The column was not kept: a figure that needs it is not measured'
            when problems.outcome = 'file refused'
                then 'The last good file stays in use, with its own date; without one, what needs it is not measured'
            when problems.outcome = 'refresh stopped' then 'Nothing new is published: the figures stay as they were'
            -- A sentence or a word that is no code stands for a code that nobody knows.
            when problems.code in ('SM-230', 'SM-232')
                then 'The row is kept; what follows from a code that is not known is said under Codes not recognised'
            when problems.outcome = 'row kept' then 'The rows count'
            else 'The figures are published, and may rest on this'
        end as effect
    from problems
    left join owners
        on owners.feed = problems.feed

)

select * from final
