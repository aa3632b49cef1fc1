"""Data quality: is the data fresh and whole, what is wrong with it, and who must put it right."""

from typing import Any

import streamlit as st

from dashboard.components.cards import Card, draw_cards
from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.quality import (
    checks_counted,
    checks_listed,
    feeds_accounted,
    load_acts,
    load_files,
    problems_counted,
    rules_not_measured,
)
from dashboard.pages import quality_list
from dashboard.view_models import quality, quality_findings
from dashboard.view_models.days import say_count
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link, plain
from dashboard.visit import Visit

TITLE = "Data quality"
CODES = "DQ06"
Rows = list[dict[str, Any]]


def show(visit: Visit) -> None:
    """Every feed, or the one feed, check or list that the address asks for."""
    feeds = feeds_accounted(visit.run).to_dicts()
    if quality_list.is_asked_for():
        quality_list.show(visit, feeds)
        return
    open_page(TITLE, quality.say_state(feeds, visit.links))
    _show_cards(visit, feeds)
    _show_problems(visit)
    _show_checks(visit)
    _show_codes(visit)
    _show_feeds(visit, feeds)
    _show_missing(visit, feeds)
    _show_files(visit)


def _show_cards(visit: Visit, feeds: Rows) -> None:
    supplied = [row for row in feeds if row["is_supplied"]]
    received = sum(row["rows_received"] for row in supplied)
    held = sum(row["rows_quarantined"] for row in supplied)
    # A file that no feed knows is a problem too, and has none.
    told = problems_counted(visit.run, visit.scope).to_dicts()
    problems = sum(row["problem_count"] for row in told)
    findings = sum(row["check_count"] for row in feeds)
    stale = [row for row in supplied if row["is_stale"]]

    def see(number: int, name: str) -> str:
        address = visit.links.to("quality", list=name)
        return link(f"See the {number:,}", address) if number else ""

    draw_cards(
        [
            Card(
                "Rows held back",
                f"{held:,}",
                (f"of **{received:,}** received", see(held, "held_back")),
            ),
            Card(
                "Wrong in reading",
                f"{problems:,}",
                ("files, rows and cells", see(problems, "problems")),
            ),
            Card(
                "Does not add up",
                f"{findings:,}",
                ("in the rows that stand", see(findings, "checks")),
            ),
            Card(
                "Out of date",
                f"{len(stale):,}",
                (
                    f"of **{len(supplied):,}** {noun(len(supplied), 'feed')}",
                    link("See all feeds", "#feeds"),
                ),
            ),
        ]
    )


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
    st.caption("Add them to the mappings, or correct them where they were typed.")
    draw_table(
        quality_findings.code_rows(rows, visit.links), alt="Codes not recognised", name="codes"
    )


def _show_feeds(visit: Visit, feeds: Rows) -> None:
    supplied = [row for row in feeds if row["is_supplied"]]
    st.header(f"Feeds: {len(supplied):,} supplied", anchor="feeds")
    st.caption(
        "Out of date first, then most rows held back. Whoever keeps the system a feed comes from "
        "is who must act. “Counts from” is the day a feed's evidence begins: nothing before it "
        "is counted as missed."
    )
    draw_table(quality.feed_rows(feeds, visit.words, visit.links), alt="Feeds", name="feeds")


def _show_missing(visit: Visit, feeds: Rows) -> None:
    missing = [row for row in feeds if not row["is_supplied"]]
    rules = rules_not_measured(visit.run).to_dicts()
    st.header(f"Not supplied: {say_count(len(missing), 'feed')}", anchor="missing")
    if missing:
        st.markdown(f"Not supplied: {', '.join(plain(row['title']) for row in missing)}.")
    if not rules:
        st.markdown("Every rule that is in force can be measured.")
        return
    st.caption("What cannot be measured is never counted as missed.")
    draw_table(
        quality.not_measured_rows(rules, visit.links),
        alt="Rules that cannot be measured",
        name="not_measured",
    )


def _show_files(visit: Visit) -> None:
    rows = load_files(visit.run).to_dicts()
    st.header(f"Files: {len(rows):,}", anchor="files")
    with st.expander(f"Show {say_count(len(rows), 'file')}"):
        draw_table(quality.file_rows(rows, visit.links), alt="Files and their rows", name="files")
    acts = load_acts(visit.run).to_dicts()
    st.header(f"What was done: {len(acts):,}", anchor="acts")
    if not acts:
        st.markdown("This is the first publication.")
        return
    st.caption("Publications, refusals, acceptances, rollbacks, retention and erasure before this.")
    with st.expander(f"Show {say_count(len(acts), 'entry', 'entries')}"):
        draw_table(quality.act_rows(acts), alt="What was done with the data", name="acts")
