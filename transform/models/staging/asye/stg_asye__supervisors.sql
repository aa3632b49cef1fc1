with source as (

    select * from {{ source('asye', 'asye_supervisors') }}

),

renamed as (

    select
        {{ subject_worker('nqsw', 'workers') }} as worker_id,
        source.nqsw as worker_typed,
        {{ other_worker('supervisor', 'supervisors') }} as supervisor_id,
        source.supervisor as supervisor_typed,
        {{ mapped_code('source.role', 'roles') }} as role_code,
        source.role as role_typed,
        source.from_on as started_on,
        source.to_on as ended_on,
        source.handover_date as handed_over_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('asye_supervisors', 'nqsw', 'workers') }}
    {{ join_worker('asye_supervisors', 'supervisor', 'supervisors') }}
    {{ join_code_mapping('asye_role', 'source.role', 'roles') }}

)

select * from renamed
