"""One list of supervisors or supervisees: as long as the number that led to it."""

from typing import Any

import streamlit as st

from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.council import feeds
from dashboard.datasets.managers import supervisees_listed, supervisors_listed
from dashboard.datasets.memory import rows_of
from dashboard.view_models import managers
from dashboard.view_models.days import say_count
from dashboard.view_models.lists import QUIET
from dashboard.view_models.markdown import plain
from dashboard.view_models.people import quiet_list, unsupervised_list, worklist
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit

TITLE = "Managers"
UNSUPERVISED = "unsupervised"
REFUSED = "The link asked for a list that there is not. This one is shown instead."
Rows = list[dict[str, Any]]


def is_asked_for() -> bool:
    """Whether the address asks for a list rather than the whole picture."""
    return any(name in st.query_params for name in ("supervisor", "need", "state", "list"))


def show(visit: Visit) -> None:
    """The list that the address asks for."""
    asked = st.query_params
    if "supervisor" in asked:
        _show_supervisor(visit, asked["supervisor"])
    elif "need" in asked:
        _show_need(visit, asked["need"])
    else:
        _show_state(visit, asked.get("state"))


def _show_need(visit: Visit, asked: str) -> None:
    """The supervisors behind one figure: with somebody overdue, or overdue themselves."""
    name = asked if asked in managers.NEEDS else "overdue"
    if Supplied.of(rows_of(feeds(visit.run))).lacks("sharepoint_sessions"):
        open_page(managers.NEEDS[name], back=("All managers", visit.links.to("managers")))
        st.info(managers.NO_SESSIONS)
        return
    listed = rows_of(supervisors_listed(visit.run, visit.scope, visit.place))
    rows = managers.in_need(listed, name)
    size = say_count(len(rows), "supervisor")
    open_page(f"{managers.NEEDS[name]}: {size}", back=("All managers", visit.links.to("managers")))
    if asked != name:
        st.info(REFUSED)
    if not rows:
        st.markdown("No supervisor is in this list.")
        return
    cells = managers.supervisor_rows(rows, visit.words, visit.links)
    draw_table(cells, alt=managers.NEEDS[name], name="supervisors")


def _show_supervisor(visit: Visit, supervisor_id: str) -> None:
    """The people of one supervisor, wherever they sit."""
    titles = managers.list_titles(visit.words)
    asked = st.query_params.get("list", "all")
    name = asked if asked in titles else "all"
    rows = rows_of(
        supervisees_listed(
            visit.run,
            visit.scope,
            visit.place.everywhere(),
            list_name=name,
            supervisor_id=supervisor_id,
        )
    )
    known = rows_of(supervisors_listed(visit.run, visit.scope, visit.place.everywhere()))
    mine = next((row for row in known if row["worker_id"] == supervisor_id), None)
    back = ("All managers", visit.links.to("managers"))
    if mine is None:
        open_page(TITLE, back=back)
        st.info("The link asked for a supervisor whom you may not see, or who supervises nobody.")
        return
    people = say_count(len(rows), "person", "people")
    open_page(f"{plain(mine['worker_name'])}, {_lower(titles[name])}: {people}", back=back)
    if asked != name:
        st.info(REFUSED)
    st.caption(
        "Everybody they supervise, in whichever team. Longest overdue first, then soonest due."
    )
    _draw_people(visit, rows, name, titles[name])


def _show_state(visit: Visit, state: str | None) -> None:
    """The people whose supervisor is not there, or not there for one reason."""
    known = {word.code: word.label for word in visit.words.words("supervisor_state")}
    asked = state if state in known else None
    rows = rows_of(
        supervisees_listed(
            visit.run,
            visit.scope,
            visit.place,
            list_name=UNSUPERVISED if asked != "in_post" else "all",
            supervisor_state=asked,
        )
    )
    title = f"Supervisor: {_lower(known[asked])}" if asked else "Without a supervisor who is there"
    people = say_count(len(rows), "person", "people")
    open_page(f"{title}, {people}", back=("All managers", visit.links.to("managers")))
    if state != asked or st.query_params.get("list", UNSUPERVISED) != UNSUPERVISED:
        st.info(REFUSED)
    if not rows:
        st.markdown("Nobody is in this list.")
        return
    st.caption("Longest overdue first, then soonest due.")
    draw_table(unsupervised_list(rows, visit.words, visit.links), alt=title, name="people")


def _draw_people(visit: Visit, rows: Rows, name: str, title: str) -> None:
    if not rows:
        st.markdown("Nobody is in this list.")
        return
    make = quiet_list if name in (*QUIET, "not_asked") else worklist
    draw_table(make(rows, visit.words, visit.links), alt=title, name="people")


def _lower(label: str) -> str:
    return f"{label[0].lower()}{label[1:]}"
