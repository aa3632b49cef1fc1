-- Everybody employed is in every policy's list once, whatever their status: nobody falls out of the figures.
with employed as (

    select worker_id
    from {{ ref('dim_workers') }}
    where is_employed

),

policies as (

    select policy_id
    from {{ ref('policies') }}

),

listed as (

    select * from {{ ref('fct_supervisees') }}

)

select
    employed.worker_id,
    policies.policy_id
from employed
cross join policies
left join listed
    on
        listed.worker_id = employed.worker_id
        and listed.policy_id = policies.policy_id
group by employed.worker_id, policies.policy_id
having count(listed.worker_id) <> 1
