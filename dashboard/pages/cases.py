"""Case supervision: is high-risk work covered, which cases were not discussed, who holds them."""

from typing import Any

import streamlit as st

from dashboard.components.bars import parts_spec
from dashboard.components.cards import Card, draw_cards
from dashboard.components.charts import draw_chart
from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.caseload import (
    case_rules,
    cases_by_team_and_type,
    cases_by_type,
    cases_listed,
    cases_matrix,
    cases_not_asked,
)
from dashboard.datasets.council import feeds
from dashboard.datasets.memory import rows_of
from dashboard.pages import cases_list
from dashboard.pages.as_reported_then import show_as_reported
from dashboard.view_models import caseload
from dashboard.view_models.case_lists import case_rows
from dashboard.view_models.case_matrix import matrices
from dashboard.view_models.catalogue import tooltip
from dashboard.view_models.days import say_count
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.overview import total
from dashboard.view_models.shares import Share
from dashboard.view_models.supplied import NOT_MEASURED, Supplied
from dashboard.visit import Visit

LONGEST = 10


def show(visit: Visit) -> None:
    """The whole picture, or the one list that the address asks for."""
    if cases_list.is_asked_for():
        cases_list.show(visit)
        return
    supplied = Supplied.of(rows_of(feeds(visit.run)))
    types = rows_of(cases_by_type(visit.run, visit.scope, visit.place))
    if not types and supplied.lacks_cases:
        open_page("Case supervision")
        st.info(caseload.NO_CASES_SUPPLIED)
        return
    counts = total(types)
    whole = Share(counts.get("overdue_count", 0), counts.get("open_count", 0))
    high = Share(counts.get("high_risk_overdue_count", 0), counts.get("high_risk_open_count", 0))
    longest = max((row["longest_overdue_days"] or 0 for row in types), default=0)
    unallocated = counts.get("unallocated_count", 0)
    unmeasured = caseload.say_unmeasured(
        counts.get("not_measured_count", 0), supplied.lacks_case_supervisions
    )
    open_page(
        "Case supervision", caseload.say_covered(high, whole, longest, unallocated, unmeasured)
    )
    if not types:
        st.info("No case is open here. Clear the filters, or choose another team.")
        return
    show_as_reported(visit, "case_supervision")
    cases_list.show_choices(visit)
    _show_cards(visit, counts, whole, high, supplied)
    _show_types(visit, types)
    _show_longest(visit, whole.part)
    _show_teams(visit)
    _show_not_asked(visit)


def _show_cards(
    visit: Visit, counts: dict[str, int], whole: Share, high: Share, supplied: Supplied
) -> None:
    def way(label: str, **asked: str) -> str:
        return link(label, visit.links.to("cases", **asked)) if visit.scope.names_people else ""

    def see(number: int, **asked: str) -> str:
        return way(f"See the {number:,}", **asked) if number else ""

    in_date = Share(whole.whole - whole.part, whole.whole)
    not_asked = counts.get("high_risk_not_asked_count", 0)
    more = way(f"{not_asked:,} more", list="not_asked", risk="high") or f"{not_asked:,} more"
    beside = f"{more}: no rule or no data" if not_asked else ""
    silent, unmeasured = counts.get("no_rule_count", 0), counts.get("not_measured_count", 0)
    unallocated = counts.get("unallocated_count", 0)
    dark = bool(unmeasured and not whole.whole)
    cards = [
        Card(
            "In date",
            NOT_MEASURED if dark else in_date.percent_text,
            (
                f"**{in_date.counts}** {noun(whole.whole, 'case')}"
                if whole.whole
                else ""
                if dark
                else "no case supervision owed",
                see(in_date.part, list="in_date"),
            ),
            tooltip("cases_in_date"),
        ),
        Card(
            "Overdue",
            NOT_MEASURED if dark else f"{whole.part:,}",
            ("" if dark else noun(whole.part, "case"), see(whole.part, list="overdue")),
        ),
        Card(
            "High-risk",
            NOT_MEASURED if unmeasured and not_asked and not high.whole else f"{high.part:,}",
            (
                f"overdue, of **{high.whole:,}** high-risk {noun(high.whole, 'case')}"
                if high.whole
                else "",
                supplied.say_risk_flags(),
                beside,
                see(high.part, list="overdue", risk="high"),
            ),
            tooltip("high_risk_overdue"),
        ),
        Card(
            "Unallocated",
            f"{unallocated:,}",
            (
                f"open {noun(unallocated, 'case')} with no allocated worker",
                see(unallocated, list="unallocated"),
            ),
        ),
        Card(
            "No rule",
            f"{silent:,}",
            (
                f"open {noun(silent, 'case')} the policy is silent about",
                see(silent, list="no_rule"),
            ),
        ),
    ]
    if unmeasured:
        said = f"open {noun(unmeasured, 'case')} whose data was not supplied"
        lines = (said, see(unmeasured, list="not_measured"))
        cards.append(Card("Not measured", f"{unmeasured:,}", lines))
    draw_cards([_tidy(card) for card in cards], narrowest=130)


def _tidy(card: Card) -> Card:
    """The card without the lines that have nothing to say to this reader."""
    return Card(card.label, card.figure, tuple(line for line in card.lines if line), card.help_text)


def _show_types(visit: Visit, types: list[dict[str, Any]]) -> None:
    st.header("By case type", anchor="types")
    if visit.scope.names_people:
        st.caption("Every number leads to its list, and every rule to its clause.")
    rules = rows_of(case_rules(visit.run, visit.scope, visit.place))
    rows = caseload.type_rows(types, rules, visit.links, visit.scope.names_people)
    draw_table(rows, alt="Open cases by type", name="types")


def _show_longest(visit: Visit, overdue: int) -> None:
    if not (visit.scope.names_people and overdue):
        return
    st.header("Longest without case supervision", anchor="longest")
    rows = rows_of(
        cases_listed(visit.run, visit.scope, visit.place, list_name="overdue", first_rows=LONGEST)
    )
    way = link(f"See all {overdue:,}", visit.links.to("cases", list="overdue"))
    st.markdown(f"The {len(rows)} longest of {overdue:,} overdue, longest first. {way}")
    draw_table(case_rows(rows, visit.words, visit.links), alt="Longest overdue", name="longest")


def _show_teams(visit: Visit) -> None:
    rows = rows_of(cases_by_team_and_type(visit.run, visit.scope, visit.place))
    if rows:
        st.header("Where the overdue cases are", anchor="teams")
        sentence = caseload.say_teams(rows)
        st.markdown(sentence)
        bars = {"bars": caseload.team_bars(rows, visit.words)}
        draw_chart(parts_spec("cases"), bars, alt=sentence.replace("\\", ""))
        st.caption("Each bar from the left: overdue, then in date. What follows says the same.")
    if not visit.scope.names_people:
        table = caseload.service_rows(rows, visit.links)
        draw_table(table, alt="Overdue cases by service", name="by_service")
        return
    tables = matrices(rows_of(cases_matrix(visit.run, visit.scope, visit.place)), visit.links)
    if tables:
        st.header("By team and case type", anchor="matrix")
        st.caption(
            "In date of all with case supervision owed, and how many overdue. Apart stand cases "
            "with no worker, which are counted with their type too, and those of which nothing is "
            "asked or known. Most overdue first; every number leads to its list."
        )
    for matrix in tables:
        if len(tables) > 1:
            st.markdown(f"**{plain(matrix.title)}**")
        name = f"matrix_{matrix.code}"
        draw_table(matrix.rows, alt=f"{matrix.title}: cases by team and type", name=name)


def _show_not_asked(visit: Visit) -> None:
    rows = rows_of(cases_not_asked(visit.run, visit.scope, visit.place))
    if not rows:
        return
    number = sum(row["case_count"] for row in rows)
    st.header(f"Nothing asked, or not measured: {say_count(number, 'case')}", anchor="not-asked")
    st.caption("Counted apart and never as in date; high-risk ones first.")
    table = caseload.not_asked_rows(rows, visit.words, visit.links, visit.scope.names_people)
    draw_table(table, alt="Cases of which nothing is asked", name="not_asked")
