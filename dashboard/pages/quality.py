"""Data quality: is the data fresh and whole, what is wrong with it, and who must put it right."""

import streamlit as st

from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.quality import (
    checks_counted,
    checks_listed,
    feeds_accounted,
    problems_counted,
)
from dashboard.pages import quality_cards, quality_feeds, quality_list, quality_people
from dashboard.view_models import quality, quality_findings
from dashboard.visit import Visit

TITLE = "Data quality"
CODES = "DQ06"


def show(visit: Visit) -> None:
    """Every feed, or the one feed, check or list that the address asks for."""
    feeds = feeds_accounted(visit.run).to_dicts()
    if quality_people.is_asked_for():
        quality_people.show_list(visit)
        return
    if quality_list.is_asked_for():
        quality_list.show(visit, feeds)
        return
    open_page(TITLE, quality.say_state(feeds, visit.links))
    quality_cards.show(visit, feeds)
    _show_problems(visit)
    _show_checks(visit)
    quality_people.show_section(visit)
    _show_codes(visit)
    quality_feeds.show(visit, feeds)


def _show_problems(visit: Visit) -> None:
    """What went wrong in reading, by code."""
    rows = problems_counted(visit.run, visit.scope).to_dicts()
    number = sum(row["problem_count"] for row in rows)
    st.header(f"Wrong in reading: {number:,}", anchor="reading")
    if not rows:
        st.markdown("Every row and cell could be read.")
        return
    st.caption("Errors first, then most frequent. Headings are row 1 of a file.")
    draw_table(
        quality_findings.problem_rows(rows, visit.words, visit.links),
        alt="Problems by code",
        name="problems",
    )


def _show_checks(visit: Visit) -> None:
    """What does not add up in the rows that stand, by check."""
    rows = checks_counted(visit.run).to_dicts()
    number = sum(row["finding_count"] for row in rows)
    st.header(f"Does not add up: {number:,}", anchor="checks")
    if not rows:
        st.markdown("Everything in the rows that stand adds up.")
        return
    st.caption("Most rows first. These rows are kept: bad data never makes a figure look better.")
    draw_table(
        quality_findings.check_rows(rows, visit.words, visit.links),
        alt="Checks that found something",
        name="checks",
    )


def _show_codes(visit: Visit) -> None:
    rows = checks_listed(visit.run, visit.scope, check_code=CODES).to_dicts()
    st.header(f"Codes not recognised: {len(rows):,}", anchor="codes")
    if not rows:
        st.markdown("Every code is known.")
        return
    st.caption(
        "Add them to the mappings, or correct them where they were typed. One that is not shown "
        "may say something of somebody: look at its row of the export."
    )
    draw_table(
        quality_findings.code_rows(rows, visit.links), alt="Codes not recognised", name="codes"
    )
