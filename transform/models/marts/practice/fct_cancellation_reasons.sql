{%- set keys = ['period_to'] %}
with cancellations as (

    select * from {{ ref('fct_cancellations') }}

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

years as (

    select
        date_trunc('month', run.data_date + 1)::date - 1 as period_to,
        (date_trunc('month', run.data_date + 1) - to_months(limits.period_months))::date - 1 as period_after
    from run
    cross join limits

),

in_period as (

    select
        cancellations.*,
        years.period_to
    from cancellations
    inner join years
        on
            cancellations.planned_on > years.period_after
            and cancellations.planned_on <= years.period_to

),

-- Each person is counted with one reason, the one that their sessions were cancelled for most.
per_person as (

    select
        period_to,
        reason_code,
        worker_id
    from in_period
    group by period_to, reason_code, worker_id
    qualify row_number() over (partition by period_to, worker_id order by count(*) desc, reason_code) = 1

),

people as (

    select
        period_to,
        reason_code,
        count(*) as number
    from per_person
    group by period_to, reason_code

),

-- Reasons add up to the council: they are the parts, and there is one whole.
parts as (

    select
        reasons.period_to,
        'council' as service_name,
        reasons.reason_code as part_name,
        coalesce(people.number, 0) as number,
        false as is_hidden_part,
        false as is_hidden_service,
        false as is_hidden_whole
    from (select distinct period_to, reason_code from in_period) as reasons
    left join people
        using (period_to, reason_code)

),

{{ protected_parts(keys) }},

counted as (

    select
        period_to,
        reason_code,
        count(*) as cancelled_count,
        count(*) filter (where held_again_code = 'in_time') as in_time_count,
        count(*) filter (where held_again_code = 'late') as late_count,
        count(*) filter (where held_again_code = 'not_held') as not_held_count,
        count(*) filter (where held_again_code in ('not_due', 'ended', 'not_asked')) as not_judged_count
    from in_period
    group by period_to, reason_code

),

reasons as (

    select * from {{ ref('cancellation_reasons') }}

),

final as (

    select
        counted.period_to,
        counted.reason_code,
        reasons.cancelled_by_code,
        judged_parts.is_hidden as is_suppressed,
        counted.cancelled_count::integer as cancelled_count,
        counted.in_time_count::integer as in_time_count,
        counted.late_count::integer as late_count,
        counted.not_held_count::integer as not_held_count,
        counted.not_judged_count::integer as not_judged_count
    from counted
    inner join judged_parts
        on
            judged_parts.period_to = counted.period_to
            and judged_parts.part_name = counted.reason_code
    inner join reasons
        on reasons.reason_code = counted.reason_code

)

select * from final
