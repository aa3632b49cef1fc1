with programmes as (

    select * from {{ ref('int_programmes') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

supervisees as (

    select supervisees.*
    from {{ ref('fct_supervisees') }} as supervisees
    inner join {{ ref('stg_load__run') }} as run
        on run.data_date = supervisees.as_at
    where supervisees.is_in_force

),

all_standings as (

    select supervisees.*
    from {{ ref('fct_supervisees') }} as supervisees
    inner join {{ ref('stg_load__run') }} as run
        on run.data_date = supervisees.as_at

),

worker_phases as (

    select * from {{ ref('fct_worker_phases') }}

),

terms as (

    select * from {{ ref('int_programme_terms') }}

),

programme_dates as (

    select * from {{ ref('int_programme_dates') }}

),

phases as (

    select *
    from {{ ref('fct_asye_phases') }}
    where is_held_to

),

milestones as (

    select *
    from {{ ref('fct_asye_milestones') }}
    where is_held_to

),

assessor_stretches as (

    select *
    from {{ ref('fct_asye_assessors') }}
    where role_code = 'assessor'

),

evidence as (

    select *
    from {{ ref('fct_asye_evidence') }}
    where is_stage_reached

),

panel_obligations as (

    select *
    from {{ ref('fct_obligations') }}
    where obligation_type = 'asye_panel'

),

rules as (

    select * from {{ ref('int_rules') }}

),

thresholds as (

    select *
    from {{ ref('rule_thresholds') }}
    where threshold = 'share_of_median'

),

involvements as (

    select * from {{ ref('int_involvements') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

policies as (

    select * from {{ ref('policies') }}

),

pauses as (

    select * from {{ ref('int_asye_pauses') }}

),

feeds as (

    select *
    from {{ ref('stg_load__feeds') }}
    where is_supplied

),

at_risk as (

    select * from {{ ref('asye_at_risk') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- How each person stands by the national floor.
floor_standings as (

    select all_standings.*
    from all_standings
    inner join policies
        on
            policies.policy_id = all_standings.policy_id
            and policies.is_national_floor

),

-- Where the step owed now ends: the next phase of the same rule that is known in advance.
next_steps as (

    select
        supervisees.worker_id,
        arg_min(worker_phases.step, worker_phases.phase_from) as next_step,
        min(worker_phases.phase_from) as next_step_from
    from supervisees
    cross join run
    inner join worker_phases
        on
            worker_phases.worker_id = supervisees.worker_id
            and worker_phases.policy_id = supervisees.policy_id
            and worker_phases.rule_id = supervisees.rule_id
            and worker_phases.phase_from > run.data_date
            and worker_phases.step <> supervisees.step
    group by supervisees.worker_id

),

-- The policy each NQSW is held to, and the share of their team's median caseload it sets an NQSW's beside.
held_to as (

    select
        workers.worker_id,
        in_force.policy_id,
        min(thresholds.threshold_count) as caseload_percent_asked
    from workers
    cross join run
    inner join in_force
        on
            in_force.directorate_code = workers.directorate_code
            and in_force.valid_from <= run.data_date
            and in_force.valid_to > run.data_date
    left join rules
        on
            rules.policy_id = in_force.policy_id
            and rules.valid_from <= run.data_date
            and rules.valid_to > run.data_date
    left join thresholds
        on
            thresholds.rule_id = rules.rule_id
            and thresholds.valid_from = rules.valid_from
    group by workers.worker_id, in_force.policy_id

),

-- What was supplied at all: where a feed was not, nothing is said of what it alone can tell.
supplied as (

    select
        coalesce(bool_or(feed = 'asye_supervisors'), false) as has_supervisors,
        coalesce(bool_or(feed = 'asye_evidence'), false) as has_evidence,
        coalesce(bool_or(feed like '%_involvements'), false) as has_involvements
    from feeds

),

assessors as (

    select
        worker_id,
        asye_from,
        arg_max(supervisor_id, (held_from, supervisor_id)) filter (where is_current) as assessor_id,
        coalesce(sum(day_count) filter (where is_gap), 0)::integer as gap_days,
        max(held_from) filter (where is_gap and is_current) as gap_from
    from assessor_stretches
    group by worker_id, asye_from

),

paused as (

    select
        worker_id,
        asye_from,
        sum(paused_days)::integer as paused_days,
        bool_or(is_running) as is_paused,
        max(paused_from) filter (where is_running) as paused_from
    from pauses
    group by worker_id, asye_from

),

sessions as (

    select
        worker_id,
        asye_from,
        sum(sessions_expected_count)::integer as expected_count,
        sum(sessions_on_time_count)::integer as on_time_count,
        sum(sessions_missed_count)::integer as missed_count
    from phases
    group by worker_id, asye_from

),

-- The phase of the policy's rule for NQSWs on the data date; where two run, the one that asks sooner.
current_phases as (

    select
        phases.*,
        next_phases.step as next_step
    from phases
    left join phases as next_phases
        on
            next_phases.worker_id = phases.worker_id
            and next_phases.asye_from = phases.asye_from
            and next_phases.policy_id = phases.policy_id
            and next_phases.phase_number = phases.phase_number + 1
    where phases.is_current
    qualify
        row_number() over (
            partition by phases.worker_id, phases.asye_from
            order by
                marts.interval_months(phases.interval_count, phases.interval_unit),
                marts.interval_days(phases.interval_count, phases.interval_unit),
                phases.phase_number
        ) = 1

),

reviews as (

    select
        worker_id,
        asye_from,
        count(*) filter (where met_on is not null) as met_count,
        count(*) filter (where status_code = 'overdue') as overdue_count,
        max(days_late) filter (where status_code = 'overdue') as most_days_overdue,
        arg_min(milestone_months, milestone_months) filter (where is_open) as next_milestone_months,
        arg_min(due_on, milestone_months) filter (where is_open) as next_milestone_due_on,
        min(due_on) filter (where is_open and due_on >= data_date) as coming_review_due_on
    from (
        select
            milestones.*,
            run.data_date,
            milestones.closed_on is null and milestones.status_code <> 'not_measured' as is_open
        from milestones
        cross join run
    ) as open_or_not
    group by worker_id, asye_from

),

evidence_counts as (

    select
        worker_id,
        asye_from,
        sum(required_count)::integer as required_count,
        sum(case when is_measured then least(held_count, required_count) end)::integer as held_count,
        sum(short_count)::integer as short_count
    from evidence
    group by worker_id, asye_from

),

-- By the policy the NQSW is held to; where it asks for no panel, by any that does (the floor among them).
panels as (

    select
        programmes.worker_id,
        programmes.asye_from,
        arg_min(
            panel_obligations.due_on, (panel_obligations.policy_id <> held_to.policy_id, panel_obligations.policy_id)
        ) as panel_due_on
    from programmes
    left join held_to
        on held_to.worker_id = programmes.worker_id
    inner join panel_obligations
        on
            panel_obligations.subject_id = programmes.worker_id
            and panel_obligations.opened_on = programmes.recommended_on
    group by programmes.worker_id, programmes.asye_from

),

caseloads as (

    select
        involvements.worker_id,
        count(distinct involvements.case_id)::integer as case_count
    from involvements
    inner join run
        on
            involvements.involved_from <= run.data_date
            and involvements.involved_to > run.data_date
    where involvements.worker_id is not null
    group by involvements.worker_id

),

-- Over those of the team who hold cases and are not NQSWs themselves, whose caseloads are meant to be smaller.
team_caseloads as (

    select
        workers.team_id,
        median(caseloads.case_count)::double as median_case_count,
        count(*)::integer as holder_count
    from caseloads
    inner join workers
        on workers.worker_id = caseloads.worker_id
    where workers.team_id is not null and workers.is_employed and not workers.is_nqsw
    group by workers.team_id

),

-- Everything the status is made of, so that what comes first is read in one place.
facts as (

    select
        programmes.worker_id,
        programmes.asye_from,
        coalesce(
            programmes.panel_on <= run.data_date
            and programmes.panel_decision_code in ('confirmed', 'not_confirmed'),
            false
        ) as is_decided,
        programmes.panel_decision_code = 'confirmed' as is_confirmed,
        coalesce(
            programmes.recommendation_code = 'fail'
            or (programmes.recommendation_code is distinct from 'pass' and programmes.end_reason_code = 'failed'),
            false
        ) as is_failing,
        case when programmes.asye_to < 'infinity'::date then coalesce(programmes.end_reason_code, 'unmapped') end
            as ended_as,
        coalesce(workers.left_on <= run.data_date, false) as has_left,
        coalesce(programmes.recommended_on <= run.data_date, false) as is_recommended,
        coalesce(paused.is_paused, false) as is_paused,
        programme_dates.falls_on < run.data_date as is_past_end
    from programmes
    cross join run
    inner join terms
        on
            terms.worker_id = programmes.worker_id
            and terms.asye_from = programmes.asye_from
    inner join programme_dates
        on
            programme_dates.worker_id = terms.worker_id
            and programme_dates.asye_from = terms.asye_from
            and programme_dates.months = terms.length_months
    left join workers
        on workers.worker_id = programmes.worker_id
    left join paused
        on
            paused.worker_id = programmes.worker_id
            and paused.asye_from = programmes.asye_from

),

-- What a panel confirmed stands, whatever came after. An ending stands over what a panel would not confirm. Leaving
-- ends what still ran or waited. A pause has had its effect on the end, so being past the end comes before it.
states as (

    select
        worker_id,
        asye_from,
        case
            when is_decided and is_confirmed and is_failing then 'failed'
            when is_decided and is_confirmed then 'confirmed'
            when ended_as in ('failed', 'withdrawn', 'left') then ended_as
            when has_left and (ended_as is null or (is_recommended and not is_decided)) then 'left'
            when is_decided then 'not_confirmed'
            when is_recommended then 'awaiting_panel'
            when ended_as = 'completed' then 'completed'
            when ended_as is not null then 'ended'
            when is_past_end then 'past_end'
            when is_paused then 'paused'
            else 'in_progress'
        end as state_code
    from facts

),

described as (

    select
        programmes.worker_id,
        programmes.asye_from,
        coalesce(workers.worker_name, programmes.worker_id) as worker_name,
        workers.team_id,
        workers.team_name,
        workers.service_name,
        workers.directorate_code,
        workers.line_manager_id as supervisor_id,
        workers.line_manager_name as supervisor_name,
        assessors.assessor_id,
        coalesce(assessor_workers.worker_name, assessors.assessor_id) as assessor_name,
        programmes.programme_code,
        date_trunc('quarter', programmes.asye_from)::date as cohort_from,
        programmes.counted_fte::double as counted_fte,
        states.state_code,
        programmes.asye_to > run.data_date and coalesce(workers.is_employed, false) as is_running,
        case when programmes.asye_to < 'infinity'::date then programmes.asye_to - 1 end as ended_on,
        ((run.data_date - programmes.asye_from) // 7 + 1)::integer as week_number,
        supervisees.step,
        supervisees.interval_count,
        supervisees.interval_unit,
        supervisees.clause,
        supervisees.status_code as supervision_status_code,
        supervisees.due_on as supervision_due_on,
        supervisees.days_overdue,
        supervisees.sessions_missed,
        case when programmes.asye_to > run.data_date and coalesce(workers.is_employed, false) then next_steps.next_step end
            as next_step,
        case when programmes.asye_to > run.data_date and coalesce(workers.is_employed, false) then next_steps.next_step_from end
            as next_step_from,
        floor_standings.status_code as floor_status_code,
        floor_standings.due_on as floor_due_on,
        floor_standings.days_overdue as floor_days_overdue,
        floor_standings.sessions_missed as floor_sessions_missed,
        floor_standings.clause as floor_clause,
        floor_standings.interval_count as floor_interval_count,
        floor_standings.interval_unit as floor_interval_unit,
        coalesce(sessions.expected_count, 0) as sessions_due_count,
        coalesce(sessions.on_time_count, 0) as sessions_on_time_count,
        coalesce(sessions.missed_count, 0) as sessions_missed_count,
        current_phases.phase_number,
        current_phases.step as phase_step,
        current_phases.next_step as phase_next_step,
        current_phases.interval_count as phase_interval_count,
        current_phases.interval_unit as phase_interval_unit,
        current_phases.phase_from,
        current_phases.phase_to,
        current_phases.sessions_expected_count as phase_expected_count,
        current_phases.sessions_held_count as phase_held_count,
        current_phases.sessions_on_time_count as phase_on_time_count,
        current_phases.sessions_missed_count as phase_missed_count,
        coalesce(reviews.met_count, 0)::integer as milestones_met_count,
        coalesce(reviews.overdue_count, 0)::integer as milestones_overdue_count,
        reviews.most_days_overdue,
        reviews.next_milestone_months,
        reviews.next_milestone_due_on,
        reviews.coming_review_due_on,
        case when supplied.has_evidence then coalesce(evidence_counts.required_count, 0) end
            as evidence_required_count,
        case when supplied.has_evidence then coalesce(evidence_counts.held_count, 0) end as evidence_held_count,
        case when supplied.has_evidence then coalesce(evidence_counts.short_count, 0) end as evidence_short_count,
        case when supplied.has_supervisors then coalesce(assessors.gap_days, 0) end as assessor_gap_days,
        case when supplied.has_supervisors then assessors.gap_from is not null end as is_without_assessor,
        assessors.gap_from as without_assessor_from,
        coalesce(paused.is_paused, false) as is_paused,
        paused.paused_from,
        coalesce(paused.paused_days, 0) as paused_days,
        programmes.agreed_end_on,
        programme_dates.falls_on as stretched_end_on,
        programme_dates.latest_on as latest_end_on,
        case when programmes.recommended_on <= run.data_date then programmes.recommended_on end as recommended_on,
        case when programmes.recommended_on <= run.data_date then programmes.recommendation_code end
            as sensitive_recommendation_code,
        programmes.panel_on,
        case when programmes.panel_on <= run.data_date then programmes.panel_decision_code end
            as sensitive_panel_decision_code,
        case when states.state_code = 'awaiting_panel' then programmes.recommended_on end as awaiting_panel_since,
        panels.panel_due_on,
        -- A panel that is booked is a plan: it comes before the day by which it is due.
        case
            when states.state_code = 'awaiting_panel' and programmes.panel_on > run.data_date then 'booked'
            when states.state_code = 'awaiting_panel' and panels.panel_due_on is not null then 'due'
            when states.state_code in ('in_progress', 'paused', 'past_end') then 'ends'
        end as panel_basis_code,
        case
            when states.state_code = 'awaiting_panel' and programmes.panel_on > run.data_date then programmes.panel_on
            when states.state_code = 'awaiting_panel' then panels.panel_due_on
            when states.state_code in ('in_progress', 'paused', 'past_end') then programme_dates.falls_on
        end as panel_expected_on,
        programmes.coordinator_id,
        coalesce(coordinators.worker_name, programmes.coordinator_id) as coordinator_name,
        case when (supplied.has_involvements and programmes.asye_to > run.data_date) then coalesce(caseloads.case_count, 0) end as open_case_count,
        case when (supplied.has_involvements and programmes.asye_to > run.data_date) then team_caseloads.median_case_count end as team_median_case_count,
        case when (supplied.has_involvements and programmes.asye_to > run.data_date) then coalesce(team_caseloads.holder_count, 0) end as team_case_holder_count,
        case
            when (supplied.has_involvements and programmes.asye_to > run.data_date)
                then round(100.0 * coalesce(caseloads.case_count, 0) / team_caseloads.median_case_count, 0)::integer
        end as caseload_percent,
        case when (supplied.has_involvements and programmes.asye_to > run.data_date) then held_to.caseload_percent_asked end as caseload_percent_asked
    from programmes
    cross join run
    cross join supplied
    inner join states
        on
            states.worker_id = programmes.worker_id
            and states.asye_from = programmes.asye_from
    inner join terms
        on
            terms.worker_id = programmes.worker_id
            and terms.asye_from = programmes.asye_from
    inner join programme_dates
        on
            programme_dates.worker_id = terms.worker_id
            and programme_dates.asye_from = terms.asye_from
            and programme_dates.months = terms.length_months
    left join workers
        on workers.worker_id = programmes.worker_id
    left join held_to
        on held_to.worker_id = programmes.worker_id
    left join caseloads
        on caseloads.worker_id = programmes.worker_id
    left join team_caseloads
        on team_caseloads.team_id = workers.team_id
    left join workers as coordinators
        on coordinators.worker_id = programmes.coordinator_id
    left join current_phases
        on
            current_phases.worker_id = programmes.worker_id
            and current_phases.asye_from = programmes.asye_from
    left join evidence_counts
        on
            evidence_counts.worker_id = programmes.worker_id
            and evidence_counts.asye_from = programmes.asye_from
    left join panels
        on
            panels.worker_id = programmes.worker_id
            and panels.asye_from = programmes.asye_from
    left join supervisees
        on supervisees.worker_id = programmes.worker_id
    left join next_steps
        on next_steps.worker_id = programmes.worker_id
    left join floor_standings
        on floor_standings.worker_id = programmes.worker_id
    left join assessors
        on
            assessors.worker_id = programmes.worker_id
            and assessors.asye_from = programmes.asye_from
    left join workers as assessor_workers
        on assessor_workers.worker_id = assessors.assessor_id
    left join paused
        on
            paused.worker_id = programmes.worker_id
            and paused.asye_from = programmes.asye_from
    left join sessions
        on
            sessions.worker_id = programmes.worker_id
            and sessions.asye_from = programmes.asye_from
    left join reviews
        on
            reviews.worker_id = programmes.worker_id
            and reviews.asye_from = programmes.asye_from

),

risks as (

    select
        described.worker_id,
        described.asye_from,
        string_agg(at_risk.label, '; ' order by at_risk.label) as at_risk_because
    from described
    inner join at_risk
        on
            (
                at_risk.condition_code = 'missed_sessions'
                and described.supervision_status_code = 'overdue'
                and described.sessions_missed >= at_risk.threshold
            )
            or (
                at_risk.condition_code = 'phase_missed_sessions'
                and described.phase_expected_count - described.phase_held_count >= at_risk.threshold
            )
            or (at_risk.condition_code = 'evidence_short' and described.evidence_short_count >= at_risk.threshold)
            or (at_risk.condition_code = 'overdue_review_days' and described.most_days_overdue > at_risk.threshold)
            or (at_risk.condition_code = 'no_assessor' and described.is_without_assessor)
    where described.is_running
    group by described.worker_id, described.asye_from

),

final as (

    select
        described.* exclude (sessions_missed, most_days_overdue),
        risks.at_risk_because is not null as is_at_risk,
        risks.at_risk_because
    from described
    left join risks
        on
            risks.worker_id = described.worker_id
            and risks.asye_from = described.asye_from

)

select * from final
