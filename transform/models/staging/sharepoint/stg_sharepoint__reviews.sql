with source as (

    select * from {{ source('sharepoint', 'sharepoint_reviews') }}

),

renamed as (

    select
        {{ subject_worker('employee_number', 'workers') }} as worker_id,
        source.employee_number as worker_typed,
        source.review_date as reviewed_on,
        {{ mapped_code('source.kind', 'review_kinds') }} as kind_code,
        source.kind as kind_typed,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('sharepoint_reviews', 'employee_number', 'workers') }}
    {{ join_code_mapping('review_kind', 'source.kind', 'review_kinds') }}

)

select * from renamed
