-- Open cases of the place by type, under the policy in force. Rows count cases; none is named.
select
    cases.case_type,
    any_value(cases.case_type_label) as case_type_label,
    count(*) as case_count,
    count(*) filter (where cases.status_code in ('overdue', 'due_soon', 'in_date')) as open_count,
    count(*) filter (where cases.status_code in ('due_soon', 'in_date')) as in_date_count,
    count(*) filter (where cases.status_code = 'overdue') as overdue_count,
    count(*) filter (where cases.status_code in ('no_rule', 'not_measured', 'not_started')) as not_asked_count,
    count(*) filter (where cases.is_unallocated) as unallocated_count,
    max(cases.days_overdue) as longest_overdue_days
from marts.fct_cases as cases
left join marts.dim_codes as types
    on
        types.code_list = 'involvement_type'
        and types.code = cases.case_type
where
    cases.as_at = $as_at
    and cases.is_in_force
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], cases.team_id)
        or list_contains($worker_ids::varchar[], cases.worker_id)
    )
    and ($service is null or cases.service_name = $service)
    and ($team_id is null or cases.team_id = $team_id)
group by cases.case_type
order by overdue_count desc, min(types.sort_order), cases.case_type
