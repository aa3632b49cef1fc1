"""Data quality: the feeds, what was not supplied, and the files they came in."""

from typing import Any

import streamlit as st

from dashboard.components.tables import draw_table
from dashboard.datasets.quality import load_acts, load_files, rules_not_measured
from dashboard.view_models import quality
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import plain
from dashboard.visit import Visit

Rows = list[dict[str, Any]]


def show(visit: Visit, feeds: Rows) -> None:
    """How old each feed is and how its rows add up; what is not measured; the files; the acts."""
    _show_feeds(visit, feeds)
    _show_missing(visit, feeds)
    _show_files(visit)
    _show_acts(visit)


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


def _show_acts(visit: Visit) -> None:
    acts = load_acts(visit.run).to_dicts()
    st.header(f"What was done: {len(acts):,}", anchor="acts")
    if not acts:
        st.markdown("This is the first publication.")
        return
    st.caption("Publications, refusals, acceptances, rollbacks, retention and erasure before this.")
    with st.expander(f"Show {say_count(len(acts), 'entry', 'entries')}"):
        draw_table(quality.act_rows(acts), alt="What was done with the data", name="acts")
