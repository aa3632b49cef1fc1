"""Findings worked out a second time, one session, review, person or programme at a time.

A judgement says what one rule makes of one thing: found, fine, not known, or not recognised where
the format of a session says nothing to anybody.  The rules stand here in their own reading.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from .days import end_after
from .inbox import Council, Row
from .people import gather_workers
from .policies import ALL_FORMATS
from .supervision import Readings

FOUND, FINE, NOT_KNOWN, NOT_RECOGNISED = "found", "fine", "not_known", "not_recognised"
RENEWED = (11, 30)  # the day registrations are renewed every year


@dataclass(frozen=True)
class Judgement:
    """What a rule makes of something on a day, under whom it stands, and for how long."""

    rule_id: str
    finding_type: str
    subject_id: str
    worker_id: str
    found_on: date | None
    result: str
    supervisor_id: str | None = None
    team_id: str | None = None
    began_on: date | None = None
    measured: int | None = None


class Setting:
    """A council's people, ready to be asked about on any day."""

    def __init__(self, council: Council) -> None:
        self.council = council
        self.data_date = council.data_date
        self.workers = {one.worker_id: one for one in gather_workers(council, Readings())}
        self.hr = _by(council.rows("hr_workers"), "Employee Number")
        self.posts = _by(council.rows("hr_posts"), "Employee Number")
        self.programmes = _by(council.rows("asye_programmes"), "Employee Number")
        self._sessions: dict[str, list[Row]] = {}
        self.directorates = {
            row["Team Code"]: row["Directorate"] for row in council.rows("hr_teams")
        }

    def held_sessions(self) -> Iterator[Row]:
        """Sessions that have been held by the data date, of people employed on the day."""
        for row in self.council.rows("sharepoint_sessions"):
            has_come = row["Status"] == "held" and row["Held Date"] <= self.data_date
            if has_come and self.is_employed(row["Supervisee"], row["Held Date"]):
                yield row

    def sessions_of(self, worker_id: str) -> list[Row]:
        """One person's held sessions."""
        if not self._sessions:
            self._sessions = _by(list(self.held_sessions()), "Supervisee")
        return self._sessions.get(worker_id, [])

    def posts_on(self, worker_id: str, day: date) -> list[Row]:
        """Every post held on the day."""
        return [
            row
            for row in self.posts.get(worker_id, [])
            if row["Post Start"] <= min(day, self.data_date)
            and day < end_of(row["Post Start"], row["Post End"], self.data_date)
        ]

    def main_post(self, worker_id: str, day: date) -> Row | None:
        """The post that speaks for the person: largest FTE, latest start, lowest team code."""

        def rank(row: Row) -> tuple[Fraction, int, bool, str, bool, str]:
            fte = row["FTE"] if row["FTE"] is not None else Fraction(1)
            team, manager = row["Team Code"], row["Line Manager Employee Number"]
            start = row["Post Start"].toordinal()
            return (-fte, -start, team is None, team or "", manager is None, manager or "")

        return min(self.posts_on(worker_id, day), key=rank, default=None)

    def line(self, worker_id: str, day: date) -> tuple[str | None, str | None]:
        """Line manager and team on the day."""
        post = self.main_post(worker_id, day)
        return (post["Line Manager Employee Number"], post["Team Code"]) if post else (None, None)

    def is_employed(self, worker_id: str, day: date) -> bool:
        """Whether HR has them on the day."""
        worker = self.workers.get(worker_id)
        return worker is not None and worker.is_employed(day)

    def last_day_after(self, worker_id: str) -> date | None:
        """The day after the last employment; None for somebody who never began."""
        worker = self.workers.get(worker_id)
        return max(end for _, end in worker.employment) if worker else None

    def programmes_on(self, worker_id: str, day: date) -> list[Row]:
        """The ASYEs that run on the day, as known on the data date."""
        return [
            row
            for row in self.programmes.get(worker_id, [])
            if row["ASYE Start"] <= min(day, self.data_date)
            and day < end_of(row["ASYE Start"], row["Ended On"], self.data_date)
        ]

    def has_number(self, worker_id: str | None) -> bool | None:
        """Whether HR shows a registration number; None for somebody HR does not know."""
        rows = self.hr.get(worker_id or "")
        return None if not rows else any(row["SWE Number"] is not None for row in rows)

    def registration(self, worker_id: str | None, day: date) -> str | None:
        """`yes`, `no`, or `old` where it ends on the renewal day last before the day."""
        if self.has_number(worker_id) is None:
            return None
        numbered = [row for row in self.hr[worker_id or ""] if row["SWE Number"] is not None]
        ends = [row["SWE Registration Expiry"] for row in numbered]
        if not ends:
            return "no"
        if None in ends or max(ends) >= day:
            return "yes"
        renewed = [date(day.year - back, *RENEWED) for back in (0, 1)]
        return "old" if max(ends) == next(one for one in renewed if one < day) else "no"


def end_of(start: date, last_day: date | None, data_date: date) -> date:
    """The day after the last; an end typed before the start ends nothing."""
    return end_after(None if last_day and last_day < start else last_day, data_date)


def judge_registration(registration: str | None, kind: str) -> tuple[str, str]:
    """The kind of finding and the result that go with a state of registration."""
    if registration is None:
        return kind, NOT_KNOWN
    if registration == "yes":
        return kind, FINE
    return ("register_not_refreshed" if registration == "old" else kind), FOUND


def judge_format(row: Row, formats: Iterable[str]) -> bool | None:
    """Whether a session is of a format the rule names; None where nobody recognises it."""
    return row["Format"] in formats if row["Format"] in ALL_FORMATS else None


def is_measured(council: Council, feed: str, *headings: str) -> bool:
    """Whether the feed is there and none of the columns is blank throughout."""
    rows = council.rows(feed)
    return bool(rows) and not any(all(row[name] is None for row in rows) for name in headings)


def _by(rows: list[Row], heading: str) -> dict[str, list[Row]]:
    found = defaultdict(list)
    for row in rows:
        found[row[heading]].append(row)
    return found
