with ids as (

    select * from {{ ref('stg_people__ids') }}
    where employee_number_typed is not null

),

settled as (

    select * from {{ ref('stg_people__settled') }}

),

decided as (

    select
        *,
        {{ settled_key('plain') }} as settled_key
    from {{ ref('stg_people__decided') }}
    where told_by in ('settled', 'nobody')

),

workers as (

    select * from {{ ref('dim_workers') }}

),

-- What is settled for a feed is not also told by what is settled for all.
used as (

    select
        settled.scope,
        settled.settled_key,
        decided.rows_count
    from decided
    inner join settled
        on
            settled.settled_key = decided.settled_key
            and settled.scope in (decided.feed, split_part(decided.feed, '_', 1), '')
    qualify
        row_number() over (
            partition by decided.feed, decided.column_name, decided.written
            order by length(settled.scope) desc
        ) = 1

),

counted as (

    select
        scope,
        settled_key,
        sum(rows_count)::integer as rows_count
    from used
    group by scope, settled_key

),

final as (

    select distinct
        ids.identifier,
        nullif(ids.scope, '') as system,
        ids.employee_number_typed as employee_number,
        ids.settled_by,
        ids.settled_on,
        settled.worker_id,
        workers.worker_name,
        settled.settled_key is not null as stands,
        coalesce(counted.rows_count, 0) as rows_count,
        ids._source_file as source_file,
        ids._source_row::integer as source_row
    from ids
    left join settled
        on
            settled.scope = ids.scope
            and settled.settled_key = ids.settled_key
    left join workers
        on workers.worker_id = settled.worker_id
    left join counted
        on
            counted.scope = ids.scope
            and counted.settled_key = ids.settled_key

)

select * from final
