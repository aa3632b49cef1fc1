-- Month ends up to the day shown, and that day, oldest first: how many of those with something owed were in date.
-- The council or a service where the reader may see its counts, else the teams of the scope added up.
with places as (

    select
        'council' as level_code,
        '' as place_id
    where $sees_counts and $service is null and $team_id is null
    union all
    select
        'service' as level_code,
        $service as place_id
    where $sees_counts and $service is not null and $team_id is null
    union all
    select
        'team' as level_code,
        teams.team_id as place_id
    from marts.dim_teams as teams
    where
        ($team_id is not null or not $sees_counts)
        and ($sees_everyone or list_contains($team_ids::varchar[], teams.team_id))
        and ($team_id is null or teams.team_id = $team_id)
        and ($service is null or teams.service_name = $service)

)

select
    measures.as_at,
    measures.is_data_date,
    measures.as_at = $as_at as is_day_shown,
    sum(measures.open_count)::integer as open_count,
    sum(measures.in_date_count)::integer as in_date_count,
    sum(measures.overdue_count)::integer as overdue_count
from marts.fct_monthly_measures as measures
inner join places
    on
        places.level_code = measures.level_code
        and places.place_id = measures.place_id
where
    measures.as_at <= $as_at
    and measures.policy_id = 'in_force'
    and measures.obligation_type = $obligation_type
    and measures.case_type = 'all'
group by measures.as_at, measures.is_data_date
order by measures.as_at
