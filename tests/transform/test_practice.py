"""Practice standards: what is told of few people cannot be worked out, and what is told is true."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from .warehouse import TRANSFORM, run_dbt

PATIENT = settings(max_examples=60, deadline=None, suppress_health_check=list(HealthCheck))
SMALLEST = 5
SERVICES = "ABCD"
#: What was judged, by service, person and how many months before the last one that is over.
Judged = dict[tuple[str, int, int], bool]
Shown = dict[str | None, int | None]

JUDGED = st.dictionaries(
    st.tuples(st.sampled_from(SERVICES), st.integers(1, 12), st.integers(0, 13)),
    st.booleans(),
    min_size=1,
    max_size=60,
)
#: One person with many sessions is one person, however many the sessions.
ONE_PERSON = {("A", 1, month): True for month in range(12)} | {
    ("B", person, 1): False for person in range(2, 9)
}
#: A person who moved is one person in two services.
MOVED = {("A", 1, 1): True, ("B", 1, 2): True} | {
    (service, person, 3): True
    for service, first in (("B", 2), ("C", 7))
    for person in range(first, first + 5)
}


@pytest.fixture(scope="module")
def measured(
    tmp_path_factory: pytest.TempPathFactory, make_built: Callable[[], Path]
) -> Iterator[Callable[[Judged], list[tuple[object, ...]]]]:
    """The mart as dbt compiles it, asked about rows given here: level, place, period, hidden, counts."""
    folder = tmp_path_factory.mktemp("practice")
    (folder / "build.duckdb").write_bytes(make_built().read_bytes())
    code, _, printed = run_dbt(TRANSFORM, folder, "compile", "--select", "fct_practice_measures")
    assert code == 0, printed
    (compiled,) = (folder / "target" / "compiled").rglob("fct_practice_measures.sql")
    sql = compiled.read_text()
    connection = duckdb.connect(str(folder / "build.duckdb"))
    (data_date,) = connection.execute("select data_date from marts.dim_run").fetchone() or (None,)

    def ask(judged: Judged) -> list[tuple[object, ...]]:
        connection.execute("begin")
        connection.execute("delete from marts.fct_practice")
        for (service, person, back), is_met in judged.items():
            on = _month(data_date + timedelta(days=1), back + 1)
            connection.execute(
                """insert into marts.fct_practice by name select 'm' as measure_code,
                'period' as told_of, ?::date as judged_on, last_day(?::date) as month_end_on,
                true as is_data_date, ? as result_code, true as is_judged, ? as service_name,
                ? as worker_id, 'd' as directorate_code, uuid()::varchar as practice_id,
                'p' as policy_id, 'r' as rule_id, ?::date as rule_valid_from,
                'session' as subject_type, 's' as subject_id""",
                [on, on, "met" if is_met else "unmet", service, f"w{person}", on],
            )
        found = connection.execute(
            f"""select level_code, place_id, period_code, period_to, is_suppressed, judged_count,
            met_count from ({sql}) where level_code in ('council', 'service')"""
        ).fetchall()
        connection.execute("rollback")
        return found

    yield ask
    connection.close()


def _month(day: date, back: int) -> date:
    """The tenth of a month so many before."""
    year, month = divmod(day.year * 12 + day.month - 1 - back, 12)
    return date(year, month + 1, 10)


def people(judged: Judged, services: set[str], months: range) -> set[int]:
    return {who for (where, who, back) in judged if where in services and back in months}


@PATIENT
@given(JUDGED)
@example(ONE_PERSON)
@example(MOVED)
def test_nothing_is_shown_of_fewer_than_five_people_nor_left_over_for_who_subtracts(
    measured: Callable[[Judged], list[tuple[object, ...]]], judged: Judged
) -> None:
    by_year: dict[object, Shown] = defaultdict(dict)
    for level, place, period, to, hidden, number, _ in measured(judged):
        if period == "year":
            key = None if level == "council" else str(place)
            by_year[to][key] = None if hidden else int(str(number))
    newest = any(back in range(12) for (_, _, back) in judged)
    for to, shown in by_year.items():
        months = range(12) if newest and to == max(by_year, key=str) else range(12, 24)
        for place, number in shown.items():
            within = set(SERVICES) if place is None else {place}
            assert number is None or len(people(judged, within, months)) >= SMALLEST
        out = {place for place, number in shown.items() if place and number is None}
        if shown[None] is not None and out:
            assert len(out) > 1 and len(people(judged, out, months)) >= SMALLEST


@PATIENT
@given(JUDGED)
@example(ONE_PERSON)
def test_months_are_the_councils_only_and_all_or_none(
    measured: Callable[[Judged], list[tuple[object, ...]]], judged: Judged
) -> None:
    months = [row for row in measured(judged) if row[2] == "month"]
    assert all(row[4] for row in months if row[0] == "service")
    hidden = {row[4] for row in months if row[0] == "council"}
    few = any(
        len(people(judged, set(SERVICES), range(back, back + 1))) in range(1, SMALLEST)
        for back in range(14)
    )
    assert hidden <= {True} if few else len(hidden) == 1


@PATIENT
@given(JUDGED)
def test_what_is_counted_is_what_was_judged_in_the_last_twelve_complete_months(
    measured: Callable[[Judged], list[tuple[object, ...]]], judged: Judged
) -> None:
    rows = [row for row in measured(judged) if row[0] == "council" and row[2] == "year"]
    told = {(row[5], row[6]) for row in rows}
    expected = set()
    for months in (range(12), range(12, 24)):
        results = [met for (_, _, back), met in judged.items() if back in months]
        if results:
            expected.add((len(results), sum(results)))
    assert told == expected
