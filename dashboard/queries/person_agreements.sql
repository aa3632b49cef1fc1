-- Supervision agreements on record of one person, the one in place first, then newest first.
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
    agreements.worker_id,
    agreements.supervisor_id,
    agreements.supervisor_name,
    agreements.supervisee_signed_on,
    agreements.supervisor_signed_on,
    agreements.signed_on,
    agreements.is_signed_by_both,
    agreements.is_with_present_supervisor,
    agreements.is_in_place,
    agreements.review_due_on,
    agreements.is_review_past,
    agreements.source_file,
    agreements.source_row
from marts.fct_agreements as agreements
inner join seen
    on seen.worker_id = agreements.worker_id
order by
    agreements.is_in_place desc,
    agreements.signed_on desc nulls first,
    agreements.supervisor_id,
    agreements.source_file,
    agreements.source_row
