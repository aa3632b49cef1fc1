"""Managers: who has no supervisor who is there, and how each supervisor's people stand."""

from typing import Any

import streamlit as st

from dashboard.components.bars import parts_spec
from dashboard.components.cards import Card, draw_cards
from dashboard.components.charts import draw_chart
from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.council import feeds
from dashboard.datasets.managers import supervisees_listed, supervisors_listed
from dashboard.datasets.memory import rows_of
from dashboard.pages import managers_list
from dashboard.view_models import managers
from dashboard.view_models.days import say_count
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link
from dashboard.view_models.people import unsupervised_list
from dashboard.view_models.supplied import NOT_MEASURED, Supplied
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
    supplied = Supplied.of(rows_of(feeds(visit.run)))
    if supplied.lacks("hr_posts"):
        open_page(TITLE)
        where = link("See the feed", visit.links.to("quality", feed="hr_posts"))
        st.info(f"{managers.NO_POSTS_READ} {where}")
        return
    if managers_list.is_asked_for():
        managers_list.show(visit)
        return
    supervisors = rows_of(supervisors_listed(visit.run, visit.scope, visit.place))
    nobody = rows_of(
        supervisees_listed(visit.run, visit.scope, visit.place, list_name="unsupervised")
    )
    dark = supplied.lacks("sharepoint_sessions")
    open_page(TITLE, managers.say_spans(supervisors, dark))
    _show_cards(visit, supervisors, nobody, dark)
    _show_unsupervised(visit, nobody)
    _show_supervisors(visit, supervisors, dark)
    _show_spans(visit, supervisors, dark)


def _show_cards(visit: Visit, supervisors: Rows, nobody: Rows, dark: bool) -> None:
    own = [row for row in supervisors if row["own_status_code"] in ASKED]
    late, own_late = (managers.in_need(supervisors, name) for name in ("overdue", "own_overdue"))

    def see(number: int, **asked: str) -> str:
        address = visit.links.to("managers", **asked)
        return link(f"See the {number:,}", address) if number else ""

    draw_cards(
        [
            Card(
                "Without a supervisor",
                f"{len(nobody):,}",
                (noun(len(nobody), "person", "people"), see(len(nobody), list="unsupervised")),
            ),
            Card(
                "With somebody overdue",
                NOT_MEASURED if dark else f"{len(late):,}",
                (
                    f"of **{len(supervisors):,}** {noun(len(supervisors), 'supervisor')}",
                    see(len(late), need="overdue"),
                ),
            ),
            Card(
                "Overdue themselves",
                NOT_MEASURED if dark else f"{len(own_late):,}",
                (
                    "no supervision sessions were supplied"
                    if dark
                    else f"of **{len(own):,}** with supervision owed",
                    see(len(own_late), need="own_overdue"),
                ),
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


def _show_supervisors(visit: Visit, supervisors: Rows, dark: bool) -> None:
    st.header(f"Supervisors: {len(supervisors):,}", anchor="supervisors")
    if not supervisors:
        st.markdown("Nobody supervises anybody here.")
        return
    st.caption(
        "Who is not there first, then most people overdue, then longest overdue. A supervisor's "
        "figures are of everybody they supervise, also in other teams."
    )
    rows = managers.supervisor_rows(supervisors, visit.words, visit.links, dark)
    draw_table(rows, alt="Supervisors and how their people stand", name="supervisors")


def _show_spans(visit: Visit, supervisors: Rows, dark: bool) -> None:
    if len(supervisors) < 2:
        return
    st.header("How many each supervises", anchor="spans")
    sentence = managers.say_spans(supervisors, dark)
    bars = managers.span_bars(supervisors, visit.words)
    draw_chart(parts_spec("people supervised"), {"bars": bars}, alt=sentence.replace("\\", ""))
    st.caption(
        "Each bar from the left: overdue, in date, then away, not asked or not measured. "
        "The table above says the same."
    )
