select distinct teams.service_name
from marts.dim_teams as teams
where
    teams.is_open
    and teams.service_name is not null
    and ($sees_counts or list_contains($team_ids::varchar[], teams.team_id))
order by teams.service_name
