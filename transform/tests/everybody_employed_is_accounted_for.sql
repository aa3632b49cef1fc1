-- Everybody employed on a day that is listed is in the list once, whatever their status: under every policy on the data
-- date, under the one they were held to on a day before it. Nobody falls out of the figures.
with asked as (

    select
        workers.as_at,
        workers.worker_id,
        policies.policy_id
    from {{ ref('int_workers_on_days') }} as workers
    inner join {{ ref('int_policies_on_days') }} as policies
        on policies.as_at = workers.as_at
    left join {{ ref('int_policies_in_force') }} as in_force
        on
            in_force.policy_id = policies.policy_id
            and in_force.directorate_code = workers.directorate_code
            and in_force.valid_from <= workers.as_at
            and in_force.valid_to > workers.as_at
    where
        workers.is_employed
        and (policies.is_data_date or in_force.policy_id is not null)

),

known as (

    select
        run.data_date as as_at,
        workers.worker_id,
        policies.policy_id
    from {{ ref('dim_workers') }} as workers
    cross join {{ ref('policies') }} as policies
    cross join {{ ref('stg_load__run') }} as run
    where workers.is_employed

),

listed as (

    select * from {{ ref('fct_supervisees') }}

)

select
    everybody.as_at,
    everybody.worker_id,
    everybody.policy_id
from (
    select * from asked
    union
    select * from known
) as everybody
left join listed
    on
        listed.as_at = everybody.as_at
        and listed.worker_id = everybody.worker_id
        and listed.policy_id = everybody.policy_id
group by everybody.as_at, everybody.worker_id, everybody.policy_id
having count(listed.worker_id) <> 1
