-- One row a funnel (day, measure and level) and place: where it lies, given its size. No place is ranked.
with places as (

    select * from {{ ref('int_funnel_places') }}

),

spreads as (

    select * from {{ ref('int_funnel_spreads') }}

),

limits as (

    select * from {{ ref('int_funnel_limits') }}

),

teams as (

    select * from {{ ref('int_teams') }}

),

workers as (

    select * from {{ ref('dim_workers') }}

),

final as (

    select
        places.as_at,
        places.policy_id,
        places.measure_code,
        places.level_code,
        places.place_id,
        coalesce(teams.team_name, workers.worker_name, places.place_id) as place_name,
        coalesce(teams.service_name, workers.service_name) as service_name,
        coalesce(teams.team_id, workers.team_id) as team_id,
        places.numerator,
        places.denominator,
        places.council_numerator,
        places.council_denominator,
        spreads.between_variance,
        spreads.is_beyond_chance,
        spreads.places_count::integer as places_count,
        limits.near_low,
        limits.near_high,
        limits.far_low,
        limits.far_high,
        case
            when round(places.numerator / places.denominator - limits.far_low, 9) < 0 then 'far_low'
            when round(places.numerator / places.denominator - limits.near_low, 9) < 0 then 'near_low'
            when round(places.numerator / places.denominator - limits.far_high, 9) > 0 then 'far_high'
            when round(places.numerator / places.denominator - limits.near_high, 9) > 0 then 'near_high'
            else 'within'
        end as position_code
    from places
    inner join spreads
        on spreads.funnel_id = places.funnel_id
    inner join limits
        on
            limits.funnel_id = places.funnel_id
            and limits.size = places.denominator
    left join teams
        on
            places.level_code = 'team'
            and teams.team_id = places.place_id
    left join workers
        on
            places.level_code = 'supervisor'
            and workers.worker_id = places.place_id

)

select * from final
