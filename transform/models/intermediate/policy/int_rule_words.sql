-- One row a rule and policy version, in words made of the seeds alone: what becomes of it, whom it binds, from when,
-- what it asks for, what counts, within which limits. Nothing of it depends on what a council supplied.
with rules as (

    select * from {{ ref('rules') }}

),

policies as (

    select * from {{ ref('policies') }}

),

kinds as (

    select * from {{ ref('rule_kinds') }}

),

words as (

    select * from {{ ref('rule_words') }}

),

codes as (

    select * from {{ ref('codes') }}

),

steps as (

    select * from {{ ref('rule_steps') }}

),

thresholds as (

    select * from {{ ref('rule_thresholds') }}

),

conditions as (

    select * from {{ ref('rule_conditions') }}

),

formats as (

    select * from {{ ref('rule_formats') }}

),

terms as (

    select
        programme_code,
        arg_max(longest_months, valid_from) as longest_months
    from {{ ref('programmes') }}
    group by programme_code

),

milestones as (

    select distinct
        asked.rule_id,
        asked.valid_from,
        asked.programme_code,
        asked.milestone_months,
        terms.longest_months
    from {{ ref('rule_milestones') }} as asked
    left join terms
        on terms.programme_code = asked.programme_code

),

needs as (

    select * from {{ ref('rule_needs') }}

),

feed_columns as (

    select * from {{ ref('int_feed_columns') }}

),

of_a_kind as (

    select
        rules.*,
        coalesce(rules.obligation_type, rules.finding_type) as kind_code,
        kinds.group_code,
        kinds.wording
    from rules
    left join kinds
        on kinds.kind_code = coalesce(rules.obligation_type, rules.finding_type)

),

step_words as (

    select
        steps.rule_id,
        steps.valid_from,
        string_agg(
            case
                when steps.step_number = 1 then ''
                else 'from ' || {{ count_words('steps.step_from_count', 'steps.step_from_unit') }} || ': '
            end
            || {{ interval_words('of_a_kind.wording', 'steps.interval_count', 'steps.interval_unit') }},
            '; '
            order by steps.step_number
        ) as steps_label
    from steps
    inner join of_a_kind
        on
            of_a_kind.rule_id = steps.rule_id
            and of_a_kind.valid_from = steps.valid_from
    group by steps.rule_id, steps.valid_from

),

programme_words as (

    select
        milestones.rule_id,
        milestones.valid_from,
        milestones.programme_code,
        case when milestones.programme_code <> 'any' then any_value(programmes.label) || ': ' else '' end
        || 'at '
        || {{ said_list('list(milestones.milestone_months::varchar order by milestones.milestone_months)', 'and') }}
        || ' months' as milestones_label,
        case when milestones.programme_code <> 'any' then any_value(programmes.label) || ': ' else '' end
        || {{ count_words('max(milestones.longest_months)', "'month'") }} as longest_label
    from milestones
    left join codes as programmes
        on
            programmes.code_list = 'programme'
            and programmes.code = milestones.programme_code
    group by milestones.rule_id, milestones.valid_from, milestones.programme_code

),

milestone_words as (

    select
        rule_id,
        valid_from,
        string_agg(milestones_label, '; ' order by programme_code = 'any' desc, programme_code) as milestones_label,
        string_agg(longest_label, '; ' order by programme_code = 'any' desc, programme_code) as longest_label
    from programme_words
    group by rule_id, valid_from

),

threshold_words as (

    select
        thresholds.rule_id,
        thresholds.valid_from,
        string_agg(
            replace(
                replace(
                    replace(
                        coalesce(words.wording, replace(thresholds.threshold, '_', ' ') || ' {}'),
                        '{number}',
                        thresholds.threshold_count::varchar
                    ),
                    '{month}',
                    coalesce(monthname(try_cast('2000-' || thresholds.threshold_count || '-1' as date)), '?')
                ),
                '{}',
                case
                    when words.wording like '%every {}' and thresholds.threshold_count = 1 then thresholds.threshold_unit
                    else {{ count_words('thresholds.threshold_count', 'thresholds.threshold_unit') }}
                end
            ),
            ', '
            order by words.sort_order, thresholds.threshold
        ) as thresholds_label
    from thresholds
    left join words
        on
            words.word_list = 'threshold'
            and words.code = thresholds.threshold
    group by thresholds.rule_id, thresholds.valid_from

),

-- The codes of a rule, one list a name of a condition: of category Social worker, Team manager or Senior manager.
condition_lists as (

    select
        conditions.rule_id,
        conditions.valid_from,
        conditions.condition_on,
        any_value(words.wording) as wording,
        list(
            coalesce(codes.label, conditions.code)
            order by codes.sort_order, conditions.code
        ) as labels
    from conditions
    left join words
        on
            words.word_list = 'condition'
            and words.code = conditions.condition_on
    left join codes
        on
            codes.code_list = words.code_list
            and codes.code = conditions.code
    group by conditions.rule_id, conditions.valid_from, conditions.condition_on

),

condition_words as (

    select
        rule_id,
        valid_from,
        string_agg(
            replace(coalesce(wording, condition_on || ' {}'), '{}', {{ said_list('labels', 'or') }}),
            ', '
            order by condition_on
        ) as conditions_label
    from condition_lists
    group by rule_id, valid_from

),

format_words as (

    select
        formats.rule_id,
        formats.valid_from,
        {{ said_list('list(coalesce(codes.label, formats.format_code) order by codes.sort_order, formats.format_code)', 'or') }}
            as formats_label
    from formats
    left join codes
        on
            codes.code_list = 'session_format'
            and codes.code = formats.format_code
    group by formats.rule_id, formats.valid_from

),

feed_titles as (

    select distinct
        feed,
        feed_title
    from feed_columns

),

need_lists as (

    select
        needs.rule_id,
        needs.valid_from,
        coalesce(feed_titles.feed_title, needs.feed) as feed_title,
        list(feed_columns.heading order by feed_columns.heading) filter (where needs.column_name is not null)
            as headings
    from needs
    left join feed_titles
        on feed_titles.feed = needs.feed
    left join feed_columns
        on
            feed_columns.feed = needs.feed
            and feed_columns.column_name = needs.column_name
    group by needs.rule_id, needs.valid_from, feed_titles.feed_title, needs.feed

),

need_words as (

    select
        rule_id,
        valid_from,
        string_agg(
            feed_title
            || case when len(headings) > 0 then ' (' || {{ said_list('headings', 'and') }} || ')' else '' end,
            '; '
            order by feed_title
        ) as needs_label
    from need_lists
    group by rule_id, valid_from

),

final as (

    select
        of_a_kind.rule_id,
        of_a_kind.policy_id,
        of_a_kind.valid_from,
        of_a_kind.outcome,
        outcomes.label as outcome_label,
        of_a_kind.kind_code,
        kind_labels.label as kind_label,
        of_a_kind.group_code,
        groups.label as group_label,
        groups.sort_order as group_order,
        of_a_kind.rule_label,
        coalesce(binds.label, of_a_kind.binds)
        || coalesce(' ' || condition_words.conditions_label, '')
        || case
            when of_a_kind.age_from_years is not null and of_a_kind.age_to_years is not null
                then ', aged ' || of_a_kind.age_from_years || ' to ' || (of_a_kind.age_to_years - 1)
            when of_a_kind.age_from_years is not null then ', aged ' || of_a_kind.age_from_years || ' and over'
            when of_a_kind.age_to_years is not null then ', aged under ' || of_a_kind.age_to_years
            else ''
        end
        || case when of_a_kind.unknown_age_binds then ', or with no date of birth' else '' end as binds_label,
        case
            when of_a_kind.outcome = 'obligation' or clocks.code <> 'none' then coalesce(clocks.label, of_a_kind.clock)
        end as clock_label,
        coalesce(
            milestone_words.milestones_label,
            step_words.steps_label
            || case when of_a_kind.override_interval = 'own_if_shorter' then ', or at the agreed interval where that is shorter' else '' end
        ) as steps_label,
        case
            when of_a_kind.starter_interval_count is not null
                then {{ interval_words("'within'", 'of_a_kind.starter_interval_count', 'of_a_kind.starter_interval_unit') }}
        end as starter_label,
        milestone_words.longest_label,
        threshold_words.thresholds_label,
        coalesce(
            format_words.formats_label,
            case of_a_kind.kind_code
                when 'case_supervision' then 'Completed case supervisions'
                when 'asye_review' then 'A review held for the milestone'
            end
        ) as counts_label,
        case of_a_kind.override_interval
            when 'own' then 'The agreed interval'
            when 'own_if_shorter' then 'The agreed interval, where that is shorter than the rule''s'
        end as override_label,
        coalesce(of_a_kind.tolerance_days, policies.tolerance_days) as tolerance_days,
        coalesce(of_a_kind.notice_days, policies.notice_days) as notice_days,
        of_a_kind.clause,
        of_a_kind.is_our_reading,
        of_a_kind.reading,
        need_words.needs_label
    from of_a_kind
    left join policies
        on policies.policy_id = of_a_kind.policy_id
    left join codes as outcomes
        on
            outcomes.code_list = 'rule_outcome'
            and outcomes.code = of_a_kind.outcome
    left join codes as kind_labels
        on
            kind_labels.code_list in ('obligation_type', 'finding_type', 'rule_kind')
            and kind_labels.code = of_a_kind.kind_code
    left join codes as groups
        on
            groups.code_list = 'rule_group'
            and groups.code = of_a_kind.group_code
    left join codes as binds
        on
            binds.code_list = 'rule_binds'
            and binds.code = of_a_kind.binds
    left join codes as clocks
        on
            clocks.code_list = 'rule_clock'
            and clocks.code = of_a_kind.clock
    left join step_words
        on
            step_words.rule_id = of_a_kind.rule_id
            and step_words.valid_from = of_a_kind.valid_from
    left join milestone_words
        on
            milestone_words.rule_id = of_a_kind.rule_id
            and milestone_words.valid_from = of_a_kind.valid_from
    left join threshold_words
        on
            threshold_words.rule_id = of_a_kind.rule_id
            and threshold_words.valid_from = of_a_kind.valid_from
    left join condition_words
        on
            condition_words.rule_id = of_a_kind.rule_id
            and condition_words.valid_from = of_a_kind.valid_from
    left join format_words
        on
            format_words.rule_id = of_a_kind.rule_id
            and format_words.valid_from = of_a_kind.valid_from
    left join need_words
        on
            need_words.rule_id = of_a_kind.rule_id
            and need_words.valid_from = of_a_kind.valid_from

)

select * from final
