with source as (

    select * from {{ source('load', 'blank_columns') }}

),

renamed as (

    select
        feed,
        column_name
    from source

)

select * from renamed
