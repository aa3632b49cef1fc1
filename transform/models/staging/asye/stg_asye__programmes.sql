with source as (

    select * from {{ source('asye', 'asye_programmes') }}

),

renamed as (

    select
        {{ subject_worker('employee_number', 'workers') }} as worker_id,
        source.employee_number as worker_typed,
        {{ mapped_code('source.programme', 'programmes') }} as programme_code,
        source.programme as programme_typed,
        source.asye_start as started_on,
        source.fte,
        source.agreed_end as agreed_end_on,
        source.ended_on,
        {{ mapped_code('source.end_reason', 'end_reasons') }} as end_reason_code,
        source.end_reason as end_reason_typed,
        {{ mapped_code('source.recommendation', 'recommendations') }} as recommendation_code,
        source.recommendation as recommendation_typed,
        source.recommended_on,
        source.panel_date as panel_on,
        {{ mapped_code('source.panel_decision', 'decisions') }} as panel_decision_code,
        source.panel_decision as panel_decision_typed,
        {{ other_worker('coordinator', 'coordinators') }} as coordinator_id,
        source.coordinator as coordinator_typed,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('asye_programmes', 'employee_number', 'workers') }}
    {{ join_worker('asye_programmes', 'coordinator', 'coordinators') }}
    {{ join_code_mapping('programme', 'source.programme', 'programmes') }}
    {{ join_code_mapping('end_reason', 'source.end_reason', 'end_reasons') }}
    {{ join_code_mapping('recommendation', 'source.recommendation', 'recommendations') }}
    {{ join_code_mapping('panel_decision', 'source.panel_decision', 'decisions') }}

)

select * from renamed
