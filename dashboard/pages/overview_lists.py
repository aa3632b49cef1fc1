"""The overview's lists: who waits longest, by how long, whom the headline leaves out."""

import streamlit as st

from dashboard.components.tables import draw_table
from dashboard.datasets.council import feeds, teams
from dashboard.datasets.memory import rows_of
from dashboard.datasets.people import longest_overdue, people_by_band
from dashboard.view_models import overview
from dashboard.view_models.overview import Headline
from dashboard.view_models.overview_quality import say_feeds
from dashboard.view_models.people import longest_list
from dashboard.view_models.shares import Share
from dashboard.visit import Visit


def show_longest(visit: Visit, counts: dict[str, int]) -> None:
    """The people who have waited longest, for who may see names."""
    st.header("Longest overdue", anchor="longest")
    if not visit.scope.names_people:
        st.info("Lists of named people are for those who manage them. You see counts only.")
        return
    rows = rows_of(longest_overdue(visit.run, visit.scope, visit.place))
    if not rows:
        st.markdown(overview.say_none_overdue(counts))
        return
    overdue = counts.get("overdue_count", 0)
    if overdue > len(rows):
        st.caption(f"The {len(rows)} longest of {overdue:,} people overdue, longest first.")
    offered = frozenset(teams(visit.run, visit.scope)["team_id"])
    draw_table(
        longest_list(rows, visit.words, visit.links, offered), alt="Longest overdue", name="longest"
    )


def show_beside(visit: Visit, headline: Headline) -> None:
    """Overdue people by how long, and whom and what the headline leaves out."""
    named, links, counts = visit.scope.names_people, visit.links, headline.people
    left, right = st.columns(2, gap="large")
    with left:
        st.header("Overdue, by how long", anchor="bands")
        if overview.is_unmeasured(counts):
            st.markdown(overview.say_none_overdue(counts))
        else:
            bands = rows_of(people_by_band(visit.run, visit.scope, visit.place))
            rows = overview.band_rows(bands, counts.get("never_count", 0), links, named)
            draw_table(rows, alt="Overdue people by days overdue", name="bands")
    with right:
        st.header("Beside the headline", anchor="beside")
        nqsws = headline.nqsws
        floor = Share(nqsws["floor_in_date_count"], nqsws["floor_open_count"])
        rows = overview.beside_rows(counts, floor, links, named)
        draw_table(rows, alt="People the headline leaves out", name="beside")
        missing = [row for row in rows_of(feeds(visit.run)) if not row["is_supplied"]]
        st.markdown(say_feeds(missing, links))
