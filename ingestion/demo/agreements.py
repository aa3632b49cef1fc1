"""Supervision agreements: signed by both in the first weeks, looked at again every year.

How often that is so follows a team's level. Some are signed late, some by one of the two only,
some never; and some are not looked at again when they should be.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ingestion.demo.days import Day, add_months, working_on_or_after
from ingestion.demo.duties import Duty
from ingestion.demo.pairs import Pair, is_still
from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.streams import Bands, Streams, chance, choose, draw

#: What becomes of an agreement in a team whose level is USUAL_LEVEL; where less is held in time,
#: the last three weigh more.
IN_TIME, LATE, ONE_SIGNATURE, NEVER = "in time", "late", "one signature", "never"
FATES = ((0.86, IN_TIME), (0.07, LATE), (0.035, ONE_SIGNATURE), (0.035, NEVER))
USUAL_LEVEL, LEAST_TROUBLE = 0.88, 0.3
#: Days from the start to the first signature, and from there to the second.
SIGNED: Bands = ((0.6, 1, 12), (0.4, 13, 20))
SIGNED_LATE: Bands = ((0.7, 36, 80), (0.3, 81, 190))
COUNTERSIGNED: Bands = ((0.7, 0, 3), (0.3, 4, 7))
#: It is looked at again after a year, mostly; so many days after the day (below nought: before).
REVIEW_MONTHS, LOOKED_AT_AGAIN = 12, 0.92
AGAIN: Bands = ((0.88, -30, -2), (0.12, 5, 70))
SUPERVISEE_FIRST = 0.7
#: After a change of manager it is so many times likelier that nobody thinks of it.
FORGOTTEN_AT_CHANGE = 4


@dataclass(frozen=True, slots=True)
class Agreement:
    """One row of sharepoint_agreements; a signature of None is missing."""

    supervisee: str
    supervisor: str
    signed: Day | None
    countersigned: Day | None
    review: Day | None

    @property
    def in_place(self) -> Day | None:
        """The day from which both had signed."""
        if self.signed is None or self.countersigned is None:
            return None
        return max(self.signed, self.countersigned)


def make_agreements(
    pairs: list[Pair], duties: dict[str, Duty], streams: Streams, records: tuple[Day, Day]
) -> list[Agreement]:
    """Everybody's agreements, by supervisee and day; `records`: when they begin, the data date."""
    _, today = records
    found: list[Agreement] = []
    had_manager = set[str]()
    for pair in pairs:
        if pair.starts <= today:
            rng = streams.stream("agreements", pair.supervisee, pair.manager, pair.starts)
            fate = _fate(pair, pair.supervisee in had_manager, rng)
            found += _agreements(pair, fate, duties[pair.supervisee], rng, records)
            had_manager.add(pair.supervisee)
    return found


def _fate(pair: Pair, is_change: bool, rng: Random) -> str:
    """What becomes of the first agreement of a pair."""
    trouble = max(LEAST_TROUBLE, (1 - pair.post.team.plan.level) / (1 - USUAL_LEVEL))
    times = {IN_TIME: 1.0, NEVER: trouble * (FORGOTTEN_AT_CHANGE if is_change else 1)}
    return choose(rng, [(weight * times.get(kind, trouble), kind) for weight, kind in FATES])


def _agreements(
    pair: Pair, fate: str, duty: Duty, rng: Random, records: tuple[Day, Day]
) -> Iterator[Agreement]:
    """One pair's agreements, year after year, until they part or one is forgotten."""
    begins, today = records
    last = min(today, pair.ends)
    day = max(pair.starts, begins) + draw(rng, SIGNED_LATE if fate == LATE else SIGNED)
    while fate != NEVER:
        first = duty.back_on(working_on_or_after(day))
        second = working_on_or_after(first + draw(rng, COUNTERSIGNED))
        is_supervisee_first = chance(rng, SUPERVISEE_FIRST)
        if first > last:
            return
        both = fate != ONE_SIGNATURE and second <= last
        days = (first, second if both else None)
        signed, countersigned = days if is_supervisee_first else days[::-1]
        review = add_months(second, REVIEW_MONTHS) if both else None
        yield Agreement(pair.supervisee, pair.manager, signed, countersigned, review)
        if review is None or not chance(rng, LOOKED_AT_AGAIN):
            return
        day = review + draw(rng, AGAIN)


def tell_of_agreements(
    pairs: list[Pair], agreements: list[Agreement], today: Day
) -> Iterator[PlantedProblem]:
    """Whose agreement is not as it should be on the data date."""
    own: dict[tuple[str, str], list[Agreement]] = {}
    for row in agreements:
        own.setdefault((row.supervisee, row.supervisor), []).append(row)
    had_one = {row.supervisee for row in agreements if row.in_place}
    half, without, forgotten = list[str](), list[str](), list[str]()
    changed: list[str] = []
    for pair in pairs:
        owed = add_months(pair.starts, 1) < today and is_still(pair.ends, today)
        rows = own.get((pair.supervisee, pair.manager), []) if owed else []
        if rows and not any(row.in_place for row in rows):
            half.append(pair.supervisee)
        elif owed and not rows:
            (changed if pair.supervisee in had_one else without).append(pair.supervisee)
        reviews = [row.review for row in rows if row.review]
        if reviews and max(reviews) < today:
            forgotten.append(pair.supervisee)
    for code, people in (
        ("agreement_one_signature", half), ("agreement_missing", without),
        ("agreement_manager_changed", changed), ("agreement_review_passed", forgotten),
    ):  # fmt: skip
        if people:
            yield planted(code, *dict.fromkeys(people), count=len(set(people)))
