-- One row a chart (day looked at, measure, level and place) and month: the value that is judged. A month in which
-- nothing was owed has no value and is a gap. A chart begins once what the records show can have fallen overdue, and
-- with a month that has a value; a place where nothing is owed in the last month has no chart.
with measures as (

    select *
    from {{ ref('fct_monthly_measures') }}
    where
        policy_id = 'in_force'
        and case_type = 'all'
        and level_code in ('council', 'directorate', 'service')

),

charted as (

    select * from {{ ref('charted_measures') }}

),

days as (

    select * from {{ ref('int_spc_days') }}

),

records_from as (

    select * from {{ ref('int_records_from') }}

),

evidence_feeds as (

    select * from {{ ref('evidence_feeds') }}

),

case_systems as (

    select * from {{ ref('case_systems') }}

),

rules as (

    select * from {{ ref('int_spc_rules') }}

),

feeds as (

    select
        obligation_type,
        feed
    from evidence_feeds

    union all

    select
        'case_supervision' as obligation_type,
        system_code || '_case_supervisions' as feed
    from case_systems

),

settled as (

    select
        feeds.obligation_type,
        marts.add_interval(min(records_from.records_from), any_value(rules.settling_months), 0) as settled_on
    from feeds
    inner join records_from
        on records_from.feed = feeds.feed
    cross join rules
    group by feeds.obligation_type

),

places as (

    select distinct
        charted.measure_code,
        charted.obligation_type,
        charted.counted,
        charted.direction,
        charted.target,
        charted.highest,
        measures.policy_id,
        measures.level_code,
        measures.place_id
    from charted
    inner join measures
        on measures.obligation_type = charted.obligation_type

),

laid_out as (

    select
        days.as_at,
        days.point_number,
        days.month_end_on,
        days.is_last,
        places.policy_id,
        places.measure_code,
        places.level_code,
        places.place_id,
        places.direction,
        places.target,
        places.highest,
        case when places.counted = 'share' then measures.in_date_count else measures.missed_count end as numerator,
        measures.open_count as denominator,
        case
            when measures.open_count = 0 then null
            when places.counted = 'share' then 100.0 * measures.in_date_count / measures.open_count
            else measures.missed_count
        end::double as value
    from places
    cross join days
    inner join settled
        on
            settled.obligation_type = places.obligation_type
            and settled.settled_on <= days.month_end_on
    left join measures
        on
            measures.obligation_type = places.obligation_type
            and measures.level_code = places.level_code
            and measures.place_id = places.place_id
            and measures.as_at = days.month_end_on

),

bounded as (

    select
        laid_out.*,
        concat_ws('/', as_at, measure_code, level_code, place_id) as series_id,
        min(point_number) filter (where value is not null) over of_chart as first_point,
        bool_or(is_last and value is not null) over of_chart as has_last
    from laid_out
    window of_chart as (partition by as_at, measure_code, level_code, place_id)

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
        point_number,
        month_end_on,
        numerator,
        denominator,
        value
    from bounded
    where has_last and point_number >= first_point

)

select * from final
