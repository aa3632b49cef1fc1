-- How each person of the place stood at the last twelve month ends, and on the day shown where that is the data date:
-- one row a person and day on which they were in one of its teams. Who was overdue at most of them comes first.
with asked_teams as (

    select teams.team_id
    from marts.dim_teams as teams
    where
        ($sees_everyone or list_contains($team_ids::varchar[], teams.team_id))
        and ($service is null or teams.service_name = $service)
        and ($team_id is null or teams.team_id = $team_id)

),

days as (

    select days.as_at
    from marts.dim_as_at_days as days
    where days.as_at <= $as_at
    order by days.as_at desc
    limit case when $as_at = $data_date then 13 else 12 end

),

people as (

    select
        people.worker_id,
        people.worker_name,
        people.as_at,
        people.as_at = $data_date as is_latest,
        people.status_code,
        people.due_on,
        people.days_overdue
    from marts.fct_supervisees as people
    inner join days
        on days.as_at = people.as_at
    where
        people.is_in_force
        and people.team_id in (select asked_teams.team_id from asked_teams)

)

select
    people.*,
    count(*) filter (where people.status_code = 'overdue') over (partition by people.worker_id) as overdue_days_count
from people
order by
    overdue_days_count desc,
    people.worker_name,
    people.worker_id,
    people.as_at
