-- Open cases under the policy in force, by the type behind the rule that binds them. Rows count cases; none
-- is named.
with cases as (

    select listed.*
    from marts.fct_cases as listed
    where
        listed.as_at = $as_at
        and listed.is_in_force
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], listed.team_id)
            or list_contains($worker_ids::varchar[], listed.worker_id)
        )
        and ($service is null or listed.service_name = $service)
        and ($team_id is null or listed.team_id = $team_id)

)

select
    cases.case_type,
    any_value(cases.case_type_label) as case_type_label,
    count(*) as case_count,
    count(*) filter (where cases.status_code in ('overdue', 'due_soon', 'in_date')) as open_count,
    count(*) filter (where cases.status_code in ('due_soon', 'in_date')) as in_date_count,
    count(*) filter (where cases.status_code = 'overdue') as overdue_count,
    max(cases.days_overdue) as longest_overdue_days,
    count(*) filter (where cases.is_unallocated) as unallocated_count,
    count(*) filter (where cases.status_code = 'no_rule') as no_rule_count,
    count(*) filter (where cases.status_code = 'not_measured') as not_measured_count,
    count(*) filter (where cases.status_code = 'not_started') as not_started_count,
    count(*) filter (
        where cases.is_high_risk and cases.status_code in ('overdue', 'due_soon', 'in_date')
    ) as high_risk_open_count,
    count(*) filter (where cases.is_high_risk and cases.status_code = 'overdue') as high_risk_overdue_count,
    count(*) filter (
        where cases.is_high_risk and cases.status_code not in ('overdue', 'due_soon', 'in_date')
    ) as high_risk_not_asked_count
from cases
left join marts.dim_codes as types
    on
        types.code_list = 'involvement_type'
        and types.code = cases.case_type
group by cases.case_type
order by min(types.sort_order) nulls last, cases.case_type
