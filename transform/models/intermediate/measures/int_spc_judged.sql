-- One row a chart and month: which of the four rules names the point, and what that means where more, or less, is
-- better. The first rule that holds names it: outside a limit, a trend, two in three close to a limit, a run on one
-- side. Every comparison is strict; a gap and a point that equals the mean break whatever was running.
with points as (

    select * from {{ ref('int_spc_values') }}

),

limits as (

    select * from {{ ref('int_spc_limits') }}

),

rules as (

    select * from {{ ref('int_spc_rules') }}

),

-- Differences are taken to the ninth place, so that what is equal on paper is equal here.
placed as (

    select
        points.*,
        limits.standing_code,
        sign(round(points.value - limits.mean_value, 9)) as side,
        sign(round(points.value - lag(points.value) over of_chart, 9)) as step,
        case
            when round(points.value - limits.upper_limit, 9) > 0 then 1
            when round(points.value - limits.lower_limit, 9) < 0 then -1
            else 0
        end as outside,
        round(points.value - limits.upper_near_limit, 9) > 0
        or round(points.value - limits.lower_near_limit, 9) < 0 as is_beyond_near
    from points
    inner join limits
        on limits.series_id = points.series_id
    window of_chart as (partition by points.series_id order by points.point_number)

),

judged_points as (

    select
        placed.*,
        outside = 0 and is_beyond_near as is_close
    from placed
    where standing_code = 'judged'

),

sides as (

    select
        series_id,
        point_number,
        side,
        point_number - row_number() over (partition by series_id, side order by point_number) as stretch
    from judged_points
    where side <> 0

),

runs as (

    select
        sides.series_id,
        sides.side,
        min(sides.point_number) as from_point,
        max(sides.point_number) as to_point
    from sides
    cross join rules
    group by sides.series_id, sides.side, sides.stretch, rules.run_points
    having count(*) >= rules.run_points

),

steps as (

    select
        series_id,
        point_number,
        step,
        point_number - row_number() over (partition by series_id, step order by point_number) as stretch
    from judged_points
    where step <> 0

),

trends as (

    select
        steps.series_id,
        steps.step,
        min(steps.point_number) - 1 as from_point,
        max(steps.point_number) as to_point
    from steps
    cross join rules
    group by steps.series_id, steps.step, steps.stretch, rules.trend_points
    having count(*) >= rules.trend_points - 1

),

-- Where one trend turns into another, the turning point belongs to the one that ends there.
in_trends as (

    select
        judged_points.series_id,
        judged_points.point_number,
        arg_min(trends.step, trends.from_point) as step
    from judged_points
    inner join trends
        on
            trends.series_id = judged_points.series_id
            and trends.from_point <= judged_points.point_number
            and trends.to_point >= judged_points.point_number
    group by judged_points.series_id, judged_points.point_number

),

windows as (

    select
        beginning.series_id,
        beginning.point_number as from_point,
        beginning.point_number + any_value(rules.window_points) - 1 as to_point
    from judged_points as beginning
    cross join rules
    inner join judged_points as member
        on
            member.series_id = beginning.series_id
            and member.point_number >= beginning.point_number
            and member.point_number < beginning.point_number + rules.window_points
    where beginning.side <> 0
    group by beginning.series_id, beginning.point_number
    having
        count(*) filter (where member.side = beginning.side) = any_value(rules.window_points)
        and count(*) filter (where member.is_close) >= any_value(rules.window_near)

),

in_windows as (

    select distinct
        judged_points.series_id,
        judged_points.point_number
    from judged_points
    inner join windows
        on
            windows.series_id = judged_points.series_id
            and windows.from_point <= judged_points.point_number
            and windows.to_point >= judged_points.point_number
    where judged_points.is_close

),

named as (

    select
        judged_points.series_id,
        judged_points.point_number,
        judged_points.direction,
        case
            when judged_points.outside <> 0 then 'outside_limit'
            when in_trends.step is not null then 'trend'
            when in_windows.point_number is not null then 'two_in_three'
            when runs.side is not null then 'one_side'
        end as rule_code,
        case
            when judged_points.outside <> 0 then judged_points.outside
            when in_trends.step is not null then in_trends.step
            else judged_points.side
        end as heading
    from judged_points
    left join in_trends
        on
            in_trends.series_id = judged_points.series_id
            and in_trends.point_number = judged_points.point_number
    left join in_windows
        on
            in_windows.series_id = judged_points.series_id
            and in_windows.point_number = judged_points.point_number
    left join runs
        on
            runs.series_id = judged_points.series_id
            and runs.from_point <= judged_points.point_number
            and runs.to_point >= judged_points.point_number
    where judged_points.value is not null

),

final as (

    select
        placed.series_id,
        placed.as_at,
        placed.policy_id,
        placed.measure_code,
        placed.level_code,
        placed.place_id,
        placed.point_number,
        placed.month_end_on,
        placed.numerator,
        placed.denominator,
        placed.value,
        named.rule_code,
        case
            when named.series_id is null then null
            when named.rule_code is null then 'common_cause'
            when named.direction = 'none' then 'neutral'
            when (named.heading > 0) = (named.direction = 'up') then 'improving'
            else 'concern'
        end
        || case when named.rule_code is null then '' when named.heading > 0 then '_high' else '_low' end as variation_code
    from placed
    left join named
        on
            named.series_id = placed.series_id
            and named.point_number = placed.point_number

)

select * from final
