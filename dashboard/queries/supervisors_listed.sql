-- Supervisors, those with most to put right first. Their figures count the supervisees and cases that the reader
-- may see, so that a number is as long as its list; beside them stands how many they supervise in all.
with people as (

    select supervisees.*
    from marts.fct_supervisees as supervisees
    where
        supervisees.as_at = $as_at
        and supervisees.is_in_force
        and supervisees.supervisor_id is not null
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], supervisees.team_id)
            or list_contains($worker_ids::varchar[], supervisees.worker_id)
        )

),

spans as (

    select
        people.supervisor_id,
        count(*) as seen_count,
        count(*) filter (where people.status_code in ('overdue', 'due_soon', 'in_date')) as open_count,
        count(*) filter (where people.status_code in ('due_soon', 'in_date')) as in_date_count,
        count(*) filter (where people.status_code = 'overdue') as overdue_count,
        count(*) filter (where people.status_code = 'away') as away_count,
        count(*) filter (where people.status_code in ('no_rule', 'not_measured', 'not_started')) as not_asked_count,
        max(people.days_overdue) as longest_overdue_days,
        coalesce(bool_or(people.service_name = $service), false) as has_service,
        coalesce(bool_or(people.team_id = $team_id), false) as has_team
    from people
    group by people.supervisor_id

),

held_cases as (

    select
        cases.supervisor_id,
        count(*) filter (where cases.status_code in ('overdue', 'due_soon', 'in_date')) as case_open_count,
        count(*) filter (where cases.status_code = 'overdue') as case_overdue_count
    from marts.fct_cases as cases
    where
        cases.as_at = $as_at
        and cases.is_in_force
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], cases.team_id)
            or list_contains($worker_ids::varchar[], cases.worker_id)
        )
    group by cases.supervisor_id

)

select
    supervisors.supervisor_id as worker_id,
    supervisors.supervisor_name as worker_name,
    supervisors.supervisor_state,
    supervisors.away_to,
    supervisors.left_on,
    supervisors.team_id,
    supervisors.team_name,
    supervisors.service_name,
    supervisors.span_count,
    supervisors.nqsw_count,
    supervisors.own_status_code,
    supervisors.own_due_on,
    supervisors.own_days_overdue,
    spans.seen_count,
    spans.open_count,
    spans.in_date_count,
    spans.overdue_count,
    spans.away_count,
    spans.not_asked_count,
    spans.longest_overdue_days,
    coalesce(held_cases.case_open_count, 0) as case_open_count,
    coalesce(held_cases.case_overdue_count, 0) as case_overdue_count
from marts.fct_supervisors as supervisors
inner join spans
    on spans.supervisor_id = supervisors.supervisor_id
left join held_cases
    on held_cases.supervisor_id = supervisors.supervisor_id
where
    supervisors.as_at = $as_at
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], supervisors.team_id)
        or list_contains($worker_ids::varchar[], supervisors.supervisor_id)
    )
    and ($service is null or spans.has_service or coalesce(supervisors.service_name = $service, false))
    and ($team_id is null or spans.has_team or coalesce(supervisors.team_id = $team_id, false))
    and ($supervisor_state is null or supervisors.supervisor_state = $supervisor_state)
order by
    supervisors.supervisor_state = 'in_post',
    spans.overdue_count desc,
    spans.longest_overdue_days desc nulls last,
    held_cases.case_overdue_count desc nulls last,
    supervisors.supervisor_name,
    supervisors.supervisor_id
