with judgements as (

    select *
    from {{ ref('int_judgements') }}
    where result = 'found'

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

described as (

    select
        judgements.*,
        rules.policy_id,
        rules.outcome = 'flag' as is_flag,
        rules.clause,
        confidential.finding_type is not null as is_confidential,
        in_force.policy_id is not null as is_own_policy,
        policies.is_national_floor
    from judgements
    inner join rules
        on
            rules.rule_id = judgements.rule_id
            and rules.valid_from = judgements.rule_valid_from
    inner join policies
        on policies.policy_id = rules.policy_id
    left join in_force
        on
            in_force.directorate_code = judgements.directorate_code
            and in_force.policy_id = rules.policy_id
            and in_force.valid_from <= judgements.found_on
            and in_force.valid_to > judgements.found_on
    left join confidential
        on confidential.finding_type = judgements.finding_type

),

-- What the policy in force finds already, the national floor need not say again.
said_already as (

    select distinct
        finding_type,
        subject_id,
        found_on
    from described
    where is_own_policy

),

final as (

    select
        described.rule_id || '/' || described.subject_id || '/' || described.found_on::varchar as finding_id,
        described.finding_type,
        described.is_flag,
        described.is_confidential,
        described.policy_id,
        described.is_own_policy or (described.is_national_floor and said_already.subject_id is null) as is_in_force,
        described.rule_id,
        described.rule_valid_from,
        described.clause,
        described.subject_type,
        described.subject_id,
        described.evidence_id,
        described.worker_id,
        described.supervisor_id,
        described.team_id,
        described.directorate_code,
        described.found_on,
        described.began_on,
        described.measured,
        described.measured_unit,
        described.threshold,
        described.detail
    from described
    left join said_already
        on
            said_already.finding_type = described.finding_type
            and said_already.subject_id = described.subject_id
            and said_already.found_on = described.found_on

)

select * from final
