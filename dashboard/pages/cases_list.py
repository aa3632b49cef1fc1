"""One list of cases, by reference: as long as the number that led to it."""

from functools import partial
from typing import Any

import streamlit as st

from dashboard.components.choices import choose
from dashboard.components.frame import open_page, refuse_page
from dashboard.components.tables import draw_table
from dashboard.datasets.caseload import cases_by_type, cases_listed
from dashboard.datasets.council import feeds
from dashboard.datasets.memory import rows_of
from dashboard.datasets.person import person
from dashboard.datasets.policy import rules_listed
from dashboard.view_models import caseload
from dashboard.view_models.case_lists import OFFERED, case_rows, list_titles, say_order
from dashboard.view_models.days import say_count, say_date
from dashboard.view_models.long_lists import word_rows
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit

#: Any of these in the address asks for a list.
ASKS = ("list", "type", "risk", "supervisor", "worker", "system", "rule")


def is_asked_for() -> bool:
    """Whether the address asks for a list rather than the whole picture."""
    return any(name in st.query_params for name in ASKS)


def show_choices(visit: Visit) -> None:
    """The choices of list and case type, kept in the address, for who may see lists."""
    if not visit.scope.names_people:
        return
    titles = list_titles(visit.words)
    asked = st.query_params.get("list", "")
    # A band of days is reached by a link; it is offered only where it is asked for.
    offered = {"": "Choose a list", **{name: titles[name] for name in OFFERED}}
    if asked in titles:
        offered[asked] = titles[asked]
    types = rows_of(cases_by_type(visit.run, visit.scope, visit.place))
    known = {row["case_type"]: row["case_type_label"] or row["case_type"] for row in types}
    left, right = st.columns(2)
    with left:
        choose("List", "list", offered, "", is_told=True)
    with right:
        choose("Case type", "type", {"": "All case types", **known}, "", is_told=True)


def show(visit: Visit) -> None:
    """The list that the address asks for; all open cases where it names none that there is."""
    back = ("All of case supervision", visit.links.to("cases"))
    if not visit.scope.names_people:
        open_page("Case supervision", back=back)
        st.info("Lists of cases are for those who manage them. You see counts only.")
        return
    titles = list_titles(visit.words)
    asked = st.query_params.get("list", "all")
    name = asked if asked in titles else "all"
    narrowed = _narrowed(visit)
    found = cases_listed(visit.run, visit.scope, visit.place, list_name=name, **narrowed)
    if found.is_empty() and _asks_for_nothing_here(visit, narrowed):
        refuse_page("Case supervision", back)
        return
    title = _title(visit, titles[name], narrowed["case_type"])
    open_page(f"{title}: {say_count(found.height, 'case')}", back=back)
    if asked != name:
        st.info("The link asked for a list that there is not. All open cases are shown instead.")
    if st.query_params.get("type") != narrowed["case_type"]:
        st.info("The link asked for a case type that there is not. Every type is shown instead.")
    if st.query_params.get("risk", "high") != "high":
        st.info("The link asked for a risk that there is not. Cases of every risk are shown.")
    show_choices(visit)
    _show_narrowed(visit, found.head(1).to_dicts(), narrowed)
    if found.is_empty():
        st.markdown(_say_empty(visit))
        return
    st.caption(f"{say_order(name)} No child is named: the reference is the system's.")
    rows = word_rows(found, partial(case_rows, words=visit.words, links=visit.links))
    draw_table(rows, alt=titles[name], name="cases")


def _asks_for_nothing_here(visit: Visit, narrowed: dict[str, Any]) -> bool:
    """Whether an empty list is narrowed to somebody or something that is not here.

    A supervisor out of sight may have cases in sight: only one with no case at all is not here.
    """
    for column in ("supervisor_id", "worker_id"):
        if narrowed[column] is None:
            continue
        theirs = cases_listed(
            visit.run, visit.scope, visit.place.everywhere(), **{column: narrowed[column]}
        )
        if theirs.is_empty() and person(visit.run, visit.scope, narrowed[column]).is_empty():
            return True
    systems = {word.code for word in visit.words.words("system")}
    rules = set(rules_listed(visit.run, visit.scope, visit.place)["rule_id"])
    return narrowed["system_code"] not in {None, *systems} or narrowed["rule_id"] not in {
        None,
        *rules,
    }


def _title(visit: Visit, title: str, case_type: str | None) -> str:
    """The list in words, with the case type where the address names one."""
    if case_type is None:
        return title
    label = plain(visit.words.word("involvement_type", case_type).label)
    return f"{label}, {title[0].lower()}{title[1:]}"


def _narrowed(visit: Visit) -> dict[str, Any]:
    """What else the address narrows the list by, as the arguments of the dataset."""
    asked = st.query_params
    known = {word.code for word in visit.words.words("involvement_type")}
    return {
        "case_type": asked.get("type") if asked.get("type") in known else None,
        "high_risk_only": asked.get("risk") == "high",
        "supervisor_id": asked.get("supervisor"),
        "worker_id": asked.get("worker"),
        "system_code": asked.get("system"),
        "rule_id": asked.get("rule"),
    }


def _show_narrowed(visit: Visit, found: list[dict[str, Any]], narrowed: dict[str, Any]) -> None:
    """What narrows the list besides the choices, each with the way to drop it."""
    first = found[0] if found else {}
    told = {
        "risk": "High-risk cases only" if narrowed["high_risk_only"] else "",
        "supervisor": _named("Supervisor", first.get("supervisor_name"), narrowed["supervisor_id"]),
        "worker": _named("Worker", first.get("worker_name"), narrowed["worker_id"]),
        "system": _named(
            "System",
            visit.words.word("system", narrowed["system_code"]).label,
            narrowed["system_code"],
        ),
        "rule": _named("Rule", first.get("rule_label"), narrowed["rule_id"]),
    }
    here = {name: st.query_params[name] for name in ASKS if name in st.query_params}
    chips = [
        f":blue-badge[{words}] {link('Clear', visit.links.to('cases', **{**here, name: None}))}"
        for name, words in told.items()
        if words
    ]
    if chips:
        st.markdown(" · ".join(chips))


def _named(kind: str, label: str | None, asked: str | None) -> str:
    return f"{kind}: {plain(label or asked)}" if asked is not None else ""


def _say_empty(visit: Visit) -> str:
    if Supplied.of(rows_of(feeds(visit.run))).lacks_cases:
        return caseload.NO_CASES_SUPPLIED
    coming = rows_of(
        cases_listed(visit.run, visit.scope, visit.place, list_name="in_date", first_rows=1)
    )
    if not coming:
        return "No case is in this list, and none falls due here."
    return f"No case is in this list. The next date here is {say_date(coming[0]['due_on'])}."
