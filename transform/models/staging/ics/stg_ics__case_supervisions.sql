with source as (

    select * from {{ source('ics', 'ics_case_supervisions') }}

),

renamed as (

    select
        'ics' as system_code,
        'ics-' || source.record_id || '/' || source.person_id as case_supervision_id,
        'ics-' || source.person_id as case_id,
        source.record_id,
        source.supervision_date as supervised_on,
        source.recorded_date as recorded_on,
        {{ other_worker('supervisor', 'supervisors') }} as supervisor_id,
        source.supervisor as supervisor_typed,
        {{ other_worker('worker', 'workers') }} as worker_id,
        source.worker as worker_typed,
        {{ mapped_code('source.record_status', 'record_statuses') }} as record_status_code,
        source.record_status as record_status_typed,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('ics_case_supervisions', 'supervisor', 'supervisors') }}
    {{ join_worker('ics_case_supervisions', 'worker', 'workers') }}
    {{ join_code_mapping('record_status', 'source.record_status', 'record_statuses') }}

)

select * from renamed
