with codes as (

    select * from {{ ref('codes') }}

),

final as (

    select
        code_list,
        code,
        label,
        tone,
        symbol,
        sort_order,
        meaning
    from codes

)

select * from final
