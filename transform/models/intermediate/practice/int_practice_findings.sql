-- One row a measure, what was judged and the day, under the policy its directorate was held to and the national floor
-- beside it: judged by both it is one thing, found by either it is found. A kind that tells of a concern about
-- somebody is no measure of practice.
with measures as (

    select * from {{ ref('practice_measures') }}

),

confidential as (

    select * from {{ ref('confidential_findings') }}

),

judgements as (

    select * from {{ ref('int_judgements') }}

),

rules as (

    select * from {{ ref('int_rules') }}

),

policies as (

    select * from {{ ref('policies') }}

),

in_force as (

    select * from {{ ref('int_policies_in_force') }}

),

first_days as (

    select min(as_at) as first_on
    from {{ ref('int_practice_days') }}

),

-- Registers that were not refreshed are judged by the rule on registration.
by_rule as (

    select
        measures.measure_code,
        measures.told_of,
        judgements.found_on as judged_on,
        true as is_data_date,
        case judgements.result
            when 'found' then 'unmet'
            when 'fine' then 'met'
            else judgements.result
        end as result_code,
        rules.policy_id,
        judgements.rule_id,
        judgements.rule_valid_from,
        judgements.subject_type,
        judgements.subject_id,
        judgements.worker_id,
        judgements.supervisor_id,
        judgements.team_id,
        judgements.directorate_code,
        judgements.began_on as opened_on,
        judgements.measured,
        judgements.measured_unit,
        judgements.threshold,
        judgements.detail,
        in_force.policy_id is not null as is_own_policy,
        policies.is_national_floor
    from judgements
    inner join first_days
        on judgements.found_on > first_days.first_on
    inner join rules
        on
            rules.rule_id = judgements.rule_id
            and rules.valid_from = judgements.rule_valid_from
    inner join measures
        on measures.finding_type = rules.finding_type
    inner join policies
        on policies.policy_id = rules.policy_id
    left join in_force
        on
            in_force.directorate_code = judgements.directorate_code
            and in_force.policy_id = rules.policy_id
            and in_force.valid_from <= judgements.found_on
            and in_force.valid_to > judgements.found_on
    left join confidential
        on confidential.finding_type = rules.finding_type
    where confidential.finding_type is null

),

final as (

    select by_rule.* exclude (is_own_policy, is_national_floor)
    from by_rule
    where by_rule.is_own_policy or by_rule.is_national_floor
    qualify
        row_number() over (
            partition by by_rule.measure_code, by_rule.subject_type, by_rule.subject_id, by_rule.judged_on
            order by
                case by_rule.result_code when 'unmet' then 1 when 'met' then 2 when 'not_known' then 3 else 4 end,
                by_rule.is_own_policy desc,
                by_rule.rule_id,
                by_rule.rule_valid_from
        ) = 1

)

select * from final
