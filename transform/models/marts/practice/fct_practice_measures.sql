{%- set keys = ['measure_code', 'period_code', 'period_to'] %}
with practice as (

    select * from {{ ref('fct_practice') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

limits as (

    select
        max(limit_value) filter (where limit_code = 'smallest_group') as smallest_group,
        max(limit_value) filter (where limit_code = 'practice_period')::integer as period_months
    from {{ ref('assurance_limits') }}

),

-- The last complete months up to the data date, and as many before them.
years as (

    select
        (date_trunc('month', run.data_date + 1) - to_months(limits.period_months * n::integer))::date - 1 as period_to,
        (date_trunc('month', run.data_date + 1) - to_months(limits.period_months * (n::integer + 1)))::date - 1
            as period_after
    from run
    cross join limits
    cross join generate_series(0, 1) as back (n)

),

in_periods as (

    select
        practice.*,
        case practice.told_of when 'day' then 'day' else 'month' end as period_code,
        case practice.told_of when 'day' then practice.judged_on else practice.month_end_on end as period_to
    from practice

    union all

    select
        practice.*,
        'year' as period_code,
        years.period_to
    from practice
    inner join years
        on
            practice.judged_on > years.period_after
            and practice.judged_on <= years.period_to
    where practice.told_of = 'period'

),

-- Each person is counted in one service, where most was judged of them: so many are at least there, and no more than
-- that may be told of fewer than the smallest group.
per_person as (

    select
        measure_code,
        period_code,
        period_to,
        service_name,
        worker_id
    from in_periods
    where is_judged and worker_id is not null
    group by measure_code, period_code, period_to, service_name, worker_id
    qualify
        row_number() over (
            partition by measure_code, period_code, period_to, worker_id
            order by count(*) desc, service_name
        ) = 1

),

people as (

    select
        measure_code,
        period_code,
        period_to,
        service_name,
        count(*) as number
    from per_person
    group by measure_code, period_code, period_to, service_name

),

parts as (

    select
        places.measure_code,
        places.period_code,
        places.period_to,
        places.service_name,
        places.service_name as part_name,
        coalesce(people.number, 0) as number,
        false as is_hidden_part,
        false as is_hidden_service,
        false as is_hidden_whole
    from (select distinct measure_code, period_code, period_to, service_name from in_periods) as places
    left join people
        using (measure_code, period_code, period_to, service_name)

),

{{ protected_parts(keys) }},

-- Months add up to their year: where one of a measure's months is of too few people, none is told.
months_told as (

    select
        measure_code,
        bool_or(is_hidden) as is_hidden
    from judged_wholes
    where period_code = 'month'
    group by measure_code

),

counted as (

    select
        measure_code,
        told_of,
        period_code,
        period_to,
        case
            when grouping(directorate_code) = 0 then 'directorate'
            when grouping(service_name) = 0 then 'service'
            when grouping(team_id) = 0 then 'team'
            when grouping(supervisor_id) = 0 then 'supervisor'
            else 'council'
        end as level_code,
        coalesce(directorate_code, service_name, team_id, supervisor_id) as place_id,
        count(*) filter (where is_judged) as judged_count,
        count(*) filter (where result_code = 'met') as met_count,
        count(*) filter (where result_code = 'unmet') as unmet_count,
        count(*) filter (where result_code in ('not_known', 'not_recognised')) as not_measured_count,
        count(*) filter (where result_code = 'not_due') as not_due_count,
        count(*) filter (where result_code = 'away') as away_count
    from in_periods
    group by grouping sets (
        (measure_code, told_of, period_code, period_to),
        (measure_code, told_of, period_code, period_to, directorate_code),
        (measure_code, told_of, period_code, period_to, service_name),
        (measure_code, told_of, period_code, period_to, team_id),
        (measure_code, told_of, period_code, period_to, supervisor_id)
    )

),

final as (

    select
        counted.measure_code,
        counted.period_code,
        counted.period_to,
        counted.level_code,
        counted.place_id,
        case counted.level_code
            when 'council' then judged_wholes.is_hidden or coalesce(months_told.is_hidden, false)
            when 'service' then counted.period_code = 'month' or judged_services.is_hidden
            else true
        end as is_suppressed,
        counted.judged_count::integer as judged_count,
        counted.met_count::integer as met_count,
        counted.unmet_count::integer as unmet_count,
        counted.not_measured_count::integer as not_measured_count,
        counted.not_due_count::integer as not_due_count,
        counted.away_count::integer as away_count
    from counted
    inner join judged_wholes
        on
            judged_wholes.measure_code = counted.measure_code
            and judged_wholes.period_code = counted.period_code
            and judged_wholes.period_to = counted.period_to
    left join judged_services
        on
            judged_services.measure_code = counted.measure_code
            and judged_services.period_code = counted.period_code
            and judged_services.period_to = counted.period_to
            and judged_services.service_name = case when counted.level_code = 'service' then counted.place_id end
    left join months_told
        on
            months_told.measure_code = counted.measure_code
            and counted.period_code = 'month'

)

select * from final
