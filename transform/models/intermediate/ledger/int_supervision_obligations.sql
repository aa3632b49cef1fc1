-- One row a supervision obligation, of staff and of cases. THIS IS WHERE A DUE DATE IS DECIDED: the interval of the
-- phase in which it opens, walked through the phases that begin before it falls due or is closed.
with recursive spells as (

    select * from {{ ref('int_supervision_spells') }}

),

phases as (

    select * from {{ ref('int_spell_phases') }}

),

evidence as (

    select * from {{ ref('int_supervision_evidence') }}

),

rule_steps as (

    select * from {{ ref('rule_steps') }}

),

rule_formats as (

    select * from {{ ref('rule_formats') }}

),

phases_with_interval as (

    select
        phases.spell_key,
        phases.phase_number,
        phases.policy_id,
        phases.obligation_type,
        phases.subject_id,
        phases.phase_from,
        phases.phase_to,
        phases.rule_id,
        phases.rule_valid_from,
        phases.step,
        coalesce(phases.own_interval_count, rule_steps.interval_count) as interval_count,
        coalesce(phases.own_interval_unit, rule_steps.interval_unit) as interval_unit,
        marts.interval_months(
            coalesce(phases.own_interval_count, rule_steps.interval_count),
            coalesce(phases.own_interval_unit, rule_steps.interval_unit)
        ) as interval_months,
        marts.interval_days(
            coalesce(phases.own_interval_count, rule_steps.interval_count),
            coalesce(phases.own_interval_unit, rule_steps.interval_unit)
        ) as interval_days
    from phases
    inner join rule_steps
        on
            rule_steps.rule_id = phases.rule_id
            and rule_steps.valid_from = phases.rule_valid_from
            and rule_steps.step_number = phases.step_number

),

-- Every policy sees the same evidence, each in the phase it fell in.
evidence_in_phase as (

    select
        phases_with_interval.spell_key,
        phases_with_interval.phase_number,
        phases_with_interval.rule_id,
        phases_with_interval.rule_valid_from,
        evidence.obligation_type,
        evidence.happened_on,
        evidence.format_code,
        evidence.evidence_id
    from evidence
    inner join phases_with_interval
        on
            phases_with_interval.obligation_type = evidence.obligation_type
            and phases_with_interval.subject_id = evidence.subject_id
            and phases_with_interval.phase_from <= evidence.happened_on
            and phases_with_interval.phase_to > evidence.happened_on

),

-- It counts when the rule of that day counts its format; a case supervision has none.
counting as (

    select
        evidence_in_phase.spell_key,
        evidence_in_phase.happened_on,
        min(evidence_in_phase.phase_number) as phase_number,
        min(evidence_in_phase.evidence_id) as evidence_id
    from evidence_in_phase
    left join rule_formats
        on
            rule_formats.rule_id = evidence_in_phase.rule_id
            and rule_formats.valid_from = evidence_in_phase.rule_valid_from
            and rule_formats.format_code = evidence_in_phase.format_code
    where evidence_in_phase.obligation_type = 'case_supervision' or rule_formats.format_code is not null
    group by evidence_in_phase.spell_key, evidence_in_phase.happened_on

),

-- A spell opens its first obligation; each later day of counting supervision meets one and opens the next.
openings as (

    select
        spells.spell_key,
        spells.spell_from as opened_on,
        min(phases.phase_number) as phase_number,
        null::varchar as evidence_id
    from spells
    inner join phases
        on phases.spell_key = spells.spell_key
    group by spells.spell_key, spells.spell_from

    union all

    select
        counting.spell_key,
        counting.happened_on as opened_on,
        counting.phase_number,
        counting.evidence_id
    from counting
    inner join spells
        on
            spells.spell_key = counting.spell_key
            and counting.happened_on > spells.spell_from

),

chained as (

    select
        spell_key,
        opened_on,
        phase_number,
        lead(opened_on) over (spell_in_order) as met_on,
        lead(evidence_id) over (spell_in_order) as evidence_id
    from openings
    window spell_in_order as (partition by spell_key order by opened_on)

),

opened as (

    select
        chained.spell_key,
        chained.opened_on,
        chained.phase_number,
        chained.met_on,
        chained.evidence_id,
        coalesce(chained.met_on, spells.ended_on) as closed_on,
        case when chained.met_on is not null then 'met' else spells.end_reason end as closed_reason,
        marts.add_interval(
            chained.opened_on, phases_with_interval.interval_months, phases_with_interval.interval_days
        ) as first_due_on
    from chained
    inner join spells
        on spells.spell_key = chained.spell_key
    inner join phases_with_interval
        on
            phases_with_interval.spell_key = chained.spell_key
            and phases_with_interval.phase_number = chained.phase_number

),

-- The walk: while the date lies beyond the day the next phase begins (and the obligation is still open then), it is
-- judged by that phase: no sooner than a whole new interval after the clock opened, no later than a whole new interval
-- after the phase began, and never later than it already was when that was later still.
-- Only the few that cross a boundary are walked.
walked (spell_key, opened_on, closed_on, phase_number, due_on) as (

    select
        opened.spell_key,
        opened.opened_on,
        opened.closed_on,
        next_phase.phase_number,
        least(
            greatest(
                opened.first_due_on,
                marts.add_interval(opened.opened_on, next_phase.interval_months, next_phase.interval_days)
            ),
            marts.add_interval(next_phase.phase_from, next_phase.interval_months, next_phase.interval_days)
        ) as due_on
    from opened
    inner join phases_with_interval as next_phase
        on
            next_phase.spell_key = opened.spell_key
            and next_phase.phase_number = opened.phase_number + 1
            and next_phase.phase_from < opened.first_due_on
            and next_phase.phase_from < coalesce(opened.closed_on, 'infinity'::date)

    union all

    select
        walked.spell_key,
        walked.opened_on,
        walked.closed_on,
        next_phase.phase_number,
        least(
            greatest(
                walked.due_on,
                marts.add_interval(walked.opened_on, next_phase.interval_months, next_phase.interval_days)
            ),
            marts.add_interval(next_phase.phase_from, next_phase.interval_months, next_phase.interval_days)
        ) as due_on
    from walked
    inner join phases_with_interval as next_phase
        on
            next_phase.spell_key = walked.spell_key
            and next_phase.phase_number = walked.phase_number + 1
            and next_phase.phase_from < walked.due_on
            and next_phase.phase_from < coalesce(walked.closed_on, 'infinity'::date)

),

furthest as (

    select
        spell_key,
        opened_on,
        max(phase_number) as phase_number,
        arg_max(due_on, phase_number) as due_on
    from walked
    group by spell_key, opened_on

),

decided as (

    select
        opened.*,
        coalesce(furthest.phase_number, opened.phase_number) as judged_phase_number,
        coalesce(furthest.due_on, opened.first_due_on) as due_on
    from opened
    left join furthest
        on
            furthest.spell_key = opened.spell_key
            and furthest.opened_on = opened.opened_on

),

final as (

    select
        spells.policy_id,
        spells.obligation_type,
        spells.subject_id,
        judged_phase.rule_id,
        judged_phase.rule_valid_from,
        judged_phase.step,
        judged_phase.interval_count,
        judged_phase.interval_unit,
        decided.opened_on,
        case when decided.opened_on = spells.spell_from then spells.begin_reason else 'session' end as opened_by,
        judged_phase.phase_from as judged_from,
        decided.due_on,
        decided.met_on,
        decided.closed_on,
        decided.closed_reason,
        decided.evidence_id
    from decided
    inner join spells
        on spells.spell_key = decided.spell_key
    inner join phases_with_interval as judged_phase
        on
            judged_phase.spell_key = decided.spell_key
            and judged_phase.phase_number = decided.judged_phase_number

)

select * from final
