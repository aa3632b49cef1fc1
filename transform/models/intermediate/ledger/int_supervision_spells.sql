-- One row a spell: an unbroken stretch in which supervision of a subject is owed under a policy,
-- [spell_from, spell_to), why it began and why it ended. Staff: a rule binds, employed, not on a long absence. Cases: a rule binds.
-- Where several things end it on one day, leaving or closing comes first, then absence, then that no rule binds.
with phases as (

    select * from {{ ref('int_supervision_phases') }}

),

availability as (

    select * from {{ ref('int_availability') }}

),

openings as (

    select * from {{ ref('int_case_openings') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

runs as (

    select
        policy_id,
        obligation_type,
        subject_id,
        run_number,
        min(phase_from) as run_from,
        max(phase_to) as run_to
    from phases
    group by policy_id, obligation_type, subject_id, run_number

),

staff as (

    select
        runs.policy_id,
        runs.obligation_type,
        runs.subject_id,
        'sharepoint_sessions' as evidence_feed,
        greatest(runs.run_from, availability.available_from) as spell_from,
        case when availability.available_from >= runs.run_from then availability.begin_reason else 'rule' end
            as begin_reason,
        least(runs.run_to, availability.available_to) as spell_to,
        case when availability.available_to <= runs.run_to then availability.end_reason else 'no_rule' end
            as end_reason
    from runs
    inner join availability
        on
            availability.policy_id = runs.policy_id
            and availability.worker_id = runs.subject_id
            and availability.available_from < runs.run_to
            and availability.available_to > runs.run_from
    where runs.obligation_type = 'staff_supervision'

),

cases as (

    select
        runs.policy_id,
        runs.obligation_type,
        runs.subject_id,
        openings.system_code || '_case_supervisions' as evidence_feed,
        runs.run_from as spell_from,
        case when openings.open_from = runs.run_from then 'started' else 'rule' end as begin_reason,
        runs.run_to as spell_to,
        case when openings.open_to = runs.run_to then 'case_closed' else 'no_rule' end as end_reason
    from runs
    inner join openings
        on
            openings.case_id = runs.subject_id
            and openings.open_from <= runs.run_from
            and openings.open_to >= runs.run_to
    where runs.obligation_type = 'case_supervision'

),

all_spells as (

    select * from staff
    union all
    select * from cases

),

-- A spell running when the evidence begins opens on that day; one that ended by then makes no row.
on_record as (

    select
        all_spells.policy_id,
        all_spells.obligation_type,
        all_spells.subject_id,
        greatest(all_spells.spell_from, records_from.records_from) as spell_from,
        case when all_spells.spell_from < records_from.records_from then 'records' else all_spells.begin_reason end
            as begin_reason,
        -- What has not ended by the data date is still open, though its end may be known.
        case when all_spells.spell_to <= run.data_date + 1 then all_spells.spell_to end as ended_on,
        case when all_spells.spell_to <= run.data_date + 1 then all_spells.end_reason end as end_reason,
        all_spells.spell_to
    from all_spells
    inner join records_from
        on records_from.feed = all_spells.evidence_feed
    cross join run
    where
        all_spells.spell_to > records_from.records_from
        and greatest(all_spells.spell_from, records_from.records_from) <= run.data_date

),

final as (

    select
        row_number() over (order by policy_id, obligation_type, subject_id, spell_from)::integer as spell_key,
        *
    from on_record

)

select * from final
