"""The parts of the ASYE page that are lists of their own: panels, evidence, caseloads."""

from datetime import date
from typing import Any

import streamlit as st

from dashboard.components.bars import parts_spec
from dashboard.components.charts import draw_chart
from dashboard.components.choices import choose
from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.asye import nqsw_cohorts, nqsw_evidence, nqsw_panel
from dashboard.datasets.council import feeds
from dashboard.datasets.memory import rows_of
from dashboard.view_models import asye, asye_cohorts, asye_progress
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import link
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit

Rows = list[dict[str, Any]]


def show_panel(visit: Visit, asked: str) -> None:
    """The panel list of the month the address names, with what each programme still lacks."""
    months = asye_progress.panel_months(visit.run.data_date)
    month = asked if asked in months else asye_progress.next_month(visit.run.data_date)
    rows = rows_of(nqsw_panel(visit.run, visit.scope, visit.place, month))
    size = say_count(len(rows), "programme")
    open_page(f"Panel list for {months[month]}: {size}", back=("All NQSWs", visit.links.to("asye")))
    if asked != month:
        st.info(f"The link asked for a month that is not offered. {months[month]} is shown.")
    picked, _ = st.columns([1, 3])
    with picked:
        choose("Month", "panel", months, month, is_told=True)
    st.markdown(asye_progress.say_panel(len(rows), months[month]))
    supplied = Supplied.of(rows_of(feeds(visit.run)))
    pieces = asye_progress.by_programme(rows_of(nqsw_evidence(visit.run, visit.scope, visit.place)))
    cells = asye_progress.panel_rows(rows, pieces, visit.words, visit.links, supplied)
    draw_table(cells, alt=f"Panel list for {months[month]}, soonest first", name="panel")


def show_panel_link(visit: Visit, waiting: int) -> None:
    """How many await a panel, and the way to the list of the next."""
    month = asye_progress.next_month(visit.run.data_date)
    said = link(
        f"Panel list for {asye_progress.panel_months(visit.run.data_date)[month]}",
        visit.links.to("asye", panel=month),
    )
    st.header("Panels", anchor="panels")
    number = f"{waiting:,}"
    if waiting:
        number = link(number, visit.links.to("asye", list="awaiting_panel"))
    st.markdown(f"{number} awaiting a panel now. {said}")


def show_evidence(visit: Visit, running: Rows, supplied: Supplied) -> None:
    """Who is short of evidence, and of what."""
    if not running:
        return
    st.header("Evidence", anchor="evidence")
    if supplied.lacks("asye_evidence"):
        st.markdown(f"Not measured. {asye.say_missing('asye_evidence')}")
        return
    pieces = asye_progress.by_programme(rows_of(nqsw_evidence(visit.run, visit.scope, visit.place)))
    rows = asye_progress.evidence_rows(running, pieces, visit.words, visit.links)
    if not rows:
        st.markdown("Nobody is short of what their programme asks for by now.")
        return
    st.caption(
        "By the stages that have come, in proportion to hours and pauses. Pieces are counted, "
        "never read."
    )
    draw_table(rows, alt="NQSWs short of evidence", name="evidence")


def show_caseloads(visit: Visit, running: Rows) -> None:
    """An NQSW's open cases beside the median of their team."""
    rows = asye_progress.caseload_rows(running, visit.links)
    if not rows:
        return
    st.header("Caseloads", anchor="caseloads")
    st.caption(
        "Beside the median of those in the same team who hold cases and are not NQSWs. A measure "
        "with no verdict: how heavy a case is, nobody exports."
    )
    draw_table(rows, alt="Caseloads of NQSWs beside their team's", name="caseloads")


def choose_cohort(visit: Visit) -> date | None:
    """The cohort the address names, chosen by the quarter in which they began; None is all."""
    rows = rows_of(nqsw_cohorts(visit.run, visit.scope, visit.place))
    options = {"": "Every cohort", **asye_cohorts.cohort_options(rows)}
    asked = st.query_params.get("cohort", "")
    if asked not in options:
        st.info("The link asked for a cohort that there is not. Every cohort is shown instead.")
    picked, _ = st.columns([1, 2])
    with picked:
        chosen = choose("Cohort", "cohort", options, "", is_told=True)
    return date.fromisoformat(chosen) if chosen else None


def show_cohorts(visit: Visit) -> None:
    """Every cohort: how many began, run, were confirmed by a panel, or ended otherwise."""
    rows = rows_of(nqsw_cohorts(visit.run, visit.scope, visit.place))
    if not rows:
        return
    st.header("Outcomes by cohort", anchor="cohorts")
    sentence = asye_cohorts.say_outcomes(rows)
    st.markdown(sentence)
    bars = asye_cohorts.outcome_bars(rows, visit.words)
    draw_chart(parts_spec("NQSWs"), {"bars": bars}, alt=sentence)
    st.caption(
        "A cohort is the quarter in which they began, newest first. Each bar from the left: "
        "confirmed, running, ended otherwise. A decision against somebody shows only to their own "
        "line of management: others read that the programme runs or ended."
    )
    cells = asye_cohorts.outcome_rows(rows, visit.words, visit.links)
    draw_table(cells, alt="NQSWs by cohort and how they stand", name="cohorts")
