with source as (

    select * from {{ source('hr', 'hr_absences') }}

),

renamed as (

    select
        {{ subject_worker('employee_number', 'workers') }} as worker_id,
        source.employee_number as worker_typed,
        source.breaks_supervision,
        source.first_day as first_day_on,
        source.last_day as last_day_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('hr_absences', 'employee_number', 'workers') }}

)

select * from renamed
