with source as (

    select * from {{ source('asye', 'asye_reviews') }}

),

renamed as (

    select
        {{ subject_worker('nqsw', 'workers') }} || '/' || source.milestone_months || '/'
        || coalesce(source.held_date::varchar, source.planned_date::varchar, '') as review_id,
        {{ subject_worker('nqsw', 'workers') }} || '/' || source.milestone_months || '/' || coalesce(source.planned_date::varchar, '') as review_key,
        {{ subject_worker('nqsw', 'workers') }} as worker_id,
        source.nqsw as worker_typed,
        source.milestone_months,
        source.planned_date as planned_on,
        source.held_date as held_on,
        {{ mapped_code('source.outcome', 'outcomes') }} as outcome_code,
        source.outcome as outcome_typed,
        {{ other_worker('assessor', 'assessors') }} as assessor_id,
        source.assessor as assessor_typed,
        source.learning_agreement_reviewed as is_learning_agreement_reviewed,
        source.reflective_journal as has_reflective_journal,
        source.support_plan as has_support_plan,
        source.handover_noted as is_handover_noted,
        source.accurate as is_accurate,
        source.valid as is_valid,
        source.sufficient as is_sufficient,
        source.robust as is_robust,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_worker('asye_reviews', 'nqsw', 'workers') }}
    {{ join_worker('asye_reviews', 'assessor', 'assessors') }}
    {{ join_code_mapping('review_outcome', 'source.outcome', 'outcomes') }}

    {{ leave_out_repeats('asye_reviews') }}

)

select * from renamed
