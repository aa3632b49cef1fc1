with decided as (

    select * from {{ ref('stg_people__decided') }}

),

resolved as (

    select * from {{ ref('stg_people__resolved') }}
    where matched_by <> 'not told'

),

final as (

    select
        decided.feed,
        decided.column_name,
        decided.heading,
        decided.written as written_text,
        resolved.worker_id,
        resolved.matched_by,
        nullif(resolved.valid_from, '-infinity'::date) as valid_from,
        nullif(resolved.valid_to, 'infinity'::date) as valid_to,
        decided.rows_count::integer as rows_count
    from resolved
    inner join decided
        on
            decided.feed = resolved.feed
            and decided.column_name = resolved.column_name
            and decided.written = resolved.written

)

select * from final
