with source as (

    select * from {{ source('asye', 'asye_reviews') }}

),

renamed as (

    select
        source.nqsw || '/' || source.milestone_months || '/'
        || coalesce(source.held_date::varchar, source.planned_date::varchar, '') as review_id,
        source.nqsw as worker_id,
        source.milestone_months,
        source.planned_date as planned_on,
        source.held_date as held_on,
        {{ mapped_code('source.outcome', 'outcomes') }} as outcome_code,
        source.outcome as outcome_typed,
        source.assessor as assessor_id,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source
    {{ join_code_mapping('review_outcome', 'source.outcome', 'outcomes') }}

)

select * from renamed
