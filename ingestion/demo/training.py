"""Supervision training: the supervisee's course for everybody, the supervisor's for managers.

The list began when the records did, and most took the course then; after that, every two years.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ingestion.demo.days import Day, add_months, working_on_or_after
from ingestion.demo.duties import Duty
from ingestion.demo.pairs import Pair, Span, is_still, managing
from ingestion.demo.people import Worker
from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.streams import Bands, Streams, chance, choose, draw

SUPERVISEE, SUPERVISOR = "Supervisee", "Supervisor"
#: How the first course comes: days from the start; None for never.
FIRST: tuple[tuple[float, Bands | None], ...] = (
    (0.84, ((0.5, 8, 70), (0.5, 71, 165))),
    (0.11, ((1.0, 200, 420),)),
    (0.05, None),
)
#: And every next: days after two years (below nought: before).
NEXT: tuple[tuple[float, Bands | None], ...] = (
    (0.82, ((1.0, -75, -4),)),
    (0.10, ((1.0, 15, 150),)),
    (0.08, None),
)
EVERY_MONTHS, STARTER_MONTHS = 24, 6
#: Agency staff and students take the course less often.
PASSING, PASSING_TRAINED = ("Agency", "Placement"), 0.5


@dataclass(frozen=True, slots=True)
class Completion:
    """One row of sharepoint_training."""

    number: str
    course: str
    day: Day


def make_training(
    workers: list[Worker],
    pairs: list[Pair],
    duties: dict[str, Duty],
    records: tuple[Streams, Day, Day],
) -> list[Completion]:
    """Everybody's completions, by number.

    `records` are the streams, the day the records begin and the data date.
    """
    streams, begins, today = records
    managers = managing(pairs)
    rows: list[Completion] = []
    for worker in workers:
        for course, spans in ((SUPERVISEE, [(worker.starts, worker.leaves)]),
                              (SUPERVISOR, managers.get(worker.number, []))):  # fmt: skip
            for first, last in spans:
                rng = streams.stream("training", worker.number, course, first)
                if worker.employment in PASSING and not chance(rng, PASSING_TRAINED):
                    continue
                span = (max(first, begins), min(last, worker.leaves, today))
                days = _days(span, duties.get(worker.number), rng)
                rows += [Completion(worker.number, course, day) for day in days]
    return rows


def _days(span: Span, duty: Duty | None, rng: Random) -> Iterator[Day]:
    """When one person completed one course while it was owed."""
    first, last = span
    bands = choose(rng, FIRST)
    while bands is not None:
        day = working_on_or_after(first + draw(rng, bands))
        day = duty.back_on(day) if duty else day
        if day > last:
            return
        yield day
        first = add_months(day, EVERY_MONTHS)
        bands = choose(rng, NEXT)


def tell_of_training(
    workers: list[Worker], pairs: list[Pair], rows: list[Completion], today: Day
) -> Iterator[PlantedProblem]:
    """Whose course has lapsed or was never taken."""
    last = {(row.number, row.course): row.day for row in rows}
    lapsed, never, managers = [], [], []
    for worker in workers:
        if not worker.is_employed(today):
            continue
        done = last.get((worker.number, SUPERVISEE))
        if done is None and add_months(worker.starts, STARTER_MONTHS) < today:
            never.append(worker.number)
        if done is not None and add_months(done, EVERY_MONTHS) < today:
            lapsed.append(worker.number)
    employed = {worker.number for worker in workers if worker.is_employed(today)}
    for number, spans in managing(pairs).items():
        done = last.get((number, SUPERVISOR))
        owed = add_months(spans[-1][0], STARTER_MONTHS)
        owed = owed if done is None else add_months(done, EVERY_MONTHS)
        if number in employed and is_still(spans[-1][1], today) and owed < today:
            managers.append(number)
    for code, people in (
        ("training_lapsed", lapsed), ("training_never", never),
        ("training_of_manager_lapsed", managers),
    ):  # fmt: skip
        if people:
            yield planted(code, *people, count=len(people))
