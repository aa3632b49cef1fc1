-- NQSWs by the rule of the policy they are held to, and how the same people stand by the national floor.
with floors as (

    select people.*
    from marts.fct_supervisees as people
    inner join marts.dim_policies as policies
        on
            policies.policy_id = people.policy_id
            and policies.is_national_floor
    where people.as_at = $data_date and people.rule_id is not null

),

current_rules as (

    select rules.*
    from marts.dim_rules as rules
    inner join marts.dim_run as run
        on
            rules.valid_from <= run.data_date
            and coalesce(rules.valid_to > run.data_date, true)

)

select
    own.policy_id,
    own.rule_id,
    rules.rule_label,
    rules.steps_label,
    rules.counts_label,
    rules.clause,
    floors.policy_id as floor_policy_id,
    floors.rule_id as floor_rule_id,
    floor_rules.steps_label as floor_steps_label,
    floor_rules.counts_label as floor_counts_label,
    floor_rules.clause as floor_clause,
    count(*) as open_count,
    count(*) filter (where own.status_code <> 'overdue') as in_date_count,
    count(*) filter (where floors.status_code <> 'overdue') as floor_in_date_count
from marts.fct_supervisees as own
inner join floors
    on floors.worker_id = own.worker_id
left join current_rules as rules
    on
        rules.rule_id = own.rule_id
        and rules.policy_id = own.policy_id
left join current_rules as floor_rules
    on
        floor_rules.rule_id = floors.rule_id
        and floor_rules.policy_id = floors.policy_id
where
    own.as_at = $data_date
    and own.is_in_force
    and own.rule_id is not null
    and (
        $sees_counts
        or list_contains($team_ids::varchar[], own.team_id)
        or list_contains($worker_ids::varchar[], own.worker_id)
    )
    and ($service is null or own.service_name = $service)
    and ($team_id is null or own.team_id = $team_id)
group by all
order by open_count desc, own.policy_id, own.rule_id
