with days as (

    select * from {{ ref('int_as_at_days') }}

),

final as (

    select
        as_at,
        is_data_date
    from days

)

select * from final
