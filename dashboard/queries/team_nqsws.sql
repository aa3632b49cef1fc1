-- NQSWs of the place whose ASYE runs on the data date.
select
    programmes.worker_id,
    programmes.worker_name,
    programmes.asye_from,
    programmes.week_number,
    programmes.state_code,
    programmes.assessor_name,
    programmes.interval_count,
    programmes.interval_unit,
    programmes.clause,
    programmes.supervision_status_code,
    programmes.supervision_due_on,
    programmes.days_overdue,
    programmes.sessions_due_count,
    programmes.sessions_on_time_count,
    programmes.sessions_missed_count,
    programmes.next_milestone_months,
    programmes.next_milestone_due_on,
    programmes.is_at_risk,
    programmes.at_risk_because,
    programmes.floor_status_code,
    programmes.floor_days_overdue
from marts.fct_asye_programmes as programmes
where
    programmes.is_running
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], programmes.team_id)
        or list_contains($worker_ids::varchar[], programmes.worker_id)
    )
    and ($service is null or programmes.service_name = $service)
    and ($team_id is null or programmes.team_id = $team_id)
order by programmes.is_at_risk desc, programmes.days_overdue desc nulls last, programmes.worker_name
