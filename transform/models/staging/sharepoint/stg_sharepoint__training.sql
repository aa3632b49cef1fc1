with source as (

    select * from {{ source('sharepoint', 'sharepoint_training') }}

),

renamed as (

    select
        source.employee_number as worker_id,
        {{ mapped_code('source.course', 'courses') }} as course_code,
        source.course as course_typed,
        source.completed as completed_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_code_mapping('course', 'source.course', 'courses') }}

)

select * from renamed
