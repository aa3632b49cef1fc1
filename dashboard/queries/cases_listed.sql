-- The cases of one list, by reference. 'open' is every case with case supervision owed, 'in_date' those of them
-- not overdue, 'not_asked' every other, 'unallocated' those with no worker, 'all' every open case; any other list is
-- a status or a band of days overdue. Without a policy named, each case is under the policy it is held to.
select
    cases.policy_id,
    policies.policy_short_label,
    cases.case_id,
    cases.system_code,
    cases.case_type,
    cases.case_type_label,
    cases.type_since_on,
    cases.risk_flags,
    cases.is_high_risk,
    cases.worker_id,
    cases.worker_name,
    cases.is_unallocated,
    workers.worker_id is not null as is_worker_known,
    cases.supervisor_id,
    cases.supervisor_name,
    cases.team_id,
    cases.team_name,
    cases.status_code,
    cases.opened_on,
    cases.opened_by,
    cases.judged_from,
    cases.due_on,
    cases.overdue_since,
    cases.days_overdue,
    cases.sessions_missed,
    cases.last_held_on,
    cases.rule_id,
    cases.rule_label,
    cases.clause,
    cases.interval_count,
    cases.interval_unit,
    cases.also_applies,
    marts.add_interval(
        cases.opened_on,
        marts.interval_months(cases.interval_count, cases.interval_unit),
        marts.interval_days(cases.interval_count, cases.interval_unit)
    ) as due_from_opening,
    marts.add_interval(
        cases.judged_from,
        marts.interval_months(cases.interval_count, cases.interval_unit),
        marts.interval_days(cases.interval_count, cases.interval_unit)
    ) as due_from_change
from marts.fct_cases as cases
inner join marts.dim_policies as policies
    on policies.policy_id = cases.policy_id
left join marts.dim_workers as workers
    on workers.worker_id = cases.worker_id
where
    cases.as_at = $as_at
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], cases.team_id)
        or list_contains($worker_ids::varchar[], cases.worker_id)
    )
    and ($service is null or cases.service_name = $service)
    and ($team_id is null or cases.team_id = $team_id)
    and case when $policy_id is null then cases.is_in_force else cases.policy_id = $policy_id end
    and ($rule_id is null or cases.rule_id = $rule_id)
    and ($case_type is null or cases.case_type = $case_type)
    and (not $high_risk_only or cases.is_high_risk)
    and ($supervisor_id is null or cases.supervisor_id = $supervisor_id)
    and ($worker_id is null or cases.worker_id = $worker_id)
    and ($system_code is null or cases.system_code = $system_code)
    and case $list_name
        when 'all' then true
        when 'open' then cases.status_code in ('overdue', 'due_soon', 'in_date')
        when 'in_date' then cases.status_code in ('due_soon', 'in_date')
        when 'unallocated' then cases.is_unallocated
        when 'not_asked' then cases.status_code not in ('overdue', 'due_soon', 'in_date')
        else coalesce(cases.status_code = $list_name or cases.overdue_band_code = $list_name, false)
    end
order by
    cases.days_overdue desc nulls last,
    cases.due_on nulls last,
    cases.is_high_risk desc,
    cases.case_id
limit coalesce($first_rows, 100000)
