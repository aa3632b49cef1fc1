-- One row a funnel (day, measure and level) and place with something owed: its counts, and the share of the whole
-- council that it is held against. Who has no team, or no line manager, is in that share and is no place.
with measures as (

    select *
    from {{ ref('fct_monthly_measures') }}
    where
        policy_id = 'in_force'
        and case_type = 'all'
        and open_count > 0

),

charted as (

    select *
    from {{ ref('charted_measures') }}
    where counted = 'share'

),

councils as (

    select *
    from measures
    where level_code = 'council'

),

final as (

    select
        concat_ws('/', measures.as_at, charted.measure_code, measures.level_code) as funnel_id,
        measures.as_at,
        measures.policy_id,
        charted.measure_code,
        charted.direction,
        measures.level_code,
        measures.place_id,
        measures.in_date_count as numerator,
        measures.open_count as denominator,
        councils.in_date_count as council_numerator,
        councils.open_count as council_denominator
    from measures
    inner join charted
        on charted.obligation_type = measures.obligation_type
    inner join councils
        on
            councils.as_at = measures.as_at
            and councils.obligation_type = measures.obligation_type
    where
        measures.level_code in ('team', 'supervisor')
        and measures.place_id <> 'none'

)

select * from final
