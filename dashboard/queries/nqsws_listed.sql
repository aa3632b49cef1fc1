-- ASYE programmes, those that run first. What was recommended or decided against somebody, a failure or a withdrawal
-- shows only to the NQSW and their own line of management: everybody else reads that the programme ended, or how it
-- would stand had nothing been recommended.
with in_line as (

    select lines.worker_id
    from marts.dim_management_lines as lines
    where lines.manager_id = $reader_id

),

seen as (

    select
        programmes.*,
        programmes.worker_id in (select in_line.worker_id from in_line)
        or coalesce(programmes.worker_id = $reader_id, false) as is_own_line
    from marts.fct_asye_programmes as programmes
    where
        (
            $sees_everyone
            or list_contains($team_ids::varchar[], programmes.team_id)
            or list_contains($worker_ids::varchar[], programmes.worker_id)
        )
        and ($service is null or programmes.service_name = $service)
        and ($team_id is null or programmes.team_id = $team_id)
        and ($cohort::date is null or programmes.cohort_from = $cohort::date)

),

told as (

    select
        seen.* replace (
            case
                when seen.is_own_line or seen.state_code not in ('not_confirmed', 'failed', 'withdrawn')
                    then seen.state_code
                when not seen.is_running then 'ended'
                when seen.is_paused then 'paused'
                else 'in_progress'
            end as state_code,
            case
                when seen.is_own_line or seen.state_code = 'awaiting_panel'
                    then seen.recommended_on
            end as recommended_on,
            case when seen.is_own_line then seen.panel_on end as panel_on
        )
    from seen
    cross join marts.dim_run as run

),

held_to as (

    select
        in_force.directorate_code,
        in_force.policy_id
    from marts.dim_policies_in_force as in_force
    cross join marts.dim_run as run
    where
        in_force.valid_from <= run.data_date
        and coalesce(in_force.valid_to > run.data_date, true)

),

-- Where the step owed now ends: the next phase of the same rule that is known in advance.
next_steps as (

    select
        told.worker_id,
        told.asye_from,
        arg_min(phases.step, phases.phase_from) as next_step,
        min(phases.phase_from) as next_step_from
    from told
    cross join marts.dim_run as run
    inner join marts.fct_supervisees as people
        on
            people.as_at = $data_date
            and people.worker_id = told.worker_id
            and people.is_in_force
    inner join marts.fct_worker_phases as phases
        on
            phases.worker_id = people.worker_id
            and phases.policy_id = people.policy_id
            and phases.rule_id = people.rule_id
            and phases.phase_from > run.data_date
            and phases.step <> told.step
    where told.is_running
    group by told.worker_id, told.asye_from

),

reviews_coming as (

    select
        told.worker_id,
        told.asye_from,
        min(reviews.due_on) as review_due_on
    from told
    cross join marts.dim_run as run
    inner join held_to
        on held_to.directorate_code = told.directorate_code
    inner join marts.fct_obligations as reviews
        on
            reviews.obligation_type = 'asye_review'
            and reviews.policy_id = held_to.policy_id
            and reviews.subject_id = told.worker_id
            and reviews.opened_on = told.asye_from
            and reviews.closed_on is null
            and reviews.due_on between run.data_date and run.data_date + $review_days::integer
    where told.is_running
    group by told.worker_id, told.asye_from

),

floors as (

    select
        people.worker_id,
        people.status_code as floor_status_code,
        people.due_on as floor_due_on,
        people.days_overdue as floor_days_overdue,
        people.sessions_missed as floor_sessions_missed,
        people.clause as floor_clause,
        people.interval_count as floor_interval_count,
        people.interval_unit as floor_interval_unit
    from marts.fct_supervisees as people
    inner join marts.dim_policies as policies
        on
            policies.policy_id = people.policy_id
            and policies.is_national_floor
    where people.as_at = $data_date

),

final as (

    select
        told.worker_id,
        told.worker_name,
        told.asye_from,
        told.team_id,
        told.team_name,
        told.supervisor_id,
        told.supervisor_name,
        told.assessor_id,
        told.assessor_name,
        told.programme_code,
        told.counted_fte,
        told.state_code,
        told.is_running,
        told.is_own_line,
        told.ended_on,
        told.week_number,
        told.step,
        next_steps.next_step,
        next_steps.next_step_from,
        told.interval_count,
        told.interval_unit,
        told.clause,
        told.supervision_status_code,
        told.supervision_due_on,
        told.days_overdue,
        told.sessions_due_count,
        told.sessions_on_time_count,
        told.sessions_missed_count,
        told.milestones_met_count,
        told.milestones_overdue_count,
        told.next_milestone_months,
        told.next_milestone_due_on,
        reviews_coming.review_due_on,
        told.paused_days,
        told.is_paused,
        told.paused_from,
        told.agreed_end_on,
        told.stretched_end_on,
        told.recommended_on,
        case when told.is_own_line then told.sensitive_recommendation_code end as recommendation_for_the_line,
        told.panel_on,
        told.awaiting_panel_since,
        told.panel_basis_code,
        told.panel_expected_on,
        told.phase_from,
        told.phase_to,
        told.phase_interval_count,
        told.phase_interval_unit,
        told.phase_expected_count,
        told.phase_held_count,
        told.phase_on_time_count,
        told.phase_missed_count,
        told.evidence_required_count,
        told.evidence_held_count,
        told.evidence_short_count,
        told.is_without_assessor,
        told.without_assessor_from,
        told.assessor_gap_days,
        told.open_case_count,
        told.team_median_case_count,
        told.team_case_holder_count,
        told.caseload_percent,
        told.caseload_percent_asked,
        told.is_at_risk,
        told.at_risk_because,
        floors.* exclude (worker_id)
    from told
    left join next_steps
        on
            next_steps.worker_id = told.worker_id
            and next_steps.asye_from = told.asye_from
    left join reviews_coming
        on
            reviews_coming.worker_id = told.worker_id
            and reviews_coming.asye_from = told.asye_from
    left join floors
        on floors.worker_id = told.worker_id

)

select final.*
from final
left join marts.dim_codes as states
    on
        states.code_list = 'asye_state'
        and states.code = final.state_code
where
    case $list_name
        when 'all' then true
        when 'running' then final.is_running
        when 'ended' then not final.is_running
        when 'at_risk' then final.is_at_risk
        when 'no_assessor' then final.is_running and final.is_without_assessor
        when 'evidence_short' then final.is_running and final.evidence_short_count > 0
        when 'reviews_due' then final.review_due_on is not null
        when 'reviews_overdue' then final.is_running and final.milestones_overdue_count > 0
        when 'sessions_overdue' then final.is_running and final.supervision_status_code = 'overdue'
        when 'floor_overdue' then final.is_running and final.floor_status_code = 'overdue'
        else final.state_code = $list_name
    end
order by
    final.is_running desc,
    final.is_at_risk desc,
    case when final.is_running then final.milestones_overdue_count end desc nulls last,
    case when final.is_running then final.days_overdue end desc nulls last,
    case when not final.is_running then coalesce(states.sort_order, 999) end,
    case when final.is_running then final.asye_from end desc,
    final.ended_on desc nulls last,
    final.worker_name,
    final.worker_id
