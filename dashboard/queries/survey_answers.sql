-- What was answered in one year, question by question, the least favourable of the council first. Small groups and
-- what would give them away are blank in the warehouse already.
with ranked as (

    select
        answers.question,
        row_number() over (
            order by
                answers.favourable_count / nullif(answers.answers_count, 0) nulls last,
                answers.answers_count desc,
                answers.question
        ) as question_number
    from marts.fct_survey as answers
    where answers.survey_year = $survey_year and answers.level_code = 'council'

)

select
    ranked.question_number,
    answers.question,
    answers.level_code,
    answers.service_name,
    answers.respondent_group,
    answers.is_suppressed,
    answers.answers_count,
    answers.score_1_count,
    answers.score_2_count,
    answers.score_3_count,
    answers.score_4_count,
    answers.score_5_count,
    answers.favourable_count
from marts.fct_survey as answers
inner join ranked
    on ranked.question = answers.question
where
    answers.survey_year = $survey_year
    and ($service is null or answers.level_code = 'council' or answers.service_name = $service)
order by ranked.question_number, answers.service_name nulls first, answers.respondent_group nulls first
