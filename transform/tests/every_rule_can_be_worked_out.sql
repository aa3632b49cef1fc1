-- A rule that lacks what its kind needs would make no rows, and what its kind does not take would change nothing:
-- either would be a promise that is never kept.
with every_rule as (

    select
        rowid,
        *,
        coalesce(obligation_type, finding_type) as kind_code
    from {{ ref('rules') }}

),

-- A kind that is not known is told elsewhere, once.
rules as (

    select *
    from every_rule
    where kind_code in (select kind_code from {{ ref('rule_kinds') }})

),

words as (

    select * from {{ ref('rule_words') }}

),

parts as (

    select * from {{ ref('rule_parts') }}

),

{% for seed in ['rule_steps', 'rule_milestones', 'rule_thresholds', 'rule_conditions', 'rule_formats'] %}
    {{ seed }} as (

        select
            rowid,
            *
        from {{ ref(seed) }}

    ),
{% endfor %}

-- What each rule may be given, by its kind and by what it binds.
allowed as (

    select
        rules.rowid,
        rules.rule_id,
        rules.valid_from,
        parts.part,
        parts.name,
        bool_or(parts.is_needed) as is_needed
    from rules
    inner join parts
        on
            (parts.asked_of = 'kind' and parts.asked_code = rules.kind_code)
            or (parts.asked_of = 'binds' and parts.asked_code = rules.binds)
    group by rules.rowid, rules.rule_id, rules.valid_from, parts.part, parts.name

),

-- The conditions of what it binds belong to supervision: a finding about holders of a post names them too.
given as (

    select rule_id, valid_from, 'condition' as part, condition_on as name from rule_conditions
    union
    select rule_id, valid_from, 'threshold' as part, threshold as name from rule_thresholds
    union
    select rule_id, valid_from, 'formats' as part, null as name from rule_formats
    union
    select rule_id, valid_from, 'milestones' as part, null as name from rule_milestones
    union
    select rule_id, valid_from, 'interval' as part, interval_unit as name from rule_steps where interval_unit = 'agreed'

),

in_words as (

    select
        rules.kind_code,
        string_agg(distinct allowed.name, ', ' order by allowed.name) filter (where allowed.part = 'binds') as binds_known,
        string_agg(distinct allowed.name, ', ' order by allowed.name) filter (where allowed.part = 'clock') as clocks_known
    from rules
    inner join allowed
        on allowed.rowid = rules.rowid
    group by rules.kind_code

),

steps as (

    select
        rule_steps.*,
        rules.kind_code,
        '2000-01-01'::date
        + to_months(marts.interval_months(rule_steps.step_from_count, rule_steps.step_from_unit))
        + to_days(marts.interval_days(rule_steps.step_from_count, rule_steps.step_from_unit)) as begins_on,
        row_number() over (
            partition by rule_steps.rule_id, rule_steps.valid_from
            order by rule_steps.step_number, rule_steps.rowid
        ) as place
    from rule_steps
    inner join rules
        on
            rules.rule_id = rule_steps.rule_id
            and rules.valid_from = rule_steps.valid_from

),

steps_in_order as (

    select
        *,
        lag(begins_on) over (partition by rule_id, valid_from order by place) as before_begins_on
    from steps

),

problems as (

    select
        {{ seed_problem('rules', 'rules', 'obligation_type', "'an obligation needs a type, and has no finding_type'",
            "'Write the type here and leave finding_type blank'") }}
    from every_rule as rules
    where rules.outcome = 'obligation' and (rules.obligation_type is null or rules.finding_type is not null)

    union all

    select
        {{ seed_problem('rules', 'rules', 'finding_type', "'this needs a kind here, and has no obligation_type'",
            "'Write the kind here and leave obligation_type blank'") }}
    from every_rule as rules
    where rules.outcome <> 'obligation' and (rules.finding_type is null or rules.obligation_type is not null)

    union all

    {% for column_name, known in [('binds', 'binds_known'), ('clock', 'clocks_known')] %}
        select
            {{ seed_problem('rules', 'rules', column_name, "'a rule of the kind ' || rules.kind_code || ' cannot have this'",
                "'Write one of: ' || coalesce(in_words." ~ known ~ ", '(none is known)')") }}
        from rules
        inner join in_words
            on in_words.kind_code = rules.kind_code
        left join allowed
            on
                allowed.rowid = rules.rowid
                and allowed.part = '{{ column_name }}'
                and allowed.name = rules.{{ column_name }}
        where allowed.rowid is null

        union all
    {% endfor %}

    select
        {{ seed_problem('rules', 'rules', 'rule_id',
            "'it has no row in rule_' || case allowed.part when 'interval' then 'steps.csv with the unit ' || allowed.name when 'condition' then 'conditions.csv for ' || allowed.name when 'threshold' then 'thresholds.csv for ' || allowed.name else allowed.part || '.csv' end",
            "'Add one with this rule_id and valid_from'") }}
    from rules
    inner join allowed
        on
            allowed.rowid = rules.rowid
            and allowed.is_needed
            and allowed.part not in ('binds', 'clock', 'starter')
    left join given
        on
            given.rule_id = rules.rule_id
            and given.valid_from = rules.valid_from
            and given.part = allowed.part
            and given.name is not distinct from allowed.name
    where given.rule_id is null and rules.outcome <> 'not_counted'

    {% for seed, part, column_name in [('rule_conditions', 'condition', 'condition_on'), ('rule_thresholds', 'threshold', 'threshold'), ('rule_formats', 'formats', none), ('rule_milestones', 'milestones', none)] %}
        union all

        select
            {{ seed_problem(seed, seed, column_name or 'rule_id', "'a rule of the kind ' || rules.kind_code || ' takes none of these: it would change nothing'",
                "'Take the row out'") }}
        from {{ seed }}
        inner join rules
            on
                rules.rule_id = {{ seed }}.rule_id
                and rules.valid_from = {{ seed }}.valid_from
        left join allowed
            on
                allowed.rowid = rules.rowid
                and allowed.part = '{{ part }}'
                {% if column_name %}
                    and allowed.name = {{ seed }}.{{ column_name }}
                {% endif %}
        where
            allowed.rowid is null
            {% if column_name %}
                and {{ seed }}.{{ column_name }} in (select code from words)
            {% endif %}
    {% endfor %}

    union all

    select
        {{ seed_problem('rules', 'rules', 'rule_id', "'it has no interval'",
            "'Add a row to rule_steps.csv with this rule_id and valid_from: step 1, from 0 day'") }}
    from rules
    left join (select distinct rule_id, valid_from from rule_steps) as given_steps
        on
            given_steps.rule_id = rules.rule_id
            and given_steps.valid_from = rules.valid_from
    left join allowed
        on
            allowed.rowid = rules.rowid
            and allowed.part = 'milestones'
    where rules.outcome = 'obligation' and given_steps.rule_id is null and allowed.rowid is null

    union all

    select
        {{ seed_problem('rule_steps', 'steps', 'rule_id', "'a rule of the kind ' || steps.kind_code || ' takes no interval: it would change nothing'",
            "'Take the row out: findings are judged by rule_thresholds.csv, ASYE reviews by rule_milestones.csv'") }}
    from steps
    left join parts
        on
            parts.asked_of = 'kind'
            and parts.asked_code = steps.kind_code
            and parts.part = 'interval'
    where parts.part is null

    union all

    select
        {{ seed_problem('rule_steps', 'steps', 'step_number', "'a rule of the kind ' || steps.kind_code || ' has one interval'",
            "'Leave one row of the rule'") }}
    from steps
    left join parts
        on
            parts.asked_of = 'kind'
            and parts.asked_code = steps.kind_code
            and parts.part = 'interval'
            and parts.name = 'several'
    where steps.place > 1 and parts.part is null

    union all

    select
        {{ seed_problem('rule_steps', 'steps', 'step_number', "'the steps of a rule are numbered 1, 2, 3; this is number ' || steps.place",
            "'Number them in the order in which they begin'") }}
    from steps
    where steps.step_number <> steps.place

    union all

    select
        {{ seed_problem('rule_steps', 'steps', 'step_from_count', "'the first step begins when the clock does'",
            "'Write 0 and day'") }}
    from steps
    where steps.place = 1 and steps.step_from_count <> 0

    union all

    select
        {{ seed_problem('rule_steps', 'steps_in_order', 'step_from_count', "'it begins on the day the step before it does, or earlier'",
            "'Each step begins later than the one before it'") }}
    from steps_in_order
    where steps_in_order.begins_on <= steps_in_order.before_begins_on

    union all

    select
        {{ seed_problem('rule_steps', 'steps', 'interval_count', "'an interval is 1 or more'",
            "'Write a number above nought; 0 is for the unit agreed alone'") }}
    from steps
    where (steps.interval_unit = 'agreed') <> (steps.interval_count = 0) or steps.interval_count < 0

    union all

    select
        {{ seed_problem('rule_steps', 'steps', 'interval_unit', "'a rule of the kind ' || steps.kind_code || ' is not counted in ' || steps.interval_unit",
            "'Write day, week, month or year'") }}
    from steps
    left join allowed
        on
            allowed.rule_id = steps.rule_id
            and allowed.valid_from = steps.valid_from
            and allowed.part = 'interval'
            and allowed.name = steps.interval_unit
    where steps.interval_unit in ('working_day', 'agreed') and allowed.rule_id is null

    union all

    select
        {{ seed_problem('rules', 'rules', 'starter_interval_count', "'a first interval is a number above nought and a unit, for a kind that takes one'",
            "'Fill starter_interval_count and starter_interval_unit both, or leave both blank; only training, performance reviews and group supervision take them'") }}
    from rules
    left join allowed
        on
            allowed.rowid = rules.rowid
            and allowed.part = 'starter'
    where
        (rules.starter_interval_count is null) <> (rules.starter_interval_unit is null)
        or rules.starter_interval_count <= 0
        or (rules.starter_interval_count is not null and allowed.rowid is null)

    union all

    select
        {{ seed_problem('rules', 'rules', 'override_interval', "'an individual arrangement needs own or own_if_shorter, and nothing else has either'",
            "'Write own where the agreed interval binds, own_if_shorter where the rule has an interval of its own too'") }}
    from rules
    where
        (rules.binds = 'override') <> (rules.override_interval is not null)
        or rules.override_interval not in ('own', 'own_if_shorter')

    union all

    select
        {{ seed_problem('rules', 'rules', 'age_from_years', "'only the 18th and the 21st birthday are known: no other leaves the council''s systems'",
            "'Write 18, 21 or nothing in age_from_years and age_to_years, the first below the second, and only for binds involvement'",
            typed="concat_ws(' to ', rules.age_from_years, rules.age_to_years)") }}
    from rules
    where
        coalesce(rules.age_from_years, 18) not in (18, 21)
        or coalesce(rules.age_to_years, 21) not in (18, 21)
        or rules.age_from_years >= rules.age_to_years
        or (coalesce(rules.age_from_years, rules.age_to_years) is not null and rules.binds <> 'involvement')

    union all

    select
        {{ seed_problem('rule_milestones', 'rule_milestones', 'milestone_months', "'a milestone is a month of the programme, no later than the longest it may run'",
            "'Write a number above nought and not above longest_months in programmes.csv'") }}
    from rule_milestones
    left join (
        select
            programme_code,
            max(longest_months) as longest_months
        from {{ ref('programmes') }}
        group by programme_code
    ) as terms
        on terms.programme_code = rule_milestones.programme_code
    where rule_milestones.milestone_months <= 0 or terms.longest_months < rule_milestones.milestone_months

    union all

    select
        {{ seed_problem('rule_thresholds', 'rule_thresholds', 'threshold_count', "'a limit is a number above nought'",
            "'Write a number above nought'") }}
    from rule_thresholds
    where rule_thresholds.threshold_count <= 0

    union all

    select
        {{ seed_problem('policies', 'policies', 'absence_min_days', "'days are 1 or more, tolerance and notice 0 or more'",
            "'Write a whole number'", typed="concat_ws(', ', absence_min_days, tolerance_days, notice_days)") }}
    from (select rowid, * from {{ ref('policies') }}) as policies
    where policies.absence_min_days < 1 or policies.tolerance_days < 0 or policies.notice_days < 0

    union all

    select
        {{ seed_problem('rules', 'rules', 'tolerance_days', "'tolerance and notice are 0 or more days'",
            "'Write a whole number, or leave it blank to take the policy''s'", typed="concat_ws(', ', rules.tolerance_days, rules.notice_days)") }}
    from rules
    where rules.tolerance_days < 0 or rules.notice_days < 0

)

select * from problems
