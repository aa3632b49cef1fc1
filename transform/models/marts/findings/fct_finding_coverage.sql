with judgements as (

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

confidential as (

    select * from {{ ref('confidential_findings') }}

),

-- The days on which a directorate is held to a rule's policy.
held_to as (

    select
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        in_force.directorate_code,
        in_force.valid_from,
        in_force.valid_to
    from rules
    inner join in_force
        on in_force.policy_id = rules.policy_id
    where rules.finding_type is not null

),

by_month as (

    select
        judgements.rule_id,
        judgements.rule_valid_from,
        judgements.directorate_code,
        judgements.team_id,
        date_trunc('month', judgements.found_on)::date as month_on,
        held_to.rule_id is not null as is_own_policy,
        count(*) filter (where judgements.result in ('found', 'fine')) as judged_count,
        count(*) filter (where judgements.result = 'found') as found_count,
        count(*) filter (where judgements.result = 'not_known') as not_known_count,
        count(*) filter (where judgements.result = 'not_recognised') as not_recognised_count
    from judgements
    left join held_to
        on
            held_to.rule_id = judgements.rule_id
            and held_to.rule_valid_from = judgements.rule_valid_from
            and held_to.directorate_code = judgements.directorate_code
            and held_to.valid_from <= judgements.found_on
            and held_to.valid_to > judgements.found_on
    group by
        judgements.rule_id, judgements.rule_valid_from, judgements.directorate_code, judgements.team_id,
        date_trunc('month', judgements.found_on), held_to.rule_id is not null

),

-- In a small team a count of a confidential kind would name somebody: it is told for the whole council.
described as (

    select
        by_month.*,
        rules.policy_id,
        rules.finding_type,
        rules.outcome = 'flag' as is_flag,
        case when confidential.finding_type is null then by_month.directorate_code end as told_directorate_code,
        case when confidential.finding_type is null then by_month.team_id end as told_team_id,
        by_month.is_own_policy or policies.is_national_floor as is_in_force
    from by_month
    inner join rules
        on
            rules.rule_id = by_month.rule_id
            and rules.valid_from = by_month.rule_valid_from
    inner join policies
        on policies.policy_id = rules.policy_id
    left join confidential
        on confidential.finding_type = rules.finding_type

),

final as (

    select
        policy_id,
        rule_id,
        rule_valid_from,
        finding_type,
        is_flag,
        is_in_force,
        month_on,
        told_directorate_code as directorate_code,
        told_team_id as team_id,
        sum(judged_count)::integer as judged_count,
        sum(found_count)::integer as found_count,
        sum(not_known_count)::integer as not_known_count,
        sum(not_recognised_count)::integer as not_recognised_count
    from described
    group by
        policy_id, rule_id, rule_valid_from, finding_type, is_flag, is_in_force, month_on, told_directorate_code,
        told_team_id

)

select * from final
