-- One row a worker, rule and day on which what the rule asks for again and again was done, on or before the data
-- date: a course completed, a performance review, a group session. What counts is said by the version in force on
-- that day, and by the first one for what was done before it. Several on a day are one.
with rules as (

    select
        rule_id,
        valid_from,
        valid_to,
        obligation_type,
        valid_from = spell_from as is_first_version
    from {{ ref('int_dated_rules') }}

),

conditions as (

    select * from {{ ref('rule_conditions') }}

),

formats as (

    select * from {{ ref('rule_formats') }}

),

training as (

    select * from {{ ref('stg_sharepoint__training') }}

),

reviews as (

    select * from {{ ref('stg_sharepoint__reviews') }}

),

sessions as (

    select * from {{ ref('stg_sharepoint__sessions') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

done as (

    select
        'training' as obligation_type,
        'course' as condition_on,
        course_code as code,
        worker_id,
        completed_on as happened_on,
        course_code || '/' || completed_on::varchar as evidence_id
    from training

    union all

    select
        'performance_review' as obligation_type,
        'review_kind' as condition_on,
        kind_code as code,
        worker_id,
        reviewed_on as happened_on,
        kind_code || '/' || reviewed_on::varchar as evidence_id
    from reviews

),

counted as (

    select
        rules.rule_id,
        done.worker_id,
        done.happened_on,
        done.evidence_id
    from done
    inner join conditions
        on
            conditions.condition_on = done.condition_on
            and conditions.code = done.code
    inner join rules
        on
            rules.obligation_type = done.obligation_type
            and rules.rule_id = conditions.rule_id
            and rules.valid_from = conditions.valid_from
            and rules.valid_to > done.happened_on
            and (rules.valid_from <= done.happened_on or rules.is_first_version)

    union all

    select
        rules.rule_id,
        sessions.worker_id,
        sessions.held_on as happened_on,
        sessions.session_id as evidence_id
    from sessions
    inner join formats
        on formats.format_code = sessions.format_code
    inner join rules
        on
            rules.obligation_type = 'group_supervision'
            and rules.rule_id = formats.rule_id
            and rules.valid_from = formats.valid_from
            and rules.valid_to > sessions.held_on
            and (rules.valid_from <= sessions.held_on or rules.is_first_version)
    where sessions.status_code = 'held'

),

final as (

    select
        counted.rule_id,
        counted.worker_id,
        counted.happened_on,
        min(counted.evidence_id) as evidence_id
    from counted
    inner join run
        on counted.happened_on <= run.data_date
    group by counted.rule_id, counted.worker_id, counted.happened_on

)

select * from final
