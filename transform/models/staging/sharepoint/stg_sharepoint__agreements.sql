with source as (

    select * from {{ source('sharepoint', 'sharepoint_agreements') }}

),

renamed as (

    select
        source.supervisee as worker_id,
        source.supervisor as supervisor_id,
        source.supervisee_signed as supervisee_signed_on,
        source.supervisor_signed as supervisor_signed_on,
        source.review_due as review_due_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source

)

select * from renamed
