-- Long and narrow, so that two versions of a policy, or two sets of seeds, are compared fact by fact. Made of the seeds
-- alone.
with policies as (

    select * from {{ ref('policies') }}

),

versions as (

    select * from {{ ref('policy_versions') }}

),

in_force as (

    select * from {{ ref('in_force') }}

),

codes as (

    select * from {{ ref('codes') }}

),

rules as (

    select * from {{ ref('int_rule_words') }}

),

steps as (

    select * from {{ ref('rule_steps') }}

),

kinds as (

    select * from {{ ref('rule_kinds') }}

),

held_to as (

    select
        in_force.policy_id,
        string_agg(
            coalesce(codes.label, in_force.directorate_code) || ' from ' || {{ day_words('in_force.valid_from') }},
            '; '
            order by codes.sort_order, in_force.directorate_code, in_force.valid_from
        ) as words
    from in_force
    left join codes
        on
            codes.code_list = 'directorate'
            and codes.code = in_force.directorate_code
    group by in_force.policy_id

),

of_the_policy as (

    select
        policies.policy_id,
        versions.valid_from,
        policies.policy_label,
        policies.about,
        {{ count_words('policies.absence_min_days', "'day'") }} as absence_label,
        {{ count_words('policies.tolerance_days', "'day'") }} as tolerance_label,
        {{ count_words('policies.notice_days', "'day'") }} as notice_label,
        {{ day_words('versions.review_due_on') }} as review_label,
        case when versions.is_ending then 'The policy ends on this day' end as ending_label,
        case when policies.is_national_floor then 'The national floor for NQSWs' end as floor_label,
        held_to.words as held_label
    from policies
    inner join versions
        on versions.policy_id = policies.policy_id
    left join held_to
        on held_to.policy_id = policies.policy_id

),

policy_facts as (

    select
        of_the_policy.policy_id,
        of_the_policy.valid_from,
        null::varchar as rule_id,
        null::varchar as rule_label,
        facts.fact_code,
        facts.fact_label,
        facts.words,
        facts.sort_order
    from of_the_policy
    cross join
        lateral (
            values
            ('policy', 'Name', of_the_policy.policy_label, 1),
            ('about', 'About', of_the_policy.about, 2),
            ('floor', 'Standing', of_the_policy.floor_label, 3),
            ('ending', 'Ending', of_the_policy.ending_label, 4),
            ('held_to', 'Held to it', of_the_policy.held_label, 5),
            ('review', 'Its own review is due', of_the_policy.review_label, 6),
            ('absence', 'An absence stops the clock from', of_the_policy.absence_label, 7),
            ('tolerance', 'Tolerance where a rule gives none', of_the_policy.tolerance_label, 8),
            ('notice', 'Notice where a rule gives none', of_the_policy.notice_label, 9)
        ) as facts (fact_code, fact_label, words, sort_order)

),

-- One fact a step, so that a change to one of them is told as that step's.
step_facts as (

    select
        rules.policy_id,
        rules.valid_from,
        rules.rule_id,
        rules.rule_label,
        'step_' || steps.step_from_count || '_' || steps.step_from_unit as fact_code,
        case
            when steps.step_from_count = 0 then 'From the start'
            else 'From ' || {{ count_words('steps.step_from_count', 'steps.step_from_unit') }}
        end as fact_label,
        {{ interval_words('kinds.wording', 'steps.interval_count', 'steps.interval_unit') }} as words,
        10 + steps.step_number as sort_order
    from steps
    inner join rules
        on
            rules.rule_id = steps.rule_id
            and rules.valid_from = steps.valid_from
    left join kinds
        on kinds.kind_code = rules.kind_code

),

rule_facts as (

    select
        rules.policy_id,
        rules.valid_from,
        rules.rule_id,
        rules.rule_label,
        facts.fact_code,
        facts.fact_label,
        facts.words,
        facts.sort_order
    from rules
    cross join
        lateral (
            values
            ('rule', 'In words', rules.rule_label, 1),
            ('outcome', 'What becomes of it', coalesce(rules.outcome_label, rules.outcome), 2),
            ('kind', 'Kind', coalesce(rules.kind_label, rules.kind_code), 3),
            ('binds', 'Binds', rules.binds_label, 4),
            ('clock', 'Counted from', rules.clock_label, 5),
            ('override', 'Interval of an arrangement', rules.override_label, 6),
            ('milestones', 'Asked for', case when rules.longest_label is not null then rules.steps_label end, 7),
            ('longest', 'Longest a programme may run', rules.longest_label, 8),
            ('starter', 'For somebody with no evidence yet', rules.starter_label, 50),
            ('thresholds', 'Limit', rules.thresholds_label, 51),
            ('counts', 'What counts', rules.counts_label, 52),
            ('tolerance', 'Tolerance', {{ count_words('rules.tolerance_days', "'day'") }}, 53),
            ('notice', 'Notice', {{ count_words('rules.notice_days', "'day'") }}, 54),
            ('clause', 'Clause', rules.clause, 55),
            ('reading', 'Our reading', rules.reading, 56),
            ('needs', 'Needs', rules.needs_label, 57)
        ) as facts (fact_code, fact_label, words, sort_order)

),

facts as (

    select * from policy_facts
    union all
    select * from rule_facts
    union all
    select * from step_facts

),

final as (

    select
        policy_id,
        valid_from,
        rule_id,
        rule_label,
        fact_code,
        fact_label,
        words,
        sort_order::integer as sort_order
    from facts
    where words is not null

)

select * from final
