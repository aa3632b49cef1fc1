-- The rules behind a list of findings, as on the data date, with how many each judged within the scope and how many
-- it could not; a rule that is not measured says why. What is counted for the whole council alone, a confidential
-- kind, is for who sees everyone.
with covered as (

    select
        coverage.rule_id,
        sum(coverage.judged_count)::integer as judged_count,
        sum(coverage.found_count)::integer as found_count,
        sum(coverage.not_known_count)::integer as not_known_count,
        sum(coverage.not_recognised_count)::integer as not_recognised_count
    from marts.fct_finding_coverage as coverage
    left join marts.dim_teams as teams
        on teams.team_id = coverage.team_id
    where
        ($sees_everyone or list_contains($team_ids::varchar[], coverage.team_id))
        and (coverage.is_in_force or $all_policies)
        and ($service is null or teams.service_name = $service)
        and ($team_id is null or coverage.team_id = $team_id)
    group by coverage.rule_id

)

select
    rules.rule_id,
    rules.rule_label,
    policies.policy_short_label,
    rules.is_measured,
    rules.not_measured_reason,
    coalesce(rules.is_confidential, false) as is_confidential,
    coalesce(covered.judged_count, 0) as judged_count,
    coalesce(covered.found_count, 0) as found_count,
    coalesce(covered.not_known_count, 0) as not_known_count,
    coalesce(covered.not_recognised_count, 0) as not_recognised_count
from marts.dim_rules as rules
inner join marts.dim_run as run
    on
        rules.valid_from <= run.data_date
        and coalesce(rules.valid_to > run.data_date, true)
inner join marts.dim_policies as policies
    on policies.policy_id = rules.policy_id
left join covered
    on covered.rule_id = rules.rule_id
where
    rules.outcome in ('finding', 'flag')
    and (rules.finding_type = $finding_type or rules.rule_id = $rule_id)
    and ($all_policies or coalesce(policies.in_force_for, '') <> '' or policies.is_national_floor)
order by policies.sort_order, rules.rule_id
