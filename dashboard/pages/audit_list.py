"""One list of audits, supervisors, moderations or actions: as long as the number that led to it."""

from collections.abc import Callable, Collection

import streamlit as st

from dashboard.components.frame import open_page, refuse_page
from dashboard.components.tables import draw_table
from dashboard.datasets.audits import (
    audit_actions_listed,
    audit_coverage_listed,
    audit_rounds,
    audit_sample_drawn,
    audited_supervisors_listed,
    audits_listed,
    moderation_listed,
)
from dashboard.datasets.council import services, teams
from dashboard.datasets.memory import rows_of
from dashboard.datasets.person import person
from dashboard.pages.audit_sample import asked_draw
from dashboard.scope import Place
from dashboard.view_models import audit, audit_agreement, audit_quality, audit_sample
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import plain
from dashboard.view_models.people import Cells
from dashboard.view_models.supplied import Supplied
from dashboard.visit import Visit

COUNTS_ONLY = "Lists of named people are for those who manage them. You see counts only."
COVERAGE = {
    "planned": "Planned audits",
    "done": "Planned audits done",
    "done_in_time": "Planned audits done in time",
    "done_late": "Planned audits done late",
    "overdue": "Planned audits overdue",
    "due": "Planned audits still to come",
    "unplanned": "Audits done without a plan",
}
TOGETHER = {"graded": "graded", "good_or_better": "graded good or better"}
SUPERVISORS = {
    "all": "Supervisors",
    "never": "Supervisors with no audit on record",
    "not_lately": "Supervisors not audited lately",
    "lately": "Supervisors audited lately",
}


def show(visit: Visit, supplied: Supplied) -> None:
    """The list that the address asks for; every audit where it names none that there is."""
    asked = st.query_params["list"]
    view = _view_of(asked)
    back = ("Audits and survey", visit.links.to("audit", view=view, round=_round_asked()))
    if not visit.scope.names_people:
        open_page("Audits and survey", back=back)
        st.info(COUNTS_ONLY)
        return
    missing = audit.missing_feed(view, supplied)
    if missing is None and asked in COVERAGE and supplied.lacks("audit_plan"):
        missing = "audit_plan"
    if missing:
        open_page("Audits and survey", back=back)
        st.info(audit.say_missing(missing))
        return
    if not _has_known_codes(visit, asked):
        refuse_page("Audits and survey", back)
        return
    title, one, cells, order = _find(visit, asked)
    if not cells and _asks_for_nothing_here(visit):
        refuse_page("Audits and survey", back)
        return
    open_page(f"{title}: {say_count(len(cells), one)}", back=back)
    if asked not in (*COVERAGE, *SUPERVISORS, *_LISTS):
        st.info("The link asked for a list that there is not. All audits are shown instead.")
    if not cells:
        st.markdown("Nothing is in this list.")
        return
    st.caption(order)
    draw_table(cells, alt=title.replace("\\", ""), name="rows")


def _has_known_codes(visit: Visit, name: str) -> bool:
    """Whether every code that narrows the list is one: or it would be empty, or not narrowed."""
    asked, words = st.query_params, visit.words
    rounds = {str(row["audit_round"]) for row in rows_of(audit_rounds(visit.run))}
    states = {"moderation": "moderation_state", "actions": "action_state"}.get(name, "")
    known: dict[str, Collection[str]] = {"round": {audit.EVERY_ROUND, *rounds}}
    if states:
        known["state"] = {"all", *(word.code for word in words.words(states))}
    if name not in (*COVERAGE, *SUPERVISORS, "moderation", "actions", "drawn"):
        known["grade"] = {*TOGETHER, *audit_quality.GRADES}
        known["answer"] = {"judged", *(word.code for word in words.words("audit_answer"))}
    return all(asked[one] in codes for one, codes in known.items() if one in asked)


def _asks_for_nothing_here(visit: Visit) -> bool:
    """Whether an empty list is narrowed to a person, place, standard or stratum not here."""
    asked = st.query_params
    if "standard" in asked or "stratum" in asked:
        return True
    people = (asked[one] for one in ("supervisor", "owner") if one in asked)
    if any(person(visit.run, visit.scope, one).is_empty() for one in people):
        return True
    named = services(visit.run, visit.scope)["service_name"].to_list()
    here = teams(visit.run, visit.scope)["team_id"].to_list()
    return asked.get("of") not in (None, *named) or asked.get("of_team") not in (None, *here)


def _view_of(asked: str) -> str:
    if asked in COVERAGE or asked in SUPERVISORS:
        return "coverage"
    views = {"actions": "actions", "moderation": "moderation", "drawn": "sample"}
    return views.get(asked, "standards" if "standard" in st.query_params else "grades")


def _find(visit: Visit, asked: str) -> tuple[str, str, list[Cells], str]:
    """Title, what one row is, the rows as cells, and how they are sorted."""
    if asked in COVERAGE:
        rows = audit_coverage_listed(visit.run, visit.scope, visit.place, _round(visit), asked)
        cells = audit.coverage_rows(rows.to_dicts(), visit.words, visit.links)
        return _in_round(visit, COVERAGE[asked]), "audit", cells, "Overdue first, then soonest."
    if asked in SUPERVISORS:
        rows = audited_supervisors_listed(visit.run, visit.scope, visit.place, asked)
        cells = audit.supervisor_rows(rows.to_dicts(), visit.words, visit.links)
        order = "None on record first, then the longest ago."
        return SUPERVISORS[asked], "supervisor", cells, order
    return _LISTS.get(asked, _find_audits)(visit)


def _find_audits(visit: Visit) -> tuple[str, str, list[Cells], str]:
    asked = st.query_params
    place = Place(
        visit.place.service or asked.get("of"), visit.place.team_id or asked.get("of_team")
    )
    rows = rows_of(
        audits_listed(
            visit.run,
            visit.scope,
            place,
            _round(visit),
            grade_code=asked.get("grade"),
            standard=asked.get("standard"),
            answer_code=asked.get("answer"),
            supervisor_id=asked.get("supervisor"),
        )
    )
    told = ["Audits"]
    if "grade" in asked:
        label = audit_quality.grade_label(asked["grade"], visit.words).lower()
        told.append(TOGETHER.get(asked["grade"], label))
    if "standard" in asked:
        told.append(f"“{plain(asked['standard'])}”")
    if "answer" in asked:
        label = visit.words.word("audit_answer", asked["answer"]).label.lower()
        told.append("judged" if asked["answer"] == "judged" else f"answered {plain(label)}")
    if "supervisor" in asked and rows:
        told.append(f"of {plain(rows[0]['supervisor_name'] or asked['supervisor'])}")
    if place.service is not None:
        told.append(plain(place.service))
    cells = audit_quality.audit_rows(rows, visit.words, visit.links)
    return _in_round(visit, ", ".join(told)), "audit", cells, "Latest first, moderations left out."


def _find_moderations(visit: Visit) -> tuple[str, str, list[Cells], str]:
    state = st.query_params.get("state", "all")
    known = {word.code: word.label for word in visit.words.words("moderation_state")}
    rows = moderation_listed(
        visit.run, visit.scope, visit.place, _round(visit), state if state in known else "all"
    )
    title = f"Moderations, {known[state].lower()}" if state in known else "Moderations"
    cells = audit_agreement.moderation_rows(rows.to_dicts(), visit.words, visit.links)
    return _in_round(visit, title), "moderation", cells, "Latest first."


def _find_actions(visit: Visit) -> tuple[str, str, list[Cells], str]:
    asked = st.query_params
    state = asked.get("state", "all")
    known = {word.code: word.label for word in visit.words.words("action_state")}
    rows = rows_of(
        audit_actions_listed(
            visit.run,
            visit.scope,
            visit.place,
            state if state in known else "all",
            asked.get("owner"),
        )
    )
    title = f"Actions, {known[state].lower()}" if state in known else "Actions"
    if "owner" in asked and rows:
        title += f", {plain(rows[0]['worker_name'])}"
    cells = audit.action_rows(rows, visit.words, visit.links)
    return title, "action", cells, "Not done first, soonest agreed first; then done, latest first."


def _find_drawn(visit: Visit) -> tuple[str, str, list[Cells], str]:
    draw, stratum = asked_draw(), st.query_params.get("stratum")
    rows = rows_of(
        audit_sample_drawn(
            visit.run,
            visit.scope,
            visit.place,
            strata=draw.strata,
            size=draw.size,
            seed=draw.seed,
            stratum=stratum,
        )
    )
    title = f"Supervisors drawn by seed {draw.seed}"
    if stratum is not None and rows:
        title += f", {plain(rows[0]['stratum_label'] or stratum)}"
    cells = audit_sample.drawn_rows(rows, visit.words, visit.links)
    return title, "supervisor", cells, "In the order of the draw."


def _round_asked() -> str | None:
    return st.query_params.get("round")


def _round(visit: Visit) -> str | None:
    """The round asked for; the latest where none is named, None for all together."""
    asked = _round_asked()
    if asked == audit.EVERY_ROUND:
        return None
    return asked or audit.latest_round(rows_of(audit_rounds(visit.run)))


def _in_round(visit: Visit, title: str) -> str:
    name = _round(visit)
    return f"{title}, {plain(name)}" if name else f"{title}, all rounds"


_LISTS: dict[str, Callable[[Visit], tuple[str, str, list[Cells], str]]] = {
    "audits": _find_audits,
    "moderation": _find_moderations,
    "actions": _find_actions,
    "drawn": _find_drawn,
}
