-- One row a chart: its mean and limits. XmR by the NHS Making Data Count rules: limits from every point shown, moving
-- ranges that are themselves out of the ordinary left out of their average. A range is between months that follow one
-- another: none is taken across a gap. Limits are never cut off here; only a drawing is.
with points as (

    select * from {{ ref('int_spc_values') }}

),

rules as (

    select * from {{ ref('int_spc_rules') }}

),

ranged as (

    select
        points.*,
        abs(value - lag(value) over of_chart) as moving_range
    from points
    window of_chart as (partition by series_id order by point_number)

),

-- Values that differ in the last bit only are the same value, and their range is nought.
averaged as (

    select
        ranged.*,
        round(avg(moving_range) over (partition by series_id), 9) as first_average_range
    from ranged

),

screened as (

    select
        averaged.series_id,
        any_value(averaged.as_at) as as_at,
        any_value(averaged.policy_id) as policy_id,
        any_value(averaged.measure_code) as measure_code,
        any_value(averaged.level_code) as level_code,
        any_value(averaged.place_id) as place_id,
        any_value(averaged.direction) as direction,
        any_value(averaged.target) as target,
        any_value(averaged.highest) as highest,
        count(averaged.value) as points_count,
        avg(averaged.denominator) filter (where averaged.value is not null) as average_denominator,
        avg(averaged.value) as mean_value,
        -- Of a chart that never moves nothing would be left: its average range is nought.
        coalesce(
            avg(averaged.moving_range) filter (
                where round(averaged.moving_range - rules.screen_width * averaged.first_average_range, 9) < 0
            ),
            any_value(averaged.first_average_range)
        ) as average_range
    from averaged
    cross join rules
    group by averaged.series_id

),

judged as (

    select
        screened.*,
        case
            when screened.average_denominator < rules.smallest_denominator then 'too_small'
            when screened.points_count < rules.fewest_points or screened.average_range is null then 'too_few'
            else 'judged'
        end as standing_code,
        screened.points_count < rules.trial_points as is_trial,
        screened.average_range * rules.limit_width as limit_distance,
        screened.average_range * rules.limit_width * rules.near_sigmas / rules.limit_sigmas as near_distance
    from screened
    cross join rules

),

final as (

    select
        series_id,
        as_at,
        policy_id,
        measure_code,
        level_code,
        place_id,
        direction,
        target,
        highest,
        points_count,
        average_denominator,
        standing_code,
        is_trial,
        mean_value,
        case when standing_code = 'judged' then average_range end as average_range,
        case when standing_code = 'judged' then mean_value - limit_distance end as lower_limit,
        case when standing_code = 'judged' then mean_value + limit_distance end as upper_limit,
        case when standing_code = 'judged' then mean_value - near_distance end as lower_near_limit,
        case when standing_code = 'judged' then mean_value + near_distance end as upper_near_limit
    from judged

)

select * from final
