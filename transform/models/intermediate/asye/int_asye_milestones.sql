-- One row a worker, programme, rule and milestone that the rule asks a review for, measured or not. Where a rule has
-- rows for the programme itself, they take the place of its rows for any programme.
with rules as (

    select *
    from {{ ref('int_rules') }}
    where obligation_type = 'asye_review'

),

milestones as (

    select * from {{ ref('rule_milestones') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

final as (

    select
        rules.policy_id,
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        rules.is_measured,
        programmes.worker_id,
        programmes.asye_from,
        milestones.milestone_months
    from programmes
    inner join rules
        on
            rules.valid_from <= programmes.asye_from
            and rules.valid_to > programmes.asye_from
    inner join milestones
        on
            milestones.rule_id = rules.rule_id
            and milestones.valid_from = rules.valid_from
            and milestones.programme_code in ('any', programmes.programme_code)
    qualify
        rank() over (
            partition by programmes.worker_id, programmes.asye_from, rules.rule_id
            order by milestones.programme_code = 'any'
        ) = 1

)

select * from final
