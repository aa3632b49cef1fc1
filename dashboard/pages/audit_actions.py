"""Whether what was agreed at audits is done, and by whom it is still to do."""

import streamlit as st

from dashboard.components.cards import Card, draw_cards
from dashboard.components.tables import draw_table
from dashboard.datasets.audits import audit_actions_by_owner, audit_actions_counts
from dashboard.datasets.memory import rows_of
from dashboard.view_models import audit
from dashboard.view_models.catalogue import tooltip
from dashboard.view_models.markdown import link
from dashboard.visit import Visit

COUNTS_ONLY = "Lists of named people are for those who manage them. You see counts only."


def show(visit: Visit) -> None:
    """How actions stand, and their owners."""
    counts = rows_of(audit_actions_counts(visit.run, visit.scope, visit.place))[0]
    st.header(f"Actions: {counts['all_count']:,}", anchor="actions")
    st.markdown(audit.say_actions(counts))
    cards = []
    for state in audit.STATES_OF_ACTIONS:
        number = counts[f"{state}_count"]
        address = visit.links.to("audit", list="actions", state=state)
        see = link(f"See the {number:,}", address) if number and visit.scope.names_people else ""
        label = visit.words.word("action_state", state).label
        cards.append(Card(label, f"{number:,}", (see,), tooltip("audit_actions")))
    draw_cards(cards, narrowest=130)
    if not visit.scope.names_people:
        st.info(COUNTS_ONLY)
        return
    rows = rows_of(audit_actions_by_owner(visit.run, visit.scope, visit.place))
    if rows:
        st.caption("By owner: most overdue first, then longest overdue, then most open.")
        cells = audit.owner_rows(rows, visit.words, visit.links)
        draw_table(cells, alt="Owners of audit actions", name="owners")
