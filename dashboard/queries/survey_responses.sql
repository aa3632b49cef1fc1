-- How many answered the survey of one year, of how many: the council, then services, then groups. Small ones are blank.
select
    responses.level_code,
    responses.service_name,
    responses.respondent_group,
    responses.is_suppressed,
    responses.answered_count,
    responses.invited_count
from marts.fct_survey_responses as responses
where
    responses.survey_year = $survey_year
    and ($service is null or responses.level_code = 'council' or responses.service_name = $service)
order by responses.service_name nulls first, responses.respondent_group nulls first
