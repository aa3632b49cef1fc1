"""One list behind a number of practice standards: as long as the number says."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.standards import (
    cancellations_listed,
    practice_listed,
    practice_measures,
)
from dashboard.pages.standards_parts import COUNTS_ONLY, TITLE
from dashboard.scope import Place
from dashboard.view_models import cancellations
from dashboard.view_models.days import say_count, say_date, say_month
from dashboard.view_models.long_lists import word_rows
from dashboard.view_models.markdown import plain
from dashboard.view_models.standards_lists import LISTS, cancelled_rows, practice_rows
from dashboard.visit import Visit

REFUSED = "The link asked for a list that there is not."


def show(visit: Visit) -> None:
    """The list that the address asks for: of one standard, or of cancelled sessions."""
    asked = st.query_params
    back = ("All practice standards", visit.links.to("standards"))
    if not visit.scope.names_people:
        open_page(TITLE, back=back)
        st.info(COUNTS_ONLY)
        return
    if "measure" in asked and asked["list"] in LISTS:
        _show_measure(visit, asked["measure"], asked["list"])
    elif "measure" not in asked and asked["list"] in cancellations.LISTS:
        _show_cancelled(visit, asked["list"], back)
    else:
        open_page(TITLE, back=back)
        st.info(REFUSED)


def _show_measure(visit: Visit, code: str, name: str) -> None:
    known = {
        row["measure_code"]: row for row in practice_measures(visit.run, visit.place).to_dicts()
    }
    measure = known.get(code)
    if measure is None:
        open_page(TITLE, back=("All practice standards", visit.links.to("standards")))
        st.info(REFUSED)
        return
    period_to, when = _month_asked(measure["told_of"])
    listed = practice_listed(
        visit.run,
        visit.scope,
        _place_asked(visit.place),
        code,
        name,
        period_to=period_to,
        supervisor_id=st.query_params.get("supervisor"),
    )
    label = plain(measure["measure_label"])
    size = say_count(listed.height, measure["counted_one"], measure["counted_many"])
    back = (label, visit.links.to("standards", measure=code))
    open_page(f"{label}{when}, {LISTS[name]}: {listed.height:,}", plain(size) + ".", back=back)
    if listed.is_empty():
        st.markdown("Nothing is in this list.")
        return
    st.caption("What is not as asked first, then the newest, under the line manager of that day.")
    rows = word_rows(listed, partial(practice_rows, words=visit.words, links=visit.links))
    draw_table(rows, alt=measure["measure_label"], name="rows")


def _place_asked(place: Place) -> Place:
    """The place, narrowed to the service or team of that day whose number led here."""
    asked = st.query_params
    service, team = asked.get("of", place.service), asked.get("of_team", place.team_id)
    return replace(place, service=service, team_id=team)


def _month_asked(told_of: str) -> tuple[date | None, str]:
    """The month or day the address narrows to, and how it is said."""
    try:
        to = date.fromisoformat(st.query_params.get("to", ""))
    except ValueError:
        return None, ""
    return to, f", {say_month(to) if told_of == 'period' else say_date(to)}"


def _show_cancelled(visit: Visit, name: str, back: tuple[str, str]) -> None:
    reasons = {word.code for word in visit.words.words("cancellation_reason")}
    asked = st.query_params.get("reason")
    reason = asked if asked in reasons else None
    listed = cancellations_listed(visit.run, visit.scope, visit.place, name, reason_code=reason)
    title = cancellations.list_title(name, reason, visit.words)
    open_page(f"{title}: {say_count(listed.height, 'session')}", back=back)
    if listed.is_empty():
        st.markdown("Nothing is in this list.")
        return
    st.caption("Those not rearranged first, then late, then the newest.")
    rows = word_rows(listed, partial(cancelled_rows, words=visit.words, links=visit.links))
    draw_table(rows, alt=title.replace("\\", ""), name="rows")
