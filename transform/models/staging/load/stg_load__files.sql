with source as (

    select * from {{ source('load', 'load_files') }}

),

renamed as (

    select
        load_id,
        feed,
        part,
        file_name,
        sha256,
        extracted_on,
        landed_at,
        rows_received,
        rows_accepted,
        rows_quarantined,
        rows_duplicate,
        is_current,
        outcome
    from source

)

select * from renamed
