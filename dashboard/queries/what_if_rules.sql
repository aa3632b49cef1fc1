-- The rules that may be changed for a try, as they stand on the data date, those that judge most first. An individual
-- arrangement is agreed with the person, and is not for trying out.
with run as (

    select data_date from marts.dim_run

),

versions as (

    select
        policy_versions.policy_id,
        max(policy_versions.valid_from) as valid_from
    from scenario.policy_versions
    cross join run
    where policy_versions.valid_from <= run.data_date
    group by policy_versions.policy_id

),

steps as (

    select
        rule_steps.rule_id,
        rule_steps.valid_from,
        list(
            struct_pack(
                step_number := rule_steps.step_number,
                step_from_count := rule_steps.step_from_count,
                step_from_unit := rule_steps.step_from_unit,
                interval_count := rule_steps.interval_count,
                interval_unit := rule_steps.interval_unit
            )
            order by rule_steps.step_number
        ) as steps
    from scenario.rule_steps
    group by rule_steps.rule_id, rule_steps.valid_from

),

formats as (

    select
        rule_formats.rule_id,
        rule_formats.valid_from,
        list(rule_formats.format_code order by rule_formats.format_code) as formats
    from scenario.rule_formats
    group by rule_formats.rule_id, rule_formats.valid_from

)

select
    rules.rule_id,
    rules.policy_id,
    rules.valid_from,
    rules.obligation_type,
    rules.rule_label,
    rules.clause,
    coalesce(rules.tolerance_days, policies.tolerance_days) as tolerance_days,
    steps.steps,
    coalesce(formats.formats, []) as formats,
    coalesce(published.is_measured, true) as is_measured,
    published.not_measured_reason
from scenario.rules
inner join scenario.policies
    on policies.policy_id = rules.policy_id
inner join versions
    on
        versions.policy_id = rules.policy_id
        and versions.valid_from = rules.valid_from
inner join steps
    on
        steps.rule_id = rules.rule_id
        and steps.valid_from = rules.valid_from
left join formats
    on
        formats.rule_id = rules.rule_id
        and formats.valid_from = rules.valid_from
left join marts.dim_rules as published
    on
        published.rule_id = rules.rule_id
        and published.valid_from = rules.valid_from
where
    rules.obligation_type in ('staff_supervision', 'case_supervision')
    and rules.binds <> 'override'
order by
    policies.sort_order,
    rules.obligation_type desc,
    published.covers_count desc nulls last,
    rules.rule_id
