-- ASYE programmes by the quarter in which they began, newest first, and by how they stand as far as the reader may
-- know: what went against somebody shows only to them and their own line of management, and reads to everybody else
-- as in the list of NQSWs. For readers who may see the people behind the numbers: cohorts are small.
with in_line as (

    select lines.worker_id
    from marts.dim_management_lines as lines
    where lines.manager_id = $reader_id

),

seen as (

    select
        programmes.cohort_from,
        programmes.is_running,
        programmes.is_at_risk,
        case
            when
                programmes.worker_id in (select in_line.worker_id from in_line)
                or coalesce(programmes.worker_id = $reader_id, false)
                or programmes.state_code not in ('not_confirmed', 'failed', 'withdrawn')
                then programmes.state_code
            when not programmes.is_running then 'ended'
            when programmes.is_paused then 'paused'
            else 'in_progress'
        end as state_code
    from marts.fct_asye_programmes as programmes
    where
        (
            $sees_everyone
            or list_contains($team_ids::varchar[], programmes.team_id)
            or list_contains($worker_ids::varchar[], programmes.worker_id)
        )
        and ($service is null or programmes.service_name = $service)
        and ($team_id is null or programmes.team_id = $team_id)

)

select
    seen.cohort_from,
    seen.state_code,
    count(*)::integer as programmes_count,
    (count(*) filter (where seen.is_running))::integer as running_count,
    (count(*) filter (where seen.is_at_risk))::integer as at_risk_count
from seen
left join marts.dim_codes as states
    on
        states.code_list = 'asye_state'
        and states.code = seen.state_code
group by seen.cohort_from, seen.state_code
order by seen.cohort_from desc, min(states.sort_order) nulls last, seen.state_code
