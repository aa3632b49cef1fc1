"""People: one list of people, as long as the number that led to it."""

import streamlit as st

from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.memory import rows_of
from dashboard.datasets.people import people_by_team, people_listed
from dashboard.view_models.lists import QUIET, list_title, say_empty, say_size
from dashboard.view_models.overview import total
from dashboard.view_models.people import quiet_list, worklist
from dashboard.visit import Visit

DEFAULT_LIST = "overdue"


def show(visit: Visit) -> None:
    """The list the address names; the overdue list where it names none that there is."""
    back = ("Back to the overview", visit.links.to("overview"))
    if not visit.scope.names_people:
        open_page("People", back=back)
        st.info("Lists of named people are for those who manage them. You see counts only.")
        return
    asked = st.query_params.get("list", DEFAULT_LIST)
    name = asked if list_title(asked, visit.words) else DEFAULT_LIST
    rows = rows_of(people_listed(visit.run, visit.scope, visit.place, name))
    title = list_title(name, visit.words) or name
    open_page(say_size(title, len(rows)), back=back)
    if asked != name:
        st.info("The link asked for a list that there is not. This one is shown instead.")
    if not rows:
        coming = rows_of(people_listed(visit.run, visit.scope, visit.place, "in_date", 1))
        counts = total(rows_of(people_by_team(visit.run, visit.scope, visit.place)))
        beside = counts.get("not_measured_count", 0)
        st.markdown(say_empty(name, coming[0] if coming else None, beside))
        return
    st.caption("Longest overdue first, then soonest due.")
    make = quiet_list if name in QUIET else worklist
    draw_table(make(rows, visit.words, visit.links), alt=title, name="people")
