-- Years with a survey, newest first.
select distinct responses.survey_year
from marts.fct_survey_responses as responses
order by responses.survey_year desc
