-- Employed people of whom the policy in force asks nothing, or of whom nothing can be said, by staff category.
select
    people.policy_id,
    policies.policy_short_label,
    people.staff_category_code,
    any_value(people.staff_category_label) as staff_category_label,
    people.status_code,
    count(*) as people_count
from marts.fct_supervisees as people
inner join marts.dim_policies as policies
    on policies.policy_id = people.policy_id
where
    people.as_at = $as_at
    and people.is_in_force
    and people.status_code in ('no_rule', 'not_measured')
    and (
        $sees_counts
        or list_contains($team_ids::varchar[], people.team_id)
        or list_contains($worker_ids::varchar[], people.worker_id)
    )
    and ($service is null or people.service_name = $service)
    and ($team_id is null or people.team_id = $team_id)
group by people.policy_id, policies.policy_short_label, people.staff_category_code, people.status_code
order by people.status_code, people_count desc, people.staff_category_code, people.policy_id
