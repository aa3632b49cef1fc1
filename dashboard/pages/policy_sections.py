"""The sections of the Policy page about one policy: rules, the floor beside it, versions."""

from typing import Any

import streamlit as st

from dashboard.components.tables import draw_table
from dashboard.datasets.memory import rows_of
from dashboard.datasets.policy import floor_asks, floor_beside, policy_changes, policy_versions
from dashboard.view_models import policy, policy_floor, policy_rules
from dashboard.view_models import policy_versions as versions_told
from dashboard.view_models.days import say_count, say_date
from dashboard.view_models.markdown import link, plain
from dashboard.visit import Visit

Rows = list[dict[str, Any]]
WHAT_IF = "what-if"


def show_versions(visit: Visit, policy_id: str) -> None:
    """Every version with its review, and what each says otherwise than the one before it."""
    rows = rows_of(policy_versions(visit.run))
    mine = [row for row in rows if row["policy_id"] == policy_id]
    if not mine:
        return
    st.header(f"Versions: {len(mine)}", anchor="versions")
    for sentence in versions_told.say_ahead(mine):
        st.markdown(sentence)
    draw_table(
        versions_told.version_rows(mine, visit.links), alt="Versions of the policy", name="versions"
    )
    changes = rows_of(policy_changes(visit.run))
    told = [row for row in changes if row["policy_id"] == policy_id]
    for day, differences in versions_told.changes_by_version(told).items():
        many = say_count(len(differences), "difference")
        st.header(f"What changes on {say_date(day)}: {many}", anchor=f"changes-{day}")
        cells = versions_told.change_rows(differences, visit.links)
        draw_table(cells, alt=f"What changes on {say_date(day)}", name=f"changes_{day:%Y%m%d}")


def show_rules(visit: Visit, mine: Rows) -> None:
    """Every rule in force, by what it is about."""
    if not mine:
        st.markdown("No rule of this policy is in force on the data date.")
    for label, rules in policy_rules.by_group(mine).items():
        anchor = rules[0]["group_code"] or "other"
        st.header(f"{plain(label)}: {say_count(len(rules), 'rule')}", anchor=anchor)
        rows = policy_rules.rule_rows(rules, visit.links, visit.scope.names_people)
        draw_table(rows, alt=f"Rules on {label}", name=anchor)
    if any(row["is_our_reading"] for row in mine):
        st.caption(
            f"{policy_rules.OUR_READING}: the text is open there, and the page of the rule says "
            "how it was read."
        )
    if mine and WHAT_IF in visit.offered:
        first = next((row for row in mine if row["outcome"] == "obligation"), mine[0])
        address = visit.links.to(WHAT_IF, policy=first["policy_id"], rule=first["rule_id"])
        st.markdown(link("Try a change: what if", address))


def show_figures(visit: Visit, mine: Rows) -> None:
    """Rules that nothing can breach: shown as figures, or not counted and why."""
    figures = [row for row in mine if policy_rules.is_figure(row)]
    if not figures:
        return
    st.header(
        f"Shown as a figure, or not counted: {say_count(len(figures), 'rule')}", anchor="figures"
    )
    rows = policy_rules.figure_rows(figures, visit.links)
    draw_table(rows, alt="Rules without a breach", name="figures")


def show_not_measured(visit: Visit, mine: Rows) -> None:
    """Rules of which nothing can be said, and what was not supplied."""
    unmeasured = [row for row in mine if not row["is_measured"]]
    st.header(f"Not measured: {say_count(len(unmeasured), 'rule')}", anchor="not-measured")
    if not unmeasured:
        st.markdown("What every rule of this policy needs was supplied.")
        return
    st.caption("What cannot be measured is never counted as missed.")
    rows = policy_rules.not_measured_rows(unmeasured, visit.links)
    draw_table(rows, alt="Rules that are not measured", name="unmeasured")


def show_floor(visit: Visit, policy_id: str) -> None:
    """What the national floor asks beside what this policy says, and how the same NQSWs stand."""
    here = (visit.run, visit.scope, visit.place)
    asks = [
        row
        for row in rows_of(floor_asks(*here))
        if row["policy_id"] == policy_id and row["is_current"]
    ]
    if not asks:
        return
    st.header("The national floor for NQSWs beside it", anchor="floor")
    st.markdown(policy_floor.say_standing(asks, visit.words))
    rows = policy_floor.ask_rows(asks, visit.words, visit.links)
    draw_table(rows, alt="What the floor asks and what this policy says", name="floor")
    mine = [row for row in rows_of(floor_beside(*here)) if row["policy_id"] == policy_id]
    if mine:
        st.caption("The same newly qualified social workers (NQSWs), judged by both.")
        cells = policy.floor_rows(mine, visit.links)
        draw_table(cells, alt="This policy and the floor", name="floor_judged")
