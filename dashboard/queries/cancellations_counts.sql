-- Sessions cancelled in the last complete months within the scope, by reason: most first.
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
    cancelled.reason_code,
    cancelled.cancelled_by_code,
    count(*) as cancelled_count,
    count(*) filter (where cancelled.held_again_code = 'in_time') as in_time_count,
    count(*) filter (where cancelled.held_again_code = 'late') as late_count,
    count(*) filter (where cancelled.held_again_code = 'not_held') as not_held_count,
    count(*) filter (where cancelled.held_again_code in ('not_due', 'ended', 'not_asked')) as not_judged_count
from marts.fct_cancellations as cancelled
cross join bounds
where
    cancelled.planned_on > bounds.before_to
    and cancelled.planned_on <= bounds.now_to
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], cancelled.seen_by_team_id)
        or list_contains($worker_ids::varchar[], cancelled.worker_id)
    )
    and ($service is null or cancelled.service_name = $service)
    and ($team_id is null or cancelled.team_id = $team_id)
group by cancelled.reason_code, cancelled.cancelled_by_code
order by cancelled_count desc, cancelled.reason_code
