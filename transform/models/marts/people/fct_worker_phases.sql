with phases as (

    select *
    from {{ ref('int_spell_phases') }}
    where obligation_type = 'staff_supervision'

),

rules as (

    select * from {{ ref('int_rules') }}

),

steps as (

    select * from {{ ref('int_rule_steps') }}

),

final as (

    select
        phases.policy_id,
        phases.subject_id as worker_id,
        phases.phase_from,
        case when phases.phase_to < 'infinity'::date then phases.phase_to - 1 end as phase_to,
        phases.rule_id,
        phases.step,
        rules.rule_label,
        rules.clause,
        coalesce(phases.own_interval_count, steps.interval_count) as interval_count,
        coalesce(phases.own_interval_unit, steps.interval_unit) as interval_unit
    from phases
    inner join rules
        on
            rules.rule_id = phases.rule_id
            and rules.valid_from = phases.rule_valid_from
    inner join steps
        on
            steps.rule_id = phases.rule_id
            and steps.rule_valid_from = phases.rule_valid_from
            and steps.step_number = phases.step_number

)

select * from final
