"""Absences: leave, short sickness, and the long ones that stop the clock of supervision.

Everybody's calendar comes from a few tables; the absences that matter for a planted problem are
written down exactly, in days before the data date (below nought: after it).
"""

from __future__ import annotations

from dataclasses import dataclass
from random import Random

from ingestion.demo.days import Day, working_on_or_after
from ingestion.demo.parts import Parts
from ingestion.demo.people import Worker
from ingestion.demo.streams import Bands, Streams, chance, choose, draw

LEAVE_APART: Bands = ((0.4, 35, 60), (0.4, 61, 100), (0.2, 101, 160))
LEAVE_DAYS: Bands = ((0.45, 1, 3), (0.40, 5, 12), (0.15, 14, 19))
SICK_APART: Bands = ((0.3, 60, 250), (0.4, 251, 600), (0.3, 601, 1200))
SICK_DAYS: Bands = ((0.7, 1, 4), (0.25, 5, 12), (0.05, 13, 22))
#: A long absence, of each kind, in a year: how likely and how many days.
LONG_KINDS: tuple[tuple[str, float, Bands], ...] = (
    ("Sickness", 0.040, ((0.6, 30, 75), (0.4, 76, 180))),
    ("Maternity", 0.016, ((1.0, 190, 330),)),
    ("Secondment", 0.004, ((1.0, 120, 300),)),
    ("Adoption", 0.001, ((1.0, 180, 300),)),
)
SHORT_KINDS = ((0.90, "Sickness"), (0.05, "Bereavement"), (0.03, "Paternity"), (0.02, "Other"))
#: Leave already asked for after the data date, and no natural long absence in the last months:
#: those that run now are planted.
BOOKED_AHEAD, QUIET_DAYS = 50, 60
LONG = 28

#: Planted: (type, first day, last day); a last day of None is still running with no end typed.
PLANTED: dict[str, tuple[tuple[str, int, int | None], ...]] = {
    "away_maternity": (("Maternity", 121, -152),),
    "away_sick": (("Sickness", 46, None),),
    "away_on_secondment": (("Secondment", 199, -10),),
    "back_from_long_absence": (("Sickness", 84, 19),),
    "absences_touching": (("Sickness", 130, 117), ("Bereavement", 116, 98)),
    "absence_of_27_days": (("Sickness", 110, 84),),
    "short_absence_now": (("Sickness", 11, -7),),
    "leave_now": (("Annual leave", 11, -7),),
    "asye_paused": (("Maternity", 70, None),),
    "asye_pause_ended": (("Sickness", 200, 139),),
}
#: The manager whose team is without one, and how long since.
MANAGER_AWAY_SINCE = 55


@dataclass(frozen=True, slots=True)
class Absence:
    """One row of hr_absences; `last` is None while no end is known."""

    worker: Worker
    kind: str
    first: Day
    last: Day | None

    @property
    def is_leave(self) -> bool:
        """Annual leave never breaks supervision, however long."""
        return self.kind == "Annual leave"


def make_absences(
    workers: list[Worker], parts: Parts, streams: Streams, begins: Day, today: Day
) -> list[Absence]:
    """Everybody's absences, by number and first day, never two at once for one person."""
    absences: list[Absence] = []
    for worker in workers:
        rng = streams.stream("absences", worker.number)
        own = _planted(worker, parts, today)
        has_part = bool(worker.code or parts.of(worker.number))
        own += _ordinary(worker, rng, (begins, today), own, has_part)
        absences += sorted(own, key=lambda absence: absence.first)
    return absences


def _planted(worker: Worker, parts: Parts, today: Day) -> list[Absence]:
    """The absences somebody's part asks for."""
    spells = PLANTED.get(parts.of(worker.number), ())
    seat = worker.stints[-1].seat
    if seat.is_manager and seat.team.plan.part == "manager_away" and worker.leaves > today:
        spells = (("Sickness", MANAGER_AWAY_SINCE, None),)
    return [
        Absence(worker, kind, today - first, None if last is None else today - last)
        for kind, first, last in spells
    ]


def _ordinary(
    worker: Worker, rng: Random, records: tuple[Day, Day], planted: list[Absence], has_part: bool
) -> list[Absence]:
    """Leave and sickness as anybody has them; long ones for those who manage and play nothing."""
    begins, today = records
    opens, closes = max(begins, worker.starts), min(worker.leaves, today + BOOKED_AHEAD)
    found: list[Absence] = []
    if worker.employment in ("Agency", "Placement"):
        return found
    if not (has_part or worker.stints[-1].seat.is_manager):
        found += _long(worker, rng, opens, min(closes, today - QUIET_DAYS))
    for kinds, apart, lengths, until in (
        (((1.0, "Annual leave"),), LEAVE_APART, LEAVE_DAYS, closes),
        (SHORT_KINDS, SICK_APART, SICK_DAYS, min(closes, today - 1)),
    ):
        day = opens + draw(rng, apart)
        while day < until:
            first, days = working_on_or_after(day), draw(rng, lengths)
            one = Absence(worker, choose(rng, kinds), first, min(first + days - 1, closes))
            if not any(_near(one, other) for other in planted + found) and first <= closes:
                found.append(one)
            day = first + draw(rng, apart)
    return found


def _long(worker: Worker, rng: Random, opens: Day, closes: Day) -> list[Absence]:
    """At most one long absence in the time, over before the data date's quiet weeks."""
    years = max(0, closes - opens) / 365
    for kind, yearly, lengths in LONG_KINDS:
        if chance(rng, yearly * years):
            days = draw(rng, lengths)
            room = closes - opens - days
            first = opens + 1 + int(rng.random() * room)
            return [Absence(worker, kind, first, first + days - 1)] if room > 0 else []
    return []


def _near(one: Absence, other: Absence) -> bool:
    """Whether two absences overlap or come within two days of each other."""
    last = one.last if one.last is not None else one.first
    if other.last is None:
        return last >= other.first - 2
    return one.first <= other.last + 2 and other.first <= last + 2
