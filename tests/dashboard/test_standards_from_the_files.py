"""Practice standards counted again by hand from the demo council's files: no SQL, no marts."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from dashboard.datasets.standards import (
    cancellations_counts,
    cancellations_listed,
    practice_listed,
    practice_periods,
    practice_places,
)
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, published
from tests.dashboard.test_counts_from_the_files import day, rows

ROOT = Path(__file__).resolve().parents[2]
EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()
FIRST, LAST = date(2025, 11, 1), date(2026, 10, 31)
#: Whose policy a directorate is held to in the demonstration.
KNOWSLEY, ST_HELENS = {"Adults"}, {"Children", "Youth Justice"}
Row = dict[str, str]


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


class Council:
    """The files of the demo council, and where and whether somebody worked on a day."""

    def __init__(self, inbox: Path, data_date: date) -> None:
        self.data_date = data_date
        self.sessions = self._sessions(inbox)
        self.posts: dict[str, list[Row]] = defaultdict(list)
        for row in rows(inbox, "hr_posts"):
            self.posts[row["Employee Number"]].append(row)
        self.workers: dict[str, list[Row]] = defaultdict(list)
        for row in rows(inbox, "hr_workers"):
            self.workers[row["Employee Number"]].append(row)
        self.teams = {row["Team Code"]: row for row in rows(inbox, "hr_teams")}

    @staticmethod
    def _sessions(inbox: Path) -> list[Row]:
        """Rows that stand: of equal rows one, of rows that contradict each other none."""
        by_key: dict[tuple[str, str], set[tuple[tuple[str, str], ...]]] = defaultdict(set)
        for row in rows(inbox, "sharepoint_sessions"):
            row.pop("Comments", None)
            if row["Status"] == "Held" and not row["Held Date"]:
                continue
            by_key[row["Session ID"], row["Supervisee"]].add(tuple(sorted(row.items())))
        return [dict(next(iter(found))) for found in by_key.values() if len(found) == 1]

    def is_employed(self, worker: str, on: date) -> bool:
        """Whether somebody is employed on a day."""
        return any(
            (day(row["Start Date"]) or on) <= on <= (day(row["Leaving Date"]) or date.max)
            for row in self.workers[worker]
        )

    def team(self, worker: str, on: date) -> Row | None:
        """The team of the post with the largest FTE, then the one that began last."""
        held = [
            row
            for row in self.posts[worker]
            if (day(row["Post Start"]) or on) <= on <= (day(row["Post End"]) or date.max)
        ]
        if not held:
            return None
        post = min(
            held,
            key=lambda row: (
                -float(row["FTE"] or 1),
                -(day(row["Post Start"]) or on).toordinal(),
                row["Team Code"],
            ),
        )
        return self.teams.get(post["Team Code"])

    def directorate(self, worker: str, on: date) -> str | None:
        """The directorate of that team."""
        team = self.team(worker, on)
        return team["Directorate"] if team else None

    def held(self) -> Iterator[tuple[Row, date]]:
        """Sessions held by the data date of whoever was employed."""
        for row in self.sessions:
            on = day(row["Held Date"]) if row["Status"] == "Held" else None
            if on and on <= self.data_date and self.is_employed(row["Supervisee"], on):
                yield row, on

    def held_in_period(self, directorates: set[str]) -> list[tuple[Row, date]]:
        """Those of the twelve months, of people in some directorates on the day."""
        return [
            (row, on)
            for row, on in self.held()
            if FIRST <= on <= LAST and self.directorate(row["Supervisee"], on) in directorates
        ]


@pytest.fixture(scope="module")
def council(demo_inbox: Path, run: Published) -> Council:
    """The files, read once."""
    return Council(demo_inbox, run.data_date)


def figures(run: Published, code: str) -> tuple[int, int, int]:
    """Judged, met and not measured as the page has them; each list is as long."""
    found = practice_periods(run, EVERYBODY, EVERYWHERE).to_dicts()
    row = next(row for row in found if row["measure_code"] == code and row["is_now"])
    numbers = (row["judged_count"], row["met_count"], row["not_measured_count"])
    for name, number in zip(("judged", "met", "not_measured"), numbers, strict=True):
        assert practice_listed(run, EVERYBODY, EVERYWHERE, code, name).height == number
    return numbers


def test_reflective_minutes_of_one_to_one_sessions_in_adults(
    council: Council, run: Published
) -> None:
    minutes = [
        row["Reflective Minutes"]
        for row, _ in council.held_in_period(KNOWSLEY)
        if row["Format"] == "One to one"
    ]
    typed = [int(text) for text in minutes if text]
    long_enough = sum(number >= 90 for number in typed)
    assert figures(run, "reflective_time") == (len(typed), long_enough, len(minutes) - len(typed))
    assert 0 < long_enough < len(typed) < len(minutes)


def test_sessions_of_over_two_hours_where_st_helens_is_in_force(
    council: Council, run: Published
) -> None:
    minutes = [
        row["Duration Minutes"]
        for row, _ in council.held_in_period(ST_HELENS)
        if row["Format"] != "Peer"
    ]
    typed = [int(text) for text in minutes if text]
    usual = sum(number <= 120 for number in typed)
    assert figures(run, "usual_length") == (len(typed), usual, len(minutes) - len(typed))
    assert 0 < usual < len(typed) < len(minutes)


def test_records_that_both_have_agreed(council: Council, run: Published) -> None:
    agreed = [
        all(
            (on := day(row[f"{who} Agreed"])) is not None and on <= council.data_date
            for who in ("Supervisee", "Supervisor")
        )
        for row, _ in council.held_in_period(KNOWSLEY)
        if row["Format"] == "One to one"
    ]
    assert figures(run, "record_agreed") == (len(agreed), sum(agreed), 0)
    assert 0 < sum(agreed) < len(agreed)


@pytest.fixture(scope="module")
def holidays() -> set[date]:
    """Bank holidays, as the calendar has them."""
    path = ROOT / "transform/seeds/vocabulary/bank_holidays.csv"
    with path.open(encoding="utf-8") as file:
        return {date.fromisoformat(row["holiday_on"]) for row in csv.DictReader(file)}


def working_days_on(on: date, days: int, holidays: set[date]) -> date:
    """The so-manieth working day after a day."""
    while days:
        on += timedelta(days=1)
        days -= on.weekday() < 5 and on not in holidays
    return on


def left_on(council: Council, worker: str, on: date) -> date:
    """The last day of the employment that a day is in."""
    return max(
        day(row["Leaving Date"]) or date.max
        for row in council.workers[worker]
        if (day(row["Start Date"]) or on) <= on <= (day(row["Leaving Date"]) or date.max)
    )


def judged(
    council: Council, worker: str, opened: date, due: date, done: date | None
) -> bool | None:
    """Whether something due in the period was done in time; None where it is in no figure."""
    if not FIRST <= due <= LAST:
        return None
    last = left_on(council, worker, opened)
    if done is not None and (done > council.data_date or max(done, opened) > last):
        done = None
    if done is None and last < council.data_date and last <= due:
        return None
    return done is not None and done <= due


def test_records_given_within_seven_working_days(
    council: Council, run: Published, holidays: set[date]
) -> None:
    results = []
    for row, on in council.held():
        due = working_days_on(on, 7, holidays)
        shared = day(row["Record Shared"])
        attributed = min(due, council.data_date, max(shared, on) if shared else date.max)
        held_to = council.directorate(row["Supervisee"], attributed)
        if row["Format"] == "Peer" or held_to not in ST_HELENS:
            continue
        results.append(judged(council, row["Supervisee"], on, due, shared))
    told = [result for result in results if result is not None]
    assert figures(run, "session_record") == (len(told), sum(told), 0)
    assert 0 < sum(told) < len(told)


def cancelled_in_period(council: Council) -> list[tuple[Row, date]]:
    """Cancelled sessions first planned for the period, of whoever was employed."""
    return [
        (row, on)
        for row in council.sessions
        if row["Status"] == "Cancelled"
        and (on := day(row["Planned Date"])) is not None
        and FIRST <= on <= LAST
        and council.is_employed(row["Supervisee"], on)
    ]


def test_cancelled_sessions_with_a_reason(council: Council, run: Published) -> None:
    reasons = [row["Cancellation Reason"] for row, _ in cancelled_in_period(council)]
    judged_count, met, _ = figures(run, "reason_given")
    assert (judged_count, met) == (len(reasons), sum(map(bool, reasons)))


def test_reasons_of_cancelled_sessions_with_sickness_among_not_available(
    council: Council, run: Published
) -> None:
    typed = Counter(
        row["Cancellation Reason"].replace("sick", "unavailable") or "not_given"
        for row, _ in cancelled_in_period(council)
    )
    counted = cancellations_counts(run, EVERYBODY, EVERYWHERE).to_dicts()
    assert {row["reason_code"]: row["cancelled_count"] for row in counted} == dict(typed)
    assert len(typed) > 4
    rows_listed = cancellations_listed(run, EVERYBODY, EVERYWHERE).height
    assert rows_listed == sum(typed.values())


def test_cancelled_sessions_held_again_within_ten_working_days(
    council: Council, run: Published, holidays: set[date]
) -> None:
    held: dict[str, list[tuple[date, str]]] = defaultdict(list)
    for row in council.sessions:
        on = day(row["Held Date"]) if row["Status"] == "Held" else None
        if on is not None and on <= council.data_date:
            held[row["Supervisee"]].append((on, row["Format"]))
    results = []
    for row in council.sessions:
        planned = day(row["Planned Date"]) if row["Status"] == "Cancelled" else None
        worker = row["Supervisee"]
        if planned is None or planned > council.data_date:
            continue
        if not council.is_employed(worker, planned):
            continue
        due = working_days_on(planned, 10, holidays)
        results.append(judged(council, worker, planned, due, _held_again(council, row, held, due)))
    told = [result for result in results if result is not None]
    assert figures(run, "held_again")[:2] == (len(told), sum(told))
    assert 0 < sum(told) < len(told)


def _held_again(
    council: Council, row: Row, held: dict[str, list[tuple[date, str]]], due: date
) -> date | None:
    """The first of the new day and of a session that the policy of the person counts."""
    planned, moved = day(row["Planned Date"]), day(row["Rearranged To"])
    assert planned is not None
    found = [moved] if moved is not None and moved <= council.data_date else []
    for on, kind in held[row["Supervisee"]]:
        in_adults = council.directorate(row["Supervisee"], min(on, due)) in KNOWSLEY
        counts = kind == "One to one" if in_adults else kind != "Peer"
        if on > planned and counts:
            found.append(on)
    return min(found, default=None)


def test_a_service_has_the_sessions_of_the_teams_that_people_were_in_on_the_day(
    council: Council, run: Published
) -> None:
    typed: Counter[str] = Counter()
    for row, on in council.held_in_period(ST_HELENS):
        team = council.team(row["Supervisee"], on)
        if row["Format"] != "Peer" and row["Duration Minutes"] and team is not None:
            typed[team["Service"]] += 1
    shown: Counter[str] = Counter()
    for row in practice_places(run, EVERYBODY, EVERYWHERE, "usual_length").to_dicts():
        shown[row["service_name"]] += row["judged_count"]
    assert shown == typed
