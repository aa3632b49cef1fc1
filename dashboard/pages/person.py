"""Person: what was expected beside what happened, and how the status comes of it."""

from functools import partial
from typing import Any

import polars as pl
import streamlit as st

from dashboard.components.charts import draw_chart, frame_of, lanes_spec
from dashboard.components.choices import choose
from dashboard.components.frame import open_page
from dashboard.components.tables import draw_table
from dashboard.datasets.council import teams
from dashboard.datasets.findings import findings_listed
from dashboard.datasets.memory import rows_of
from dashboard.datasets.person import (
    person,
    person_absences,
    person_arrangements,
    person_case_supervisions,
    person_cases,
    person_missed,
    person_obligations,
    person_phases,
    person_sessions,
)
from dashboard.pages.person_asye import show_programmes
from dashboard.pages.person_records import (
    show_agreement,
    show_correction,
    show_rows,
    show_stretches,
)
from dashboard.scope import EVERYWHERE
from dashboard.view_models import person as wording
from dashboard.view_models.days import months_before, say_count, say_date
from dashboard.view_models.findings import finding_rows
from dashboard.view_models.lanes import LANES, Window, lane_bars, lane_marks, say_history
from dashboard.view_models.long_lists import word_rows
from dashboard.view_models.markdown import link, plain
from dashboard.visit import Visit

MONTHS = {"6": "6 months", "12": "12 months", "24": "24 months", "36": "3 years"}
Rows = list[dict[str, Any]]


def show(visit: Visit) -> None:
    """The person the address names, where the reader may see them."""
    worker_id = st.query_params.get("worker", "")
    found = rows_of(person(visit.run, visit.scope, worker_id))
    if not found:
        open_page("Person", back=("Back to my team", visit.links.to("team")))
        st.info("Nobody with that number is among the people you may see.")
        return
    row = found[0]
    if "rows" in st.query_params:
        show_rows(visit, row, st.query_params["rows"])
        return
    offered = frozenset(teams(visit.run, visit.scope)["team_id"])
    back = ("Back to the list of people", visit.links.to("people", list="open"))
    if row["team_id"] in offered:
        back = (
            f"Back to {plain(row['team_name'] or row['team_id'])}",
            visit.links.to("team", team=row["team_id"]),
        )
    open_page(plain(row["worker_name"] or worker_id), back=back)
    st.markdown(wording.describe_person(row, visit.words, visit.links, offered))
    with st.container(border=True):
        st.markdown(wording.say_standing(row, visit.words))
    sessions = rows_of(person_sessions(visit.run, visit.scope, worker_id))
    owed = rows_of(person_obligations(visit.run, visit.scope, worker_id, row["policy_id"] or ""))
    window = _choose_window(visit)
    _show_lanes(visit, row, sessions, owed, window)
    _show_sessions(visit, sessions, window)
    show_stretches(visit, row, window)
    _show_obligations(visit, row, owed, window)
    show_agreement(visit, row, owed)
    show_programmes(visit, worker_id)
    _show_findings(visit, worker_id, window)
    _show_arrangements(visit, worker_id)
    _show_cases(visit, worker_id)
    show_correction(visit, row, [s for s in sessions if s["happened_on"] <= window.data_date])


def _choose_window(visit: Visit) -> Window:
    st.header("Expected and held", anchor="lanes")
    picked, _ = st.columns([1, 3])
    with picked:
        months = int(choose("Months shown", "months", MONTHS, "12"))
    return Window(months_before(visit.run.data_date, months), visit.run.data_date)


def _show_lanes(
    visit: Visit, row: dict[str, Any], sessions: Rows, owed: Rows, window: Window
) -> None:
    worker_id, policy_id = row["worker_id"], row["policy_id"] or ""
    phases = rows_of(person_phases(visit.run, visit.scope, worker_id, policy_id))
    absences = rows_of(person_absences(visit.run, visit.scope, worker_id))
    missed = rows_of(person_missed(visit.run, visit.scope, worker_id, policy_id))
    case_days = rows_of(person_case_supervisions(visit.run, visit.scope, worker_id))
    sentence = say_history(owed, window)
    st.markdown(sentence)
    marks = lane_marks(owed, missed, sessions, case_days, words=visit.words, window=window)
    bars = lane_bars(phases, absences, window)
    today = [{"on": window.data_date, "first": window.first, "last": window.last, "tone": "quiet",
              "label": f"Data to {say_date(window.data_date)}"}]  # fmt: skip
    data = {
        "marks": frame_of(marks, _MARKS),
        "bars": frame_of(bars, _BARS),
        "today": frame_of(today),
    }
    draw_chart(lanes_spec(LANES), data, alt=f"Supervision of {row['worker_name']}. {sentence}")
    due = " · ".join(
        visit.words.word("status", code).marked
        for code in ("met_on_time", "met_late", "overdue", "due_soon", "in_date")
    )
    st.caption(
        f"Due: {due} · □ one more missed. Held: ● counts · ○ does not count. ◇ Planned · "
        f"✕ Cancelled · ▪ Cases discussed. The broken line is {say_date(window.data_date)}. "
        "The tables below hold the same."
    )


_MARKS = {"lane": pl.String, "on": pl.Date, "symbol": pl.String, "tone": pl.String,
          "told": pl.String, "said": pl.String}  # fmt: skip
_BARS = {"lane": pl.String, "from": pl.Date, "to": pl.Date, "tone": pl.String,
         "label": pl.String, "told": pl.String, "said": pl.String}  # fmt: skip


def _show_sessions(visit: Visit, sessions: Rows, window: Window) -> None:
    past = [row for row in sessions if window.first <= row["happened_on"] <= window.data_date]
    diary = [row for row in reversed(sessions) if row["happened_on"] > window.data_date]
    st.header(f"Sessions since {say_date(window.first)}: {len(past)}", anchor="sessions")
    if past:
        st.caption("Newest first. The row is the row of the file it came from.")
        rows = wording.event_rows(past, visit.words, visit.links)
        draw_table(rows, alt="Sessions held and cancelled", name="sessions")
    else:
        st.markdown("No session is on record in these months.")
    if diary:
        planned = say_count(len(diary), "session")
        with st.expander(f"In the diary: {planned}"):
            rows = wording.event_rows(diary, visit.words, visit.links)
            draw_table(rows, alt="Sessions in the diary, soonest first", name="diary")


def _show_obligations(visit: Visit, row: dict[str, Any], owed: Rows, window: Window) -> None:
    rows = wording.obligation_rows(owed, window.first, visit.words, visit.links)
    st.header("What was asked for", anchor="asked")
    policy = plain(row["policy_label"] or "the policy in force")
    if not rows:
        st.markdown(f"{policy} asked nothing of this person in these months.")
        return
    st.caption(f"Under the {policy}, newest first.")
    draw_table(rows, alt="What the policy asked for and how it was met", name="asked")


def _show_findings(visit: Visit, worker_id: str, window: Window) -> None:
    found = findings_listed(visit.run, visit.scope, EVERYWHERE, worker_id=worker_id)
    rows = found.filter(pl.col("found_on") >= window.first)
    if found.is_empty():
        return
    st.header(f"Findings since {say_date(window.first)}: {rows.height}", anchor="findings")
    st.caption("How sessions, reviews and records were, beside when they were. Newest first.")
    worded = partial(finding_rows, words=visit.words, links=visit.links)
    draw_table(word_rows(rows, worded), alt="Findings", name="findings")
    if rows.height < found.height:
        address = visit.links.to("findings", worker=worker_id, team=None, service=None)
        st.markdown(link(f"All findings on record: {found.height:,}", address))


def _show_arrangements(visit: Visit, worker_id: str) -> None:
    rows = rows_of(person_arrangements(visit.run, visit.scope, worker_id))
    if not rows:
        return
    st.header("Individual arrangements", anchor="arrangements")
    draw_table(
        wording.arrangement_rows(rows, worker_id, visit.links),
        alt="Individual arrangements",
        name="arrangements",
    )
    st.caption("The reason shows to the person and their own line of management only.")


def _show_cases(visit: Visit, worker_id: str) -> None:
    rows = rows_of(person_cases(visit.run, visit.scope, worker_id))
    if not rows:
        return
    st.header("Cases held, by type", anchor="cases")
    draw_table(
        wording.held_case_rows(rows, worker_id, visit.links), alt="Open cases by type", name="cases"
    )
