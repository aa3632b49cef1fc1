with source as (

    select * from {{ source('load', 'id_kinds') }}

),

renamed as (

    select
        feed,
        column_name,
        id_kind
    from source

)

select * from renamed
