"""ASYE progress worked out plainly from the exports, sharing no SQL: day by day, date by date."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from tests.oracle.days import DAY, FAR, add_interval, end_after
from tests.oracle.inbox import Council, Row
from tests.oracle.ledger import Obligation
from tests.oracle.people import Worker, gather_workers
from tests.oracle.policies import STAFF, WEEKLY_THEN_SLOWER
from tests.oracle.reviews import find_due
from tests.oracle.supervision import TAKEN

#: What the programme asks for by the third, sixth and twelfth month, said here once more.
BY_STAGE = {
    **{
        kind: {3: 1, 6: 2, 12: 3}
        for kind in (
            "direct observation",
            "feedback from a person who uses services",
            "professional feedback",
            "written report",
        )
    },
    "critical reflection": {6: 1, 12: 2},
}
Window = tuple[date, date]


@dataclass(frozen=True)
class Programme:
    """A programme with the days it runs, half-open, so far as known."""

    worker: Worker
    row: Row

    @property
    def key(self) -> tuple[str, date]:
        """Who, and from when."""
        return self.worker.worker_id, self.row["ASYE Start"]

    @property
    def last(self) -> date:
        """The day after Ended On; never, while it runs."""
        ended = end_after(self.row["Ended On"], self.worker.data_date)
        return FAR if ended <= self.row["ASYE Start"] else ended

    @property
    def days(self) -> list[date]:
        """Every day of it so far: until it ended, they left, or the data date."""
        start: date = self.row["ASYE Start"]
        employed_to = max(end for _, end in self.worker.employment)
        end = min(self.last, employed_to, self.worker.data_date + DAY)
        return [start + timedelta(days=n) for n in range((end - start).days)]

    def falls_on(self, months: int) -> date:
        """The day so many months stand for, by hours and pauses."""
        return find_due(self.worker, self.row, months, TAKEN)


def find_programmes(council: Council) -> list[Programme]:
    """Every programme of somebody HR knows, begun by the data date."""
    return [
        Programme(worker, row)
        for worker in gather_workers(council, TAKEN)
        for row in worker.programmes
    ]


def find_phases(programme: Programme, policy_id: str) -> Iterator[Window]:
    """The windows of the policy's steps: first day, and first day of the next."""
    start: date = programme.row["ASYE Start"]
    spans = [(start, start, programme.last)]
    if STAFF[policy_id].nqsw_clock == "employment":
        spans = [
            (first, max(first, start), min(end, programme.last))
            for first, end in programme.worker.employment
        ]
    for clock, opens, ends in spans:
        begins = [add_interval(clock, *after) for after, _ in WEEKLY_THEN_SLOWER]
        for first, following in zip(begins, [*begins[1:], FAR], strict=True):
            window = max(first, opens), min(following, ends)
            if window[0] < window[1] and window[0] <= programme.worker.data_date:
                yield window


def count_sessions(owed: list[Obligation], window: Window, data_date: date) -> tuple[int, int, int]:
    """Expected, held and on time in a window; a day the next phase begins belongs to this one."""

    def within(day: date | None) -> bool:
        return day is not None and window[0] < day <= min(window[1], data_date)

    held = sum(within(row.met_on) for row in owed)
    on_time = sum(
        within(row.due_on) and row.met_on is not None and row.met_on <= row.due_on for row in owed
    )
    missed = sum(within(day) for row in owed for day in find_missed(row, data_date))
    return on_time + missed, held, on_time


def find_missed(row: Obligation, data_date: date) -> Iterator[date]:
    """The due date and every whole interval after it that passed while it was unmet."""
    closed = row.closed_on or data_date
    never_overdue = row.met_on is None and row.closed_on and row.closed_on <= row.due_on + DAY
    if row.interval_count is None or row.interval_unit is None or never_overdue:
        return
    number = 0
    while True:
        day = add_interval(row.due_on, row.interval_count, row.interval_unit, number)
        if day >= min(closed, data_date):
            return
        yield day
        number += 1


def find_gap_days(programme: Programme, council: Council) -> int:
    """Days on which the programme needs an assessor and no row says that somebody is one."""
    assessing = [row for row in council.rows("asye_supervisors") if row["Role"] == "assessor"]
    register = min(row["From"] for row in assessing)
    recommended = programme.row["Recommended On"] or FAR
    absent = [(pause["From"], pause["To"]) for pause in programme.worker.pauses]
    mine = [
        (row["From"], row["To"])
        for row in assessing
        if row["NQSW"] == programme.worker.worker_id and row["From"] <= council.data_date
    ]
    open_ended = [(a, FAR if to is None or to < a else to) for a, to in mine]
    pauses = [(a, to or FAR) for a, to in absent if to is None or to >= a]
    return sum(
        register <= day <= recommended
        and not any(first <= day <= to for first, to in open_ended + pauses)
        for day in programme.days
    )


def find_evidence(programme: Programme, council: Council) -> Iterator[tuple[str, int, int, int]]:
    """Kind, stage, pieces held and pieces short, of every stage."""
    days = set(programme.days)
    today = max(days, default=programme.row["ASYE Start"])
    recommended = programme.row["Recommended On"]
    for kind, stages in BY_STAGE.items():
        held = len(
            {
                row["Dated"]
                for row in council.rows("asye_evidence")
                if row["NQSW"] == programme.worker.worker_id
                and row["Kind"] == kind
                and row["Dated"] in days
            }
        )
        for months, asked in stages.items():
            has_come = programme.falls_on(months) < today or (
                recommended is not None and recommended <= council.data_date
            )
            yield kind, months, held, max(asked - held, 0) if has_come else 0


def find_state(programme: Programme, council: Council) -> str:
    """The status, by asking the questions one after another in plain words."""
    row, today = programme.row, council.data_date
    decided = row["Panel Decision"] if row["Panel Date"] and row["Panel Date"] <= today else None
    sent = row["Recommended On"] is not None and row["Recommended On"] <= today
    has_ended = programme.last < FAR
    reason = (row["End Reason"] or "") if has_ended else ""
    gone = max(end for _, end in programme.worker.employment) <= today + DAY
    if decided == "confirmed":
        said = row["Recommendation"]
        failed = said == "fail" or (said != "pass" and row["End Reason"] == "failed")
        return "failed" if failed else "confirmed"
    if reason in ("failed", "withdrawn", "left"):
        return reason
    if gone and not has_ended:
        return "left"
    if decided == "not confirmed":
        return "not_confirmed"
    if sent:
        return "left" if gone else "awaiting_panel"
    if has_ended:
        return "completed" if reason == "completed" else "ended"
    if programme.falls_on(12) < today:
        return "past_end"
    on_pause = any(
        pause["From"] <= today and (pause["To"] is None or pause["To"] > today)
        for pause in programme.worker.pauses
    )
    return "paused" if on_pause else "in_progress"
