with limits as (

    select * from {{ ref('assurance_limits') }}

),

final as (

    select
        limit_code,
        limit_value,
        limit_unit,
        label
    from limits

)

select * from final
