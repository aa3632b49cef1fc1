-- The evidence of one person's programmes by kind and stage.
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
    evidence.worker_id,
    evidence.asye_from,
    evidence.kind_code,
    evidence.by_months,
    evidence.due_on,
    evidence.is_due,
    evidence.is_stage_reached,
    evidence.required_count,
    evidence.is_measured,
    evidence.held_count,
    evidence.short_count
from marts.fct_asye_evidence as evidence
inner join seen
    on seen.worker_id = evidence.worker_id
left join marts.dim_codes as kinds
    on
        kinds.code_list = 'evidence_kind'
        and kinds.code = evidence.kind_code
order by evidence.asye_from desc, kinds.sort_order, evidence.kind_code, evidence.by_months
