"""One practice standard: its rules, month by month, and by place."""

import streamlit as st

from dashboard.components.charts import draw_chart
from dashboard.components.frame import open_page
from dashboard.components.practice import practice_trend
from dashboard.components.tables import draw_table
from dashboard.datasets.memory import rows_of
from dashboard.datasets.standards import practice_periods_for_all
from dashboard.pages.standards_parts import FOR_ALL, last_complete_month, told_to
from dashboard.pages.standards_places import show_places, show_supervisors
from dashboard.view_models import standards_measure as measure
from dashboard.view_models.grammar import verb
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.standards import Standing, share_of
from dashboard.visit import Visit


def show(visit: Visit, one: Standing) -> None:
    """The standard that the address asks for."""
    back = ("All practice standards", visit.links.to("standards"))
    open_page(plain(one.measure["measure_label"]), plain(one.measure["meaning"]) + ".", back=back)
    st.markdown(measure.say_standing(one))
    named = visit.scope.names_people
    if named and one.now is not None and one.now["unmet_count"]:
        address = visit.links.to("standards", measure=one.code, list="unmet")
        unmet = one.now["unmet_count"]
        st.markdown(
            link(f"See the {unmet:,}", address) + f" that {verb(unmet, unmet)} not as asked"
        )
    _say_council(visit, one)
    if beside := measure.say_beside(one, visit.links, named):
        st.markdown(beside)
    if not named:
        st.caption(FOR_ALL)
    if one.rules:
        st.header("What is asked", anchor="rules")
        st.markdown(measure.say_rules(one.rules, visit.links))
    if not one.is_measured:
        return
    _show_months(visit, one)
    show_places(visit, one)
    if named:
        show_supervisors(visit, one)


def _say_council(visit: Visit, one: Standing) -> None:
    """The whole council beside a part of it, where it may be told."""
    is_whole = visit.place.service is None and visit.place.team_id is None
    if is_whole and (visit.scope.sees_everyone or not visit.scope.names_people):
        return
    whole = next(
        (
            row
            for row in rows_of(practice_periods_for_all(visit.run))
            if row["measure_code"] == one.code and row["is_now"] and row["level_code"] == "council"
        ),
        None,
    )
    if share_of(whole).whole:
        st.markdown(f"The whole council: {share_of(whole).text}.")


def _show_months(visit: Visit, one: Standing) -> None:
    over_to = last_complete_month(told_to(visit))
    points = measure.trend_points(one, over_to)
    st.header("Month by month", anchor="months")
    if len(points) < 2:
        st.markdown(measure.say_no_months(one))
        return
    sentence = measure.say_trend(points)
    st.markdown(sentence)
    draw_chart(practice_trend(), {"trend": points}, alt=sentence)
    with st.expander("Show as a table"):
        rows = measure.month_rows(one, visit.links, visit.scope.names_people, over_to)
        draw_table(rows, alt="Month by month", name="months")
    st.caption("As now recorded: what was written down late is in the month it belongs to.")
