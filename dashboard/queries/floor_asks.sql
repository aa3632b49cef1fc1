-- What the national floor asks for NQSWs beside each policy's version, with how many NQSWs are held to that policy now.
with nqsws as (

    select
        people.policy_id,
        count(*) as nqsw_count
    from marts.fct_supervisees as people
    where
        people.as_at = $data_date
        and people.is_nqsw
        and people.is_in_force
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], people.team_id)
            or list_contains($worker_ids::varchar[], people.worker_id)
        )
        and ($service is null or people.service_name = $service)
        and ($team_id is null or people.team_id = $team_id)
    group by people.policy_id

)

select
    asks.policy_id,
    asks.valid_from,
    versions.is_current,
    asks.floor_rule_id,
    floor_rules.policy_id as floor_policy_id,
    asks.ask_label,
    asks.floor_words,
    asks.rule_id,
    asks.policy_words,
    asks.standing_code,
    asks.floor_clause,
    asks.clause,
    coalesce(nqsws.nqsw_count, 0) as nqsw_count
from marts.fct_floor_asks as asks
inner join marts.dim_policy_versions as versions
    on
        versions.policy_id = asks.policy_id
        and versions.valid_from = asks.valid_from
left join (select distinct rule_id, policy_id from marts.dim_rules) as floor_rules
    on floor_rules.rule_id = asks.floor_rule_id
left join nqsws
    on nqsws.policy_id = asks.policy_id
order by asks.policy_id, asks.valid_from, asks.sort_order
