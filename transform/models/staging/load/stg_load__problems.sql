with source as (

    select * from {{ source('load', 'load_problems') }}

),

renamed as (

    select
        load_id,
        feed,
        file_name,
        source_row,
        heading,
        typed_text,
        code,
        title,
        sentence,
        fix,
        outcome,
        severity
    from source

)

select * from renamed
