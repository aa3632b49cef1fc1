"""What-if: the ledger worked out again under a changed rule or another policy, beside how it is."""

import streamlit as st

from dashboard.components.frame import open_page, refuse
from dashboard.components.watermark import draw_watermark
from dashboard.datasets.council import policies
from dashboard.datasets.memory import rows_of
from dashboard.datasets.what_if import what_if_rules
from dashboard.pages import what_if_form, what_if_list, what_if_result
from dashboard.view_models import what_if, what_if_address
from dashboard.view_models.markdown import plain
from dashboard.view_models.what_if_address import POLICY
from dashboard.visit import Visit

TITLE = "What-if"
INTRODUCTION = (
    "What a change of policy would do: who would become overdue and who would stop, and how many "
    "sessions it asks for. The ledger is worked out again, by the same SQL, as if the rule had "
    "always said so."
)


def show(visit: Visit) -> None:
    """The choices, and what comes of them; or the one list that the address asks for."""
    known = rows_of(policies(visit.run))
    rules = rows_of(what_if_rules(visit.run))
    formats = {word.code for word in visit.words.words("session_format")}
    asked = what_if_address.read(st.query_params.to_dict(), known, rules, formats)
    if asked.scenario is not None and "list" in st.query_params:
        what_if_list.show(visit, what_if_result.tried(visit, asked, asked.scenario))
        return
    open_page(TITLE, INTRODUCTION)
    changes = what_if.say_changes(asked, visit.words)
    draw_watermark(changes)
    refuse(asked.refusals)
    if not known:
        st.info("No policy was published with the data. Tell whoever runs the refresh.")
        return
    what_if_form.choose_what(asked, known, rules)
    if asked.kind != POLICY:
        what_if_form.draw_form(asked, visit.words)
    if asked.scenario is None:
        st.markdown("Change something and apply it, and what it would do is shown here.")
        return
    if asked.rule is not None and not asked.rule["is_measured"]:
        reason = plain(asked.rule["not_measured_reason"] or "")
        st.info(f"This rule is not measured, so nothing can be said of a change to it: {reason}.")
        return
    what_if_result.show(visit, asked, asked.scenario)
