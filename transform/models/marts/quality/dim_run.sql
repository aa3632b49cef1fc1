with run as (

    select * from {{ ref('stg_load__run') }}

),

final as (

    select
        data_date,
        built_at,
        policy_override,
        code_version
    from run

)

select * from final
