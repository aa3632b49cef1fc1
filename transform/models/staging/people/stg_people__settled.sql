-- One row a scope and identifier that the council settled in one way, with the worker it means or nobody. One settled in
-- two ways, or to somebody HR does not have, settles nothing: Data quality tells of it. A number may lack the zeros that a
-- spreadsheet took off it, where it is one person's alone.
{{ config(materialized='table') }}

with ids as (

    select * from {{ ref('stg_people__ids') }}
    where employee_number_typed is not null

),

numbers as (

    select
        id_kind,
        identity_key,
        min(worker_id) as worker_id
    from {{ ref('stg_people__known_as') }}
    where id_kind in ('employee_number', 'unzeroed')
    group by id_kind, identity_key
    having count(*) = 1

),

exact_numbers as (

    select distinct worker_id from {{ ref('stg_hr__workers') }}

),

meant as (

    select
        ids.scope,
        ids.settled_key,
        case when not ids.is_nobody then coalesce(exact_numbers.worker_id, numbers.worker_id, unzeroed.worker_id) end as worker_id,
        ids.is_nobody,
        ids.employee_number_typed
    from ids
    left join exact_numbers
        on exact_numbers.worker_id = ids.employee_number_typed
    left join numbers
        on
            numbers.id_kind = 'employee_number'
            and numbers.identity_key = {{ number_key(plain_text('ids.employee_number_typed')) }}
    left join numbers as unzeroed
        on
            unzeroed.id_kind = 'unzeroed'
            and unzeroed.identity_key = trim(ids.employee_number_typed)

),

final as (

    select
        scope,
        settled_key,
        min(worker_id) as worker_id,
        bool_or(is_nobody) as is_nobody
    from meant
    group by scope, settled_key
    having
        count(distinct coalesce(worker_id, lower(employee_number_typed))) = 1
        and (bool_or(is_nobody) or min(worker_id) is not null)

)

select * from final
