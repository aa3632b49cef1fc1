-- One row a rule and policy version, with the days it is in force, its tolerance and notice, and whether what it
-- needs was supplied. A rule whose evidence was never supplied is not measured, which is not the same as missed.
with rules as (

    select * from {{ ref('rules') }}

),

policies as (

    select * from {{ ref('policies') }}

),

versions as (

    select * from {{ ref('int_policy_versions') }}

),

needs as (

    select * from {{ ref('rule_needs') }}

),

feeds as (

    select * from {{ ref('stg_load__feeds') }}

),

blank_columns as (

    select * from {{ ref('stg_load__blank_columns') }}

),

case_systems as (

    select * from {{ ref('case_systems') }}

),

feed_columns as (

    select * from {{ ref('int_feed_columns') }}

),

feed_titles as (

    select distinct
        feed,
        feed_title
    from feed_columns

),

-- Case supervisions and risk flags come from each case system by itself: one that has what a rule needs is enough.
needs_of_systems as (

    select
        needs.rule_id,
        needs.valid_from,
        needs.feed,
        needs.column_name,
        bool_or(coalesce(feeds.is_supplied, false) and blank_columns.feed is null) as is_met
    from needs
    cross join case_systems
    left join feeds
        on feeds.feed = case_systems.system_code || '_' || needs.feed
    left join blank_columns
        on
            blank_columns.feed = feeds.feed
            and blank_columns.column_name = needs.column_name
    where needs.feed in ('case_supervisions', 'risk_flags')
    group by needs.rule_id, needs.valid_from, needs.feed, needs.column_name

),

unmet as (

    select
        needs.rule_id,
        needs.valid_from,
        needs.feed,
        needs.column_name,
        coalesce(feeds.is_supplied, false) as is_supplied
    from needs
    left join feeds
        on feeds.feed = needs.feed
    left join blank_columns
        on
            blank_columns.feed = needs.feed
            and blank_columns.column_name = needs.column_name
    where
        needs.feed not in ('case_supervisions', 'risk_flags')
        and (
            (needs.column_name is null and not coalesce(feeds.is_supplied, false))
            or blank_columns.column_name is not null
        )

    union all

    select
        rule_id,
        valid_from,
        feed,
        column_name,
        column_name is not null as is_supplied
    from needs_of_systems
    where not is_met

),

missing as (

    select
        unmet.rule_id,
        unmet.valid_from,
        string_agg(
            case
                when unmet.is_supplied
                    then
                        '“' || coalesce(feed_columns.heading, unmet.column_name) || '” of the export “'
                        || coalesce(feed_titles.feed_title, unmet.feed) || '” is blank throughout'
                else 'the export “' || coalesce(feed_titles.feed_title, unmet.feed) || '” was not supplied'
            end,
            '; '
            order by unmet.feed, unmet.column_name
        ) as not_measured_reason
    from unmet
    left join feed_titles
        on feed_titles.feed = unmet.feed
    left join feed_columns
        on
            feed_columns.feed = unmet.feed
            and feed_columns.column_name = unmet.column_name
    group by unmet.rule_id, unmet.valid_from

),

final as (

    select
        rules.rule_id,
        rules.policy_id,
        rules.obligation_type,
        rules.outcome,
        rules.finding_type,
        rules.binds,
        rules.clock,
        rules.override_interval,
        rules.starter_interval_count,
        rules.starter_interval_unit,
        rules.age_from_years,
        rules.age_to_years,
        coalesce(rules.unknown_age_binds, false) as unknown_age_binds,
        coalesce(rules.tolerance_days, policies.tolerance_days) as tolerance_days,
        coalesce(rules.notice_days, policies.notice_days) as notice_days,
        rules.rule_label,
        rules.clause,
        rules.is_our_reading,
        rules.reading,
        versions.valid_from,
        versions.valid_to,
        missing.not_measured_reason is null as is_measured,
        missing.not_measured_reason
    from rules
    inner join policies
        on policies.policy_id = rules.policy_id
    inner join versions
        on
            versions.policy_id = rules.policy_id
            and versions.valid_from = rules.valid_from
    left join missing
        on
            missing.rule_id = rules.rule_id
            and missing.valid_from = rules.valid_from

)

select * from final
