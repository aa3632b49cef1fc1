-- One row a funnel (day, measure and level) and size: the lines of the funnel.
with limits as (

    select * from {{ ref('int_funnel_limits') }}

),

final as (

    select
        as_at,
        policy_id,
        measure_code,
        level_code,
        size,
        target_share,
        near_low,
        near_high,
        far_low,
        far_high,
        is_exact
    from limits

)

select * from final
