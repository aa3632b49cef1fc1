with rules as (

    select * from {{ ref('int_rules') }}

),

steps as (

    select * from {{ ref('int_rule_steps') }}

),

rule_formats as (

    select * from {{ ref('rule_formats') }}

),

milestones as (

    select * from {{ ref('rule_milestones') }}

),

codes as (

    select * from {{ ref('codes') }}

),

obligations as (

    select * from {{ ref('fct_obligations') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

step_words as (

    select
        rule_id,
        rule_valid_from,
        string_agg(
            case when step_number = 1 then '' else 'from ' || step || ': ' end
            || case
                when interval_unit = 'agreed' then 'the agreed interval'
                when interval_count = 1 then 'every ' || interval_unit
                else 'every ' || interval_count || ' ' || interval_unit || 's'
            end,
            '; '
            order by step_number
        ) as steps_label
    from steps
    group by rule_id, rule_valid_from

),

-- In words, those for any programme first; a programme with milestones of its own is named.
programme_milestones as (

    select
        milestones.rule_id,
        milestones.valid_from,
        milestones.programme_code,
        case when milestones.programme_code = 'any' then '' else programme_codes.label || ': ' end
        || 'at ' || string_agg(milestones.milestone_months::varchar, ', ' order by milestones.milestone_months)
        || ' months' as words,
        coalesce(programme_codes.sort_order, 0) as sort_order
    from milestones
    left join codes as programme_codes
        on
            programme_codes.code_list = 'programme'
            and programme_codes.code = milestones.programme_code
    group by
        milestones.rule_id,
        milestones.valid_from,
        milestones.programme_code,
        programme_codes.label,
        programme_codes.sort_order

),

milestone_words as (

    select
        rule_id,
        valid_from,
        string_agg(words, '; ' order by sort_order, programme_code) as steps_label
    from programme_milestones
    group by rule_id, valid_from

),

format_words as (

    select
        rule_formats.rule_id,
        rule_formats.valid_from,
        string_agg(codes.label, ', ' order by codes.sort_order) as counts_label
    from rule_formats
    inner join codes
        on
            codes.code_list = 'session_format'
            and codes.code = rule_formats.format_code
    group by rule_formats.rule_id, rule_formats.valid_from

),

covered as (

    select
        obligations.rule_id,
        obligations.rule_valid_from,
        count(distinct obligations.subject_id)::integer as covers_count,
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

final as (

    select
        rules.rule_id,
        rules.policy_id,
        rules.valid_from,
        case when rules.valid_to < 'infinity'::date then rules.valid_to end as valid_to,
        rules.obligation_type,
        types.label as obligation_type_label,
        rules.rule_label,
        coalesce(milestone_words.steps_label, step_words.steps_label) as steps_label,
        case rules.obligation_type
            when 'case_supervision' then 'Completed case supervisions'
            when 'asye_review' then 'A review held for the milestone'
            else format_words.counts_label
        end as counts_label,
        rules.clause,
        rules.is_our_reading,
        rules.reading,
        rules.tolerance_days,
        rules.notice_days,
        rules.is_measured,
        rules.not_measured_reason,
        coalesce(covered.covers_count, 0) as covers_count,
        coalesce(covered.overdue_count, 0) as overdue_count
    from rules
    left join codes as types
        on
            types.code_list = 'obligation_type'
            and types.code = rules.obligation_type
    left join step_words
        on
            step_words.rule_id = rules.rule_id
            and step_words.rule_valid_from = rules.valid_from
    left join milestone_words
        on
            milestone_words.rule_id = rules.rule_id
            and milestone_words.valid_from = rules.valid_from
    left join format_words
        on
            format_words.rule_id = rules.rule_id
            and format_words.valid_from = rules.valid_from
    left join covered
        on
            covered.rule_id = rules.rule_id
            and covered.rule_valid_from = rules.valid_from

)

select * from final
