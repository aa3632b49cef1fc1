with source as (

    select * from {{ source('load', 'records_from') }}

),

renamed as (

    select
        feed,
        records_from,
        origin
    from source

)

select * from renamed
