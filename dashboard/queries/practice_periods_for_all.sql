-- The same for everybody: the council's figures by month, day and year, and the services' by year and day, those of too
-- few people held back.
with limits as (

    select max(limits.limit_value)::integer as period_months
    from marts.dim_assurance_limits as limits
    where limits.limit_code = 'practice_period'

),

bounds as (

    select
        date_trunc('month', $as_at::date + 1)::date - 1 as now_to,
        (date_trunc('month', $as_at::date + 1) - to_months(limits.period_months))::date - 1 as before_to,
        (date_trunc('month', $as_at::date + 1) - to_months(limits.period_months * 2))::date - 1 as before_after
    from limits

)

select
    measures.measure_code,
    measures.period_code,
    measures.period_to,
    measures.level_code,
    measures.place_id as service_name,
    measures.is_suppressed,
    case measures.period_code
        when 'year' then measures.period_to = bounds.now_to
        when 'day' then measures.period_to = $as_at::date
        else false
    end as is_now,
    measures.period_code <> 'month' and measures.period_to = bounds.before_to as is_before,
    case when not measures.is_suppressed then measures.judged_count end as judged_count,
    case when not measures.is_suppressed then measures.met_count end as met_count,
    case when not measures.is_suppressed then measures.unmet_count end as unmet_count,
    case when not measures.is_suppressed then measures.not_measured_count end as not_measured_count,
    case when not measures.is_suppressed then measures.not_due_count end as not_due_count,
    case when not measures.is_suppressed then measures.away_count end as away_count
from marts.fct_practice_measures as measures
cross join bounds
where
    measures.level_code in ('council', 'service')
    and measures.period_to > bounds.before_after
    and measures.period_to <= last_day($as_at::date)
    and (measures.period_code = 'month' or measures.period_to <= $as_at::date)
order by measures.measure_code, measures.level_code, measures.place_id nulls last, measures.period_code, measures.period_to
