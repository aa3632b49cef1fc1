"""Case supervision: each case talked through again and again, and written up some days later.

A case is owed a talk at the habit of its strictest involvement or flag; the team's diligence says
whether it comes in time. Talks gather on the days a worker was supervised anyway, as they do in
life, so one record often covers several cases.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass, field
from random import Random

from ingestion.demo.allocation import Leads, lead_on
from ingestion.demo.cases import Case, Involvement
from ingestion.demo.days import (
    FAR_AHEAD,
    Day,
    Every,
    add_months,
    add_working_days,
    after,
    working_on_or_after,
    working_on_or_before,
)
from ingestion.demo.diligence import Diligence, lateness
from ingestion.demo.organisation import Team
from ingestion.demo.streams import Bands, Streams, chance, draw

MONTHLY, TWO_MONTHLY, QUARTERLY = Every(months=1), Every(months=2), Every(months=3)
FIRST_LOOK = Every(days=20)
HABITS = {
    "level_2": TWO_MONTHLY, "assessment": MONTHLY, "child_in_need": TWO_MONTHLY,
    "child_protection": MONTHLY, "looked_after": TWO_MONTHLY, "care_leaver": TWO_MONTHLY,
    "pre_proceedings": MONTHLY, "safeguarding_enquiry": MONTHLY, "care_act_assessment": MONTHLY,
    "long_term_support": QUARTERLY, "planned_review": TWO_MONTHLY, "court_order": TWO_MONTHLY,
    "out_of_court": TWO_MONTHLY,
}  # fmt: skip
#: Beside the team's chance for its people; the length of a slip in hundredths of the interval.
CASE_EXTRA = 0.01
LATE: Bands = ((0.45, 5, 30), (0.30, 31, 75), (0.25, 76, 190))
EARLY: Bands = ((0.4, 0, 8), (0.6, 9, 30))
#: Nobody to talk it through with: the case waits longer.
UNALLOCATED_CHANCE = 0.45
#: Talks move to a day the worker was supervised, this near before.
SNAP_DAYS = 6
#: Working days until it is on the case file.
RECORDED: Bands = ((0.86, 0, 2), (0.10, 3, 6), (0.04, 7, 25))
RECORDED_LATE: Bands = ((0.15, 1, 2), (0.55, 6, 14), (0.30, 15, 28))
#: The team that records late has done so for this long.
LATE_FOR_DAYS = 400


@dataclass(slots=True, eq=False)
class CaseSupervision:
    """One row of a case_supervisions file; `record_id` is shared by the cases of one talk."""

    system: str
    person: str
    held: Day
    recorded: Day | None
    supervisor: str
    worker: str
    status: str = "Completed"
    record_id: str = ""


@dataclass(slots=True)
class CaseTalks:
    """Makes the supervisions of one case at a time."""

    streams: Streams
    diligence: Diligence
    teams: dict[str, Team]
    #: Who talks cases through in each team.
    leads: Leads
    #: The days each worker was supervised one to one, in order.
    met: dict[str, list[Day]]
    begins: Day
    today: Day
    #: Cases nobody talks through, by (system, person): planted.
    silent: dict[tuple[str, str], Day] = field(default_factory=dict)

    def talk(self, case: Case, rows: list[Involvement]) -> list[CaseSupervision]:
        """Every supervision of a case up to the data date, whose rows are in order of start."""
        rng = self.streams.stream("talks", case.system, case.person)
        habits = _habits(case, rows)
        silent_from = self.silent.get((case.system, case.person), FAR_AHEAD)
        found: list[CaseSupervision] = []
        day = habits[0][0]
        if day < self.begins:
            every = _strictest(habits, self.begins)
            day = self.begins - int(rng.random() * every.length) if every else self.begins
        while day <= self.today:
            every = _strictest(habits, max(day, habits[0][0]))
            if every is None:
                later = [first for first, _, _ in habits if first > day]
                if not later:
                    break
                day = min(later)
                continue
            day = self._next(rows, habits, day, every, rng)
            held_by = _held_by(rows, day)
            if day > self.today or day >= silent_from:
                break
            if held_by is not None and day >= self.begins:
                found += self._record(case, held_by, day, rng)
        return found

    def _next(
        self,
        rows: list[Involvement],
        habits: list[tuple[Day, Day, Every]],
        last: Day,
        every: Every,
        rng: Random,
    ) -> Day:
        """The day of the next talk after `last`, in time or not."""
        due = after(last, every)
        for first, _, other in habits:
            if last < first < due:
                due = min(due, max(last + 1, after(first, other)))
        held_by = _held_by(rows, due) or _held_by(rows, last) or rows[0]
        team = self.teams[held_by.team_code]
        in_time = self.diligence.in_time(team, due) + CASE_EXTRA
        if self.diligence.is_silent(team, due):
            in_time *= UNALLOCATED_CHANCE
        if not held_by.worker:
            in_time *= UNALLOCATED_CHANCE
        if chance(rng, in_time):
            day = working_on_or_before(due - every.length * draw(rng, EARLY) // 100)
            return max(working_on_or_after(last + 1), self._snap(held_by.worker, last, day))
        late = lateness(every, in_time) * draw(rng, LATE) // 100
        return working_on_or_after(due + max(1, late))

    def _snap(self, worker: str, last: Day, day: Day) -> Day:
        """The day the worker was supervised shortly before, where there is one."""
        met = self.met.get(worker, [])
        place = bisect_right(met, day)
        if place and met[place - 1] > max(last, day - SNAP_DAYS):
            return met[place - 1]
        return day

    def _record(
        self, case: Case, held_by: Involvement, day: Day, rng: Random
    ) -> list[CaseSupervision]:
        """The record of one talk, unless it had not been written by the data date."""
        team = self.teams[held_by.team_code]
        late = team.plan.part == "late_recording" and day > self.today - LATE_FOR_DAYS
        recorded = add_working_days(day, draw(rng, RECORDED_LATE if late else RECORDED))
        if recorded > self.today:
            return []
        supervisor = lead_on(self.leads.get(held_by.team_code, []), day)
        return [
            CaseSupervision(case.system, case.person, day, recorded, supervisor, held_by.worker)
        ]


def _habits(case: Case, rows: list[Involvement]) -> list[tuple[Day, Day, Every]]:
    """What is owed and when: (first day, last day, interval), in order of first day."""
    habits: list[tuple[Day, Day, Every]] = []
    for row in rows:
        if row.kind == "assessment":
            habits.append((row.starts, min(row.ends, row.starts + FIRST_LOOK.days), FIRST_LOOK))
        if row.kind == "care_leaver":
            grown = add_months(case.born, 21 * 12)
            habits.append((max(row.starts, grown), row.ends, QUARTERLY))
            if row.starts < grown:
                habits.append((row.starts, min(row.ends, grown - 1), TWO_MONTHLY))
        else:
            habits.append((row.starts, row.ends, HABITS[row.kind]))
    for flag in case.flags:
        last = FAR_AHEAD if flag.last is None else flag.last
        habits += [
            (max(flag.first, row.starts), min(last, row.ends), MONTHLY)
            for row in rows
            if flag.first <= row.ends and row.starts <= last
        ]
    return sorted((each for each in habits if each[0] <= each[1]), key=lambda each: each[:2])


def _strictest(habits: list[tuple[Day, Day, Every]], day: Day) -> Every | None:
    """The shortest interval owed on a day, if any is."""
    best: Every | None = None
    for first, last, every in habits:
        if first > day:
            break
        if day <= last and (best is None or every.length < best.length):
            best = every
    return best


def _held_by(rows: list[Involvement], day: Day) -> Involvement | None:
    """The involvement of a day; of several the latest start."""
    holding = [row for row in rows if row.starts <= day <= row.ends]
    return holding[-1] if holding else None


def number_records(found: list[CaseSupervision]) -> None:
    """Gives every talk its Record ID, in order of day: one for all cases of one worker that day."""
    found.sort(key=lambda row: (row.system, row.held, row.supervisor, row.worker, row.person))
    count, before = 0, ("", 0, "", "")
    for row in found:
        talk = (row.system, row.held, row.supervisor, row.worker)
        if talk != before or not row.worker:
            count += 1
            before = talk
        row.record_id = f"CS{count:07d}"
