"""Performance reviews: one every six months, six monthly and annual in turn, with gaps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from ingestion.demo.days import Day, add_months, working_on_or_after
from ingestion.demo.duties import Duty
from ingestion.demo.people import Worker
from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.streams import Bands, Streams, chance, choose, draw

SIX_MONTHLY, ANNUAL, EVERY_MONTHS = "Six monthly", "Annual", 6
#: Days after it is owed (below nought: before).
HELD: tuple[tuple[float, Bands], ...] = (
    (0.85, ((0.7, -20, -1), (0.3, -45, -21))),
    (0.10, ((1.0, 4, 60),)),
    (0.05, ((1.0, 90, 200),)),
)
#: With so much chance nobody reviews somebody any more until they move on.
FORGOTTEN = 0.02
PASSING, PASSING_REVIEWED = ("Agency", "Placement"), 0.4


@dataclass(frozen=True, slots=True)
class Appraisal:
    """One row of sharepoint_reviews."""

    number: str
    day: Day
    kind: str


def make_appraisals(
    workers: list[Worker], duties: dict[str, Duty], streams: Streams, records: tuple[Day, Day]
) -> list[Appraisal]:
    """Everybody's performance reviews, by number; `records`: when they begin, the data date."""
    return [
        row
        for worker in workers
        if worker.number in duties
        for row in _appraisals(worker, duties[worker.number], streams, records)
    ]


def _appraisals(
    worker: Worker, duty: Duty, streams: Streams, records: tuple[Day, Day]
) -> Iterator[Appraisal]:
    begins, today = records
    rng = streams.stream("appraisals", worker.number)
    if worker.employment in PASSING and not chance(rng, PASSING_REVIEWED):
        return
    last = worker.starts if worker.starts >= begins else begins - int(rng.random() * 170)
    is_annual = chance(rng, 0.5)
    while not chance(rng, FORGOTTEN):
        due = add_months(last, EVERY_MONTHS)
        day = duty.back_on(working_on_or_after(due + draw(rng, choose(rng, HELD))))
        if day > min(today, worker.leaves):
            return
        yield Appraisal(worker.number, day, ANNUAL if is_annual else SIX_MONTHLY)
        last, is_annual = day, not is_annual


def tell_of_appraisals(
    workers: list[Worker], rows: list[Appraisal], today: Day
) -> Iterator[PlantedProblem]:
    """Who has had no review for over half a year."""
    last = {row.number: row.day for row in rows}
    late = [
        worker.number
        for worker in workers
        if worker.is_employed(today)
        and add_months(last.get(worker.number, worker.starts), EVERY_MONTHS) < today
    ]
    if late:
        yield planted("review_of_performance_missed", *late, count=len(late))
