-- Planned audits of a round and what became of them: overdue first, then soonest due. 'planned' is every line of the
-- plan, 'done' those with an audit; any other list is a state.
select
    coverage.audit_round,
    coverage.supervisor_id as worker_id,
    coverage.supervisor_name as worker_name,
    coverage.team_id,
    coverage.team_name,
    coverage.due_on,
    coverage.audit_id,
    coverage.done_on,
    coverage.state_code,
    coverage.days_late
from marts.fct_audit_coverage as coverage
where
    (
        $sees_everyone
        or list_contains($team_ids::varchar[], coverage.team_id)
        or list_contains($worker_ids::varchar[], coverage.supervisor_id)
    )
    and ($service is null or coverage.service_name = $service)
    and ($team_id is null or coverage.team_id = $team_id)
    and ($audit_round is null or coverage.audit_round = $audit_round)
    and case $list_name
        when 'planned' then coverage.is_planned
        when 'done' then coverage.state_code in ('done_in_time', 'done_late')
        else coverage.state_code = $list_name
    end
order by
    coverage.state_code = 'overdue' desc,
    coverage.done_on is not null,
    coalesce(coverage.due_on, coverage.done_on),
    coverage.supervisor_name,
    coverage.supervisor_id,
    coverage.audit_number
