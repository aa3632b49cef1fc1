"""One rule with whom it judges, or one list of people no rule is about."""

from collections.abc import Sequence
from functools import partial
from typing import Any

import streamlit as st

from dashboard.components.frame import open_page, refuse_page
from dashboard.components.tables import draw_table
from dashboard.datasets.caseload import cases_listed
from dashboard.datasets.managers import supervisees_listed
from dashboard.datasets.memory import rows_of
from dashboard.datasets.policy import rule_obligations, rule_reviews
from dashboard.view_models import policy, policy_rules
from dashboard.view_models.case_lists import case_rows
from dashboard.view_models.days import say_count
from dashboard.view_models.long_lists import word_rows
from dashboard.view_models.markdown import plain
from dashboard.view_models.people import Cells, quiet_list, worklist
from dashboard.visit import Visit

Row = dict[str, Any]
REFUSED = "The link asked for a list that there is not. This one is shown instead."
NOT_NAMED = "Lists of named people are for those who manage them. You see counts only."


def is_asked_for() -> bool:
    """Whether the address asks for one rule, or for people no rule is about."""
    return "rule" in st.query_params or "list" in st.query_params


def show(visit: Visit, rules: list[Row], policies: dict[str, Row]) -> None:
    """The rule the address names, or the people of the list it names."""
    asked = st.query_params.get("rule")
    back_to = st.query_params.get("policy")
    back = ("All rules", visit.links.to("policy", policy=back_to if back_to in policies else None))
    if asked is None:
        _show_people(visit, back, policies)
        return
    versions = [row for row in rules if row["rule_id"] == asked]
    if not versions:
        open_page("Policy", back=back)
        st.info("The link asked for a rule that there is not.")
        return
    rule = next((row for row in versions if row["is_current"]), versions[0])
    open_page(plain(rule["rule_label"]), plain(rule["policy_label"]), back=back)
    named = visit.scope.names_people
    facts = policy_rules.rule_facts(rule, versions, visit.links, named)
    draw_table(facts, alt="The rule, fact by fact", name="facts")
    if rule["outcome"] != "obligation":
        return
    if not named:
        st.info(NOT_NAMED)
        return
    _show_judged(visit, rule)


def _show_judged(visit: Visit, rule: Row) -> None:
    """Whom the rule judges: those held to it where there are any, else everybody it would judge."""
    asked = st.query_params.get("list", "held" if rule["held_count"] else "judged")
    name = asked if asked in policy_rules.RULE_LISTS else "judged"
    cells, size = _judged(visit, rule, held=name.startswith("held"), late=name.endswith("overdue"))
    st.header(f"{policy_rules.RULE_LISTS[name]}: {size}", anchor="judged")
    if asked != name:
        st.info(REFUSED)
    if not cells:
        st.markdown("Nobody is judged by it now in this part of the council.")
        return
    st.caption("Longest overdue first, then soonest due.")
    draw_table(cells, alt=policy_rules.RULE_LISTS[name], name="judged")


def _judged(visit: Visit, rule: Row, *, held: bool, late: bool) -> tuple[Sequence[Cells], str]:
    """The reviews, cases or people that one rule judges, in words, and how many they are."""
    here = (visit.run, visit.scope, visit.place)
    by_policy = None if held else rule["policy_id"]
    rule_id, list_name = rule["rule_id"], "overdue" if late else "all"
    if rule["obligation_type"] == "asye_review":
        policy_id = rule["policy_id"]
        found = rule_reviews(
            *here, policy_id=policy_id, rule_id=rule_id, held_only=held, overdue_only=late
        )
        worded = partial(policy.review_rows, words=visit.words, links=visit.links)
        return word_rows(found, worded), say_count(found.height, "NQSW")
    if rule["obligation_type"] == "case_supervision":
        found = cases_listed(*here, list_name=list_name, policy_id=by_policy, rule_id=rule_id)
        worded = partial(case_rows, words=visit.words, links=visit.links)
        return word_rows(found, worded), say_count(found.height, "case")
    if rule["obligation_type"] != "staff_supervision":
        found = rule_obligations(
            *here,
            policy_id=rule["policy_id"],
            rule_id=rule_id,
            held_only=held,
            overdue_only=late,
        )
        worded = partial(policy_rules.obligation_rows, words=visit.words, links=visit.links)
        size = found["subject_id"].n_unique()
        return word_rows(found, worded), f"{size:,}"
    found = supervisees_listed(*here, list_name=list_name, policy_id=by_policy, rule_id=rule_id)
    worded = partial(worklist, words=visit.words, links=visit.links)
    return word_rows(found, worded), say_count(found.height, "person", "people")


def _show_people(visit: Visit, back: tuple[str, str], policies: dict[str, Row]) -> None:
    """People of one staff category of whom nothing is asked, or can be said."""
    asked = st.query_params.get("list", "no_rule")
    status = asked if asked in ("no_rule", "not_measured") else "no_rule"
    word = visit.words.word("status", status)
    if not visit.scope.names_people:
        open_page(word.label, back=back)
        st.info(NOT_NAMED)
        return
    category = st.query_params.get("category")
    found = rows_of(
        supervisees_listed(
            visit.run,
            visit.scope,
            visit.place,
            list_name=status,
            staff_category=category,
        )
    )
    asked_policy = st.query_params.get("policy")
    rows = [row for row in found if asked_policy in (None, row["policy_id"])]
    categories = {word.code for word in visit.words.words("staff_category")}
    if not rows and (category not in {None, *categories} or asked_policy not in {None, *policies}):
        refuse_page("Policy", back)
        return
    label = f", {plain(visit.words.word('staff_category', category).label)}" if category else ""
    open_page(f"{word.label}{label}: {say_count(len(rows), 'person', 'people')}", back=back)
    if asked != status:
        st.info(REFUSED)
    if not rows:
        st.markdown("Nobody is in this list.")
        return
    draw_table(quiet_list(rows, visit.words, visit.links), alt=word.label, name="people")
