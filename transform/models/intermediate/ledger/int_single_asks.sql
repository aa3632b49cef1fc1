-- One row something asked for once: an agreement, a record, a new date for a cancelled session, a panel, an audit
-- action. It says when it opened, from which day its date is counted, the earliest evidence on or before the data
-- date, and when it would end unmet. key_part tells apart rows about one subject that open on one day.
with rules as (

    select * from {{ ref('int_dated_rules') }}

),

formats as (

    select * from {{ ref('rule_formats') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

line_management as (

    select * from {{ ref('int_line_management') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

agreements as (

    select
        worker_id,
        supervisor_id,
        greatest(supervisee_signed_on, supervisor_signed_on) as signed_on
    from {{ ref('stg_sharepoint__agreements') }}
    where supervisee_signed_on is not null and supervisor_signed_on is not null

),

sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

case_supervisions as (

    select * from {{ ref('int_case_supervisions') }}

),

blank_columns as (

    select * from {{ ref('stg_load__blank_columns') }}

),

actions as (

    select * from {{ ref('stg_audit__actions') }}

),

audits as (

    select
        audit_id,
        min(audited_on) as audited_on
    from {{ ref('stg_audit__answers') }}
    group by audit_id

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- A supervisee under a line manager, and an NQSW whoever the supervisor is: an agreement with that manager, or with
-- anybody. Where it began before the records do, it opens on that day.
agreement_stretches as (

    select
        'line_management' as binds,
        line_management.worker_id,
        line_management.line_manager_id as with_id,
        line_management.managed_from as began_on,
        line_management.managed_to as ends_on,
        'superseded' as end_reason
    from line_management

    union all

    select
        'nqsw' as binds,
        programmes.worker_id,
        null as with_id,
        programmes.asye_from as began_on,
        programmes.asye_to as ends_on,
        'programme_ended' as end_reason
    from programmes

),

agreements_signed as (

    select
        agreements.worker_id,
        agreements.supervisor_id as with_id,
        min(agreements.signed_on) as signed_on
    from agreements
    inner join run
        on agreements.signed_on <= run.data_date
    group by agreements.worker_id, agreements.supervisor_id

    union all

    select
        agreements.worker_id,
        null as with_id,
        min(agreements.signed_on) as signed_on
    from agreements
    inner join run
        on agreements.signed_on <= run.data_date
    group by agreements.worker_id

),

agreement_asks as (

    select
        'agreement' as obligation_type,
        agreement_stretches.binds,
        'worker' as subject_type,
        agreement_stretches.worker_id as subject_id,
        agreement_stretches.worker_id,
        agreement_stretches.with_id as supervisor_id,
        null::varchar as case_id,
        coalesce(agreement_stretches.with_id || '/', '') || agreement_stretches.began_on::varchar as key_part,
        greatest(agreement_stretches.began_on, records_from.records_from) as opened_on,
        case when agreement_stretches.began_on < records_from.records_from then 'records' else 'started' end as opened_by,
        null::date as agreed_due_on,
        agreements_signed.signed_on as evidence_on,
        case
            when agreements_signed.signed_on is not null
                then coalesce(agreement_stretches.with_id || '/', '') || agreements_signed.signed_on::varchar
        end as evidence_id,
        agreement_stretches.ends_on,
        agreement_stretches.end_reason
    from agreement_stretches
    inner join records_from
        on records_from.feed = 'sharepoint_agreements'
    left join agreements_signed
        on
            agreements_signed.worker_id = agreement_stretches.worker_id
            and agreements_signed.with_id is not distinct from agreement_stretches.with_id

),

session_asks as (

    select
        'session_record' as obligation_type,
        'session' as binds,
        'session' as subject_type,
        session_supervisee_id as subject_id,
        worker_id,
        null::varchar as supervisor_id,
        null::varchar as case_id,
        '' as key_part,
        held_on as opened_on,
        'session' as opened_by,
        null::date as agreed_due_on,
        record_shared_on as evidence_on,
        session_id as evidence_id,
        'infinity'::date as ends_on,
        null::varchar as end_reason,
        format_code
    from sessions
    where status_code = 'held'

),

cancelled as (

    select *
    from sessions
    where status_code = 'cancelled' and planned_on is not null

),

-- What a rule counts as held again: a later day with a held session of a format it counts.
held_later as (

    select
        formats.rule_id,
        formats.valid_from,
        cancelled.session_supervisee_id,
        min(held.held_on) as held_on
    from cancelled
    cross join run
    inner join sessions as held
        on
            held.worker_id = cancelled.worker_id
            and held.held_on > cancelled.planned_on
    inner join formats
        on formats.format_code = held.format_code
    where held.status_code = 'held' and held.held_on <= run.data_date
    group by formats.rule_id, formats.valid_from, cancelled.session_supervisee_id

),

rebooking_asks as (

    select
        'session_rebooked' as obligation_type,
        'cancelled_session' as binds,
        'session' as subject_type,
        cancelled.session_supervisee_id as subject_id,
        cancelled.worker_id,
        null::varchar as supervisor_id,
        null::varchar as case_id,
        '' as key_part,
        cancelled.planned_on as opened_on,
        'planned_date' as opened_by,
        null::date as agreed_due_on,
        case when cancelled.rearranged_to_on <= run.data_date then cancelled.rearranged_to_on end as evidence_on,
        cancelled.session_id as evidence_id,
        'infinity'::date as ends_on,
        null::varchar as end_reason
    from cancelled
    cross join run

),

case_asks as (

    select
        'case_record' as obligation_type,
        'case_supervision' as binds,
        'record' as subject_type,
        case_supervisions.case_supervision_id as subject_id,
        case_supervisions.worker_id,
        null::varchar as supervisor_id,
        case_supervisions.case_id,
        '' as key_part,
        case_supervisions.supervised_on as opened_on,
        'session' as opened_by,
        null::date as agreed_due_on,
        case_supervisions.recorded_on as evidence_on,
        case_supervisions.record_id as evidence_id,
        'infinity'::date as ends_on,
        null::varchar as end_reason
    from case_supervisions
    -- A system that never says when a record was made is not measured.
    left join blank_columns
        on
            blank_columns.feed = case_supervisions.system_code || '_case_supervisions'
            and blank_columns.column_name = 'recorded_date'
    where case_supervisions.record_status_code = 'completed' and blank_columns.feed is null

),

panel_asks as (

    select
        'asye_panel' as obligation_type,
        'nqsw' as binds,
        'worker' as subject_type,
        worker_id as subject_id,
        worker_id,
        null::varchar as supervisor_id,
        null::varchar as case_id,
        asye_from::varchar as key_part,
        recommended_on as opened_on,
        'recommendation' as opened_by,
        null::date as agreed_due_on,
        case when panel_decision_code is not null then panel_on end as evidence_on,
        panel_on::varchar as evidence_id,
        'infinity'::date as ends_on,
        null::varchar as end_reason
    from programmes
    where recommended_on is not null

),

action_asks as (

    select
        'audit_action' as obligation_type,
        'audit_action' as binds,
        'action' as subject_type,
        actions.action_id as subject_id,
        actions.owner_id as worker_id,
        null::varchar as supervisor_id,
        null::varchar as case_id,
        '' as key_part,
        coalesce(audits.audited_on, actions.due_on) as opened_on,
        'audit' as opened_by,
        actions.due_on as agreed_due_on,
        actions.completed_on as evidence_on,
        actions.action_id as evidence_id,
        'infinity'::date as ends_on,
        null::varchar as end_reason
    from actions
    left join audits
        on audits.audit_id = actions.audit_id

),

every_ask as (

    select * from agreement_asks
    union all by name
    select * from session_asks
    union all by name
    select * from rebooking_asks
    union all by name
    select * from case_asks
    union all by name
    select * from panel_asks
    union all by name
    select * from action_asks

),

-- Each is asked by the version of its policy that is in force on the day it opens.
by_rule as (

    select
        rules.policy_id,
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.step,
        rules.interval_count,
        rules.interval_unit,
        rules.interval_months,
        rules.interval_days,
        every_ask.*,
        least(every_ask.evidence_on, held_later.held_on) as first_evidence_on
    from every_ask
    inner join rules
        on
            rules.obligation_type = every_ask.obligation_type
            and rules.binds = every_ask.binds
            and rules.valid_from <= every_ask.opened_on
            and rules.valid_to > every_ask.opened_on
    left join formats
        on
            formats.rule_id = rules.rule_id
            and formats.valid_from = rules.valid_from
            and formats.format_code = every_ask.format_code
    left join held_later
        on
            held_later.rule_id = rules.rule_id
            and held_later.valid_from = rules.valid_from
            and held_later.session_supervisee_id = every_ask.subject_id
    where every_ask.obligation_type <> 'session_record' or formats.format_code is not null

),

-- What opens outside employment makes no row and is reported; leaving ends what has the worker as its subject, or
-- as the supervisee of its session.
final as (

    select
        by_rule.* exclude (format_code, evidence_on, first_evidence_on, ends_on, end_reason),
        case when by_rule.first_evidence_on <= run.data_date then by_rule.first_evidence_on end as evidence_on,
        least(by_rule.ends_on, coalesce(employments.employed_to, 'infinity'::date)) as ends_on,
        case
            when employments.employed_to <= by_rule.ends_on then 'left'
            else by_rule.end_reason
        end as end_reason
    from by_rule
    cross join run
    left join employments
        on
            employments.worker_id = case when by_rule.subject_type in ('worker', 'session') then by_rule.worker_id end
            and employments.employed_from <= by_rule.opened_on
            and employments.employed_to > by_rule.opened_on
    where
        by_rule.opened_on <= run.data_date
        and by_rule.opened_on < by_rule.ends_on
        and (by_rule.subject_type not in ('worker', 'session') or employments.worker_id is not null)

)

select * from final
