-- One row a survey year, service and respondent group: how many answered at the least (the question most of them
-- answered; the survey has no respondent), how many were asked, and what must stay hidden of that year in every
-- question.
{%- set keys = ['survey_year'] %}
with answers as (

    select * from {{ ref('stg_survey__answers') }}

),

limits as (

    select limit_value::integer as smallest_group
    from {{ ref('assurance_limits') }}
    where limit_code = 'smallest_group'

),

answered as (

    select
        survey_year,
        service_name,
        coalesce(respondent_group, 'Group not given') as respondent_group,
        question,
        count(*) as answers_count,
        max(invited_count) as invited_count
    from answers
    group by survey_year, service_name, coalesce(respondent_group, 'Group not given'), question

),

parts as (

    select
        survey_year,
        service_name,
        respondent_group as part_name,
        max(answers_count) as number,
        max(invited_count) as invited_count,
        false as is_hidden_part,
        false as is_hidden_service,
        false as is_hidden_whole
    from answered
    group by survey_year, service_name, respondent_group

),

{{ protected_parts(keys) }},

final as (

    select
        judged_parts.survey_year,
        judged_parts.service_name,
        judged_parts.part_name as respondent_group,
        judged_parts.number as answered_count,
        judged_parts.invited_count,
        judged_parts.is_hidden as is_hidden_part,
        judged_services.is_hidden as is_hidden_service,
        judged_wholes.is_hidden as is_hidden_whole
    from judged_parts
    inner join judged_services
        on
            judged_services.survey_year = judged_parts.survey_year
            and judged_services.service_name = judged_parts.service_name
    inner join judged_wholes
        on judged_wholes.survey_year = judged_parts.survey_year

)

select * from final
