-- Cancelled sessions behind one number, within the scope: those not rearranged first, then the newest.
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
    cancelled.session_id,
    cancelled.worker_id,
    workers.worker_name,
    workers.job_title,
    cancelled.supervisor_id,
    supervisors.worker_name as supervisor_name,
    cancelled.planned_on,
    cancelled.reason_code,
    cancelled.cancelled_by_code,
    cancelled.rearranged_to_on,
    cancelled.held_again_code,
    cancelled.held_again_due_on,
    cancelled.held_again_on,
    cancelled.source_file,
    cancelled.source_row
from marts.fct_cancellations as cancelled
cross join bounds
left join marts.dim_workers as workers
    on workers.worker_id = cancelled.worker_id
left join marts.dim_workers as supervisors
    on supervisors.worker_id = cancelled.supervisor_id
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
    and ($reason_code is null or cancelled.reason_code = $reason_code)
    and ($cancelled_by_code is null or cancelled.cancelled_by_code = $cancelled_by_code)
    and case $list_name
        when 'cancelled' then true
        when 'not_judged' then cancelled.held_again_code in ('not_due', 'ended', 'not_asked')
        else cancelled.held_again_code = $list_name
    end
order by
    cancelled.held_again_code <> 'not_held',
    cancelled.held_again_code <> 'late',
    cancelled.planned_on desc,
    workers.worker_name nulls last,
    cancelled.session_id,
    cancelled.worker_id
