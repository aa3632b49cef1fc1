"""The overview's funnel: where it is worst, allowing for the size of a team or a line."""

import streamlit as st

from dashboard.components.charts import draw_chart, frame_of
from dashboard.components.choices import choose
from dashboard.components.funnel_chart import funnel_spec
from dashboard.components.tables import draw_table
from dashboard.datasets.charts import funnel_limits, funnel_places
from dashboard.datasets.council import teams
from dashboard.datasets.memory import rows_of
from dashboard.view_models import funnel
from dashboard.view_models.over_time import MEASURES
from dashboard.visit import Visit


def show_spread(visit: Visit, chosen: str) -> None:
    """Teams or line managers beside what chance would give them; nothing for counts only."""
    if not visit.scope.names_people:
        return
    code = chosen if MEASURES[chosen].is_share else "in_date"
    measure = MEASURES[code]
    top = st.container()
    with st.columns([1, 2])[0]:
        level = choose("Compare", "compare", funnel.LEVELS, "team")
    places = rows_of(funnel_places(visit.run, visit.scope, visit.place, code, level))
    if not places:
        top.header(f"How {funnel.LEVELS[level].lower()} compare", anchor="spread")
        st.markdown(f"No {funnel.LEVELS[level].lower()} here have anything owed to compare.")
        return
    top.header(f"{measure.name}: {funnel.say_heading(places, level)}", anchor="spread")
    sentence = funnel.say_places(places, measure, level)
    st.markdown(sentence)
    limits = rows_of(funnel_limits(visit.run, visit.place, code, level))
    data = {
        "limits": frame_of(funnel.limit_lines(limits)),
        "places": frame_of(funnel.place_marks(places, visit.words), some=funnel.MARK_COLUMNS),
        "whole": frame_of(funnel.whole_line(places)),
    }
    said = sentence.replace("*", "").replace("\\", "")
    draw_chart(funnel_spec(funnel.size_title(measure)), data, alt=f"{measure.name}. {said}")
    with st.expander("Show as a table"):
        st.caption("Those outside the limits first, then by service and name.")
        offered = frozenset(teams(visit.run, visit.scope)["team_id"])
        if visit.scope.sees_everyone:
            offered |= {row["place_id"] for row in places if level == "supervisor"}
        page = "people" if code == "in_date" else "cases"
        rows = funnel.place_table(places, level, page, visit.words, visit.links, offered=offered)
        draw_table(rows, alt=f"{measure.name} by {level}", name="spread")
    st.caption(funnel.say_method(places, measure, level))
