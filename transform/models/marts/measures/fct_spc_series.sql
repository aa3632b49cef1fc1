-- One row a chart: its limits, and what its last month says of variation and of the target.
with limits as (

    select * from {{ ref('int_spc_limits') }}

),

judged as (

    select * from {{ ref('int_spc_judged') }}

),

latest as (

    select
        series_id,
        max(month_end_on) as latest_on,
        min(month_end_on) as first_on,
        arg_max(numerator, point_number) as latest_numerator,
        arg_max(denominator, point_number) as latest_denominator,
        arg_max(value, point_number) as latest_value,
        max(month_end_on) filter (where rule_code is not null) as last_signal_on,
        max(point_number) as last_point
    from judged
    group by series_id

),

last_points as (

    select judged.*
    from judged
    inner join latest
        on
            latest.series_id = judged.series_id
            and latest.last_point = judged.point_number

),

-- Since when every month has said the same as the last one; a month without a value says nothing either way.
differing as (

    select
        judged.series_id,
        max(judged.point_number) as last_other_point
    from judged
    inner join last_points
        on
            last_points.series_id = judged.series_id
            and last_points.variation_code <> judged.variation_code
    group by judged.series_id

),

stretches as (

    select
        judged.series_id,
        min(judged.month_end_on) as variation_since_on
    from judged
    left join differing
        on differing.series_id = judged.series_id
    where
        judged.value is not null
        and judged.point_number > coalesce(differing.last_other_point, 0)
    group by judged.series_id

),

final as (

    select
        limits.as_at,
        limits.policy_id,
        limits.measure_code,
        limits.level_code,
        limits.place_id,
        limits.direction,
        limits.target,
        limits.standing_code,
        limits.points_count::integer as points_count,
        limits.is_trial,
        limits.average_denominator,
        latest.first_on,
        latest.latest_on,
        latest.latest_numerator,
        latest.latest_denominator,
        latest.latest_value,
        limits.mean_value,
        limits.average_range,
        limits.lower_limit,
        limits.upper_limit,
        limits.lower_near_limit,
        limits.upper_near_limit,
        greatest(limits.lower_limit, 0.0) as drawn_lower_limit,
        least(limits.upper_limit, limits.highest) as drawn_upper_limit,
        last_points.variation_code,
        last_points.rule_code,
        case when last_points.variation_code is not null then stretches.variation_since_on end as variation_since_on,
        latest.last_signal_on,
        case
            when limits.standing_code <> 'judged' or limits.target is null or limits.direction = 'none' then null
            when round(limits.target - limits.upper_limit, 9) > 0
                then case when limits.direction = 'up' then 'missed' else 'met' end
            when round(limits.target - limits.lower_limit, 9) < 0
                then case when limits.direction = 'up' then 'met' else 'missed' end
            else 'hit_and_miss'
        end as assurance_code
    from limits
    inner join latest
        on latest.series_id = limits.series_id
    inner join last_points
        on last_points.series_id = limits.series_id
    left join stretches
        on stretches.series_id = limits.series_id

)

select * from final
