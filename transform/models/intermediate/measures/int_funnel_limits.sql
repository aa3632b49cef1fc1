-- One row a funnel and size, from one to the largest place: between which shares a place of that size lies by chance,
-- 95 and 99.8 times in a hundred. Small sizes are counted out exactly: a place is below the lower limit where chance
-- would give so few less often than the tail says, and between two whole numbers the limit is drawn straight. Larger
-- ones are on the arcsine scale. Limits are of chance alone at every size: by how much places differ beyond it is
-- measured in int_funnel_spreads and widens no limit, or a place far out would hide itself and others.
with spreads as (

    select * from {{ ref('int_funnel_spreads') }}

),

rules as (

    select * from {{ ref('int_funnel_rules') }}

),

sizes as (

    select
        spreads.*,
        unnest(generate_series(1, spreads.largest))::integer as size
    from spreads

),

exact_sizes as (

    select
        sizes.funnel_id,
        sizes.size,
        sizes.target_share,
        rules.near_tail,
        rules.far_tail,
        unnest(generate_series(0, sizes.size))::integer as hits
    from sizes
    inner join rules
        on sizes.size < rules.exact_below

),

-- The chance of each number of hits; where all are in date, or none is, there is only one.
chances as (

    select
        exact_sizes.*,
        case
            when target_share = 0 then (hits = 0)::integer::double
            when target_share = 1 then (hits = size)::integer::double
            else exp(
                lgamma(size + 1) - lgamma(hits + 1) - lgamma(size - hits + 1)
                + hits * ln(target_share) + (size - hits) * ln(1 - target_share)
            )
        end as chance
    from exact_sizes

),

tails as (

    select
        chances.*,
        sum(chance) over (
            partition by funnel_id, size order by hits rows between unbounded preceding and current row
        ) as chance_of_so_few,
        sum(chance) over (
            partition by funnel_id, size order by hits rows between current row and unbounded following
        ) as chance_of_so_many
    from chances

),

exact_limits as (

    select
        funnel_id,
        size,
        greatest(0.0, (
            arg_min(hits - (chance_of_so_few - near_tail) / chance, hits)
            filter (where chance_of_so_few >= near_tail)
        ) / size) as near_low,
        least(1.0, (
            arg_max(hits + (chance_of_so_many - near_tail) / chance, hits)
            filter (where chance_of_so_many >= near_tail)
        ) / size) as near_high,
        greatest(0.0, (
            arg_min(hits - (chance_of_so_few - far_tail) / chance, hits)
            filter (where chance_of_so_few >= far_tail)
        ) / size) as far_low,
        least(1.0, (
            arg_max(hits + (chance_of_so_many - far_tail) / chance, hits)
            filter (where chance_of_so_many >= far_tail)
        ) / size) as far_high
    from tails
    where chance > 0
    group by funnel_id, size

),

-- An angle beyond the ends of the scale would come back as a share inside it: it is cut off first.
angles as (

    select
        sizes.*,
        asin(sqrt(sizes.target_share)) as angle,
        rules.near_width / sqrt(4.0 * sizes.size) as near_distance,
        rules.far_width / sqrt(4.0 * sizes.size) as far_distance
    from sizes
    cross join rules

),

smooth_limits as (

    select
        angles.*,
        power(sin(greatest(0.0, angle - near_distance)), 2) as near_low,
        power(sin(least(pi() / 2, angle + near_distance)), 2) as near_high,
        power(sin(greatest(0.0, angle - far_distance)), 2) as far_low,
        power(sin(least(pi() / 2, angle + far_distance)), 2) as far_high
    from angles

),

final as (

    select
        smooth_limits.funnel_id,
        smooth_limits.as_at,
        smooth_limits.policy_id,
        smooth_limits.measure_code,
        smooth_limits.level_code,
        smooth_limits.size,
        smooth_limits.target_share,
        exact_limits.size is not null as is_exact,
        coalesce(exact_limits.near_low, smooth_limits.near_low) as near_low,
        coalesce(exact_limits.near_high, smooth_limits.near_high) as near_high,
        coalesce(exact_limits.far_low, smooth_limits.far_low) as far_low,
        coalesce(exact_limits.far_high, smooth_limits.far_high) as far_high
    from smooth_limits
    left join exact_limits
        on
            exact_limits.funnel_id = smooth_limits.funnel_id
            and exact_limits.size = smooth_limits.size

)

select * from final
