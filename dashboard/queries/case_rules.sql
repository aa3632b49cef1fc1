-- The rules that judged open cases on the day shown, by case type: which, and how many cases each.
select
    cases.case_type,
    cases.policy_id,
    cases.rule_id,
    rules.rule_label,
    rules.steps_label,
    rules.clause,
    count(*) as case_count
from marts.fct_cases as cases
inner join marts.dim_rules as rules
    on
        rules.rule_id = cases.rule_id
        and rules.policy_id = cases.policy_id
        and rules.valid_from <= $as_at
        and coalesce(rules.valid_to > $as_at, true)
where
    cases.as_at = $as_at
    and cases.is_in_force
    and (
        $sees_counts
        or list_contains($team_ids::varchar[], cases.team_id)
        or list_contains($worker_ids::varchar[], cases.worker_id)
    )
    and ($service is null or cases.service_name = $service)
    and ($team_id is null or cases.team_id = $team_id)
group by all
order by cases.case_type, case_count desc, cases.rule_id
