-- A rule without an interval, or a row about a rule nobody wrote, would be a promise that is never kept.
with rules as (

    select * from {{ ref('rules') }}

),

about as (

    select rule_id, valid_from, 'rule_steps' as seed from {{ ref('rule_steps') }}
    union
    select rule_id, valid_from, 'rule_milestones' as seed from {{ ref('rule_milestones') }}
    union
    select rule_id, valid_from, 'rule_thresholds' as seed from {{ ref('rule_thresholds') }}
    union
    select rule_id, valid_from, 'rule_conditions' as seed from {{ ref('rule_conditions') }}
    union
    select rule_id, valid_from, 'rule_formats' as seed from {{ ref('rule_formats') }}
    union
    select rule_id, valid_from, 'rule_needs' as seed from {{ ref('rule_needs') }}

),

without_interval as (

    select
        rules.rule_id,
        'no row in rule_steps or rule_milestones' as what
    from rules
    left join about
        on
            about.rule_id = rules.rule_id
            and about.valid_from = rules.valid_from
            and about.seed in ('rule_steps', 'rule_milestones')
    where rules.outcome = 'obligation' and about.rule_id is null

),

without_rule as (

    select
        about.rule_id,
        about.seed || ' names a rule and version that rules does not' as what
    from about
    left join rules
        on
            rules.rule_id = about.rule_id
            and rules.valid_from = about.valid_from
    where rules.rule_id is null

),

without_version as (

    select
        rules.rule_id,
        'its policy has no version from ' || rules.valid_from as what
    from rules
    left join {{ ref('policy_versions') }} as versions
        on
            versions.policy_id = rules.policy_id
            and versions.valid_from = rules.valid_from
    where versions.policy_id is null

)

select * from without_interval
union all
select * from without_rule
union all
select * from without_version
