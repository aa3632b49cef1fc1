-- Who held which role in one person's programmes, and the days without an assessor, newest first.
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
    stretches.worker_id,
    stretches.asye_from,
    stretches.role_code,
    stretches.is_gap,
    stretches.supervisor_id,
    stretches.supervisor_name,
    stretches.held_from,
    stretches.held_to,
    stretches.day_count,
    stretches.is_change,
    stretches.handed_over_on,
    stretches.next_review_on,
    stretches.is_handover_noted
from marts.fct_asye_assessors as stretches
inner join seen
    on seen.worker_id = stretches.worker_id
left join marts.dim_codes as roles
    on
        roles.code_list = 'asye_role'
        and roles.code = stretches.role_code
order by
    stretches.asye_from desc, roles.sort_order, stretches.held_from desc, stretches.is_gap, stretches.supervisor_id
