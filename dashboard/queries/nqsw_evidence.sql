-- Evidence of every programme that runs or awaits its panel, by kind: what the stages that have come ask for, what is
-- held, and what the whole programme asks for.
select
    programmes.worker_id,
    programmes.asye_from,
    evidence.kind_code,
    coalesce(max(evidence.required_count) filter (where evidence.is_due), 0) as required_count,
    max(evidence.held_count) as held_count,
    max(evidence.short_count) as short_count,
    max(evidence.required_count) as whole_count
from marts.fct_asye_programmes as programmes
inner join marts.fct_asye_evidence as evidence
    on
        evidence.worker_id = programmes.worker_id
        and evidence.asye_from = programmes.asye_from
left join marts.dim_codes as kinds
    on
        kinds.code_list = 'evidence_kind'
        and kinds.code = evidence.kind_code
where
    evidence.is_measured
    and (programmes.is_running or programmes.state_code = 'awaiting_panel')
    and (
        $sees_everyone
        or list_contains($team_ids::varchar[], programmes.team_id)
        or list_contains($worker_ids::varchar[], programmes.worker_id)
    )
    and ($service is null or programmes.service_name = $service)
    and ($team_id is null or programmes.team_id = $team_id)
group by programmes.worker_id, programmes.asye_from, evidence.kind_code
order by programmes.worker_id, programmes.asye_from, min(kinds.sort_order), evidence.kind_code
