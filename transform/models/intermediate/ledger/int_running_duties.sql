-- One row a worker, rule and stretch over which something is owed that comes round again, [duty_from, duty_to), and
-- why it ends: training, performance reviews and group supervision. A duty lasts as long as versions that follow each
-- other keep the rule.
with rules as (

    select distinct
        policy_id,
        obligation_type,
        rule_id,
        binds,
        spell_from,
        spell_to
    from {{ ref('int_dated_rules') }}
    where obligation_type in ('training', 'performance_review', 'group_supervision')

),

employments as (

    select * from {{ ref('int_employments') }}

),

managing as (

    select * from {{ ref('int_managing') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

owed as (

    select
        'employed' as binds,
        employments.worker_id,
        employments.employed_from as owed_from,
        employments.employed_to as owed_to,
        'left' as end_reason
    from employments

    union all

    select
        'line_manager' as binds,
        managing.worker_id,
        greatest(managing.manages_from, employments.employed_from) as owed_from,
        least(managing.manages_to, employments.employed_to) as owed_to,
        case when employments.employed_to <= managing.manages_to then 'left' else 'no_rule' end as end_reason
    from managing
    inner join employments
        on
            employments.worker_id = managing.worker_id
            and employments.employed_from < managing.manages_to
            and employments.employed_to > managing.manages_from

    union all

    select
        'nqsw' as binds,
        worker_id,
        asye_from as owed_from,
        asye_to as owed_to,
        'programme_ended' as end_reason
    from programmes

),

final as (

    select
        rules.policy_id,
        rules.obligation_type,
        rules.rule_id,
        rules.binds,
        owed.worker_id,
        greatest(owed.owed_from, rules.spell_from) as duty_from,
        least(owed.owed_to, rules.spell_to) as duty_to,
        case when rules.spell_to < owed.owed_to then 'no_rule' else owed.end_reason end as end_reason,
        case when owed.owed_from >= rules.spell_from then 'started' else 'rule' end as begin_reason
    from rules
    inner join owed
        on
            owed.binds = rules.binds
            and owed.owed_from < rules.spell_to
            and owed.owed_to > rules.spell_from

)

select * from final
