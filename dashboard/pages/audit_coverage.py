"""Has the round of audits been done, and whose supervision has never been audited."""

from typing import Any

import streamlit as st

from dashboard.components.cards import Card, draw_cards
from dashboard.components.tables import draw_table
from dashboard.datasets.audits import (
    assurance_limits,
    audit_coverage_counts,
    audit_coverage_listed,
    audited_supervisors_counts,
    audited_supervisors_listed,
)
from dashboard.datasets.memory import rows_of
from dashboard.view_models import audit
from dashboard.view_models.catalogue import tooltip
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link
from dashboard.view_models.shares import Share
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit

COUNTS_ONLY = "Lists of named people are for those who manage them. You see counts only."
FIRST = 10
Rows = list[dict[str, Any]]


def show(visit: Visit, audit_round: str | None, chosen: str, supplied: Supplied) -> None:
    """The plan beside what was done, then supervisors by their last audit."""
    _show_plan(visit, audit_round, chosen, supplied)
    _show_supervisors(visit)


def _show_plan(visit: Visit, audit_round: str | None, chosen: str, supplied: Supplied) -> None:
    st.header("Planned and done", anchor="coverage")
    if supplied.lacks("audit_plan"):
        st.info(audit.say_missing("audit_plan"))
        return
    counts = rows_of(audit_coverage_counts(visit.run, visit.scope, visit.place, audit_round))[0]
    st.markdown(audit.say_coverage(counts))

    def card(label: str, name: str, beside: str) -> Card:
        number = counts[f"{name}_count"]
        address = visit.links.to("audit", list=name, round=chosen)
        see = link(f"See the {number:,}", address) if number and visit.scope.names_people else ""
        return Card(label, f"{number:,}", (beside, see), tooltip("audit_coverage"))

    done = Share(counts["done_count"], counts["planned_count"])
    draw_cards(
        [
            card("Planned", "planned", "in this round" if audit_round else "in every round"),
            card("Done", "done", f"**{done.percent_text}** of planned"),
            card("Done late", "done_late", "after the planned day"),
            card("Overdue", "overdue", "planned day has passed"),
            card("Without a plan", "unplanned", "done, not planned"),
        ],
        narrowest=130,
    )
    if not visit.scope.names_people:
        st.info(COUNTS_ONLY)
        return
    rows = rows_of(
        audit_coverage_listed(visit.run, visit.scope, visit.place, audit_round, "overdue")
    )
    if not rows:
        st.markdown("No planned audit is overdue here.")
        return
    st.caption(f"Overdue, the longest first{_first(rows)}.")
    cells = audit.coverage_rows(rows[:FIRST], visit.words, visit.links)
    draw_table(cells, alt="Planned audits that are overdue", name="coverage")


def _show_supervisors(visit: Visit) -> None:
    limits = {row["limit_code"]: row["limit_value"] for row in rows_of(assurance_limits(visit.run))}
    months = int(limits.get("audited_within", 0))
    counts = rows_of(audited_supervisors_counts(visit.run, visit.scope, visit.place))[0]
    st.header("Supervisors and their last audit", anchor="supervisors")
    st.markdown(audit.say_audited(counts, months))
    cards = []
    for word in visit.words.words("audited_state"):
        number = counts[f"{word.code}_count"]
        address = visit.links.to("audit", list=word.code)
        see = link(f"See the {number:,}", address) if number and visit.scope.names_people else ""
        whole = counts["all_count"]
        of = f"of **{whole:,}** {noun(whole, 'supervisor')}"
        cards.append(Card(word.label, f"{number:,}", (of, see), tooltip("supervisors_audited")))
    draw_cards(cards)
    if not visit.scope.names_people:
        return
    rows = rows_of(audited_supervisors_listed(visit.run, visit.scope, visit.place, "never"))
    if rows:
        st.caption(f"None on record: who supervises most people first{_first(rows)}.")
        cells = audit.supervisor_rows(rows[:FIRST], visit.words, visit.links)
        draw_table(cells, alt="Supervisors with no audit on record", name="supervisors")


def _first(rows: Rows) -> str:
    return f"; the first {FIRST} of {len(rows)} are here" if len(rows) > FIRST else ""
