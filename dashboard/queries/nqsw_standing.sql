-- NQSWs whose ASYE runs: how many, how many at risk, and how they stand by the national floor.
with nqsws as (

    select programmes.*
    from marts.fct_asye_programmes as programmes
    where
        programmes.is_running
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], programmes.team_id)
            or list_contains($worker_ids::varchar[], programmes.worker_id)
        )
        -- A service has few NQSWs: who sees counts only reads those of the whole council.
        and ($service is null or programmes.service_name = $service or ($sees_counts and not $sees_everyone))
        and ($team_id is null or programmes.team_id = $team_id)

),

floor_standing as (

    select supervisees.*
    from marts.fct_supervisees as supervisees
    inner join marts.dim_policies as policies
        on
            policies.policy_id = supervisees.policy_id
            and policies.is_national_floor
    where
        supervisees.as_at = $data_date
        and supervisees.worker_id in (select nqsws.worker_id from nqsws)

)

select
    (select count(*) from nqsws) as nqsw_count,
    (select count(*) from nqsws where nqsws.is_at_risk) as at_risk_count,
    (select count(*) from nqsws where nqsws.supervision_status_code = 'not_measured') as not_measured_count,
    count(distinct floor_standing.worker_id) filter (
        where floor_standing.status_code in ('overdue', 'due_soon', 'in_date')
    ) as floor_open_count,
    count(distinct floor_standing.worker_id) filter (
        where floor_standing.status_code in ('due_soon', 'in_date')
    ) as floor_in_date_count
from floor_standing
