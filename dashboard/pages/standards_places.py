"""One practice standard by service, team and line manager, with the spread of the places."""

from typing import Any

import streamlit as st

from dashboard.components.charts import draw_chart, frame_of
from dashboard.components.practice import practice_spread
from dashboard.components.tables import draw_table
from dashboard.datasets.council import services, teams
from dashboard.datasets.memory import rows_of
from dashboard.datasets.standards import (
    practice_periods_for_all,
    practice_places,
    practice_supervisors,
)
from dashboard.view_models import standards_places as places
from dashboard.view_models.standards import Standing
from dashboard.visit import Visit

Rows = list[dict[str, Any]]


def show_places(visit: Visit, one: Standing) -> None:
    """Services, and teams where people may be seen; the spread of whichever there are several."""
    named = visit.scope.names_people
    if named:
        rows = rows_of(practice_places(visit.run, visit.scope, visit.place, one.code))
        by_service = places.by_service(rows)
    else:
        rows = []
        by_service = [
            row
            for row in rows_of(practice_periods_for_all(visit.run))
            if row["measure_code"] == one.code and row["is_now"] and row["level_code"] == "service"
        ]
    _show_spread(one, by_service, rows)
    if len(by_service) > 1:
        st.header("Services", anchor="services")
        offered = frozenset(services(visit.run, visit.scope)["service_name"])
        cells = places.service_rows(one.code, by_service, visit.links, named, offered)
        draw_table(cells, alt="By service", name="services")
    if rows:
        st.header("Teams", anchor="teams")
        st.caption("The team of that day, the least often as asked first.")
        open_teams = frozenset(teams(visit.run, visit.scope)["team_id"])
        unknown = places.NOT_KNOWN if visit.scope.sees_everyone else places.OTHER_TEAMS
        cells = places.team_rows(one.code, rows, visit.links, open_teams, unknown)
        draw_table(cells, alt="By team", name="teams")


def _show_spread(one: Standing, by_service: Rows, rows: Rows) -> None:
    kind, listed, column = "service", by_service, "service_name"
    if len(by_service) < 2:
        kind, listed, column = "team", rows, "team_name"
    points = places.spread_points(listed, column)
    if len(points) < 2:
        return
    sentence = places.say_spread(points, one.share, kind)
    st.header(f"How {kind}s spread", anchor="spread")
    st.markdown(sentence)
    whole = [{"percent": one.share.percent, "tone": "quiet"}] if one.share.whole else []
    data = {"places": frame_of(points), "whole": frame_of(whole, places.WHOLE_COLUMNS)}
    draw_chart(practice_spread(), data, alt=sentence.replace("\\", ""))


def show_supervisors(visit: Visit, one: Standing) -> None:
    """The standard by line manager of that day, for who may see people."""
    rows = rows_of(practice_supervisors(visit.run, visit.scope, visit.place, one.code))
    if not rows:
        return
    st.header("Line managers", anchor="managers")
    st.caption("The line manager of that day, most that is not as asked first.")
    cells = places.supervisor_rows(one.code, rows, visit.links)
    draw_table(cells, alt="By line manager", name="managers")
