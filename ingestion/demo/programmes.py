"""ASYE programmes: the year of every newly qualified worker, and what became of it."""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.demo.casting import NewlyQualified
from ingestion.demo.days import Day, add_months, working_on_or_before
from ingestion.demo.people import Worker

#: No programme may last longer than this, however few the hours.
LONGEST_MONTHS = 24


@dataclass(slots=True, eq=False)
class Programme:
    """One row of asye_programmes, with the pause and the part behind it."""

    worker: Worker
    script: NewlyQualified
    starts: Day
    ended: Day | None
    recommended: Day | None
    panel: Day | None
    pause: tuple[Day, Day | None] | None
    today: Day

    @property
    def last_day(self) -> Day:
        """The last day it ran, or the data date while it runs."""
        return self.today if self.ended is None else self.ended

    def milestone(self, months: int) -> Day:
        """When a review at so many months falls: moved by hours and pause, 24 months at most."""
        due = self._stretched(months)
        if self.pause and self.pause[0] <= due:
            first, last = self.pause
            due += (self.today if last is None else last) - first + 1
        return min(due, add_months(self.starts, LONGEST_MONTHS))

    @property
    def agreed_end(self) -> Day:
        """The end agreed at the start: twelve months, stretched by hours."""
        return min(self._stretched(12), add_months(self.starts, LONGEST_MONTHS))

    def _stretched(self, months: int) -> Day:
        """So many months from the start, in proportion to hours, rounded up to a day."""
        days = add_months(self.starts, months) - self.starts
        return self.starts - (-days * 100 // round(self.script.fte * 100))


def make_programmes(workers: list[Worker], today: Day) -> list[Programme]:
    """The programme of everybody hired newly qualified, by number."""
    programmes = []
    for worker in workers:
        script = worker.script
        if isinstance(script, NewlyQualified):
            programmes.append(_programme(worker, script, today))
    return programmes


def _programme(worker: Worker, script: NewlyQualified, today: Day) -> Programme:
    pause = None
    if script.pause:
        first, last = script.pause
        pause = (today - first, None if last is None else today - last)
    ended = _office_day(today, script.ended)
    if script.reason == "Left":
        ended = worker.leaves
    return Programme(
        worker, script, next(each.starts for each in worker.stints if each.script is script),
        ended, _office_day(today, script.recommended), _office_day(today, script.panel),
        pause, today,
    )  # fmt: skip


def _office_day(today: Day, ago: int | None) -> Day | None:
    """The working day so many days before the data date (or just before that), if it has come."""
    return None if ago is None else working_on_or_before(today - ago)
