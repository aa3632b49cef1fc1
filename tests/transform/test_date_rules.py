"""Properties of the date rules that hold for any days, asked of the SQL the warehouse is made with."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from .warehouse import TRANSFORM, run_dbt

DAYS = st.dates(date(2019, 12, 1), date(2028, 3, 31))
INTERVALS = st.sampled_from([(0, 7), (0, 14), (0, 20), (0, 42), (1, 0), (2, 0), (3, 0), (12, 0)])
STEPS = {"sth_nqsw": 3, "sth_child_in_need": 1, "sth_child_protection": 1, "sth_assessment": 2}
FUNCTIONS = TRANSFORM / "macros" / "warehouse_functions.sql"
PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SLOW = settings(PATIENT, max_examples=25)
FIRST = date(2026, 1, 1)
Phase = tuple[int, str, int]


@pytest.fixture(scope="module")
def functions() -> duckdb.DuckDBPyConnection:
    """The functions that are published with the marts, in a database of their own."""
    connection = duckdb.connect()
    text = re.sub(r"\{#.*?#\}|\{%.*?%\}", "", FUNCTIONS.read_text(), flags=re.S)
    connection.execute(text)
    return connection


def _ask(connection: duckdb.DuckDBPyConnection, question: str, *values: object) -> object:
    (answer,) = connection.execute(f"select {question}", list(values)).fetchone() or (None,)
    return answer


@PATIENT
@given(DAYS, DAYS, INTERVALS)
def test_whole_intervals_are_as_many_as_fit_and_no_more(
    functions: duckdb.DuckDBPyConnection, one: date, other: date, interval: tuple[int, int]
) -> None:
    first, last = sorted((one, other))
    months, days = interval
    fitted = _ask(
        functions,
        "marts.whole_intervals(?::date, ?::date, ?::integer, ?::integer)",
        first, last, months, days,
    )  # fmt: skip
    assert isinstance(fitted, int) and fitted >= 0
    moved = "marts.add_interval(?::date, ?::integer, ?::integer)"
    if fitted:
        assert _ask(functions, moved, first, fitted * months, fitted * days) <= last
    assert _ask(functions, moved, first, (fitted + 1) * months, (fitted + 1) * days) > last


@PATIENT
@given(DAYS, st.integers(1, 400), INTERVALS, st.integers(0, 600))
def test_sessions_missed_never_fall_and_begin_the_day_after_the_due_date(
    functions: duckdb.DuckDBPyConnection,
    due: date,
    open_for: int,
    interval: tuple[int, int],
    wait: int,
) -> None:
    opened = due - timedelta(days=open_for)
    missed = "marts.sessions_missed(?::date, ?::date, null::date, null::date, ?::integer, ?::integer, ?::date)"
    days = [due + timedelta(days=offset) for offset in (0, 1, wait + 1, wait + 2)]
    counts = [_ask(functions, missed, opened, due, *interval, day) for day in days]
    assert counts[:2] == [0, 1]
    assert counts == sorted(counts)


@PATIENT
@given(DAYS, st.integers(1, 90), st.integers(0, 10), st.integers(0, 14))
def test_an_open_obligation_goes_from_in_date_to_due_soon_to_overdue_and_never_back(
    functions: duckdb.DuckDBPyConnection, opened: date, length: int, tolerance: int, notice: int
) -> None:
    due = opened + timedelta(days=length)
    order = ["not_opened", "in_date", "due_soon", "overdue"]
    asked = (
        "marts.obligation_status(?::date, ?::date, null::date, null::date, ?::integer, ?::integer,"
        " false, ?::date)"
    )
    seen = [
        order.index(
            str(_ask(functions, asked, opened, due, tolerance, notice, opened + timedelta(n)))
        )
        for n in range(-2, length + tolerance + 3)
    ]
    assert seen == sorted(seen)
    assert seen[0] == 0 and seen[-1] == 3


@pytest.fixture(scope="module")
def work_out(tmp_path_factory: pytest.TempPathFactory, make_built: Callable[[], Path]) -> Callable:
    """The model that decides due dates, as dbt compiles it, asked about phases and days given here."""
    folder = tmp_path_factory.mktemp("compiled")
    (folder / "build.duckdb").write_bytes(make_built().read_bytes())
    code, _, printed = run_dbt(
        TRANSFORM, folder, "compile", "--select", "int_supervision_obligations"
    )
    assert code == 0, printed
    (path,) = (folder / "target" / "compiled").rglob("int_supervision_obligations.sql")
    connection = duckdb.connect(str(folder / "build.duckdb"))
    for table in ("int_supervision_spells", "int_spell_phases", "int_supervision_evidence"):
        connection.execute(f"truncate intermediate.{table}")

    def ask(phases: list[Phase], sessions: list[int]) -> list[tuple[date, date, date | None]]:
        """Obligations of one open case: its phases as (days until the next, rule, step) from FIRST."""
        spells, stretches, begins = [], [], FIRST
        for number, (days, rule, step) in enumerate(phases, 1):
            ends = begins + timedelta(days) if number < len(phases) else date(9999, 1, 1)
            stretches.append((number, begins, ends, rule, step))
            begins = ends
        spells.append(FIRST)
        connection.execute("begin")
        connection.execute(
            """insert into intermediate.int_supervision_spells by name select 1 as spell_key,
            'st_helens' as policy_id, 'case_supervision' as obligation_type, 'ics-1' as subject_id,
            ?::date as spell_from, 'started' as begin_reason, 'infinity'::date as spell_to""",
            spells,
        )
        connection.executemany(
            """insert into intermediate.int_spell_phases by name select 1 as spell_key,
            'st_helens' as policy_id, 'case_supervision' as obligation_type, 'ics-1' as subject_id,
            ?::integer as phase_number, ?::date as phase_from, ?::date as phase_to, ? as rule_id,
            date '2000-01-01' as rule_valid_from, ?::integer as step_number""",
            stretches,
        )
        for day in sessions:
            connection.execute(
                """insert into intermediate.int_supervision_evidence by name select
                'case_supervision' as obligation_type, 'ics-1' as subject_id,
                ?::date as happened_on, 'R' || ? as evidence_id""",
                [FIRST + timedelta(day), day],
            )
        rows = connection.execute(
            f"select opened_on, due_on, met_on from ({path.read_text()}) order by opened_on"
        ).fetchall()
        connection.execute("rollback")
        return rows

    return ask


RULES = st.sampled_from(
    [(rule, step) for rule, steps in STEPS.items() for step in range(1, steps + 1)]
)
PHASES = st.lists(st.tuples(st.integers(1, 45), RULES), min_size=1, max_size=6).map(
    lambda drawn: [(days, rule, step) for days, (rule, step) in drawn]
)
SESSIONS = st.lists(st.integers(0, 200), max_size=8)


@SLOW
@given(PHASES, SESSIONS)
def test_every_due_date_is_after_its_clock_opened_and_every_session_opens_the_next(
    work_out: Callable, phases: list[Phase], sessions: list[int]
) -> None:
    rows = work_out(phases, sessions)
    assert all(due > opened for opened, due, _ in rows)
    assert [met for _, _, met in rows] == [opened for opened, _, _ in rows[1:]] + [None]
    days = sorted({FIRST, *(FIRST + timedelta(day) for day in sessions)})
    assert [opened for opened, _, _ in rows] == days


@SLOW
@given(PHASES, st.tuples(st.integers(1, 45), RULES))
def test_what_has_fallen_due_is_not_moved_by_a_rule_that_begins_later(
    work_out: Callable, phases: list[Phase], later: tuple[int, tuple[str, int]]
) -> None:
    days, (rule, step) = later
    before = work_out(phases, [])[0][1]
    so_far = sum(length for length, _, _ in phases[:-1])
    last = (max((before - FIRST).days - so_far, 0) + days, *phases[-1][1:])
    after = work_out([*phases[:-1], last, (1, rule, step)], [])[0][1]
    assert after == before


@SLOW
@given(PHASES, SESSIONS, st.integers(0, 7))
def test_without_one_of_the_sessions_nobody_is_overdue_for_fewer_days(
    work_out: Callable, phases: list[Phase], sessions: list[int], which: int
) -> None:
    last = FIRST + timedelta(400)

    def days_overdue(rows: list[tuple[date, date, date | None]]) -> int:
        return sum(max(0, ((met or last) - due).days) for _, due, met in rows)

    fewer = [day for day in sessions if sessions and day != sessions[which % len(sessions)]]
    assert days_overdue(work_out(phases, fewer)) >= days_overdue(work_out(phases, sessions))
