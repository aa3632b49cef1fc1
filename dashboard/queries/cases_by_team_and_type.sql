-- Open cases with case supervision owed, by team and type. A reader who sees counts only gets services.
with cases as (

    select
        listed.*,
        $sees_everyone or list_contains($team_ids::varchar[], listed.team_id) as is_team_seen
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
    cases.service_name,
    case when cases.is_team_seen then cases.team_id end as team_id,
    case when cases.is_team_seen then cases.team_name end as team_name,
    cases.case_type,
    any_value(cases.case_type_label) as case_type_label,
    count(*) as open_count,
    count(*) filter (where cases.status_code <> 'overdue') as in_date_count,
    count(*) filter (where cases.status_code = 'overdue') as overdue_count,
    max(cases.days_overdue) as longest_overdue_days
from cases
where cases.status_code in ('overdue', 'due_soon', 'in_date')
group by all
order by cases.service_name nulls last, team_name nulls last, team_id, cases.case_type
