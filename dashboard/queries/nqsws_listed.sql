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
        told.next_step,
        told.next_step_from,
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
        case
            when told.is_running and told.coming_review_due_on <= $data_date + $review_days::integer
                then told.coming_review_due_on
        end as review_due_on,
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
        told.floor_status_code,
        told.floor_due_on,
        told.floor_days_overdue,
        told.floor_sessions_missed,
        told.floor_clause,
        told.floor_interval_count,
        told.floor_interval_unit
    from told

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
