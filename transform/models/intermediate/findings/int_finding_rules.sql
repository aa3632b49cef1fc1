-- One row a rule and policy version that makes findings and is measured, with its thresholds side by side and
-- whether it binds some people, or some directorates, only.
with rules as (

    select *
    from {{ ref('int_rules') }}
    where outcome in ('finding', 'flag') and is_measured

),

thresholds as (

    select * from {{ ref('rule_thresholds') }}

),

conditions as (

    select * from {{ ref('rule_conditions') }}

),

limits as (

    select
        rule_id,
        valid_from,
        max(threshold_count) filter (where threshold in ('at_least', 'days_before')) as at_least,
        max(threshold_count) filter (where threshold = 'at_most') as at_most,
        max(marts.interval_days(threshold_count, threshold_unit)) filter (where threshold = 'within') as within_days,
        max(marts.interval_months(threshold_count, threshold_unit)) filter (where threshold = 'ahead')
            as ahead_months,
        max(marts.interval_months(threshold_count, threshold_unit)) filter (where threshold = 'slack')
            as slack_months,
        max(marts.interval_months(threshold_count, threshold_unit)) filter (where threshold = 'every')
            as every_months,
        max(marts.interval_months(threshold_count, threshold_unit)) filter (where threshold = 'while_every')
            as while_months,
        max(marts.interval_days(threshold_count, threshold_unit)) filter (where threshold = 'while_every')
            as while_days,
        max(threshold_count) filter (where threshold = 'register_renewed_month') as renewed_month,
        max(threshold_count) filter (where threshold = 'register_renewed_day') as renewed_day
    from thresholds
    group by rule_id, valid_from

),

narrowing as (

    select
        rule_id,
        valid_from,
        bool_or(condition_on in ('staff_category', 'supervisee_category')) as has_category,
        bool_or(condition_on = 'directorate') as has_directorate
    from conditions
    group by rule_id, valid_from

),

final as (

    select
        rules.rule_id,
        rules.policy_id,
        rules.valid_from,
        rules.valid_to,
        rules.finding_type,
        rules.binds,
        rules.binds = 'nqsw' or coalesce(narrowing.has_category, false) as binds_some_people,
        coalesce(narrowing.has_directorate, false) as binds_some_directorates,
        limits.at_least,
        limits.at_most,
        limits.within_days,
        limits.ahead_months,
        coalesce(limits.slack_months, 0) as slack_months,
        limits.every_months,
        limits.while_months,
        limits.while_days,
        limits.renewed_month,
        limits.renewed_day
    from rules
    left join limits
        on
            limits.rule_id = rules.rule_id
            and limits.valid_from = rules.valid_from
    left join narrowing
        on
            narrowing.rule_id = rules.rule_id
            and narrowing.valid_from = rules.valid_from

)

select * from final
