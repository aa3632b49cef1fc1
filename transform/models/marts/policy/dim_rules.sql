with rules as (

    select * from {{ ref('int_rules') }}

),

words as (

    select * from {{ ref('int_rule_words') }}

),

obligations as (

    select * from {{ ref('fct_obligations') }}

),

staff_bindings as (

    select * from {{ ref('int_staff_bindings') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

confidential as (

    select * from {{ ref('confidential_findings') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

covered as (

    select
        obligations.rule_id,
        obligations.rule_valid_from,
        count(distinct obligations.subject_id)::integer as covers_count,
        (
            count(distinct obligations.worker_id) filter (where obligations.subject_type <> 'case')
        )::integer as people_count,
        (
            count(distinct obligations.subject_id) filter (where obligations.subject_type = 'case')
        )::integer as cases_count,
        (
            count(distinct obligations.subject_id) filter (
                where run.data_date > obligations.due_on + obligations.tolerance_days
            )
        )::integer as overdue_count
    from obligations
    inner join run
        on obligations.opened_on <= run.data_date and coalesce(obligations.closed_on > run.data_date, true)
    group by obligations.rule_id, obligations.rule_valid_from

),

-- Whom a rule on staff supervision binds, whether or not it is the one that judges them.
bound as (

    select
        staff_bindings.rule_id,
        staff_bindings.rule_valid_from,
        count(distinct staff_bindings.worker_id)::integer as bound_count
    from staff_bindings
    inner join run
        on staff_bindings.binds_from <= run.data_date and staff_bindings.binds_to > run.data_date
    inner join employments
        on
            employments.worker_id = staff_bindings.worker_id
            and employments.employed_from <= run.data_date
            and employments.employed_to > run.data_date
    group by staff_bindings.rule_id, staff_bindings.rule_valid_from

),

final as (

    select
        rules.rule_id,
        rules.policy_id,
        rules.valid_from,
        case when rules.valid_to < 'infinity'::date then rules.valid_to end as valid_to,
        rules.outcome,
        words.outcome_label,
        rules.obligation_type,
        case when rules.outcome = 'obligation' then words.kind_label end as obligation_type_label,
        rules.finding_type,
        confidential.finding_type is not null as is_confidential,
        words.kind_code,
        words.kind_label,
        words.group_code,
        words.group_label,
        words.group_order,
        rules.rule_label,
        words.binds_label,
        words.clock_label,
        words.steps_label,
        words.starter_label,
        words.longest_label,
        words.thresholds_label,
        words.counts_label,
        rules.clause,
        rules.is_our_reading,
        rules.reading,
        rules.tolerance_days,
        rules.notice_days,
        words.needs_label,
        rules.is_measured,
        rules.not_measured_reason,
        coalesce(covered.covers_count, 0) as covers_count,
        coalesce(covered.people_count, 0) as people_count,
        coalesce(covered.cases_count, 0) as cases_count,
        coalesce(covered.overdue_count, 0) as overdue_count,
        case when rules.obligation_type = 'staff_supervision' then coalesce(bound.bound_count, 0) end as bound_count
    from rules
    inner join words
        on
            words.rule_id = rules.rule_id
            and words.valid_from = rules.valid_from
    left join confidential
        on confidential.finding_type = rules.finding_type
    left join covered
        on
            covered.rule_id = rules.rule_id
            and covered.rule_valid_from = rules.valid_from
    left join bound
        on
            bound.rule_id = rules.rule_id
            and bound.rule_valid_from = rules.valid_from

)

select * from final
