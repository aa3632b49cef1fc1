with source as (

    select * from {{ source('load', 'load_acts') }}

),

renamed as (

    select
        act_number,
        kind,
        acted_at,
        acted_by,
        reason,
        words,
        load_id,
        file_name
    from source

)

select * from renamed
