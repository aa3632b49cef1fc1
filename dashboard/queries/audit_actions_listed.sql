-- Actions of audits, overdue first, then soonest due, done ones last. 'all' is every action; any other list is a
-- state.
select
    actions.action_id,
    actions.audit_id,
    actions.is_audit_known,
    actions.audit_round,
    actions.audited_on,
    actions.owner_id as worker_id,
    actions.owner_name as worker_name,
    actions.is_owner_here,
    actions.owner_left_on,
    actions.team_name,
    actions.due_on,
    actions.completed_on,
    actions.state_code,
    actions.days_late
from marts.fct_audit_actions as actions
where
    (
        $sees_everyone
        or list_contains($team_ids::varchar[], actions.team_id)
        or list_contains($worker_ids::varchar[], actions.owner_id)
    )
    and ($service is null or actions.service_name = $service)
    and ($team_id is null or actions.team_id = $team_id)
    and ($owner_id is null or actions.owner_id = $owner_id)
    and ($list_name = 'all' or actions.state_code = $list_name)
order by
    actions.completed_on is not null,
    case when actions.completed_on is null then actions.due_on end,
    actions.completed_on desc,
    actions.action_id
