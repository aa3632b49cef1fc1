"""The pages there are, in the order of the menu, and which of them a reader lands on."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial

import streamlit as st
from streamlit.navigation.page import StreamlitPage

from dashboard.pages import (
    about,
    asye,
    audit,
    cases,
    findings,
    managers,
    overview,
    people,
    person,
    policy,
    quality,
    standards,
    team,
    what_if,
)
from dashboard.scope import Scope
from dashboard.visit import Visit


@dataclass(frozen=True)
class Entry:
    """One page. A hidden page is reached by links only; `by_name` ones need named people; those
    that show `any_day` take the month end asked for, the others the data date.
    """

    path: str
    title: str
    icon: str
    show: Callable[[Visit], None]
    hidden: bool = False
    by_name: bool = False
    any_day: bool = False


ENTRIES = (
    Entry("overview", "Overview", ":material/monitoring:", overview.show, any_day=True),
    Entry("team", "My team", ":material/groups:", team.show, by_name=True, any_day=True),
    Entry("cases", "Case supervision", ":material/folder_shared:", cases.show, any_day=True),
    Entry("asye", "ASYE", ":material/school:", asye.show),
    Entry(
        "managers",
        "Managers",
        ":material/supervisor_account:",
        managers.show,
        by_name=True,
        any_day=True,
    ),
    Entry("standards", "Practice standards", ":material/checklist:", standards.show, any_day=True),
    Entry("audit", "Audits and survey", ":material/rule:", audit.show),
    Entry("policy", "Policy", ":material/gavel:", policy.show),
    Entry("what-if", "What-if", ":material/experiment:", what_if.show),
    Entry("quality", "Data quality", ":material/fact_check:", quality.show),
    Entry("about", "About", ":material/info:", about.show),
    Entry("people", "People", ":material/list:", people.show, hidden=True, any_day=True),
    Entry("person", "Person", ":material/person:", person.show, hidden=True),
    Entry("findings", "Findings", ":material/flag:", findings.show, hidden=True),
)
PATHS = frozenset(entry.path for entry in ENTRIES)


def landing_of(scope: Scope) -> str:
    """The page a reader lands on: their team for who manages one, else the overview."""
    return "team" if scope.reader_id is not None else "overview"


def shows_any_day(path: str, landing: str) -> bool:
    """Whether the page at an address shows the month end asked for; the bare one is the landing."""
    return any(entry.any_day for entry in ENTRIES if entry.path == (path or landing))


def _on_its_day(entry: Entry, visit: Visit) -> Visit:
    return visit if entry.any_day else visit.latest()


def pages_for(visit: Visit, landing: str) -> list[StreamlitPage]:
    """The pages as Streamlit's navigation takes them; the first is the address without a path."""
    entry = next(entry for entry in ENTRIES if entry.path == landing)
    pages = [
        st.Page(
            partial(entry.show, _on_its_day(entry, visit)),
            title=entry.title,
            url_path="start",
            default=True,
            visibility="hidden",
        )
    ]
    for entry in ENTRIES:
        shown = not entry.hidden and (visit.scope.names_people or not entry.by_name)
        pages.append(
            st.Page(
                partial(entry.show, _on_its_day(entry, visit)),
                title=entry.title,
                icon=entry.icon,
                url_path=entry.path,
                visibility="visible" if shown else "hidden",
            )
        )
    return pages
