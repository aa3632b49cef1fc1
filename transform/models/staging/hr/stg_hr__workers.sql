with source as (

    select * from {{ source('hr', 'hr_workers') }}

),

-- What the snapshots of a list of today's staff come to; none where every list has leavers too.
seen as (

    select * from {{ ref('stg_hr__workers_seen') }}

),

files_with_history as (

    select distinct _source_file from seen

),

given as (

    select source.*
    from source
    left join files_with_history
        on files_with_history._source_file = source._source_file
    where files_with_history._source_file is null

),

workers as (

    select * from given
    union all by name
    select * exclude (first_seen_on, last_seen_on) from seen

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
    from workers as source
    {{ join_code_mapping('employment_type', 'source.employment_type', 'employment_types') }}

)

select * from renamed
