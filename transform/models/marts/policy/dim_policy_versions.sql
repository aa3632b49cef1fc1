with versions as (

    select * from {{ ref('int_policy_versions') }}

),

written as (

    select * from {{ ref('policy_versions') }}

),

rules as (

    select * from {{ ref('rules') }}

),

changes as (

    select * from {{ ref('fct_policy_changes') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

rules_counted as (

    select
        policy_id,
        valid_from,
        count(*)::integer as rules_count
    from rules
    group by policy_id, valid_from

),

changes_counted as (

    select
        policy_id,
        to_version,
        count(*)::integer as changes_count
    from changes
    group by policy_id, to_version

),

final as (

    select
        versions.policy_id,
        versions.valid_from,
        case when versions.valid_to < 'infinity'::date then versions.valid_to end as valid_to,
        versions.version_label,
        written.note,
        versions.is_ending,
        versions.valid_from <= run.data_date and versions.valid_to > run.data_date as is_current,
        versions.valid_from > run.data_date as is_ahead,
        versions.review_due_on,
        coalesce(
            versions.review_due_on < run.data_date
            and versions.valid_from <= run.data_date
            and versions.valid_to > run.data_date,
            false
        ) as is_review_overdue,
        coalesce(rules_counted.rules_count, 0) as rules_count,
        coalesce(changes_counted.changes_count, 0) as changes_count
    from versions
    cross join run
    inner join written
        on
            written.policy_id = versions.policy_id
            and written.valid_from = versions.valid_from
    left join rules_counted
        on
            rules_counted.policy_id = versions.policy_id
            and rules_counted.valid_from = versions.valid_from
    left join changes_counted
        on
            changes_counted.policy_id = versions.policy_id
            and changes_counted.to_version = versions.valid_from

)

select * from final
