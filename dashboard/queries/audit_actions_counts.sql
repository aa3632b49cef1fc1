-- One row: actions of audits by how they stand, for who sees counts only too.
select
    count(*) as all_count,
    count(*) filter (where actions.state_code = 'open') as open_count,
    count(*) filter (where actions.state_code = 'overdue') as overdue_count,
    count(*) filter (where actions.state_code = 'done_late') as done_late_count,
    count(*) filter (where actions.state_code = 'done_in_time') as done_in_time_count
from marts.fct_audit_actions as actions
where
    (
        $sees_counts
        or list_contains($team_ids::varchar[], actions.team_id)
        or list_contains($worker_ids::varchar[], actions.owner_id)
    )
    and ($service is null or actions.service_name = $service)
    and ($team_id is null or actions.team_id = $team_id)
