-- The rules behind each measure that are in force for somebody in view, with those they are for and, where one is not
-- measured, why. A measure without a row here is not asked for.
with seen as (

    select distinct workers.directorate_code
    from marts.dim_workers as workers
    where
        workers.is_employed
        and (
            $sees_counts
            or list_contains($team_ids::varchar[], workers.team_id)
            or list_contains($worker_ids::varchar[], workers.worker_id)
        )
        and ($service is null or workers.service_name = $service)
        and ($team_id is null or workers.team_id = $team_id)

),

in_force as (

    select
        in_force.policy_id,
        string_agg(codes.label, ', ' order by codes.sort_order) as held_label
    from marts.dim_policies_in_force as in_force
    inner join seen
        on seen.directorate_code = in_force.directorate_code
    left join marts.dim_codes as codes
        on
            codes.code_list = 'directorate'
            and codes.code = in_force.directorate_code
    where
        in_force.valid_from <= $as_at::date
        and coalesce(in_force.valid_to > $as_at::date, true)
    group by in_force.policy_id

)

select
    measured.measure_code,
    rules.rule_id,
    rules.rule_label,
    rules.clause,
    rules.reading,
    rules.is_measured,
    rules.not_measured_reason,
    policies.policy_short_label,
    in_force.held_label
from marts.dim_practice_rules as measured
inner join marts.dim_rules as rules
    on
        rules.rule_id = measured.rule_id
        and rules.valid_from = measured.rule_valid_from
        and rules.valid_from <= $as_at::date
        and coalesce(rules.valid_to > $as_at::date, true)
inner join marts.dim_policies as policies
    on policies.policy_id = rules.policy_id
left join in_force
    on in_force.policy_id = rules.policy_id
where in_force.policy_id is not null or (policies.is_national_floor and exists (select 1 from seen))
order by measured.measure_code, policies.sort_order, rules.rule_id
