with source as (

    select * from {{ source('audit', 'audit_answers') }}

),

renamed as (

    select
        source.audit_id,
        source.audit_round,
        source.audit_date as audited_on,
        {{ other_worker('auditor', 'auditors') }} as auditor_id,
        source.auditor as auditor_typed,
        {{ other_worker('supervisor', 'supervisors') }} as supervisor_id,
        source.supervisor as supervisor_typed,
        {{ subject_worker('supervisee', 'workers') }} as worker_id,
        source.supervisee as worker_typed,
        source.session_id,
        source.standard,
        {{ mapped_code('source.answer', 'audit_answers') }} as answer_code,
        source.answer as answer_typed,
        {{ mapped_code('source.grade', 'audit_grades') }} as grade_code,
        source.grade as grade_typed,
        coalesce(source.is_moderation, false) as is_moderation,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('audit_answers', 'auditor', 'auditors') }}
    {{ join_worker('audit_answers', 'supervisor', 'supervisors') }}
    {{ join_worker('audit_answers', 'supervisee', 'workers') }}
    {{ join_code_mapping('audit_answer', 'source.answer', 'audit_answers') }}
    {{ join_code_mapping('audit_grade', 'source.grade', 'audit_grades') }}

)

select * from renamed
