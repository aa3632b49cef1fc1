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
        rows_erased,
        rows_expired,
        is_current,
        outcome,
        landed_by,
        superseded_by,
        accepted_by,
        accepted_at,
        accepted_reason
    from source

)

select * from renamed
