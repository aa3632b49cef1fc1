-- One row: supervisors by when their supervision was last audited, for who sees counts only too.
select
    count(*) as all_count,
    count(*) filter (where supervisors.audited_state = 'never') as never_count,
    count(*) filter (where supervisors.audited_state = 'not_lately') as not_lately_count,
    count(*) filter (where supervisors.audited_state = 'lately') as lately_count
from marts.fct_audit_supervisors as supervisors
where
    (
        $sees_counts
        or list_contains($team_ids::varchar[], supervisors.team_id)
        or list_contains($worker_ids::varchar[], supervisors.supervisor_id)
    )
    and ($service is null or supervisors.service_name = $service)
    and ($team_id is null or supervisors.team_id = $team_id)
