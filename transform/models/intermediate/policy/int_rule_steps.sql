-- One row a step of a rule: the time since its clock began at which the step begins and ends, and the interval it
-- asks for. A step is named by where it begins, as in the rule row.
with steps as (

    select * from {{ ref('rule_steps') }}

),

named as (

    select
        rule_id,
        valid_from as rule_valid_from,
        step_number,
        step_from_count || ' ' || step_from_unit || case when step_from_count = 1 then '' else 's' end as step,
        marts.interval_months(step_from_count, step_from_unit) as step_from_months,
        marts.interval_days(step_from_count, step_from_unit) as step_from_days,
        interval_count,
        interval_unit,
        marts.interval_months(interval_count, interval_unit) as interval_months,
        marts.interval_days(interval_count, interval_unit) as interval_days
    from steps

),

final as (

    select
        *,
        lead(step_from_months) over (rule_in_order) as step_to_months,
        lead(step_from_days) over (rule_in_order) as step_to_days
    from named
    window rule_in_order as (partition by rule_id, rule_valid_from order by step_number)

)

select * from final
