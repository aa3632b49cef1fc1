-- A rule carried over to a later version with a part of it left behind: its steps, conditions, formats, milestones,
-- limits or needs. A rule that is not carried over at all has ended, which is no mistake.
with rules as (

    select
        rowid,
        *
    from {{ ref('rules') }}

),

pairs as (

    select * from {{ ref('int_policy_version_pairs') }}

),

carried_over as (

    select later.*, earlier.valid_from as earlier_from
    from pairs
    inner join rules as earlier
        on
            earlier.policy_id = pairs.policy_id
            and earlier.valid_from = pairs.from_version
    inner join rules as later
        on
            later.rule_id = earlier.rule_id
            and later.valid_from = pairs.to_version
            and coalesce(later.obligation_type, later.finding_type)
            = coalesce(earlier.obligation_type, earlier.finding_type)
            and later.binds = earlier.binds

),

parts as (

    {% for seed in ['rule_steps', 'rule_milestones', 'rule_thresholds', 'rule_conditions', 'rule_formats', 'rule_needs'] %}
        {{ 'union all' if not loop.first }}
        select distinct
            rule_id,
            valid_from,
            '{{ seed }}.csv' as part_file
        from {{ ref(seed) }}
    {% endfor %}

),

problems as (

    select
        {{ seed_problem('rules', 'carried_over', 'rule_id',
            "'the version from ' || carried_over.earlier_from || ' has rows of this rule in ' || earlier_parts.part_file || ', the one from ' || carried_over.valid_from || ' has none'",
            "'Copy them in ' || earlier_parts.part_file || ' with ' || carried_over.valid_from || ' as valid_from'") }}
    from carried_over
    inner join parts as earlier_parts
        on
            earlier_parts.rule_id = carried_over.rule_id
            and earlier_parts.valid_from = carried_over.earlier_from
    left join parts as later_parts
        on
            later_parts.rule_id = carried_over.rule_id
            and later_parts.valid_from = carried_over.valid_from
            and later_parts.part_file = earlier_parts.part_file
    where later_parts.rule_id is null

)

select * from problems
