with overdue_bands as (

    select * from {{ ref('overdue_bands') }}

),

final as (

    select
        band_code,
        label,
        from_days,
        to_days,
        sort_order
    from overdue_bands

)

select * from final
