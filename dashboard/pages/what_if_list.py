"""The people or cases behind one number of a what-if: as long as the number that led to it."""

from functools import partial

import streamlit as st

from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.components.watermark import draw_watermark
from dashboard.datasets.what_if import what_if_listed
from dashboard.pages.what_if_result import Tried
from dashboard.view_models import what_if
from dashboard.view_models.long_lists import word_rows
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.what_if_lists import listed_rows
from dashboard.visit import Visit

DEFAULT = "becomes"


def show(visit: Visit, tried: Tried) -> None:
    """The list that the address names; those who become overdue where it names none there is."""
    back = ("The whole what-if", tried.ways.to())
    if not visit.scope.names_people:
        open_page("What-if", back=back)
        draw_watermark(tried.changes)
        st.info("Lists are for those who manage the people in them. You see counts only.")
        return
    asked = st.query_params.get("list", DEFAULT)
    name = asked if asked in what_if.LISTS else DEFAULT
    supervisor = st.query_params.get("supervisor")
    found = what_if_listed(
        visit.run,
        visit.scope,
        visit.place,
        tried.scenario,
        tried.about,
        list_name=name,
        supervisor_id=supervisor,
    )
    open_page(what_if.say_list(name, found.height, tried.nouns), back=back)
    draw_watermark(tried.changes)
    if asked != name:
        st.info("The link asked for a list that there is not. This one is shown instead.")
    if supervisor is not None:
        first = found.head(1).to_dicts()
        who = first[0]["supervisor_name"] or supervisor if first else "not known here"
        told = "No line manager recorded" if supervisor == "none" else f"Line manager: {plain(who)}"
        st.markdown(f":blue-badge[{told}] {link('Clear', tried.ways.to(list=name))}")
    if found.is_empty():
        st.markdown(f"No {tried.nouns.one} is in this list.")
        return
    st.caption("Longest overdue first, then soonest due.")
    rows = word_rows(found, partial(listed_rows, words=visit.words, links=visit.links))
    draw_table(rows, alt=f"{what_if.WATERMARK}: {what_if.LISTS[name]}", name="listed")
