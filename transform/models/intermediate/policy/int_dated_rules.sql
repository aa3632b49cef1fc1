-- One row a measured rule and version that asks for something by a date other than supervision and reviews, with the
-- interval of its one step and the interval of a starter. spell_from and spell_to are the days over which versions
-- that follow each other keep the rule: a duty runs through them, and each obligation is judged by the version of its
-- opening day.
with rules as (

    select *
    from {{ ref('int_rules') }}
    where is_measured and obligation_type is not null

),

steps as (

    select *
    from {{ ref('int_rule_steps') }}
    where step_number = 1

),

marked as (

    select
        *,
        coalesce(lag(valid_to) over (partition by rule_id order by valid_from) <> valid_from, true) as begins_spell
    from rules

),

numbered as (

    select
        *,
        sum(begins_spell::integer) over (partition by rule_id order by valid_from) as spell_number
    from marked

),

final as (

    select
        numbered.policy_id,
        numbered.obligation_type,
        numbered.rule_id,
        numbered.binds,
        numbered.valid_from,
        numbered.valid_to,
        min(numbered.valid_from) over rule_spell as spell_from,
        max(numbered.valid_to) over rule_spell as spell_to,
        steps.step,
        steps.interval_count,
        steps.interval_unit,
        steps.interval_months,
        steps.interval_days,
        marts.interval_months(
            coalesce(numbered.starter_interval_count, steps.interval_count),
            coalesce(numbered.starter_interval_unit, steps.interval_unit)
        ) as starter_months,
        marts.interval_days(
            coalesce(numbered.starter_interval_count, steps.interval_count),
            coalesce(numbered.starter_interval_unit, steps.interval_unit)
        ) as starter_days,
        coalesce(numbered.starter_interval_count, steps.interval_count) as starter_interval_count,
        coalesce(numbered.starter_interval_unit, steps.interval_unit) as starter_interval_unit
    from numbered
    inner join steps
        on
            steps.rule_id = numbered.rule_id
            and steps.rule_valid_from = numbered.valid_from
    window rule_spell as (partition by numbered.rule_id, numbered.spell_number)

)

select * from final
