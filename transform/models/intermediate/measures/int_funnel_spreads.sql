-- One row a funnel: the share its places are held against, and by how much they differ beyond chance: the additive
-- over-dispersion of DerSimonian and Laird on the arcsine scale, with the furthest places drawn in first. Nought where
-- chance explains the spread.
with places as (

    select * from {{ ref('int_funnel_places') }}

),

rules as (

    select * from {{ ref('int_funnel_rules') }}

),

scored as (

    select
        places.*,
        4.0 * denominator as weight,
        (asin(sqrt(numerator / denominator)) - asin(sqrt(council_numerator / council_denominator)))
        * 2 * sqrt(denominator) as score
    from places

),

-- The shares of the scores between which they are kept; between two of them the end lies in proportion.
sorted as (

    select
        scored.funnel_id,
        list(scored.score order by scored.score) as scores,
        any_value(rules.winsorised_share) * (count(*) - 1) as steps
    from scored
    cross join rules
    group by scored.funnel_id

),

ends as (

    select
        funnel_id,
        scores[floor(steps)::integer + 1]
        + (steps - floor(steps)) * (scores[ceil(steps)::integer + 1] - scores[floor(steps)::integer + 1]) as lowest_score,
        scores[-floor(steps)::integer - 1]
        + (steps - floor(steps)) * (scores[-ceil(steps)::integer - 1] - scores[-floor(steps)::integer - 1]) as highest_score
    from sorted

),

summed as (

    select
        scored.funnel_id,
        any_value(scored.as_at) as as_at,
        any_value(scored.policy_id) as policy_id,
        any_value(scored.measure_code) as measure_code,
        any_value(scored.level_code) as level_code,
        any_value(scored.council_numerator) as council_numerator,
        any_value(scored.council_denominator) as council_denominator,
        count(*) as places_count,
        max(scored.denominator) as largest,
        sum(power(least(greatest(scored.score, ends.lowest_score), ends.highest_score), 2)) as squares,
        sum(scored.weight) - sum(scored.weight * scored.weight) / sum(scored.weight) as weights
    from scored
    inner join ends
        on ends.funnel_id = scored.funnel_id
    group by scored.funnel_id

),

final as (

    select
        funnel_id,
        as_at,
        policy_id,
        measure_code,
        level_code,
        council_numerator,
        council_denominator,
        council_numerator / council_denominator as target_share,
        places_count,
        largest,
        case
            when weights > 0 then greatest(0.0, (squares - (places_count - 1)) / weights)
            else 0.0
        end as between_variance
    from summed

)

select * from final
