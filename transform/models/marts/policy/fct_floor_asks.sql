-- Everything the national floor asks for an NQSW, one thing a row, beside what another policy's version says of it.
-- Each thing is compared by what it is: an interval by its length, sessions that count by their formats, a limit by
-- whether larger or smaller is stricter, the rest by whether there is a rule of that kind.
with policies as (

    select * from {{ ref('policies') }}

),

versions as (

    select * from {{ ref('int_policy_versions') }}

),

rules as (

    select
        *,
        coalesce(obligation_type, finding_type) as kind_code
    from {{ ref('rules') }}

),

words as (

    select * from {{ ref('int_rule_words') }}

),

kinds as (

    select * from {{ ref('rule_kinds') }}

),

steps as (

    select * from {{ ref('int_rule_steps') }}

),

formats as (

    select * from {{ ref('rule_formats') }}

),

milestones as (

    select * from {{ ref('rule_milestones') }}

),

thresholds as (

    select * from {{ ref('rule_thresholds') }}

),

conditions as (

    select * from {{ ref('rule_conditions') }}

),

rule_words as (

    select * from {{ ref('rule_words') }}

),

codes as (

    select * from {{ ref('codes') }}

),

run as (

    select * from {{ ref('stg_load__run') }}

),

-- Each version of the other policies, with the floor's version on the first day on which both are to be judged.
pairs as (

    select
        versions.policy_id,
        versions.valid_from,
        versions.valid_to,
        floors.policy_id as floor_id,
        floors.valid_from as floor_from
    from versions
    cross join run
    inner join policies
        on policies.policy_id = versions.policy_id
    inner join policies as floor_policies
        on floor_policies.is_national_floor
    inner join versions as floors
        on
            floors.policy_id = floor_policies.policy_id
            and floors.valid_from <= least(greatest(versions.valid_from, run.data_date), versions.valid_to - 1)
            and floors.valid_to > least(greatest(versions.valid_from, run.data_date), versions.valid_to - 1)
    where not policies.is_national_floor and not versions.is_ending

),

-- Every rule of the floor, with the policy's rule of the same kind that is about NQSWs, where there is one. What binds
-- sessions or reviews binds those of NQSWs too.
matched as (

    select
        pairs.policy_id,
        pairs.valid_from,
        pairs.valid_to,
        floor_rules.rule_id as floor_rule_id,
        floor_rules.valid_from as floor_from,
        floor_rules.kind_code,
        mine.rule_id
    from pairs
    inner join rules as floor_rules
        on
            floor_rules.policy_id = pairs.floor_id
            and floor_rules.valid_from = pairs.floor_from
            and floor_rules.outcome <> 'not_counted'
    left join rules as mine
        on
            mine.policy_id = pairs.policy_id
            and mine.valid_from = pairs.valid_from
            and mine.kind_code = floor_rules.kind_code
            and mine.outcome <> 'not_counted'
            and not (floor_rules.binds = 'nqsw' and mine.binds in ('staff_category', 'override'))

),

-- How long an interval is: twelve of them laid end to end, so that a month and four weeks can be told apart.
spans as (

    select
        rule_id,
        rule_valid_from,
        step_number,
        step_from_months,
        step_from_days,
        marts.add_interval(rule_valid_from, step_from_months, step_from_days) - rule_valid_from as from_days,
        coalesce(
            marts.add_interval(rule_valid_from, step_to_months, step_to_days) - rule_valid_from,
            2147483647
        ) as to_days,
        nullif(
            marts.add_interval(rule_valid_from, 12 * interval_months, 12 * interval_days) - rule_valid_from, 0
        ) as twelve_days,
        step,
        interval_count,
        interval_unit
    from steps

),

-- Of the policy's steps that run while the floor's does, the loosest.
step_asks as (

    select
        matched.policy_id,
        matched.valid_from,
        matched.floor_rule_id,
        matched.floor_from,
        matched.rule_id,
        'step_' || floor_spans.step_number as ask_code,
        kind_labels.label
        || case
            when floor_spans.step_number > 1 then ', from ' || floor_spans.step
            when floor_spans.to_days < 2147483647 then ', from the start'
            else ''
        end as ask_label,
        {{ interval_words('kinds.wording', 'floor_spans.interval_count', 'floor_spans.interval_unit') }} as floor_words,
        case
            when my_spans.rule_id is not null
                then {{ interval_words('kinds.wording', 'my_spans.interval_count', 'my_spans.interval_unit') }}
        end as policy_words,
        case
            when my_spans.rule_id is null then 'silent'
            when my_spans.twelve_days = floor_spans.twelve_days then 'same'
            when my_spans.twelve_days < floor_spans.twelve_days then 'stricter'
            when my_spans.twelve_days > floor_spans.twelve_days then 'looser'
            else 'different'
        end as standing_code,
        10 + floor_spans.step_number as ask_order
    from matched
    inner join spans as floor_spans
        on
            floor_spans.rule_id = matched.floor_rule_id
            and floor_spans.rule_valid_from = matched.floor_from
    inner join kinds
        on kinds.kind_code = matched.kind_code
    left join codes as kind_labels
        on
            kind_labels.code_list = 'obligation_type'
            and kind_labels.code = matched.kind_code
    left join spans as my_spans
        on
            my_spans.rule_id = matched.rule_id
            and my_spans.rule_valid_from = matched.valid_from
            and my_spans.from_days < floor_spans.to_days
            and my_spans.to_days > floor_spans.from_days
    qualify
        row_number() over (
            partition by
                matched.policy_id,
                matched.valid_from,
                matched.floor_rule_id,
                matched.rule_id,
                floor_spans.step_number
            order by my_spans.twelve_days desc nulls last, my_spans.step_number
        ) = 1

),

-- What can be counted from one day alone needs no row about it.
kinds_of_several_clocks as (

    select asked_code as kind_code
    from {{ ref('rule_parts') }}
    where asked_of = 'kind' and part = 'clock' and name <> 'none'
    group by asked_code
    having count(*) > 1

),

clock_asks as (

    select
        matched.policy_id,
        matched.valid_from,
        matched.floor_rule_id,
        matched.floor_from,
        matched.rule_id,
        'clock' as ask_code,
        floor_rule_words.kind_label || ', counted from' as ask_label,
        lower(floor_rule_words.clock_label[1]) || floor_rule_words.clock_label[2:] as floor_words,
        lower(my_words.clock_label[1]) || my_words.clock_label[2:] as policy_words,
        case
            when my_words.rule_id is null then 'silent'
            when coalesce(my_words.clock_label, '') = coalesce(floor_rule_words.clock_label, '') then 'same'
            else 'different'
        end as standing_code,
        30 as ask_order
    from matched
    inner join words as floor_rule_words
        on
            floor_rule_words.rule_id = matched.floor_rule_id
            and floor_rule_words.valid_from = matched.floor_from
    left join words as my_words
        on
            my_words.rule_id = matched.rule_id
            and my_words.valid_from = matched.valid_from
    inner join kinds_of_several_clocks
        on kinds_of_several_clocks.kind_code = matched.kind_code

),

format_lists as (

    select
        rule_id,
        valid_from,
        list(distinct format_code) as formats
    from formats
    group by rule_id, valid_from

),

format_asks as (

    select
        matched.policy_id,
        matched.valid_from,
        matched.floor_rule_id,
        matched.floor_from,
        matched.rule_id,
        'counts' as ask_code,
        floor_rule_words.kind_label || ', what counts' as ask_label,
        floor_rule_words.counts_label as floor_words,
        my_words.counts_label as policy_words,
        case
            when mine.rule_id is null then 'silent'
            when len(list_intersect(mine.formats, theirs.formats)) < len(mine.formats) then 'looser'
            when len(mine.formats) < len(theirs.formats) then 'stricter'
            else 'same'
        end as standing_code,
        31 as ask_order
    from matched
    inner join format_lists as theirs
        on
            theirs.rule_id = matched.floor_rule_id
            and theirs.valid_from = matched.floor_from
    inner join words as floor_rule_words
        on
            floor_rule_words.rule_id = matched.floor_rule_id
            and floor_rule_words.valid_from = matched.floor_from
    left join format_lists as mine
        on
            mine.rule_id = matched.rule_id
            and mine.valid_from = matched.valid_from
    left join words as my_words
        on
            my_words.rule_id = matched.rule_id
            and my_words.valid_from = matched.valid_from
    where floor_rule_words.outcome = 'obligation'

),

milestone_asks as (

    select
        matched.policy_id,
        matched.valid_from,
        matched.floor_rule_id,
        matched.floor_from,
        matched.rule_id,
        'milestone_' || theirs.milestone_months as ask_code,
        'ASYE review at ' || {{ count_words('theirs.milestone_months', "'month'") }} as ask_label,
        'a review' as floor_words,
        case when count(mine.rule_id) > 0 then 'a review' end as policy_words,
        case
            when count(mine.rule_id) > 0 then 'same'
            when matched.rule_id is null then 'silent'
            else 'looser'
        end as standing_code,
        40 + theirs.milestone_months as ask_order
    from matched
    inner join milestones as theirs
        on
            theirs.rule_id = matched.floor_rule_id
            and theirs.valid_from = matched.floor_from
    left join milestones as mine
        on
            mine.rule_id = matched.rule_id
            and mine.valid_from = matched.valid_from
            and mine.milestone_months = theirs.milestone_months
            and (mine.programme_code = theirs.programme_code or 'any' in (mine.programme_code, theirs.programme_code))
    group by
        matched.policy_id,
        matched.valid_from,
        matched.floor_rule_id,
        matched.floor_from,
        matched.rule_id,
        theirs.milestone_months

),

-- A limit, or a code that a rule of the floor names, against the same one of the policy's rule.
limits_compared as (

    select
        matched.policy_id,
        matched.valid_from,
        matched.floor_rule_id,
        matched.rule_id,
        case
            when mine.rule_id is null then 'looser'
            when mine.threshold_count = theirs.threshold_count and mine.threshold_unit = theirs.threshold_unit then 'same'
            when mine.threshold_unit <> theirs.threshold_unit or rule_words.stricter_when is null then 'different'
            when (mine.threshold_count > theirs.threshold_count) = (rule_words.stricter_when = 'larger') then 'stricter'
            else 'looser'
        end as standing_code
    from matched
    inner join thresholds as theirs
        on
            theirs.rule_id = matched.floor_rule_id
            and theirs.valid_from = matched.floor_from
    left join rule_words
        on
            rule_words.word_list = 'threshold'
            and rule_words.code = theirs.threshold
    left join thresholds as mine
        on
            mine.rule_id = matched.rule_id
            and mine.valid_from = matched.valid_from
            and mine.threshold = theirs.threshold
    where matched.rule_id is not null

    union all

    select
        matched.policy_id,
        matched.valid_from,
        matched.floor_rule_id,
        matched.rule_id,
        case when mine.rule_id is null then 'looser' else 'same' end as standing_code
    from matched
    inner join conditions as theirs
        on
            theirs.rule_id = matched.floor_rule_id
            and theirs.valid_from = matched.floor_from
    left join conditions as mine
        on
            mine.rule_id = matched.rule_id
            and mine.valid_from = matched.valid_from
            and mine.condition_on = theirs.condition_on
            and mine.code = theirs.code
    where matched.rule_id is not null

),

limits as (

    select
        policy_id,
        valid_from,
        floor_rule_id,
        rule_id,
        bool_or(standing_code = 'looser') as is_looser,
        bool_or(standing_code = 'different') as is_different,
        bool_or(standing_code = 'stricter') as is_stricter
    from limits_compared
    group by policy_id, valid_from, floor_rule_id, rule_id

),

kind_asks as (

    select
        matched.policy_id,
        matched.valid_from,
        matched.floor_rule_id,
        matched.floor_from,
        matched.rule_id,
        'rule' as ask_code,
        floor_rule_words.rule_label as ask_label,
        coalesce(floor_rule_words.thresholds_label, 'asked for') as floor_words,
        coalesce(my_words.thresholds_label, case when matched.rule_id is not null then 'asked for' end) as policy_words,
        case
            when matched.rule_id is null then 'silent'
            when limits.is_looser then 'looser'
            when limits.is_different then 'different'
            when limits.is_stricter then 'stricter'
            else 'same'
        end as standing_code,
        100 as ask_order
    from matched
    inner join words as floor_rule_words
        on
            floor_rule_words.rule_id = matched.floor_rule_id
            and floor_rule_words.valid_from = matched.floor_from
    left join words as my_words
        on
            my_words.rule_id = matched.rule_id
            and my_words.valid_from = matched.valid_from
    left join limits
        on
            limits.policy_id = matched.policy_id
            and limits.valid_from = matched.valid_from
            and limits.floor_rule_id = matched.floor_rule_id
            and limits.rule_id = matched.rule_id
    where floor_rule_words.outcome <> 'obligation'

),

asks as (

    select * from step_asks
    union all
    select * from clock_asks
    union all
    select * from format_asks
    union all
    select * from milestone_asks
    union all
    select * from kind_asks

),

final as (

    select
        asks.policy_id,
        asks.valid_from,
        asks.floor_rule_id,
        asks.ask_code,
        asks.ask_label,
        asks.floor_words,
        asks.rule_id,
        asks.policy_words,
        asks.standing_code,
        floor_words.clause as floor_clause,
        my_words.clause,
        row_number() over (
            partition by asks.policy_id, asks.valid_from
            order by floor_words.group_order, asks.ask_order, asks.ask_label, asks.floor_rule_id, asks.rule_id
        )::integer as sort_order
    from asks
    left join words as floor_words
        on
            floor_words.rule_id = asks.floor_rule_id
            and floor_words.valid_from = asks.floor_from
    left join words as my_words
        on
            my_words.rule_id = asks.rule_id
            and my_words.valid_from = asks.valid_from

)

select * from final
