"""A team's people month by month, on My team: is somebody late again and again, or was it once."""

import streamlit as st

from dashboard.components.charts import draw_chart
from dashboard.components.heatmap import heatmap_spec
from dashboard.components.tables import draw_table
from dashboard.datasets.memory import rows_of
from dashboard.datasets.team import team_months
from dashboard.view_models.team_months import (
    month_points,
    month_table,
    say_months,
    say_symbols,
)
from dashboard.visit import Visit


def show_months(visit: Visit) -> None:
    """The chart with its sentence and its table; a sentence alone where there is no month end."""
    rows = rows_of(team_months(visit.run, visit.scope, visit.place))
    st.header("Month by month", anchor="months")
    if len({row["as_at"] for row in rows}) < 2:
        st.markdown("There are not yet two days to compare.")
        return
    sentence = say_months(rows)
    st.markdown(sentence)
    data = {"cells": month_points(rows, visit.words)}
    draw_chart(heatmap_spec(), data, alt=sentence.replace("\\", "").replace("**", ""))
    st.caption(
        f"{say_symbols(rows, visit.words)}. Month ends as now recorded, people in the team on each "
        "day; a gap is a day on which somebody was not in it. Most often overdue first."
    )
    with st.expander("Show as a table"):
        table = month_table(rows, visit.words, visit.links)
        draw_table(table, alt="People of the team month by month", name="months")
