"""The overview's chart over time: with limits for the council and services, without for teams."""

from collections.abc import Mapping
from typing import Any

import streamlit as st

from dashboard.components.charts import draw_chart, frame_of, trend_spec
from dashboard.components.choices import choose
from dashboard.components.spc_chart import spc_spec
from dashboard.components.tables import draw_table
from dashboard.datasets.charts import chart_rules, spc_points, spc_series
from dashboard.datasets.memory import rows_of
from dashboard.datasets.people import monthly_in_date
from dashboard.view_models import over_time, over_time_chart, overview
from dashboard.view_models.catalogue import tooltip
from dashboard.view_models.over_time import MEASURES, Charted
from dashboard.view_models.overview import Headline
from dashboard.visit import Visit


def show_trend(visit: Visit, headline: Headline) -> str:
    """Whether it gets better or only wobbles; gives the measure that the reader chose."""
    top = st.container()
    with st.columns([1, 2])[0]:
        code = choose(
            "Shown",
            "measure",
            {code: measure.name for code, measure in MEASURES.items()},
            "in_date",
            help_text=tooltip(st.query_params.get("measure", "in_date"))
            if st.query_params.get("measure", "in_date") in MEASURES
            else None,
        )
    measure = MEASURES[code]
    series = rows_of(spc_series(visit.run, visit.scope, visit.place, code))
    row = None if visit.place.team_id else over_time.chosen_series(series, visit.place.service)
    points = [] if row is None else _points(visit, code, row)
    top.header(over_time.say_heading(measure, row, points, visit.words), anchor="trend")
    if row is not None:
        _show_chart(visit, measure, row, points)
    else:
        _show_months(visit, measure)
    if not overview.covers(headline.months, overview.share_in_date(headline.people)):
        st.caption(
            "Months are counted by team: people of your line in other teams are not in them."
        )
    return code


def _points(visit: Visit, code: str, row: Mapping[str, Any]) -> list[dict[str, Any]]:
    return rows_of(
        spc_points(
            visit.run,
            visit.scope,
            visit.place,
            measure_code=code,
            level_code=row["level_code"],
            place_id=row["place_id"],
        )
    )


def _show_chart(
    visit: Visit, measure: Charted, row: Mapping[str, Any], points: list[dict[str, Any]]
) -> None:
    """The chart of the council or a service, what it means, and the same as a table."""
    rules = over_time.rules_of(rows_of(chart_rules(visit.run)), "spc")
    sentence = over_time.say_chart(measure, row, rules, visit.words, points)
    st.markdown(sentence)
    data = {
        "points": frame_of(over_time_chart.point_rows(measure, points, visit.words)),
        "lines": frame_of(over_time_chart.line_rows(measure, row), over_time_chart.LINE_COLUMNS),
    }
    said = sentence.replace("*", "").replace("\\", "")
    draw_chart(spc_spec(measure.unit, measure.is_share), data, alt=f"{measure.name}. {said}")
    with st.expander("Show as a table"):
        rows = over_time_chart.point_table(measure, points, visit.words)
        draw_table(rows, alt=f"{measure.name} month by month", name="trend")
    st.caption(over_time.say_method(measure, row, rules))


def _show_months(visit: Visit, measure: Charted) -> None:
    """The months of a team or a line, without limits: too few people to tell change from chance."""
    if not measure.is_share:
        st.markdown(f"{measure.name} are charted for the council and for whole services.")
        return
    months = monthly_in_date(visit.run, visit.scope, visit.place, measure.obligation_type)
    points = overview.trend_rows(months.to_dicts())
    sentence = overview.say_trend(points, measure.whom)
    st.markdown(sentence)
    if len(points) < 2:
        return
    draw_chart(trend_spec(), {"trend": points}, alt=sentence)
    with st.expander("Show as a table"):
        rows = overview.trend_table(points, measure.whom)
        draw_table(rows, alt=f"{measure.name} month by month", name="trend")
    st.caption(
        "Limits of chance are drawn for the council and for whole services only: with so few "
        f"{measure.whom} one of them moves a month by many points. Each month end as now "
        "recorded: late records have been counted in."
    )
