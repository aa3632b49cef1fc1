-- One measure by the line manager of that day, most that is not as asked first.
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
    practice.supervisor_id,
    supervisors.worker_name as supervisor_name,
    count(*) filter (where practice.is_judged) as judged_count,
    count(*) filter (where practice.result_code = 'met') as met_count,
    count(*) filter (where practice.result_code = 'unmet') as unmet_count,
    count(*) filter (where practice.result_code in ('not_known', 'not_recognised')) as not_measured_count
from marts.fct_practice as practice
cross join bounds
left join marts.dim_workers as supervisors
    on supervisors.worker_id = practice.supervisor_id
where
    practice.measure_code = $measure_code
    and (
        (practice.told_of = 'day' and practice.judged_on = $as_at::date)
        or (practice.told_of = 'period' and practice.judged_on > bounds.before_to and practice.judged_on <= bounds.now_to)
    )
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], practice.seen_by_team_id)
        or list_contains($worker_ids::varchar[], practice.worker_id)
    )
    and ($service is null or practice.service_name = $service)
    and ($team_id is null or practice.team_id = $team_id)
group by practice.supervisor_id, supervisors.worker_name
order by unmet_count desc, judged_count desc, supervisors.worker_name nulls last, practice.supervisor_id
