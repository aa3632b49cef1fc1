-- One row a day and policy that people and cases are listed under on it: every policy on the data date; on a month end
-- before it those that somebody was held to on that day, and the national floor.
with days as (

    select * from {{ ref('int_as_at_days') }}

),

policies as (

    select * from {{ ref('policies') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

held_to as (

    select distinct
        days.as_at,
        in_force.policy_id
    from days
    inner join in_force
        on
            in_force.valid_from <= days.as_at
            and in_force.valid_to > days.as_at

),

final as (

    select
        days.as_at,
        days.is_data_date,
        policies.policy_id,
        policies.is_national_floor
    from days
    cross join policies
    left join held_to
        on
            held_to.as_at = days.as_at
            and held_to.policy_id = policies.policy_id
    where days.is_data_date or policies.is_national_floor or held_to.policy_id is not null

)

select * from final
