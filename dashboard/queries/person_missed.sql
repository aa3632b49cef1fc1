-- The days on which one more session was missed while an obligation stayed unmet, after its due date.
with seen as (

    select workers.worker_id
    from marts.dim_workers as workers
    where
        workers.worker_id = $worker_id
        and (
            $sees_everyone
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], workers.worker_id)
        )

),

counted as (

    select
        obligations.worker_id,
        obligations.due_on,
        marts.interval_months(obligations.interval_count, obligations.interval_unit) as months,
        marts.interval_days(obligations.interval_count, obligations.interval_unit) as days,
        marts.sessions_missed(
            obligations.opened_on,
            obligations.due_on,
            obligations.met_on,
            obligations.closed_on,
            marts.interval_months(obligations.interval_count, obligations.interval_unit),
            marts.interval_days(obligations.interval_count, obligations.interval_unit),
            run.data_date
        ) as sessions_missed
    from marts.fct_obligations as obligations
    inner join seen
        on
            seen.worker_id = obligations.subject_id
            and obligations.subject_type = 'worker'
    cross join marts.dim_run as run
    where
        obligations.policy_id = $policy_id
        and obligations.obligation_type = 'staff_supervision'

),

numbered as (

    select
        counted.worker_id,
        counted.due_on,
        counted.months,
        counted.days,
        unnest(range(1, counted.sessions_missed)) as repeat_number
    from counted
    where counted.sessions_missed > 1

)

select
    numbered.worker_id,
    marts.add_interval(
        numbered.due_on,
        (numbered.months * numbered.repeat_number)::integer,
        (numbered.days * numbered.repeat_number)::integer
    ) as missed_on
from numbered
order by missed_on
