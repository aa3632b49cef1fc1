"""Findings: one list of them, of a kind, a rule or a person, as long as its number says."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard.components.frame import open_page, refuse_page
from dashboard.components.tables import draw_table
from dashboard.datasets.findings import findings_covered, findings_listed
from dashboard.datasets.memory import rows_of
from dashboard.datasets.person import person
from dashboard.datasets.policy import rules_listed
from dashboard.view_models.days import say_count
from dashboard.view_models.findings import finding_list, say_covered, say_every_policy
from dashboard.view_models.long_lists import word_rows
from dashboard.view_models.markdown import plain
from dashboard.visit import Visit

Row = dict[str, Any]


def show(visit: Visit) -> None:
    """The findings the address asks for; all within the scope where it asks for none."""
    back = ("Back to the overview", visit.links.to("overview"))
    if not visit.scope.names_people:
        open_page("Findings", back=back)
        st.info("Lists of named people are for those who manage them. You see counts only.")
        return
    asked = st.query_params
    kinds = {word.code: word for word in visit.words.words("finding_type")}
    kind = kinds.get(asked.get("type", ""))
    narrowed: dict[str, Any] = {
        "finding_type": kind.code if kind else None,
        "rule_id": asked.get("rule"),
        "all_policies": asked.get("list") == "all",
    }
    worker_id = asked.get("worker")
    here = (visit.run, visit.scope, visit.place)
    found = findings_listed(*here, worker_id=worker_id, **narrowed)
    rules = rows_of(findings_covered(*here, **narrowed))
    if found.is_empty() and _asks_for_nothing_here(visit, worker_id, narrowed["rule_id"]):
        refuse_page("Findings", back)
        return
    title = _title(visit, kind.label if kind else "", rules, worker_id)
    open_page(f"{title}: {say_count(found.height, 'finding')}", back=back)
    if asked.get("type") and kind is None:
        st.info("The link asked for a kind of finding that there is not. Every kind is shown.")
    if kind is not None:
        st.markdown(f"{plain(kind.meaning)}.")
    if narrowed["all_policies"]:
        mine = findings_listed(*here, worker_id=worker_id, **{**narrowed, "all_policies": False})
        st.markdown(say_every_policy(mine.height, found.height))
    if worker_id is None and rules:
        st.markdown(say_covered(rules))
    if found.is_empty():
        st.markdown("Nothing is found here.")
        return
    st.caption("Newest first, under the line manager of that day.")
    rows = word_rows(found, partial(finding_list, words=visit.words, links=visit.links))
    draw_table(rows, alt=title, name="findings")


def _asks_for_nothing_here(visit: Visit, worker_id: str | None, rule_id: str | None) -> bool:
    """Whether an empty list is narrowed to a person or a rule that is not here."""
    if worker_id is not None and person(visit.run, visit.scope, worker_id).is_empty():
        return True
    here = (visit.run, visit.scope, visit.place)
    return rule_id is not None and rule_id not in set(rules_listed(*here)["rule_id"])


def _title(visit: Visit, kind: str, rules: list[Row], worker_id: str | None) -> str:
    """The kind, else the rule, else all; with the person's name where the list is one person's."""
    title = str(kind or (rules[0]["rule_label"] if rules else "Findings"))
    if worker_id is None:
        return plain(title)
    named = rows_of(person(visit.run, visit.scope, worker_id))
    name = named[0]["worker_name"] if named else None
    return plain(f"{name or worker_id}: {title[0].lower()}{title[1:]}")
