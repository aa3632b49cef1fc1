with source as (

    select * from {{ source('sharepoint', 'sharepoint_overrides') }}

),

renamed as (

    select
        {{ subject_worker('supervisee', 'workers') }} as worker_id,
        source.supervisee as worker_typed,
        source.interval as interval_count,
        {{ mapped_code('source.unit', 'units') }} as interval_unit,
        source.unit as interval_unit_typed,
        source.from_on as started_on,
        source.to_on as ended_on,
        {{ mapped_code('source.reason', 'reasons') }} as override_reason_code,
        source.reason as override_reason_typed,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('sharepoint_overrides', 'supervisee', 'workers') }}
    {{ join_code_mapping('interval_unit', 'source.unit', 'units') }}
    {{ join_code_mapping('override_reason', 'source.reason', 'reasons') }}

)

select * from renamed
