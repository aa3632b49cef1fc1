-- Every session of one person within the scope, newest first.
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

)

select
    sessions.session_id,
    sessions.worker_id,
    sessions.supervisor_id,
    sessions.supervisor_name,
    sessions.format_label,
    sessions.status_code,
    sessions.happened_on,
    sessions.planned_on,
    sessions.rearranged_to_on,
    sessions.duration_minutes,
    sessions.counts_for,
    sessions.why_not,
    sessions.source_file,
    sessions.source_row
from marts.fct_sessions as sessions
inner join seen
    on seen.worker_id = sessions.worker_id
where sessions.happened_on is not null
order by sessions.happened_on desc, sessions.session_id
