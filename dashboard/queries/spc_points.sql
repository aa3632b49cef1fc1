-- The months of one chart, oldest first, for who may see the chart.
with services as (

    select teams.service_name
    from marts.dim_teams as teams
    where teams.service_name is not null
    group by teams.service_name
    having $sees_counts or bool_and(list_contains($team_ids::varchar[], teams.team_id))

)

select
    points.month_end_on,
    points.numerator,
    points.denominator,
    points.value,
    points.variation_code,
    points.rule_code
from marts.fct_spc_points as points
where
    points.as_at = $as_at
    and points.policy_id = 'in_force'
    and points.measure_code = $measure_code
    and points.level_code = $level_code
    and points.place_id = $place_id
    and (
        (points.level_code = 'council' and $sees_counts)
        or (points.level_code = 'service' and points.place_id in (select services.service_name from services))
    )
order by points.month_end_on
