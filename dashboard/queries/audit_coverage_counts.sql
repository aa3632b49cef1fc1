-- One row: the audits of a round as planned and as done, for who sees counts only too.
select
    count(*) filter (where coverage.is_planned) as planned_count,
    count(*) filter (where coverage.state_code in ('done_in_time', 'done_late')) as done_count,
    count(*) filter (where coverage.state_code = 'done_in_time') as done_in_time_count,
    count(*) filter (where coverage.state_code = 'done_late') as done_late_count,
    count(*) filter (where coverage.state_code = 'overdue') as overdue_count,
    count(*) filter (where coverage.state_code = 'due') as due_count,
    count(*) filter (where coverage.state_code = 'unplanned') as unplanned_count
from marts.fct_audit_coverage as coverage
where
    (
        $sees_counts
        or list_contains($team_ids::varchar[], coverage.team_id)
        or list_contains($worker_ids::varchar[], coverage.supervisor_id)
    )
    and ($service is null or coverage.service_name = $service)
    and ($team_id is null or coverage.team_id = $team_id)
    and ($audit_round is null or coverage.audit_round = $audit_round)
