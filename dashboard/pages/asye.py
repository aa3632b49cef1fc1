"""ASYE: which newly qualified social workers get what they were promised, which reviews come."""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.components.cards import Card, draw_cards
from dashboard.components.charts import draw_chart
from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.components.weeks import weeks_spec
from dashboard.datasets.asye import (
    REVIEW_DAYS,
    nqsw_cohorts,
    nqsw_counts,
    nqsw_reviews,
    nqsws_listed,
)
from dashboard.datasets.council import feeds
from dashboard.datasets.memory import rows_of
from dashboard.once import once
from dashboard.pages.asye_lists import (
    choose_cohort,
    show_caseloads,
    show_cohorts,
    show_evidence,
    show_panel,
    show_panel_link,
)
from dashboard.view_models import asye, asye_cohorts, asye_reviews, asye_weeks
from dashboard.view_models.catalogue import tooltip
from dashboard.view_models.days import say_count
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link
from dashboard.view_models.shares import Share
from dashboard.view_models.supplied import NOT_MEASURED, Supplied
from dashboard.visit import Visit

Rows = list[dict[str, Any]]
TITLE = "ASYE"
INTRODUCTION = (
    "Newly qualified social workers (NQSWs) in their assessed and supported year in employment "
    "(ASYE)."
)


def show(visit: Visit) -> None:
    """The cohort, or the one list of NQSWs that the address asks for."""
    if "panel" in st.query_params and visit.scope.names_people:
        show_panel(visit, st.query_params["panel"])
        return
    if "list" in st.query_params and visit.scope.names_people:
        _show_list(visit, st.query_params["list"])
        return
    supplied = Supplied.of(rows_of(feeds(visit.run)))
    if supplied.lacks("asye_programmes"):
        open_page(TITLE, INTRODUCTION)
        st.info(asye.say_missing("asye_programmes"))
        return
    open_page(TITLE, INTRODUCTION)
    cohort = choose_cohort(visit) if visit.scope.names_people else None
    counts = rows_of(nqsw_counts(visit.run, visit.scope, visit.place, cohort))[0]
    st.markdown(asye.say_state(counts, supplied))
    if visit.place.service is not None and not visit.scope.names_people:
        st.caption(asye.OF_THE_COUNCIL)
    _show_cards(visit, counts, supplied, cohort)
    if not visit.scope.names_people:
        kept = Share(counts["sessions_on_time_count"], counts["sessions_due_count"])
        told = asye.say_on_time(kept, supplied)
        st.markdown(f"Sessions of NQSWs held on time since each ASYE began: {told}.")
        st.info(
            "Lists of named people, and outcomes of cohorts, which are small, are for those who "
            "manage them. You see counts only."
        )
        return
    listed = rows_of(nqsws_listed(visit.run, visit.scope, visit.place, cohort=cohort))
    running, ended = _running_and_ended(listed)
    reviews = rows_of(nqsw_reviews(visit.run, visit.scope, visit.place, cohort))
    _show_running(visit, running, supplied)
    _show_reviews(visit, reviews, supplied)
    show_evidence(visit, running, supplied)
    show_panel_link(visit, counts["awaiting_panel_count"])
    _show_weeks(visit, running, reviews)
    _show_floor(visit, running)
    show_caseloads(visit, running)
    show_cohorts(visit)
    _show_ended(visit, ended, supplied)


@once
def _running_and_ended(listed: Rows) -> tuple[Rows, Rows]:
    return (
        [row for row in listed if row["is_running"]],
        [row for row in listed if not row["is_running"]],
    )


def _show_list(visit: Visit, asked: str) -> None:
    titles = asye.list_titles(visit.words)
    name = asked if asked in titles else "running"
    supplied = Supplied.of(rows_of(feeds(visit.run)))
    if missing := asye.missing_feed(name, supplied):
        open_page(f"{titles[name]}: {NOT_MEASURED}", back=("All NQSWs", visit.links.to("asye")))
        st.info(asye.say_missing(missing))
        return
    cohorts = asye_cohorts.cohort_options(
        rows_of(nqsw_cohorts(visit.run, visit.scope, visit.place))
    )
    named = st.query_params.get("cohort", "")
    cohort = date.fromisoformat(named) if named in cohorts else None
    rows = rows_of(nqsws_listed(visit.run, visit.scope, visit.place, list_name=name, cohort=cohort))
    size = say_count(len(rows), "programme" if name in ("all", "ended") else "NQSW")
    began = f", {cohorts[named][0].lower()}{cohorts[named][1:]}" if cohort else ""
    back = ("All NQSWs", visit.links.to("asye", cohort=cohort))
    open_page(f"{titles[name]}{began}: {size}", back=back)
    if named and cohort is None:
        st.info("The link asked for a cohort that there is not. Every cohort is shown instead.")
    if asked != name:
        st.info("The link asked for a list that there is not. All running ASYEs are shown instead.")
    if not rows:
        st.markdown(f"Nobody is in this list. {link('See all NQSWs', visit.links.to('asye'))}")
        return
    running, ended = _running_and_ended(rows)
    cells = asye.cohort_rows(running, visit.words, visit.links, supplied)
    draw_table(cells, alt=titles[name], name="nqsws")
    gone = asye.ended_rows(ended, visit.words, visit.links, supplied)
    draw_table(gone, alt="Ended", name="ended")


def _show_cards(
    visit: Visit, counts: dict[str, int], supplied: Supplied, cohort: date | None
) -> None:
    def see(name: str, number: int) -> str:
        if not (number and visit.scope.names_people):
            return ""
        return link(f"See the {number:,}", visit.links.to("asye", list=name, cohort=cohort))

    by = asye.review_by(visit.run.data_date, REVIEW_DAYS)
    figures = [
        ("ASYEs running", "running", noun(counts["running_count"], "NQSW"), None),
        ("At risk", "at_risk", f"of **{counts['running_count']:,}** running", "nqsws_at_risk"),
        ("Without an assessor", "no_assessor", "while the ASYE runs", None),
        ("Review due", "reviews_due", f"by {by}", None),
        ("Review overdue", "reviews_overdue", "one or more", None),
        ("Short of evidence", "evidence_short", "by the stages that have come", "asye_evidence"),
    ]
    cards = []
    for label, name, beside, measure in figures:
        if missing := asye.missing_feed(name, supplied):
            cards.append(Card(label, NOT_MEASURED, (asye.say_missing(missing),)))
            continue
        number = counts[f"{name}_count"]
        lines = tuple(line for line in (beside, see(name, number)) if line)
        cards.append(Card(label, f"{number:,}", lines, tooltip(measure) if measure else None))
    draw_cards(cards, narrowest=130)


def _show_running(visit: Visit, running: Rows, supplied: Supplied) -> None:
    st.header(f"Running: {say_count(len(running), 'NQSW')}", anchor="running")
    if not running:
        st.markdown("No ASYE runs here.")
        return
    st.caption("Those at risk first, then a review overdue, then the longest overdue, then newest.")
    rows = asye.cohort_rows(running, visit.words, visit.links, supplied)
    draw_table(rows, alt="NQSWs whose ASYE runs", name="cohort")


def _show_reviews(visit: Visit, reviews: Rows, supplied: Supplied) -> None:
    if not reviews or supplied.lacks("asye_reviews"):
        return
    st.header("Reviews", anchor="reviews")
    st.caption(
        "By the policy each NQSW is held to, newest start first. Part-time hours and pauses move "
        "the dates."
    )
    rows = asye_reviews.milestone_rows(reviews, visit.words, visit.links)
    draw_table(rows, alt="Reviews of each NQSW by milestone", name="reviews")


def _show_weeks(visit: Visit, running: Rows, reviews: Rows) -> None:
    if not running:
        return
    st.header("Where each NQSW is", anchor="weeks")
    sentence = asye.say_phases(running, visit.words)
    st.markdown(sentence)
    data = {
        "nqsws": asye_weeks.week_lines(running),
        "reviews": asye_weeks.review_marks(reviews, visit.words),
        "steps": asye_weeks.step_rules(running),
    }
    draw_chart(weeks_spec(), data, alt=sentence)
    st.caption("● review held, ■ review overdue, ◆ review to come. The tables above say the same.")


def _show_floor(visit: Visit, running: Rows) -> None:
    if not running:
        return
    st.header("Beside the national floor", anchor="floor")
    st.markdown(asye_reviews.say_floor(running, visit.links))
    rows = asye_reviews.floor_rows(running, visit.words, visit.links)
    if rows:
        st.caption("Only those who are overdue by the floor, or stand differently under it.")
        draw_table(rows, alt="NQSWs by their policy and by the national floor", name="floor")


def _show_ended(visit: Visit, rows: Rows, supplied: Supplied) -> None:
    st.header(f"Ended: {say_count(len(rows), 'programme')}", anchor="ended")
    if not rows:
        st.markdown("No ASYE has ended here.")
        return
    st.caption("By how it ended. What went against somebody shows only to their own managers.")
    cells = asye.ended_rows(rows, visit.words, visit.links, supplied)
    draw_table(cells, alt="ASYEs that ended", name="ended")
