with decided as (

    select * from {{ ref('stg_people__decided') }}

),

-- Of a stretch of time on whose days no row names it there is nothing to tell.
named as (

    select
        feed,
        column_name,
        written,
        case when matched_by <> 'nobody' then worker_id end as worker_id,
        matched_by,
        valid_from,
        valid_to,
        sum(rows_count) as rows_count
    from {{ ref('stg_people__named') }}
    where matched_by <> 'not told'
    group by all

),

final as (

    select
        decided.feed,
        decided.column_name,
        decided.heading,
        decided.written as written_text,
        named.worker_id,
        named.matched_by,
        nullif(named.valid_from, '-infinity'::date) as valid_from,
        nullif(named.valid_to, 'infinity'::date) as valid_to,
        named.rows_count::integer as rows_count
    from named
    inner join decided
        on
            decided.feed = named.feed
            and decided.column_name = named.column_name
            and decided.written = named.written

)

select * from final
