-- When one person was away; never why.
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
    absences.worker_id,
    absences.away_from,
    absences.away_to,
    absences.is_long
from marts.fct_absences as absences
inner join seen
    on seen.worker_id = absences.worker_id
order by absences.away_from desc
