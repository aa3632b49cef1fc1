with source as (

    select * from {{ source('load', 'load_run') }}

),

renamed as (

    select
        data_date,
        built_at,
        policy_override,
        code_version
    from source

)

select * from renamed
