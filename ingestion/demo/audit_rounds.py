"""The rounds of supervision audits: who is to be audited in each, by when, and by whom.

Two rounds a year, the last of them running on the data date. Each supervisor is audited once in a
round, one with many supervisees twice.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date

from ingestion.demo.days import Day, working_on_or_before
from ingestion.demo.organisation import Seat
from ingestion.demo.pairs import Pair, runs_at
from ingestion.demo.streams import Streams, pick

ROUNDS, APART, LASTS, BEGAN_AGO = 5, 182, 77, 50
SEASONS = ("Winter", "Spring", "Summer", "Autumn")
#: From so many supervisees on a supervisor is audited twice.
MANY = 7
AUDITOR_ROLES = ("service_manager", "head", "principal", "practice_educator", "team_manager")


@dataclass(frozen=True, slots=True)
class Round:
    """One round, from its first day to the last its audits are due."""

    name: str
    starts: Day
    ends: Day


@dataclass(frozen=True, slots=True)
class PlannedAudit:
    """One row of audit_plan, with those it may be of."""

    round: Round
    supervisor: str
    due: Day
    pairs: tuple[Pair, ...]


def rounds(today: Day) -> list[Round]:
    """The rounds, oldest first; the last is about two thirds through."""
    found = []
    for turn in reversed(range(ROUNDS)):
        first = today - BEGAN_AGO - turn * APART
        on = date.fromordinal(first)
        name = f"{SEASONS[on.month % 12 // 3]} {on.year}"
        found.append(Round(name, first, first + LASTS))
    return found


def plan_audits(pairs: list[Pair], streams: Streams, today: Day) -> list[PlannedAudit]:
    """Every planned audit, round by round, by the day it is due."""
    planned = []
    for each in rounds(today):
        rng = streams.stream("audit plan", each.name)
        own = []
        for supervisor, under in runs_at(pairs, each.starts).items():
            count = 2 if len(under) >= MANY else 1
            days = sorted(
                {working_on_or_before(each.ends - int(rng.random() * (LASTS - 14)))
                 for _ in range(count)}
            )  # fmt: skip
            own += [
                PlannedAudit(each, supervisor, day, tuple(under[turn::count]))
                for turn, day in enumerate(days)
            ]
        planned += sorted(own, key=lambda one: (one.due, one.supervisor))
    return planned


class Auditors:
    """Who may audit: managers and educators of the area, and never their own supervision."""

    def __init__(self, seats: list[Seat], streams: Streams) -> None:
        self._seats = [seat for seat in seats if seat.role in AUDITOR_ROLES]
        self._streams = streams

    def choose(self, pair: Pair, day: Day, turn: int, but: tuple[str, ...] = ()) -> str:
        """Somebody to audit this pair on a day; nobody of those named, nor the two themselves."""
        rng = self._streams.stream("auditor", pair.manager, pair.supervisee, day, turn)
        area, directorate = pair.post.team.area, pair.post.directorate
        not_these = (*but, pair.manager, pair.supervisee)
        free = [each for each in self._there(day) if each[1] not in not_these]
        near = [
            number
            for seat, number in free
            if seat.team.area == area and seat.team.plan.directorate == directorate
        ]
        return pick(rng, near or [number for _, number in free])

    def _there(self, day: Day) -> Iterator[tuple[Seat, str]]:
        for seat in self._seats:
            for stint in seat.stints:
                if stint.starts <= day <= stint.ends:
                    yield seat, stint.number
