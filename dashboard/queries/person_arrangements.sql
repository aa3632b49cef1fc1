-- Individual arrangements of one person. The reason leaves the warehouse only for the person and their
-- own line of management.
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
    arrangements.worker_id,
    arrangements.agreed_from,
    arrangements.agreed_to,
    arrangements.interval_count,
    arrangements.interval_unit,
    arrangements.binds,
    case
        when
            arrangements.worker_id = $reader_id
            or exists (
                select 1
                from marts.dim_management_lines as lines
                where
                    lines.manager_id = $reader_id
                    and lines.worker_id = arrangements.worker_id
            )
            then arrangements.sensitive_reason_label
    end as reason_for_the_line
from marts.fct_arrangements as arrangements
inner join seen
    on seen.worker_id = arrangements.worker_id
order by arrangements.agreed_from desc
