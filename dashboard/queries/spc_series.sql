-- The charts of one measure that end with the day looked at, the council's first: those of the council and its
-- services for who sees counts, and of a service every team of which is in scope.
with services as (

    select teams.service_name
    from marts.dim_teams as teams
    where teams.service_name is not null
    group by teams.service_name
    having $sees_counts or bool_and(list_contains($team_ids::varchar[], teams.team_id))

)

select
    series.level_code,
    series.place_id,
    series.direction,
    series.target,
    series.standing_code,
    series.points_count,
    series.is_trial,
    series.average_denominator,
    series.first_on,
    series.latest_on,
    series.latest_numerator,
    series.latest_denominator,
    series.latest_value,
    series.mean_value,
    series.lower_limit,
    series.upper_limit,
    series.drawn_lower_limit,
    series.drawn_upper_limit,
    series.variation_code,
    series.rule_code,
    series.variation_since_on,
    series.assurance_code
from marts.fct_spc_series as series
left join services
    on
        series.level_code = 'service'
        and services.service_name = series.place_id
where
    series.as_at = $as_at
    and series.policy_id = 'in_force'
    and series.measure_code = $measure_code
    and ((series.level_code = 'council' and $sees_counts) or services.service_name is not null)
order by series.level_code, series.place_id
