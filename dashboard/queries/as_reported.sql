-- One month end as it was first reported, beside the same as now recorded: one row where it was reported, else none.
-- The council or a service where the reader may see its counts, else the teams of the scope that were reported then.
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
    reported.as_at,
    min(reported.reported_on) as reported_on,
    sum(reported.open_count)::integer as reported_open_count,
    sum(reported.in_date_count)::integer as reported_in_date_count,
    sum(measures.open_count)::integer as open_count,
    sum(measures.in_date_count)::integer as in_date_count
from marts.fct_reported_measures as reported
inner join places
    on
        places.level_code = reported.level_code
        and places.place_id = reported.place_id
left join marts.fct_monthly_measures as measures
    on
        measures.as_at = reported.as_at
        and measures.level_code = reported.level_code
        and measures.place_id = reported.place_id
        and measures.obligation_type = reported.obligation_type
        and measures.policy_id = 'in_force'
        and measures.case_type = 'all'
where
    reported.as_at = $as_at
    and reported.obligation_type = $obligation_type
group by reported.as_at
