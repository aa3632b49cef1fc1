-- Who has audit actions to do, most overdue first, with how all of theirs stand.
select
    actions.owner_id as worker_id,
    any_value(actions.owner_name) as worker_name,
    any_value(actions.team_id) as team_id,
    any_value(actions.team_name) as team_name,
    bool_and(actions.is_owner_here) as is_owner_here,
    any_value(actions.owner_left_on) as owner_left_on,
    count(*) filter (where actions.state_code = 'open') as open_count,
    count(*) filter (where actions.state_code = 'overdue') as overdue_count,
    count(*) filter (where actions.state_code = 'done_late') as done_late_count,
    count(*) filter (where actions.state_code = 'done_in_time') as done_in_time_count,
    max(actions.days_late) filter (where actions.state_code = 'overdue') as longest_overdue_days
from marts.fct_audit_actions as actions
where
    (
        $sees_everyone
        or list_contains($team_ids::varchar[], actions.team_id)
        or list_contains($worker_ids::varchar[], actions.owner_id)
    )
    and ($service is null or actions.service_name = $service)
    and ($team_id is null or actions.team_id = $team_id)
group by actions.owner_id
order by overdue_count desc, longest_overdue_days desc nulls last, open_count desc, worker_name, worker_id
