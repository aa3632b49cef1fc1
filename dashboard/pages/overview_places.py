"""The overview's tables of services, with quality beside frequency, and of teams."""

from collections.abc import Sequence
from typing import Any

import streamlit as st

from dashboard.components.tables import draw_table
from dashboard.datasets.audits import assurance_limits
from dashboard.datasets.council import services, teams
from dashboard.datasets.memory import rows_of
from dashboard.view_models import overview, overview_quality
from dashboard.visit import Visit

Rows = Sequence[dict[str, Any]]


def show_services(visit: Visit, people: Rows, cases: Rows, quality: Rows, charts: Rows) -> None:
    """How often, beside how good: a high frequency with poor audits is named first."""
    st.header("Services: how often, and how good", anchor="services")
    for sentence in overview_quality.say_beyond(quality):
        st.markdown(f"▲ {sentence}")
    rows = overview_quality.service_rows(
        overview.places(people, cases, "service_name"),
        quality,
        charts,
        visit.words,
        visit.links,
        named=visit.scope.names_people,
        offered=frozenset(services(visit.run, visit.scope)["service_name"]),
    )
    draw_table(rows, alt="Services, how often and how good", name="services")
    limits = {row["limit_code"]: row["limit_value"] for row in rows_of(assurance_limits(visit.run))}
    st.caption(overview_quality.say_made(quality, limits))


def show_teams(visit: Visit, people: Rows, cases: Rows) -> None:
    """Teams, where the reader may see them."""
    if not visit.scope.names_people:
        return
    st.header("Teams", anchor="teams")
    st.caption("By service, then by name.")
    rows = overview.place_rows(
        overview.places(people, cases, "team_id"),
        "team",
        visit.links,
        named=True,
        offered=frozenset(teams(visit.run, visit.scope)["team_id"]),
        unknown=overview.NOT_KNOWN if visit.scope.sees_everyone else overview.OTHER_TEAMS,
    )
    draw_table(rows, alt="In date and overdue by team", name="teams")
