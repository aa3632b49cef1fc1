with source as (

    select * from {{ source('sharepoint', 'sharepoint_agreements') }}

),

renamed as (

    select
        {{ subject_worker('supervisee', 'workers') }} as worker_id,
        source.supervisee as worker_typed,
        {{ other_worker('supervisor', 'supervisors') }} as supervisor_id,
        source.supervisor as supervisor_typed,
        source.supervisee_signed as supervisee_signed_on,
        source.supervisor_signed as supervisor_signed_on,
        source.review_due as review_due_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('sharepoint_agreements', 'supervisee', 'workers') }}
    {{ join_worker('sharepoint_agreements', 'supervisor', 'supervisors') }}

)

select * from renamed
