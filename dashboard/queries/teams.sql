select
    teams.team_id,
    teams.team_name,
    teams.service_name,
    teams.directorate_code,
    teams.directorate_label,
    teams.team_manager_id,
    teams.team_manager_name
from marts.dim_teams as teams
where
    teams.is_open
    and ($sees_everyone or list_contains($team_ids::varchar[], teams.team_id))
order by teams.team_name, teams.team_id
