"""Practice standards: are supervisions written up, long enough and reflective, agreed, kept."""

import streamlit as st

from dashboard.components.charts import draw_chart
from dashboard.components.frame import open_page
from dashboard.components.practice import cancelled_bars
from dashboard.components.tables import draw_table
from dashboard.datasets.council import feeds
from dashboard.datasets.memory import rows_of
from dashboard.datasets.standards import cancellations_counts, cancellations_for_all
from dashboard.pages import standards_list, standards_measure
from dashboard.pages.standards_parts import (
    FOR_ALL,
    TITLE,
    last_complete_month,
    read_standings,
    told_to,
)
from dashboard.view_models import cancellations, standards
from dashboard.view_models.days import say_date
from dashboard.view_models.standards import Standing
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit


def show(visit: Visit) -> None:
    """Every standard, or the one or the list that the address asks for."""
    asked = st.query_params
    if "list" in asked:
        standards_list.show(visit)
        return
    listed = read_standings(visit.run, visit.scope, visit.place)
    chosen = next((one for one in listed if one.code == asked.get("measure")), None)
    if chosen is not None:
        standards_measure.show(visit, chosen)
        return
    open_page(TITLE, standards.say_all(listed))
    if "measure" in asked:
        st.info("The link asked for a standard that there is not. All are shown instead.")
    _say_period(visit, listed)
    groups: dict[str, list[Standing]] = {}
    for one in listed:
        groups.setdefault(one.measure["group_code"], []).append(one)
    for code, mine in groups.items():
        _show_group(visit, code, mine)
    _show_cancelled(visit, listed)
    st.header("Not told here", anchor="untold")
    st.markdown(f"{standards.say_not_asked(listed)} {standards.NOT_CARRIED}".strip())


def _say_period(visit: Visit, listed: list[Standing]) -> None:
    if not listed:
        return
    months = listed[0].measure["period_months"]
    to, day = say_date(last_complete_month(told_to(visit))), say_date(told_to(visit))
    st.caption(
        f"What happens is told of the {months} complete months to {to}; agreements, training, "
        f"reviews and the diary as they stand on {day}. Each is judged by the policy in force for "
        "the person on the day, and stays with the team and line manager of that day."
    )
    if not visit.scope.names_people:
        st.caption(FOR_ALL)


def _show_group(visit: Visit, code: str, mine: list[Standing]) -> None:
    asked = [one for one in mine if one.is_asked]
    if not asked:
        return
    label = mine[0].measure["group_label"]
    st.header(label, anchor=code)
    rows = standards.asked_rows(asked, visit.links, visit.scope.names_people)
    draw_table(rows, alt=label, name=code)


def _show_cancelled(visit: Visit, listed: list[Standing]) -> None:
    """Why sessions are cancelled, by whom, and what came of it."""
    st.header("Why sessions are cancelled", anchor="reasons")
    if why := cancellations.say_not_measured(listed, Supplied.of(rows_of(feeds(visit.run)))):
        st.markdown(why)
        return
    named = visit.scope.names_people
    rows = (
        cancellations_counts(visit.run, visit.scope, visit.place)
        if named
        else cancellations_for_all(visit.run)
    ).to_dicts()
    if not rows:
        st.markdown("No cancelled session is on record here in these months.")
        return
    sentence = cancellations.say_cancelled(rows, visit.words)
    st.markdown(sentence)
    bars = cancellations.reason_bars(rows, visit.words)
    if bars:
        data = {"bars": bars}
        draw_chart(cancelled_bars(), data, alt=sentence.replace("*", "").replace("\\", ""))
    if not named:
        st.caption("Over the whole council: reasons are not told of a service.")
    st.caption(
        "By the day first planned, most first. Each bar from the left: rearranged in time, late, "
        "not rearranged, the others. Sickness is counted with not available."
    )
    cells = cancellations.reason_rows(rows, visit.words, visit.links if named else None)
    draw_table(cells, alt="Cancelled sessions by reason", name="cancelled")
