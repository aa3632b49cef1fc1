-- Open cases of which nothing is asked or can be said now, by policy, system, type and why. None is named.
select
    cases.policy_id,
    policies.policy_short_label,
    cases.system_code,
    cases.case_type,
    any_value(cases.case_type_label) as case_type_label,
    cases.status_code,
    count(*) as case_count,
    count(*) filter (where cases.is_high_risk) as high_risk_count
from marts.fct_cases as cases
inner join marts.dim_policies as policies
    on policies.policy_id = cases.policy_id
where
    cases.as_at = $as_at
    and cases.is_in_force
    and cases.status_code not in ('overdue', 'due_soon', 'in_date')
    and (
        $sees_counts
        or list_contains($team_ids::varchar[], cases.team_id)
        or list_contains($worker_ids::varchar[], cases.worker_id)
    )
    and ($service is null or cases.service_name = $service)
    and ($team_id is null or cases.team_id = $team_id)
group by cases.policy_id, policies.policy_short_label, cases.system_code, cases.case_type, cases.status_code
order by high_risk_count desc, case_count desc, cases.case_type, cases.system_code
