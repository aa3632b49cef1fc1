-- How many people stand how under the policy in force, team by team. A reader who sees counts only
-- gets services: their team columns are blank, as are those of people seen for themselves in other teams.
with people as (

    select
        supervisees.*,
        $sees_everyone or list_contains($team_ids::varchar[], supervisees.team_id) as is_team_seen
    from marts.fct_supervisees as supervisees
    where
        supervisees.as_at = $as_at
        and supervisees.is_in_force
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], supervisees.team_id)
            or list_contains($worker_ids::varchar[], supervisees.worker_id)
        )
        and ($service is null or supervisees.service_name = $service)
        and ($team_id is null or supervisees.team_id = $team_id)

)

select
    people.directorate_code,
    people.service_name,
    case when people.is_team_seen then people.team_id end as team_id,
    case when people.is_team_seen then people.team_name end as team_name,
    count(*) as people_count,
    count(*) filter (where people.status_code in ('overdue', 'due_soon', 'in_date')) as open_count,
    count(*) filter (where people.status_code in ('due_soon', 'in_date')) as in_date_count,
    count(*) filter (where people.status_code = 'overdue') as overdue_count,
    count(*) filter (where people.overdue_band_code = 'over_28') as over_28_count,
    count(*) filter (where people.status_code = 'overdue' and people.last_held_on is null) as never_count,
    count(*) filter (where people.status_code = 'away') as away_count,
    count(*) filter (where people.status_code = 'no_rule') as no_rule_count,
    count(*) filter (where people.status_code = 'not_measured') as not_measured_count,
    count(*) filter (where people.status_code = 'not_started') as not_started_count
from people
group by all
order by people.service_name nulls last, team_name nulls last, team_id
