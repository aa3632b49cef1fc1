-- One row a feed, column, text and stretch of time [valid_from, valid_to): the worker it means then. An employee number as
-- HR has it is not here: it means itself. Staging joins this to every row of every export that names a worker.
{{ config(materialized='table') }}

with decided as (

    select * from {{ ref('stg_people__decided') }}

),

holders as (

    select * from {{ ref('stg_people__holders') }}

),

told as (

    select
        decided.feed,
        decided.column_name,
        decided.written,
        decided.told_by as matched_by,
        holders.worker_id,
        holders.valid_from,
        holders.valid_to
    from decided
    inner join holders
        on
            holders.id_kind = decided.told_by
            and holders.identity_key = decided.identity_key
    where not decided.is_some_number or decided.bearers_count = 1

    union all

    -- What is nobody is not the person either whose employee number it happens to be.
    select
        feed, column_name, written, told_by,
        case when told_by = 'nobody' and is_some_number then written || ' (' || declared_kind || ')' else settled_worker_id end,
        '-infinity'::date, 'infinity'::date
    from decided
    where told_by in ('settled', 'nobody')

    union all

    -- A login that happens to be somebody's employee number is not that person.
    select
        feed, column_name, written, 'not told', written || ' (' || declared_kind || ')', '-infinity'::date,
        'infinity'::date
    from decided
    where
        is_some_number
        and coalesce(told_by, '') not in ('settled', 'nobody')
        and coalesce(bearers_count, 0) <> 1

),

final as (

    select * from told
    where worker_id is not null or matched_by = 'nobody'

)

select * from final
