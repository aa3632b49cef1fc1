-- Every measure within the scope: each month of what is told of a period and the two years they make up, each day of
-- what is told of a day. is_now marks what the page tells, is_before what it is compared with.
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

),

-- Who sees everyone is answered by what was counted beforehand, for the council, a service or a team.
counted_for_all as (

    select
        measures.measure_code,
        case measures.period_code when 'day' then 'day' else 'period' end as told_of,
        measures.period_to,
        measures.judged_count,
        measures.met_count,
        measures.unmet_count,
        measures.not_measured_count,
        measures.not_due_count,
        measures.away_count
    from marts.fct_practice_measures as measures
    cross join bounds
    where
        $sees_everyone
        and measures.period_code in ('day', 'month')
        and measures.period_to > bounds.before_after
        and measures.level_code = case
            when $team_id is not null then 'team' when $service is not null then 'service' else 'council'
        end
        and coalesce(measures.place_id, '') = coalesce($team_id, $service, '')
        and (measures.period_code = 'month' or measures.period_to <= $as_at::date)
        and (measures.period_code = 'day' or measures.period_to <= last_day($as_at::date))

),

counted_in_scope as (

    select
        practice.measure_code,
        practice.told_of,
        case practice.told_of when 'day' then practice.judged_on else practice.month_end_on end as period_to,
        count(*) filter (where practice.is_judged) as judged_count,
        count(*) filter (where practice.result_code = 'met') as met_count,
        count(*) filter (where practice.result_code = 'unmet') as unmet_count,
        count(*) filter (where practice.result_code in ('not_known', 'not_recognised')) as not_measured_count,
        count(*) filter (where practice.result_code = 'not_due') as not_due_count,
        count(*) filter (where practice.result_code = 'away') as away_count
    from marts.fct_practice as practice
    cross join bounds
    where
        not $sees_everyone
        and practice.judged_on > bounds.before_after
        and practice.judged_on <= $as_at::date
        and (
            list_contains($team_ids::varchar[], practice.seen_by_team_id)
            or list_contains($worker_ids::varchar[], practice.worker_id)
        )
        and ($service is null or practice.service_name = $service)
        and ($team_id is null or practice.team_id = $team_id)
    group by practice.measure_code, practice.told_of, period_to

),

days_told as (

    select * from counted_for_all
    union all
    select * from counted_in_scope

)

select
    days_told.measure_code,
    case days_told.told_of when 'day' then 'day' else 'month' end as period_code,
    days_told.period_to,
    days_told.told_of = 'day' and days_told.period_to = $as_at::date as is_now,
    days_told.told_of = 'day' and days_told.period_to = bounds.before_to as is_before,
    days_told.* exclude (measure_code, told_of, period_to)
from days_told
cross join bounds

union all

select
    days_told.measure_code,
    'year' as period_code,
    case when days_told.period_to > bounds.before_to then bounds.now_to else bounds.before_to end as year_to,
    days_told.period_to > bounds.before_to as is_now,
    days_told.period_to <= bounds.before_to as is_before,
    sum(days_told.judged_count)::bigint as judged_count,
    sum(days_told.met_count)::bigint as met_count,
    sum(days_told.unmet_count)::bigint as unmet_count,
    sum(days_told.not_measured_count)::bigint as not_measured_count,
    sum(days_told.not_due_count)::bigint as not_due_count,
    sum(days_told.away_count)::bigint as away_count
from days_told
cross join bounds
where
    days_told.told_of = 'period'
    and days_told.period_to <= bounds.now_to
group by all
order by measure_code, period_code, period_to
