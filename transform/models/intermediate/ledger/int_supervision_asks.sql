-- One row a rule's step that binds a subject, with the days on which it does and the interval it asks for. For cases
-- there is one for each involvement, because each has its own clock.
with staff as (

    select * from {{ ref('int_staff_bindings') }}

),

cases as (

    select * from {{ ref('int_case_bindings') }}

),

steps as (

    select * from {{ ref('int_rule_steps') }}

),

bindings as (

    select
        policy_id,
        'staff_supervision' as obligation_type,
        worker_id as subject_id,
        asye_from,
        null::integer as involvement_key,
        rule_id,
        rule_valid_from,
        is_arrangement,
        false as is_flag_rule,
        own_interval_count,
        own_interval_unit,
        clock_on,
        binds_from,
        binds_to
    from staff

    union all

    select
        policy_id,
        'case_supervision' as obligation_type,
        case_id as subject_id,
        null::date as asye_from,
        involvement_key,
        rule_id,
        rule_valid_from,
        false as is_arrangement,
        is_flag_rule,
        null::integer as own_interval_count,
        null::varchar as own_interval_unit,
        clock_on,
        binds_from,
        binds_to
    from cases

),

stepped as (

    select
        bindings.policy_id,
        bindings.obligation_type,
        bindings.subject_id,
        bindings.asye_from,
        bindings.involvement_key,
        bindings.rule_id,
        bindings.rule_valid_from,
        bindings.is_arrangement,
        bindings.is_flag_rule,
        steps.step_number,
        steps.step,
        bindings.own_interval_count,
        bindings.own_interval_unit,
        case
            when bindings.own_interval_count is null then steps.interval_months
            else marts.interval_months(bindings.own_interval_count, bindings.own_interval_unit)
        end as interval_months,
        case
            when bindings.own_interval_count is null then steps.interval_days
            else marts.interval_days(bindings.own_interval_count, bindings.own_interval_unit)
        end as interval_days,
        case
            when steps.step_number = 1 then bindings.binds_from
            else greatest(
                bindings.binds_from,
                marts.add_interval(
                    coalesce(bindings.clock_on, bindings.binds_from), steps.step_from_months, steps.step_from_days
                )
            )
        end as asks_from,
        case
            when steps.step_to_months is null then bindings.binds_to
            else least(
                bindings.binds_to,
                marts.add_interval(
                    coalesce(bindings.clock_on, bindings.binds_from), steps.step_to_months, steps.step_to_days
                )
            )
        end as asks_to
    from bindings
    inner join steps
        on
            steps.rule_id = bindings.rule_id
            and steps.rule_valid_from = bindings.rule_valid_from

),

final as (

    select * from stepped
    where asks_from < asks_to and (interval_months > 0 or interval_days > 0)

)

select * from final
