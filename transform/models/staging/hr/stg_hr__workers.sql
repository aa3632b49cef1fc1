with source as (

    select * from {{ source('hr', 'hr_workers') }}

),

renamed as (

    select
        source.employee_number as worker_id,
        source.full_name as worker_name,
        source.work_email,
        source.swe_number,
        source.swe_registration_expiry as registration_expires_on,
        source.qualified_date as qualified_on,
        {{ mapped_code('source.employment_type', 'employment_types') }} as employment_type_code,
        source.employment_type as employment_type_typed,
        source.start_date as started_on,
        source.leaving_date as left_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_code_mapping('employment_type', 'source.employment_type', 'employment_types') }}

)

select * from renamed
