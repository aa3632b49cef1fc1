-- Which interval one policy owed one person when.
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
    phases.worker_id,
    phases.phase_from,
    phases.phase_to,
    phases.rule_id,
    phases.rule_label,
    phases.clause,
    phases.interval_count,
    phases.interval_unit
from marts.fct_worker_phases as phases
inner join seen
    on seen.worker_id = phases.worker_id
where phases.policy_id = $policy_id
order by phases.phase_from desc
