-- One row a funnel: the share its places are held against, and what is known of how they differ. For information: no
-- limit is made of it. By how much, is the additive over-dispersion of DerSimonian and Laird on the arcsine scale, with
-- the furthest places drawn in first; on few people that scale makes places look further apart than they are. So whether
-- they differ by more than chance is asked of the counts themselves: squared distances from the council's share, each
-- in its own standard error, that chance alone makes one a place, give or take. The furthest are drawn in here too: one
-- place far out does not make all differ.
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
        * 2 * sqrt(denominator) as score,
        coalesce(
            (numerator - denominator * council_numerator / council_denominator)
            / nullif(sqrt(
                denominator * (council_numerator / council_denominator)
                * (1 - council_numerator / council_denominator)
            ), 0),
            0
        ) as distance
    from places

),

-- The scores and distances between which they are kept; between two of them the end lies in proportion.
sorted as (

    select
        scored.funnel_id,
        list(scored.score order by scored.score) as scores,
        list(scored.distance order by scored.distance) as distances,
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
        + (steps - floor(steps)) * (scores[-ceil(steps)::integer - 1] - scores[-floor(steps)::integer - 1]) as highest_score,
        distances[floor(steps)::integer + 1]
        + (steps - floor(steps))
        * (distances[ceil(steps)::integer + 1] - distances[floor(steps)::integer + 1]) as lowest_distance,
        distances[-floor(steps)::integer - 1]
        + (steps - floor(steps))
        * (distances[-ceil(steps)::integer - 1] - distances[-floor(steps)::integer - 1]) as highest_distance
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
        sum(power(least(greatest(scored.distance, ends.lowest_distance), ends.highest_distance), 2)) as squared_distances,
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
        places_count > 1
        and round(squared_distances - places_count - rules.spread_width * sqrt(2 * places_count), 9) > 0
            as is_beyond_chance,
        case
            when weights > 0 then greatest(0.0, (squares - (places_count - 1)) / weights)
            else 0.0
        end as between_variance
    from summed
    cross join rules

)

select * from final
