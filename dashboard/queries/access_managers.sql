select
    teams.team_manager_id as manager_id,
    coalesce(max(teams.team_manager_name), teams.team_manager_id) as manager_name,
    string_agg(teams.team_name, ' and ' order by teams.team_name) as team_names
from marts.dim_teams as teams
where
    teams.is_open
    and teams.team_manager_id is not null
group by teams.team_manager_id
order by team_names, manager_name
