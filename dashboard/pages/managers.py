"""Managers: who has no supervisor who is there, and how each supervisor's people stand."""

from typing import Any

import polars as pl
import streamlit as st

from dashboard.components.bars import parts_spec
from dashboard.components.cards import Card, draw_cards
from dashboard.components.charts import draw_chart
from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.managers import supervisees_listed, supervisors_listed
from dashboard.scope import EVERYWHERE
from dashboard.view_models import managers
from dashboard.view_models.days import say_count
from dashboard.view_models.lists import QUIET
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import quiet_list, unsupervised_list, worklist
from dashboard.view_models.shares import Share
from dashboard.visit import Visit

TITLE = "Managers"
FIRST = 10
ASKED = ("overdue", "due_soon", "in_date")
Rows = list[dict[str, Any]]


def show(visit: Visit) -> None:
    """All supervisors of the place, or one list of the people they supervise."""
    if not visit.scope.names_people:
        open_page(TITLE)
        st.info("Lists of named people are for those who manage them. You see counts only.")
        return
    if "supervisor" in st.query_params:
        _show_supervisor(visit, st.query_params["supervisor"])
        return
    if "need" in st.query_params:
        _show_need(visit, st.query_params["need"])
        return
    if "state" in st.query_params or "list" in st.query_params:
        _show_state(visit, st.query_params.get("state"))
        return
    supervisors = supervisors_listed(visit.run, visit.scope, visit.place).to_dicts()
    nobody = supervisees_listed(
        visit.run, visit.scope, visit.place, list_name="unsupervised"
    ).to_dicts()
    open_page(TITLE, managers.say_spans(supervisors))
    _show_cards(visit, supervisors, nobody)
    _show_unsupervised(visit, nobody)
    _show_supervisors(visit, supervisors)
    _show_spans(visit, supervisors)


def _show_cards(visit: Visit, supervisors: Rows, nobody: Rows) -> None:
    own = [row for row in supervisors if row["own_status_code"] in ASKED]
    late, own_late = (managers.in_need(supervisors, name) for name in ("overdue", "own_overdue"))

    def see(number: int, **asked: str) -> str:
        address = visit.links.to("managers", **asked)
        return link(f"See the {number:,}", address) if number else "none"

    draw_cards(
        [
            Card(
                "Without a supervisor",
                f"{len(nobody):,}",
                ("people", see(len(nobody), list="unsupervised")),
            ),
            Card(
                "With somebody overdue",
                f"{len(late):,}",
                (f"of **{len(supervisors):,}** supervisors", see(len(late), need="overdue")),
            ),
            Card(
                "Overdue themselves",
                f"{len(own_late):,}",
                (f"of **{len(own):,}** with supervision owed", see(len(own_late), need="own_overdue")),
            ),
        ]
    )


def _show_unsupervised(visit: Visit, nobody: Rows) -> None:
    people = say_count(len(nobody), "person", "people")
    st.header(f"Without a supervisor who is there: {people}", anchor="unsupervised")
    if not nobody:
        st.markdown("Everybody here has a line manager who is in post.")
        return
    st.markdown(managers.say_unsupervised(nobody, visit.words, visit.links))
    see = link(f"See all {len(nobody):,}", visit.links.to("managers", list="unsupervised"))
    more = f" The first {FIRST} are here. {see}" if len(nobody) > FIRST else ""
    st.markdown(f"Longest overdue first, then soonest due. They stay in every figure.{more}")
    rows = unsupervised_list(nobody[:FIRST], visit.words, visit.links)
    draw_table(rows, alt="People without a supervisor who is there", name="unsupervised")


def _show_supervisors(visit: Visit, supervisors: Rows) -> None:
    st.header(f"Supervisors: {len(supervisors):,}", anchor="supervisors")
    if not supervisors:
        st.markdown("Nobody supervises anybody here.")
        return
    st.caption(
        "Who is not there first, then most people overdue, then longest overdue. A supervisor's "
        "figures are of everybody they supervise, also in other teams."
    )
    rows = managers.supervisor_rows(supervisors, visit.words, visit.links)
    draw_table(rows, alt="Supervisors and how their people stand", name="supervisors")


def _show_need(visit: Visit, asked: str) -> None:
    """The supervisors behind one figure: with somebody overdue, or overdue themselves."""
    name = asked if asked in managers.NEEDS else "overdue"
    listed = supervisors_listed(visit.run, visit.scope, visit.place).to_dicts()
    rows = managers.in_need(listed, name)
    size = say_count(len(rows), "supervisor")
    open_page(f"{managers.NEEDS[name]}: {size}", back=("All managers", visit.links.to("managers")))
    if not rows:
        st.markdown("No supervisor is in this list.")
        return
    cells = managers.supervisor_rows(rows, visit.words, visit.links)
    draw_table(cells, alt=managers.NEEDS[name], name="supervisors")


def _show_spans(visit: Visit, supervisors: Rows) -> None:
    if len(supervisors) < 2:
        return
    st.header("How many each supervises", anchor="spans")
    sentence = managers.say_spans(supervisors)
    bars = pl.DataFrame(managers.span_bars(supervisors, visit.words))
    draw_chart(parts_spec("people supervised"), {"bars": bars}, alt=sentence.replace("\\", ""))
    st.caption("Each bar from the left: overdue, in date, then away or not asked. The table above says the same.")


def _show_supervisor(visit: Visit, supervisor_id: str) -> None:
    """The people of one supervisor, wherever they sit."""
    titles = managers.list_titles(visit.words)
    asked = st.query_params.get("list", "all")
    name = asked if asked in titles else "all"
    rows = supervisees_listed(
        visit.run, visit.scope, EVERYWHERE, list_name=name, supervisor_id=supervisor_id
    ).to_dicts()
    known = supervisors_listed(visit.run, visit.scope, EVERYWHERE).to_dicts()
    mine = next((row for row in known if row["worker_id"] == supervisor_id), None)
    back = ("All managers", visit.links.to("managers"))
    if mine is None:
        open_page(TITLE, back=back)
        st.info("The link asked for a supervisor whom you may not see, or who supervises nobody.")
        return
    people = say_count(len(rows), "person", "people")
    open_page(f"{plain(mine['worker_name'])}, {_lower(titles[name])}: {people}", back=back)
    st.caption("Everybody they supervise, in whichever team. Longest overdue first, then soonest due.")
    _draw_people(visit, rows, name, titles[name])


def _show_state(visit: Visit, state: str | None) -> None:
    """The people whose supervisor is not there, or not there for one reason."""
    known = {word.code: word.label for word in visit.words.words("supervisor_state")}
    asked = state if state in known else None
    rows = supervisees_listed(
        visit.run,
        visit.scope,
        visit.place,
        list_name="unsupervised" if asked != "in_post" else "all",
        supervisor_state=asked,
    ).to_dicts()
    title = f"Supervisor: {_lower(known[asked])}" if asked else "Without a supervisor who is there"
    people = say_count(len(rows), "person", "people")
    open_page(f"{title}, {people}", back=("All managers", visit.links.to("managers")))
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
