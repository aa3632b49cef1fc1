select
    teams.team_id,
    teams.team_name,
    teams.service_name,
    teams.team_manager_id,
    teams.is_open
from marts.dim_teams as teams
order by teams.team_name, teams.team_id
