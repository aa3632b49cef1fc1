with source as (

    select * from {{ source('survey', 'survey_answers') }}

),

renamed as (

    select
        source.survey_year,
        source.service as service_name,
        source.respondent_group,
        source.question,
        source.score,
        source.invited as invited_count,
        source._source_file,
        source._source_row,
        source._extracted_on
    from source

)

select * from renamed
