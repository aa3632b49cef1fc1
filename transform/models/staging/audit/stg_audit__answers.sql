with source as (

    select * from {{ source('audit', 'audit_answers') }}

),

renamed as (

    select
        source.audit_id,
        source.audit_round,
        source.audit_date as audited_on,
        source.auditor as auditor_id,
        source.supervisor as supervisor_id,
        source.supervisee as worker_id,
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
    {{ join_code_mapping('audit_answer', 'source.answer', 'audit_answers') }}
    {{ join_code_mapping('audit_grade', 'source.grade', 'audit_grades') }}

)

select * from renamed
