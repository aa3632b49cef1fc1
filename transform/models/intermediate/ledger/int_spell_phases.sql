-- One row a spell and phase, in order, cut to the spell: which rule and step is owed on each of its days.
with spells as (

    select * from {{ ref('int_supervision_spells') }}

),

phases as (

    select * from {{ ref('int_supervision_phases') }}

),

final as (

    select
        spells.spell_key,
        spells.policy_id,
        spells.obligation_type,
        spells.subject_id,
        phases.phase_number,
        greatest(phases.phase_from, spells.spell_from) as phase_from,
        least(phases.phase_to, spells.spell_to) as phase_to,
        phases.rule_id,
        phases.rule_valid_from,
        phases.step_number,
        phases.step,
        phases.own_interval_count,
        phases.own_interval_unit
    from spells
    inner join phases
        on
            phases.policy_id = spells.policy_id
            and phases.obligation_type = spells.obligation_type
            and phases.subject_id = spells.subject_id
            and phases.phase_from < spells.spell_to
            and phases.phase_to > spells.spell_from

)

select * from final
