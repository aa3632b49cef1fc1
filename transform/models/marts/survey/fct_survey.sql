{%- set keys = ['survey_year', 'question'] %}
with answers as (

    select * from {{ ref('stg_survey__answers') }}

),

respondents as (

    select * from {{ ref('int_survey_respondents') }}

),

limits as (

    select
        max(limit_value) filter (where limit_code = 'smallest_group') as smallest_group,
        max(limit_value) filter (where limit_code = 'favourable_from') as favourable_from
    from {{ ref('assurance_limits') }}

),

counted as (

    select
        answers.survey_year,
        answers.question,
        answers.service_name,
        coalesce(answers.respondent_group, 'Group not given') as part_name,
        count(*) as number,
        count(*) filter (where answers.score = 1) as score_1_count,
        count(*) filter (where answers.score = 2) as score_2_count,
        count(*) filter (where answers.score = 3) as score_3_count,
        count(*) filter (where answers.score = 4) as score_4_count,
        count(*) filter (where answers.score = 5) as score_5_count,
        count(*) filter (where answers.score >= limits.favourable_from) as favourable_count
    from answers
    cross join limits
    group by
        answers.survey_year, answers.question, answers.service_name,
        coalesce(answers.respondent_group, 'Group not given')

),

-- What is hidden of a year is hidden in each of its questions, or one question would tell what another hides.
parts as (

    select
        counted.*,
        respondents.is_hidden_part,
        respondents.is_hidden_service,
        respondents.is_hidden_whole
    from counted
    inner join respondents
        on
            respondents.survey_year = counted.survey_year
            and respondents.service_name = counted.service_name
            and respondents.respondent_group = counted.part_name

),

{{ protected_parts(keys) }},

judged as (

    select
        judged_parts.*,
        judged_services.is_hidden as is_service_suppressed,
        judged_wholes.is_hidden as is_whole_suppressed
    from judged_parts
    inner join judged_services
        on
            judged_services.survey_year = judged_parts.survey_year
            and judged_services.question = judged_parts.question
            and judged_services.service_name = judged_parts.service_name
    inner join judged_wholes
        on
            judged_wholes.survey_year = judged_parts.survey_year
            and judged_wholes.question = judged_parts.question

),

added as (

    select
        survey_year,
        question,
        case
            when grouping(service_name) = 1 then 'council'
            when grouping(part_name) = 1 then 'service'
            else 'group'
        end as level_code,
        service_name,
        part_name as respondent_group,
        case
            when grouping(service_name) = 1 then bool_or(is_whole_suppressed)
            when grouping(part_name) = 1 then bool_or(is_service_suppressed)
            else bool_or(is_hidden)
        end as is_suppressed,
        sum(number) as answers_count,
        sum(score_1_count) as score_1_count,
        sum(score_2_count) as score_2_count,
        sum(score_3_count) as score_3_count,
        sum(score_4_count) as score_4_count,
        sum(score_5_count) as score_5_count,
        sum(favourable_count) as favourable_count
    from judged
    group by grouping sets (
        (survey_year, question),
        (survey_year, question, service_name),
        (survey_year, question, service_name, part_name)
    )

),

final as (

    select
        survey_year,
        question,
        level_code,
        service_name,
        respondent_group,
        is_suppressed,
        (case when not is_suppressed then answers_count end)::integer as answers_count,
        (case when not is_suppressed then score_1_count end)::integer as score_1_count,
        (case when not is_suppressed then score_2_count end)::integer as score_2_count,
        (case when not is_suppressed then score_3_count end)::integer as score_3_count,
        (case when not is_suppressed then score_4_count end)::integer as score_4_count,
        (case when not is_suppressed then score_5_count end)::integer as score_5_count,
        (case when not is_suppressed then favourable_count end)::integer as favourable_count
    from added

)

select * from final
