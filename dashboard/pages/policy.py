"""Policy: what each rule asks, in words with its clause, and whom it judges now."""

from typing import Any

import streamlit as st

from dashboard.components.choices import choose
from dashboard.components.frame import open_page
from dashboard.components.search import seek
from dashboard.components.tables import draw_table
from dashboard.datasets.caseload import cases_not_asked
from dashboard.datasets.council import policies
from dashboard.datasets.memory import rows_of
from dashboard.datasets.policy import people_not_asked, policies_held, rules_listed
from dashboard.pages import policy_rule, policy_sections
from dashboard.view_models import policy, policy_rules
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import plain
from dashboard.visit import Visit

TITLE = "Policy"
INTRODUCTION = (
    "What each policy asks for, rule by rule, with the clause that says so and whom it judges on "
    "the data date."
)
Rows = list[dict[str, Any]]


def show(visit: Visit) -> None:
    """The rules of one policy, or the one rule or list that the address asks for."""
    rules = rows_of(rules_listed(visit.run, visit.scope, visit.place))
    known = {row["policy_id"]: row for row in rows_of(policies(visit.run))}
    if policy_rule.is_asked_for():
        policy_rule.show(visit, rules, known)
        return
    open_page(TITLE, INTRODUCTION)
    if not known:
        st.info("No policy was published with the data. Tell whoever runs the refresh.")
        return
    asked = st.query_params.get("policy")
    if asked is not None and asked not in known:
        st.info("The link asked for a policy that there is not. Another is shown instead.")
    _show_held(visit)
    first = next((name for name, row in known.items() if row["in_force_for"]), next(iter(known)))
    left, right = st.columns(2)
    with left:
        names = {name: row["policy_label"] for name, row in known.items()}
        chosen = choose("Policy", "policy", names, first, is_told=True)
    with right:
        sought = seek("Find in the rules of every policy", "find", "monthly, group, section 3")
    if sought:
        _show_found(visit, rules, sought)
        return
    st.header(plain(known[chosen]["policy_label"]), anchor="policy")
    st.markdown(policy.say_policy(known[chosen], visit.run.data_date))
    mine = [row for row in rules if row["policy_id"] == chosen and row["is_current"]]
    policy_sections.show_rules(visit, mine)
    policy_sections.show_figures(visit, mine)
    policy_sections.show_not_measured(visit, mine)
    policy_sections.show_floor(visit, chosen)
    policy_sections.show_versions(visit, chosen)
    _show_not_asked(visit)


def _show_held(visit: Visit) -> None:
    st.header("Who is held to what", anchor="held")
    draw_table(
        policy.held_rows(rows_of(policies_held(visit.run)), visit.links),
        alt="Directorates and the policy each is held to",
        name="held",
    )


def _show_found(visit: Visit, rules: Rows, sought: str) -> None:
    found = [row for row in rules if row["is_current"] and policy_rules.matches(row, sought)]
    st.header(f"Found: {say_count(len(found), 'rule')}", anchor="found")
    if not found:
        st.markdown("No rule says that. Try fewer words, or clear the search to see all rules.")
        return
    rows = policy_rules.rule_rows(found, visit.links, visit.scope.names_people)
    draw_table(rows, alt="Rules found", name="found")


def _show_not_asked(visit: Visit) -> None:
    people = rows_of(people_not_asked(visit.run, visit.scope, visit.place))
    cases = [
        row
        for row in rows_of(cases_not_asked(visit.run, visit.scope, visit.place))
        if row["status_code"] != "not_started"
    ]
    staff = sum(row["people_count"] for row in people)
    held = sum(row["case_count"] for row in cases)
    counts = f"{say_count(staff, 'person', 'people')}, {say_count(held, 'case')}"
    st.header(f"No rule, or not measured: {counts}", anchor="not-asked")
    if not (people or cases):
        st.markdown("Every person and every case has a rule, and every rule can be measured.")
        return
    st.caption("Under whichever policy each is held to. They are never counted as in date.")
    rows = policy.not_asked_rows(people, cases, visit.words, visit.links, visit.scope.names_people)
    draw_table(rows, alt="People and cases without a rule", name="not_asked")
