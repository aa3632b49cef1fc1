-- A code that is spelt otherwise than the vocabulary has it, or a column that no export carries, would bind nobody and
-- say nothing.
with codes as (

    select * from {{ ref('codes') }}

),

words as (

    select * from {{ ref('rule_words') }}

),

kinds as (

    select * from {{ ref('rule_kinds') }}

),

feed_columns as (

    select * from {{ ref('int_feed_columns') }}

),

{% for seed in ['rules', 'rule_steps', 'rule_milestones', 'rule_thresholds', 'rule_conditions', 'rule_formats', 'rule_needs', 'in_force'] %}
    {{ seed }} as (

        select
            rowid,
            *
        from {{ ref(seed) }}

    ),
{% endfor %}

-- Every cell that must hold a code, with the list it is in.
coded as (

    {% for column_name, code_list in [('outcome', 'rule_outcome'), ('binds', 'rule_binds'), ('clock', 'rule_clock')] %}
        select
            {{ seed_problem('rules', 'rules', column_name, "''", "''") }},
            '{{ code_list }}' as code_list,
            rules.{{ column_name }} as code
        from rules
        where rules.{{ column_name }} is not null

        union all
    {% endfor %}

    select
        {{ seed_problem('rules', 'rules', 'starter_interval_unit', "''", "''") }},
        'interval_unit' as code_list,
        rules.starter_interval_unit as code
    from rules
    where rules.starter_interval_unit is not null

    union all

    {% for column_name in ['step_from_unit', 'interval_unit'] %}
        select
            {{ seed_problem('rule_steps', 'rule_steps', column_name, "''", "''") }},
            'interval_unit' as code_list,
            rule_steps.{{ column_name }} as code
        from rule_steps
        where rule_steps.{{ column_name }} <> 'agreed'

        union all
    {% endfor %}

    select
        {{ seed_problem('rule_formats', 'rule_formats', 'format_code', "''", "''") }},
        'session_format' as code_list,
        rule_formats.format_code as code
    from rule_formats

    union all

    select
        {{ seed_problem('rule_milestones', 'rule_milestones', 'programme_code', "''", "''") }},
        'programme' as code_list,
        rule_milestones.programme_code as code
    from rule_milestones
    where rule_milestones.programme_code <> 'any'

    union all

    select
        {{ seed_problem('in_force', 'in_force', 'directorate_code', "''", "''") }},
        'directorate' as code_list,
        in_force.directorate_code as code
    from in_force

    union all

    select
        {{ seed_problem('rule_conditions', 'rule_conditions', 'code', "''", "''") }},
        words.code_list,
        rule_conditions.code
    from rule_conditions
    inner join words
        on
            words.word_list = 'condition'
            and words.code = rule_conditions.condition_on

),

known as (

    select
        code_list,
        string_agg(code, ', ' order by sort_order) filter (where code <> 'unmapped') as codes_known
    from codes
    group by code_list

),

problems as (

    select
        coded.file,
        coded.row_number,
        coded.column_name,
        coded.typed,
        'no such code' as problem,
        'Write one of: ' || coalesce(known.codes_known, '(none is known)') as to_do
    from coded
    left join codes
        on
            codes.code_list = coded.code_list
            and codes.code = coded.code
    left join known
        on known.code_list = coded.code_list
    where codes.code is null

    union all

    select
        {{ seed_problem('rule_conditions', 'rule_conditions', 'condition_on', "'no such condition'",
            "'Write one of: ' || (select string_agg(known_words.code, ', ' order by known_words.sort_order) from words as known_words where known_words.word_list = 'condition')") }}
    from rule_conditions
    left join words
        on
            words.word_list = 'condition'
            and words.code = rule_conditions.condition_on
    where words.code is null

    union all

    select
        {{ seed_problem('rule_thresholds', 'rule_thresholds', 'threshold', "'no such limit'",
            "'Write one of: ' || (select string_agg(known_words.code, ', ' order by known_words.sort_order) from words as known_words where known_words.word_list = 'threshold')") }}
    from rule_thresholds
    left join words
        on
            words.word_list = 'threshold'
            and words.code = rule_thresholds.threshold
    where words.code is null

    union all

    select
        {{ seed_problem('rule_thresholds', 'rule_thresholds', 'threshold_unit', "'this limit is not counted in that unit'",
            "'Write ' || units.units_known") }}
    from rule_thresholds
    inner join
        (
            select
                asked_code,
                string_agg(name, ' or ' order by name) as units_known,
                list(name) as units
            from {{ ref('rule_parts') }}
            where asked_of = 'threshold' and part = 'unit'
            group by asked_code
        ) as units
        on units.asked_code = rule_thresholds.threshold
    where not list_contains(units.units, rule_thresholds.threshold_unit)

    {% for column_name, condition in [('obligation_type', "outcome = 'obligation'"), ('finding_type', "outcome <> 'obligation'")] %}
        union all

        select
            {{ seed_problem('rules', 'rules', column_name, "'no such kind of rule'",
                "'Write one of: ' || (select string_agg(known_kinds.kind_code, ', ' order by known_kinds.kind_code) from kinds as known_kinds where known_kinds." ~ condition ~ ")") }}
        from rules
        left join kinds
            on
                kinds.kind_code = rules.{{ column_name }}
                and kinds.{{ condition }}
        where rules.{{ column_name }} is not null and kinds.kind_code is null
    {% endfor %}

    union all

    select
        {{ seed_problem('rules', 'rules', 'outcome', "'a rule of this kind becomes ' || kinds.outcome",
            "'Write ' || kinds.outcome || ', or another kind'") }}
    from rules
    inner join kinds
        on kinds.kind_code = coalesce(rules.obligation_type, rules.finding_type)
    where
        kinds.outcome <> rules.outcome
        and not (kinds.outcome in ('finding', 'flag') and rules.outcome in ('finding', 'flag', 'not_counted'))

    union all

    select
        {{ seed_problem('rule_needs', 'rule_needs', 'feed', "'no export of this name is read'",
            "'Write one of: ' || (select string_agg(distinct known_feeds.feed, ', ' order by known_feeds.feed) from feed_columns as known_feeds)") }}
    from rule_needs
    left join (select distinct told.feed from feed_columns as told) as feeds
        on feeds.feed = rule_needs.feed
    where feeds.feed is null

    union all

    select
        {{ seed_problem('rule_needs', 'rule_needs', 'column_name', "'the export has no such column'",
            "'Write one of: ' || columns_known") }}
    from rule_needs
    inner join
        (
            select
                known_columns.feed,
                string_agg(known_columns.column_name, ', ' order by known_columns.column_name) as columns_known
            from feed_columns as known_columns
            group by known_columns.feed
        ) as feeds
        on feeds.feed = rule_needs.feed
    left join feed_columns
        on
            feed_columns.feed = rule_needs.feed
            and feed_columns.column_name = rule_needs.column_name
    where rule_needs.column_name is not null and feed_columns.column_name is null

)

select * from problems
