-- Supervision courses of one person, on record or asked for: those asked for first, the soonest due first.
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
    training.worker_id,
    training.course_code,
    training.course_label,
    training.completions_count,
    training.last_completed_on,
    training.is_asked,
    training.policy_id,
    training.rule_id,
    training.clause,
    training.due_on,
    training.status_code,
    training.source_file,
    training.source_row
from marts.fct_training as training
inner join seen
    on seen.worker_id = training.worker_id
order by training.is_asked desc, training.due_on nulls last, training.course_code
