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

-- By day first: there are far fewer days than sessions.
by_day as (

    select
        rule_id,
        rule_valid_from,
        directorate_code,
        team_id,
        found_on,
        count(*) filter (where result in ('found', 'fine')) as judged_count,
        count(*) filter (where result = 'found') as found_count,
        count(*) filter (where result = 'not_known') as not_known_count,
        count(*) filter (where result = 'not_recognised') as not_recognised_count
    from judgements
    group by rule_id, rule_valid_from, directorate_code, team_id, found_on

),

-- In a small team a count of a confidential kind would name somebody: it is told for the whole council.
described as (

    select
        by_day.*,
        rules.policy_id,
        rules.finding_type,
        rules.outcome = 'flag' as is_flag,
        case when confidential.finding_type is null then by_day.directorate_code end as told_directorate_code,
        case when confidential.finding_type is null then by_day.team_id end as told_team_id,
        in_force.policy_id is not null or policies.is_national_floor as is_in_force
    from by_day
    inner join rules
        on
            rules.rule_id = by_day.rule_id
            and rules.valid_from = by_day.rule_valid_from
    inner join policies
        on policies.policy_id = rules.policy_id
    left join in_force
        on
            in_force.directorate_code = by_day.directorate_code
            and in_force.policy_id = rules.policy_id
            and in_force.valid_from <= by_day.found_on
            and in_force.valid_to > by_day.found_on
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
        date_trunc('month', found_on)::date as month_on,
        told_directorate_code as directorate_code,
        told_team_id as team_id,
        sum(judged_count)::integer as judged_count,
        sum(found_count)::integer as found_count,
        sum(not_known_count)::integer as not_known_count,
        sum(not_recognised_count)::integer as not_recognised_count
    from described
    group by
        policy_id, rule_id, rule_valid_from, finding_type, is_flag, is_in_force, date_trunc('month', found_on),
        told_directorate_code, told_team_id

)

select * from final
