-- One row: sessions expected and held so far in the phases that NQSWs are in now, under the policy held to.
select
    count(*) as nqsw_count,
    coalesce(sum(phases.sessions_expected_count), 0)::integer as expected_count,
    coalesce(sum(phases.sessions_held_count), 0)::integer as held_count
from marts.fct_asye_phases as phases
inner join marts.fct_asye_programmes as programmes
    on
        programmes.worker_id = phases.worker_id
        and programmes.asye_from = phases.asye_from
where
    phases.is_held_to
    and phases.is_current
    and phases.is_measured
    and programmes.is_running
    and (
        $sees_counts
        or list_contains($team_ids::varchar[], programmes.team_id)
        or list_contains($worker_ids::varchar[], programmes.worker_id)
    )
