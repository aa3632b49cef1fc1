with source as (

    select * from {{ source('sharepoint', 'sharepoint_sessions') }}

),

renamed as (

    select
        source.session_id || '/' || {{ subject_worker('supervisee', 'workers') }} as session_supervisee_id,
        source.session_id,
        {{ subject_worker('supervisee', 'workers') }} as worker_id,
        source.supervisee as worker_typed,
        {{ other_worker('supervisor', 'supervisors') }} as supervisor_id,
        source.supervisor as supervisor_typed,
        {{ mapped_code('source.format', 'formats') }} as format_code,
        source.format as format_typed,
        source.booked_on,
        source.planned_date as planned_on,
        {{ mapped_code('source.status', 'statuses') }} as status_code,
        source.status as status_typed,
        source.held_date as held_on,
        source.cancellation_reason as cancellation_reason_code,
        source.rearranged_to as rearranged_to_on,
        source.duration_minutes,
        source.reflective_minutes,
        source.supervisee_form_received as form_received_on,
        source.record_shared as record_shared_on,
        source.supervisee_agreed as supervisee_agreed_on,
        source.supervisor_agreed as supervisor_agreed_on,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('sharepoint_sessions', 'supervisee', 'workers') }}
    {{ join_worker('sharepoint_sessions', 'supervisor', 'supervisors') }}
    {{ join_code_mapping('session_format', 'source.format', 'formats') }}
    {{ join_code_mapping('session_status', 'source.status', 'statuses') }}

    {{ leave_out_repeats('sharepoint_sessions') }}

)

select * from renamed
