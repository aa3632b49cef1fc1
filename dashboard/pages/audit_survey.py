"""What staff say of their supervision, by service and group, small groups held back."""

from typing import Any

import streamlit as st

from dashboard.components.bars import parts_spec
from dashboard.components.charts import draw_chart
from dashboard.components.choices import choose
from dashboard.components.tables import draw_table
from dashboard.datasets.audits import assurance_limits
from dashboard.datasets.council import services
from dashboard.datasets.memory import rows_of
from dashboard.datasets.survey import survey_answers, survey_responses, survey_years
from dashboard.view_models import survey
from dashboard.view_models.markdown import plain
from dashboard.visit import Visit

Rows = list[dict[str, Any]]


def show(visit: Visit) -> None:
    """One year of the survey."""
    years = [str(year) for year in survey_years(visit.run)["survey_year"].to_list()]
    if not years:
        st.markdown("No survey is on record.")
        return
    year = int(choose("Year of the survey", "year", {year: year for year in years}, years[0]))
    responses = rows_of(survey_responses(visit.run, year, visit.place.service))
    answers = rows_of(survey_answers(visit.run, year, visit.place.service))
    st.markdown(survey.say_responses(responses, year))
    limits = {row["limit_code"]: row["limit_value"] for row in rows_of(assurance_limits(visit.run))}
    smallest, scale = (int(limits.get(name, 0)) for name in ("smallest_group", "favourable_from"))
    st.caption(
        f"A group of staff with fewer than {smallest} answers is never shown. Where it could be "
        "worked out from a total, the next smallest is held back with it."
    )
    whole = [row for row in answers if row["level_code"] == "council"]
    st.header("Every question", anchor="questions")
    _draw(visit, whole, "Question", survey.say_questions(whole), year=year, scale=scale)
    _show_question(visit, year, answers, scale)
    st.header("Who answered", anchor="responses")
    st.caption(
        "The survey has no respondent: of each group, the answers to the question most of them "
        "answered. A group nobody of which answered is not in the export."
    )
    offered = frozenset(services(visit.run, visit.scope)["service_name"])
    cells = survey.response_rows(responses, visit.links, offered, year)
    draw_table(cells, alt="Who answered", name="responses")


def _show_question(visit: Visit, year: int, answers: Rows, scale: int) -> None:
    """One question, by service and group."""
    named = {str(row["question_number"]): str(row["question"]) for row in answers}
    if not named:
        return
    st.header("One question, by service and group", anchor="question")
    chosen = choose("Question", "question", named, next(iter(named)))
    rows = [row for row in answers if str(row["question_number"]) == chosen]
    sentence = f"“{plain(named[chosen])}”: {survey.say_shown(rows)}"
    _draw(visit, rows, "Of whom", sentence, year=year, scale=scale)


def _draw(visit: Visit, rows: Rows, heading: str, sentence: str, *, year: int, scale: int) -> None:
    st.markdown(sentence)
    bars = survey.answer_bars(rows, heading)
    if bars:
        data = {"bars": bars}
        draw_chart(parts_spec("answers"), data, alt=sentence.replace("\\", ""))
    st.caption(
        f"Scores run from 1, the lowest, to 5, the highest; {scale} and above is favourable. Each "
        "bar from the left: the lowest score first."
    )
    name = heading.lower().replace(" ", "_")
    offered = frozenset(services(visit.run, visit.scope)["service_name"])
    cells = survey.answer_rows(rows, heading, visit.links, offered, year)
    draw_table(cells, alt=f"Answers by {heading.lower()}", name=name)
