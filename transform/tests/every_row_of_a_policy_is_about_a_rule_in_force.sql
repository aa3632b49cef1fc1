-- A rule of a policy nobody wrote, a version without rules, or a row about a rule that is not there would each be a
-- promise that is never kept.
with rules as (

    select
        rowid,
        *
    from {{ ref('rules') }}

),

policies as (

    select * from {{ ref('policies') }}

),

versions as (

    select
        rowid,
        *,
        lead(valid_from) over (partition by policy_id order by valid_from) as next_from
    from {{ ref('policy_versions') }}

),

in_force as (

    select
        rowid,
        *
    from {{ ref('in_force') }}

),

first_versions as (

    select
        policy_id,
        min(valid_from) as first_from
    from versions
    group by policy_id

),

{% for seed in ['rule_steps', 'rule_milestones', 'rule_thresholds', 'rule_conditions', 'rule_formats', 'rule_needs'] %}
    {{ seed }} as (

        select
            rowid,
            *
        from {{ ref(seed) }}

    ),
{% endfor %}

problems as (

    select
        {{ seed_problem('rules', 'rules', 'policy_id', "'there is no such policy'",
            "'Add a row for it to policies.csv, or write the policy_id of one that is there'") }}
    from rules
    left join policies
        on policies.policy_id = rules.policy_id
    where policies.policy_id is null

    union all

    select
        {{ seed_problem('rules', 'rules', 'valid_from', "'the policy has no version that begins on this day'",
            "'Add the version to policy_versions.csv, or write the day on which one begins'") }}
    from rules
    inner join policies
        on policies.policy_id = rules.policy_id
    left join versions
        on
            versions.policy_id = rules.policy_id
            and versions.valid_from = rules.valid_from
    where versions.policy_id is null and rules.valid_from is not null

    union all

    select
        {{ seed_problem('rules', 'rules', 'valid_from', "'the policy ends on this day, so it has no rules from it'",
            "'Take the row out, or write false as is_ending in policy_versions.csv'") }}
    from rules
    inner join versions
        on
            versions.policy_id = rules.policy_id
            and versions.valid_from = rules.valid_from
    where versions.is_ending

    union all

    select
        {{ seed_problem('rules', 'rules', 'rule_id', "'the same rule_id is used by another policy'",
            "'Give the rule a rule_id of its own: begin it with letters of the council'") }}
    from rules
    inner join
        (select used.rule_id from rules as used group by used.rule_id having count(distinct used.policy_id) > 1) as shared
        on shared.rule_id = rules.rule_id

    {% for seed in ['rule_steps', 'rule_milestones', 'rule_thresholds', 'rule_conditions', 'rule_formats', 'rule_needs'] %}
        union all

        select
            {{ seed_problem(seed, seed, 'rule_id',
                "'rules.csv has no rule of this name with valid_from ' || coalesce(" ~ seed ~ ".valid_from::varchar, 'blank')",
                "'Write a rule_id and valid_from that rules.csv has, add the rule there, or take this row out'") }}
        from {{ seed }}
        left join rules
            on
                rules.rule_id = {{ seed }}.rule_id
                and rules.valid_from = {{ seed }}.valid_from
        where rules.rule_id is null
    {% endfor %}

    union all

    select
        {{ seed_problem('policy_versions', 'versions', 'policy_id', "'there is no such policy'",
            "'Add a row for it to policies.csv, or write the policy_id of one that is there'") }}
    from versions
    left join policies
        on policies.policy_id = versions.policy_id
    where policies.policy_id is null

    union all

    select
        {{ seed_problem('policy_versions', 'versions', 'valid_from', "'no rule of the policy begins on this day'",
            "'A version restates the whole policy: copy every rule of it in rules.csv and the rule_ files with this day as valid_from. If the policy ends, write true as is_ending'") }}
    from versions
    left join rules
        on
            rules.policy_id = versions.policy_id
            and rules.valid_from = versions.valid_from
    where rules.policy_id is null and not coalesce(versions.is_ending, false)

    union all

    select
        {{ seed_problem('policy_versions', 'versions', 'review_due_on', "'the review is due before the version begins'",
            "'Write a later day'") }}
    from versions
    where versions.review_due_on <= versions.valid_from

    union all

    select
        {{ seed_problem('in_force', 'in_force', 'policy_id', "'there is no such policy'",
            "'Add a row for it to policies.csv, or write the policy_id of one that is there'") }}
    from in_force
    left join policies
        on policies.policy_id = in_force.policy_id
    where policies.policy_id is null

    union all

    select
        {{ seed_problem('in_force', 'in_force', 'valid_from',
            "'the first version of the policy begins later, on ' || first_versions.first_from::varchar",
            "'Write that day or a later one, or give the policy an earlier version'") }}
    from in_force
    inner join first_versions
        on
            first_versions.policy_id = in_force.policy_id
            and first_versions.first_from > in_force.valid_from

)

select * from problems
