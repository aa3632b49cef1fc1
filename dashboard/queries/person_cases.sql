-- Open cases one person holds, by type and standing under the policy in force. No case is named.
with seen as (

    select workers.worker_id
    from marts.dim_workers as workers
    where
        workers.worker_id = $worker_id
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], workers.worker_id)
        )

)

select
    cases.worker_id,
    cases.case_type,
    any_value(cases.case_type_label) as case_type_label,
    count(*) as case_count,
    count(*) filter (where cases.status_code in ('overdue', 'due_soon', 'in_date')) as open_count,
    count(*) filter (where cases.status_code in ('due_soon', 'in_date')) as in_date_count,
    count(*) filter (where cases.status_code = 'overdue') as overdue_count,
    max(cases.days_overdue) as longest_overdue_days,
    max(cases.last_held_on) as last_held_on
from marts.fct_cases as cases
inner join seen
    on seen.worker_id = cases.worker_id
where cases.as_at = $data_date and cases.is_in_force
group by cases.worker_id, cases.case_type
order by overdue_count desc, cases.case_type
