"""Audits and survey: has the round been done, is supervision any good, do staff say so."""

import streamlit as st

from dashboard.components.choices import choose
from dashboard.components.frame import open_page
from dashboard.datasets.audits import audit_rounds
from dashboard.datasets.council import feeds
from dashboard.datasets.memory import rows_of
from dashboard.pages import (
    audit_actions,
    audit_coverage,
    audit_list,
    audit_quality,
    audit_sample,
    audit_survey,
)
from dashboard.view_models import audit
from dashboard.view_models.markdown import link
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit

TITLE = "Audits and survey"


def show(visit: Visit) -> None:
    """One part of the page, or the one list that the address asks for."""
    supplied = Supplied.of(rows_of(feeds(visit.run)))
    if "list" in st.query_params:
        audit_list.show(visit, supplied)
        return
    asked = st.query_params.get("view", "coverage")
    view = asked if asked in audit.VIEWS else "coverage"
    open_page(TITLE)
    st.markdown(audit.menu(visit.links, view, st.query_params.get("round")))
    if asked != view:
        st.info("The link asked for a part that there is not. Coverage is shown instead.")
    if missing := audit.missing_feed(view, supplied):
        where = link("See the feed", visit.links.to("quality", feed=missing))
        st.info(f"{audit.say_missing(missing)} {where}")
        return
    if view == "survey":
        audit_survey.show(visit)
    elif view == "sample":
        audit_sample.show(visit, supplied)
    elif view == "actions":
        audit_actions.show(visit)
    else:
        _show_round(visit, view, supplied)


def _show_round(visit: Visit, view: str, supplied: Supplied) -> None:
    """A part that is about one round of audits, or all of them."""
    rounds = rows_of(audit_rounds(visit.run))
    latest = audit.latest_round(rounds)
    if latest is None:
        st.markdown("No audit is on record and none is planned.")
        return
    options = audit.round_options(rounds, every=visit.scope.names_people)
    asked = st.query_params.get("round")
    if asked is not None and asked not in options:
        st.info("The link asked for a round that there is not. The latest is shown instead.")
    chosen = choose("Round of audits", "round", options, latest, is_told=True)
    audit_round = None if chosen == audit.EVERY_ROUND else chosen
    if view == "coverage":
        audit_coverage.show(visit, audit_round, chosen, supplied)
    else:
        audit_quality.SHOWS[view](visit, audit_round, chosen)
