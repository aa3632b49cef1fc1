with source as (

    select * from {{ source('sharepoint', 'sharepoint_training') }}

),

renamed as (

    select
        {{ subject_worker('employee_number', 'workers') }} as worker_id,
        source.employee_number as worker_typed,
        {{ mapped_code('source.course', 'courses') }} as course_code,
        source.course as course_typed,
        source.completed as completed_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('sharepoint_training', 'employee_number', 'workers') }}
    {{ join_code_mapping('course', 'source.course', 'courses') }}

)

select * from renamed
