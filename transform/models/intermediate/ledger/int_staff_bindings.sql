-- One row a worker, rule and reason it binds them, with the days on which it does and the day its clock began: a
-- post of a category the rule names, an ASYE that runs, or an individual arrangement.
with rules as (

    select *
    from {{ ref('int_rules') }}
    where obligation_type = 'staff_supervision' and is_measured

),

conditions as (

    select * from {{ ref('rule_conditions') }}

),

posts as (

    select * from {{ ref('int_posts') }}

),

programmes as (

    select * from {{ ref('int_programmes') }}

),

overrides as (

    select * from {{ ref('int_overrides') }}

),

employments as (

    select * from {{ ref('int_employments') }}

),

by_category as (

    select
        posts.worker_id,
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        posts.held_from as binds_from,
        posts.held_to as binds_to,
        null::date as asye_from,
        null::integer as own_interval_count,
        null::varchar as own_interval_unit
    from rules
    inner join conditions
        on
            conditions.rule_id = rules.rule_id
            and conditions.valid_from = rules.valid_from
            and conditions.condition_on = 'staff_category'
    inner join posts
        on posts.staff_category_code = conditions.code
    where rules.binds = 'staff_category'

),

by_programme as (

    select
        programmes.worker_id,
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        programmes.asye_from as binds_from,
        programmes.asye_to as binds_to,
        programmes.asye_from,
        null::integer as own_interval_count,
        null::varchar as own_interval_unit
    from rules
    cross join programmes
    where rules.binds = 'nqsw'

),

by_arrangement as (

    select
        overrides.worker_id,
        rules.rule_id,
        rules.valid_from as rule_valid_from,
        overrides.agreed_from as binds_from,
        overrides.agreed_to as binds_to,
        null::date as asye_from,
        intervals.own_interval_count,
        intervals.own_interval_unit
    from rules
    inner join conditions
        on
            conditions.rule_id = rules.rule_id
            and conditions.valid_from = rules.valid_from
            and conditions.condition_on = 'override_reason'
    inner join overrides
        on overrides.override_reason_code = conditions.code
    -- The agreed interval binds; where the rule has one of its own, that binds beside it and the strictest wins.
    cross join
        lateral (
            select
                overrides.interval_count as own_interval_count,
                overrides.interval_unit as own_interval_unit
            union all
            select
                null::integer as own_interval_count,
                null::varchar as own_interval_unit
            where rules.override_interval = 'own_if_shorter'
        ) as intervals
    where rules.binds = 'override'

),

bound as (

    select * from by_category
    union all
    select * from by_programme
    union all
    select * from by_arrangement

),

-- A clock that starts with employment starts anew with each employment, and binds within it.
clocked as (

    select
        rules.policy_id,
        bound.worker_id,
        bound.asye_from,
        bound.rule_id,
        bound.rule_valid_from,
        rules.binds = 'override' as is_arrangement,
        bound.own_interval_count,
        bound.own_interval_unit,
        case rules.clock
            when 'asye_start' then bound.asye_from
            when 'employment_start' then employments.employed_from
        end as clock_on,
        greatest(bound.binds_from, rules.valid_from, coalesce(employments.employed_from, bound.binds_from))
            as binds_from,
        least(bound.binds_to, rules.valid_to, coalesce(employments.employed_to, bound.binds_to)) as binds_to
    from bound
    inner join rules
        on
            rules.rule_id = bound.rule_id
            and rules.valid_from = bound.rule_valid_from
    left join employments
        on employments.worker_id = case when rules.clock = 'employment_start' then bound.worker_id end

),

final as (

    select * from clocked
    where binds_from < binds_to

)

select * from final
