"""The ledger against calculations that share nothing with its SQL: councils nobody fitted it to."""

from __future__ import annotations

import csv
import random
import shutil
from collections import Counter
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from tests.oracle.compare import shape
from tests.oracle.councils import write_merged_councils
from tests.oracle.ledger import Obligation, expect, sessions_missed, status

from .warehouse import query

Publish = Callable[[str, Path], Path]
MakeOnce = Callable[[str, Callable[[Path], None]], Path]
CORE = [
    "policy_id",
    "obligation_type",
    "subject_id",
    "opened_on",
    "due_on",
    "met_on",
    "closed_on",
    "closed_reason",
]
JUDGED = [*CORE, "rule_id", "worker_id", "team_id", "case_type"]
SUPERVISION = ("staff_supervision", "case_supervision")
WITHHELD = ("sharepoint", "swift_case", "asye_reviews", "asye_supervisors", "audit", "survey")
SOAK_DATES = (date(2026, 10, 31), date(2026, 4, 7), date(2025, 12, 28), date(2024, 2, 29))


def _rows(data: Path, columns: list[str]) -> Counter[tuple[str, ...]]:
    rows = query(data, f"select {', '.join(columns)} from marts.fct_obligations")
    return shape([dict(zip(columns, row, strict=True)) for row in rows], columns)


@pytest.fixture(scope="module")
def councils_data(make_built: Callable[[], Path]) -> Path:
    """Six small councils, nasty on purpose, as dbt builds them."""
    return make_built()


@pytest.fixture(scope="module")
def councils(councils_data: Path) -> Path:
    """Their exports, in one inbox."""
    return councils_data.parent / "inbox"


@pytest.fixture(scope="module")
def expected(councils: Path) -> list[Obligation]:
    """Their ledger, worked out one subject and day at a time."""
    return list(expect(councils))


def test_the_example_council_has_exactly_the_ledger_worked_out_for_it(
    publish: Publish, example_council: Path
) -> None:
    data = publish("example-data", example_council / "inbox")
    with (example_council / "expected_ledger.csv").open(encoding="utf-8") as file:
        worked_out = list(csv.DictReader(file))
    assert len({row["obligation_type"] for row in worked_out}) == 11
    assert _rows(data, CORE) == shape(worked_out, CORE)


def test_councils_nobody_fitted_it_to_have_the_ledger_a_plain_calculation_gives(
    councils_data: Path, expected: list[Obligation]
) -> None:
    assert len(expected) > 5_000
    assert _rows(councils_data, JUDGED) == shape(expected, JUDGED)


def test_status_and_sessions_missed_are_those_of_the_plain_calculation_on_any_day(
    councils_data: Path, expected: list[Obligation]
) -> None:
    days = [date(2025, 2, 28), date(2025, 12, 31), date(2026, 10, 31)]
    names = ", ".join(CORE)
    rows = query(
        councils_data,
        f"""select {names}, days.d,
            marts.obligation_status(opened_on, due_on, met_on, closed_on, tolerance_days,
                notice_days, false, days.d),
            case when obligation_type in {SUPERVISION} then
                marts.sessions_missed(opened_on, due_on, met_on, closed_on,
                    marts.interval_months(interval_count, interval_unit),
                    marts.interval_days(interval_count, interval_unit), days.d) end
        from marts.fct_obligations
        cross join unnest({[str(day) for day in days]}::date[]) days (d)""",
    )
    worked_out = Counter(
        (
            *(getattr(row, name) for name in CORE),
            day,
            status(row, day),
            sessions_missed(row, day) if row.obligation_type in SUPERVISION else None,
        )
        for row in expected
        for day in days
    )
    assert Counter(rows) == worked_out


@pytest.mark.soak
def test_shuffled_and_repeated_rows_give_the_same_ledger(
    publish: Publish, make_once: MakeOnce, councils: Path, councils_data: Path
) -> None:
    def shuffle(folder: Path) -> None:
        chance = random.Random(7)
        for path in councils.glob("*.csv"):
            heading, *lines = path.read_text(encoding="utf-8").splitlines()
            lines += chance.sample(lines, len(lines) // 10)
            chance.shuffle(lines)
            (folder / path.name).write_text("\n".join([heading, *lines]) + "\n", encoding="utf-8")

    data = publish("shuffled-data", make_once("shuffled", shuffle))
    everything = [
        "obligation_id",
        *JUDGED,
        "supervisor_id",
        "step",
        "interval_count",
        "evidence_id",
    ]
    assert _rows(data, everything) == _rows(councils_data, everything)


def test_no_obligation_overlaps_the_next_and_none_is_due_before_it_opens(
    councils_data: Path,
) -> None:
    assert not query(
        councils_data,
        """select obligation_id from marts.fct_obligations
        where obligation_type in ('staff_supervision', 'case_supervision')
        qualify due_on <= opened_on or lead(opened_on) over (
            partition by policy_id, obligation_type, subject_id order by opened_on
        ) < coalesce(closed_on, 'infinity')""",
    )
    assert not query(
        councils_data,
        """select a.obligation_id from marts.fct_obligations a
        where a.closed_reason = 'met' and a.obligation_type in ('staff_supervision', 'case_supervision') and not exists (
            from marts.fct_obligations b
            where b.policy_id = a.policy_id and b.obligation_type = a.obligation_type
                and b.subject_id = a.subject_id and b.opened_on = a.met_on)""",
    )


@pytest.mark.soak
def test_losing_a_session_never_turns_an_unmet_obligation_into_a_met_one(
    publish: Publish, make_once: MakeOnce, councils: Path, councils_data: Path
) -> None:
    def lose(folder: Path) -> None:
        chance = random.Random(11)
        for path in sorted(councils.glob("*.csv")):
            shutil.copy(path, folder / path.name)
            if "sessions" in path.name or "case_supervisions" in path.name:
                heading, *lines = path.read_text(encoding="utf-8").splitlines()
                # Rows of one key go together: of two that contradict each other one alone counts.
                keys = sorted({tuple(line.split(",")[:2]) for line in lines})
                lost = {key for key in keys if chance.random() < 0.15}
                kept = [line for line in lines if tuple(line.split(",")[:2]) not in lost]
                (folder / path.name).write_text("\n".join([heading, *kept]) + "\n")

    data = publish("lost-data", make_once("lost", lose))
    days_overdue = """
        select sum(greatest(0, least(coalesce(closed_on, date '2026-11-01'),
            date '2026-11-01') - due_on - 1)) from marts.fct_obligations
        where obligation_type in ('staff_supervision', 'case_supervision')
            and policy_id || subject_id in (select policy_id || subject_id from same)"""
    same = f"""with records as (select feed, records_from from marts.dim_feeds)
        , same as (select policy_id, subject_id from marts.fct_obligations) {days_overdue}"""
    begins = (
        "select feed, records_from from marts.dim_feeds where records_from is not null order by 1"
    )
    if query(data, begins) != query(councils_data, begins):
        pytest.fail("the records begin on another day: choose another chance")
    before, after = query(councils_data, same)[0][0], query(data, same)[0][0]
    assert after >= before
    unmet = "select obligation_id from marts.fct_obligations where met_on is null"
    met = "select obligation_id from marts.fct_obligations where met_on is not null"
    assert not {row[0] for row in query(councils_data, unmet)} & {
        row[0] for row in query(data, met)
    }


@pytest.mark.soak
def test_a_feed_that_was_never_supplied_is_not_measured_and_never_missed(
    publish: Publish, make_once: MakeOnce, councils: Path
) -> None:
    def withhold(folder: Path) -> None:
        for path in councils.glob("*.csv"):
            if not path.name.startswith(WITHHELD):
                shutil.copy(path, folder / path.name)

    data = publish("withheld-data", make_once("withheld", withhold))
    asked = query(data, "select distinct obligation_type from marts.fct_obligations order by 1")
    assert asked == [("asye_panel",), ("case_record",), ("case_supervision",)]
    systems = query(
        data,
        """select distinct split_part(subject_id, '-', 1) from marts.fct_obligations
        where obligation_type in ('case_supervision', 'case_record')""",
    )
    assert sorted(systems) == [("childview",), ("ics",)]
    states = query(data, "select distinct status_code from marts.fct_supervisees where is_in_force")
    assert {row[0] for row in states} <= {"not_measured", "no_rule"}
    assert not query(
        data,
        "select 1 from marts.fct_cases where system_code = 'swift' and status_code = 'overdue'",
    )
    # Evidence was supplied, so who is short of it is at risk; nobody is for want of what was not.
    at_risk = """select distinct at_risk_because from marts.fct_asye_programmes
        where at_risk_because is not null and at_risk_because not like '%pieces of evidence short by now'"""
    assert query(data, "select 1 from marts.fct_asye_programmes where is_running")
    assert not query(data, at_risk)


@pytest.mark.soak
@pytest.mark.parametrize("first", range(1000, 1400, 40))
def test_four_hundred_more_councils_have_the_ledger_a_plain_calculation_gives(
    publish: Publish, make_once: MakeOnce, first: int
) -> None:
    """On other data dates, and every second inbox without some of its feeds or columns."""

    def write(folder: Path) -> None:
        is_spoiled = first % 80 == 0
        data_date = SOAK_DATES[first // 40 % len(SOAK_DATES)]
        seeds = range(first, first + 40)
        write_merged_councils(folder, seeds, data_date=data_date, spoiled=is_spoiled)

    inbox = make_once(f"soak-{first}", write)
    assert _rows(publish(f"soak-data-{first}", inbox), JUDGED) == shape(expect(inbox), JUDGED)
