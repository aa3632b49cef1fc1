-- Supervisors with nothing on record first, then the longest ago. 'all' is everybody; any other list is a state.
-- 'seen_count' counts the audits of people the reader may see, so that it is as long as its list.
with seen as (

    select
        audits.supervisor_id,
        count(*) as seen_count
    from marts.fct_audits as audits
    left join marts.dim_workers as workers
        on workers.worker_id = audits.worker_id
    where
        (
            $sees_everyone
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], audits.worker_id)
        )
        and not audits.is_moderation
    group by audits.supervisor_id

)

select
    supervisors.supervisor_id as worker_id,
    supervisors.supervisor_name as worker_name,
    supervisors.team_id,
    supervisors.team_name,
    supervisors.span_count,
    supervisors.audits_count,
    coalesce(seen.seen_count, 0) as seen_count,
    supervisors.last_audited_on,
    supervisors.audited_state
from marts.fct_audit_supervisors as supervisors
left join seen
    on seen.supervisor_id = supervisors.supervisor_id
where
    (
        $sees_everyone
        or list_contains($team_ids::varchar[], supervisors.team_id)
        or list_contains($worker_ids::varchar[], supervisors.supervisor_id)
    )
    and ($service is null or supervisors.service_name = $service)
    and ($team_id is null or supervisors.team_id = $team_id)
    and ($list_name = 'all' or supervisors.audited_state = $list_name)
order by
    supervisors.last_audited_on nulls first,
    supervisors.span_count desc,
    supervisors.supervisor_name,
    supervisors.supervisor_id
