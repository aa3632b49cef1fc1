"""One list behind a number of practice standards: as long as the number says."""

from dataclasses import replace
from datetime import date
from functools import partial

import streamlit as st

from dashboard.components.frame import open_page, refuse_page
from dashboard.components.tables import draw_table
from dashboard.datasets.council import services, teams
from dashboard.datasets.memory import rows_of
from dashboard.datasets.person import person
from dashboard.datasets.standards import (
    cancellations_listed,
    practice_listed,
    practice_measures,
    practice_periods,
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
    known = {row["measure_code"]: row for row in rows_of(practice_measures(visit.run, visit.place))}
    measure = known.get(code)
    if measure is None:
        open_page(TITLE, back=("All practice standards", visit.links.to("standards")))
        st.info(REFUSED)
        return
    period_to, when = _month_asked(visit, code, measure["told_of"])
    listed = practice_listed(
        visit.run,
        visit.scope,
        _place_asked(visit.place),
        code,
        name,
        period_to=period_to,
        supervisor_id=st.query_params.get("supervisor"),
    )
    if listed.is_empty() and _asks_for_nothing_here(visit):
        refuse_page(TITLE, ("All practice standards", visit.links.to("standards")))
        return
    label = plain(measure["measure_label"])
    size = say_count(listed.height, measure["counted_one"], measure["counted_many"])
    back = (label, visit.links.to("standards", measure=code))
    open_page(f"{label}{when}, {LISTS[name]}: {listed.height:,}", plain(size) + ".", back=back)
    if "to" in st.query_params and period_to is None:
        st.info("The link asked for a month or day that there is not. The latest is shown instead.")
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


def _asks_for_nothing_here(visit: Visit) -> bool:
    """Whether an empty list is narrowed to a line manager or place that is not here."""
    asked = st.query_params
    supervisor_id = asked.get("supervisor")
    if supervisor_id and person(visit.run, visit.scope, supervisor_id).is_empty():
        return True
    named = services(visit.run, visit.scope)["service_name"].to_list()
    here = teams(visit.run, visit.scope)["team_id"].to_list()
    return asked.get("of") not in (None, *named) or asked.get("of_team") not in (None, *here)


def _month_asked(visit: Visit, code: str, told_of: str) -> tuple[date | None, str]:
    """The month or day the address narrows to, where it is one of the standard, and in words."""
    told = practice_periods(visit.run, visit.scope, visit.place)
    days = {day.isoformat() for day in told.filter(told["measure_code"] == code)["period_to"]}
    asked = st.query_params.get("to", "")
    if asked not in days:
        return None, ""
    to = date.fromisoformat(asked)
    return to, f", {say_month(to) if told_of == 'period' else say_date(to)}"


def _show_cancelled(visit: Visit, name: str, back: tuple[str, str]) -> None:
    reasons = {word.code for word in visit.words.words("cancellation_reason")}
    asked = st.query_params.get("reason")
    reason = asked if asked in reasons else None
    listed = cancellations_listed(visit.run, visit.scope, visit.place, name, reason_code=reason)
    title = cancellations.list_title(name, reason, visit.words)
    open_page(f"{title}: {say_count(listed.height, 'session')}", back=back)
    if asked != reason:
        st.info("The link asked for a reason that there is not. Every reason is shown instead.")
    if listed.is_empty():
        st.markdown("Nothing is in this list.")
        return
    st.caption("Those not rearranged first, then late, then the newest.")
    rows = word_rows(listed, partial(cancelled_rows, words=visit.words, links=visit.links))
    draw_table(rows, alt=title.replace("\\", ""), name="rows")
