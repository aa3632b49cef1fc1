-- Services of which something may be seen: by their counts, by a team, or by somebody seen for themselves.
select distinct teams.service_name
from marts.dim_teams as teams
where
    teams.is_open
    and teams.service_name is not null
    and (
        $sees_counts
        or list_contains($team_ids::varchar[], teams.team_id)
        or teams.service_name in (
            select people.service_name
            from marts.fct_supervisees as people
            where
                people.as_at = $data_date
                and list_contains($worker_ids::varchar[], people.worker_id)
        )
        or teams.service_name in (
            select cases.service_name
            from marts.fct_cases as cases
            where
                cases.as_at = $data_date
                and list_contains($worker_ids::varchar[], cases.worker_id)
        )
    )
order by teams.service_name
