"""The people: numbers, names, registration and employment, from the seats they held.

Numbers follow the day of starting, as a payroll gives them. Agency staff have numbers of another
kind, because they come from another list.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from ingestion.demo.casting import NewlyQualified, Script
from ingestion.demo.days import Day
from ingestion.demo.names import Namesake
from ingestion.demo.shape import ROLES
from ingestion.demo.staffing import Stint
from ingestion.demo.streams import Bands, Streams, chance, draw

FIRST_NUMBER, FIRST_AGENCY_NUMBER = 1003, 101
#: Years of practice behind somebody who starts here, in days.
PRACTICE: Bands = ((0.3, 400, 1500), (0.4, 1501, 5000), (0.3, 5001, 10000))
RECENTLY_QUALIFIED: Bands = ((1.0, 30, 190),)
#: The register is renewed from September to November: so many have done so by the data date.
RENEWED, RENEWAL_MONTHS = 0.6, (9, 10, 11)


@dataclass(slots=True, eq=False)
class Worker:
    """One person, with the seats they held in order. `leaves` is FAR_AHEAD while employed."""

    number: str
    name: str
    email: str
    employment: str
    starts: Day
    leaves: Day
    stints: list[Stint] = field(default_factory=list)
    swe_number: str = ""
    expiry: Day | None = None
    qualified: Day | None = None

    @property
    def script(self) -> Script | None:
        """What they were hired to play, if anything."""
        return next((stint.script for stint in self.stints if stint.script), None)

    @property
    def code(self) -> str:
        """The code of that part, empty for an ordinary person."""
        return self.script.code if self.script else ""

    def stint_on(self, day: Day) -> Stint | None:
        """The seat held on a day."""
        return next((each for each in self.stints if each.starts <= day <= each.ends), None)

    def is_employed(self, day: Day) -> bool:
        """Whether employed on a day."""
        return self.starts <= day <= self.leaves


def make_people(stints: list[Stint], streams: Streams, begins: Day, today: Day) -> list[Worker]:
    """Everybody who worked here since records began, in the order of their numbers."""
    chains = [_chain(stint) for stint in stints if stint.before is None]
    chains = [chain for chain in chains if chain[-1].ends >= begins]
    chains.sort(key=lambda chain: (chain[0].starts, chain[0].seat.seat_id))
    namesake, numbers = Namesake(streams.stream("names")), streams.stream("numbers")
    payroll, agency = FIRST_NUMBER, FIRST_AGENCY_NUMBER
    workers: list[Worker] = []
    for chain in chains:
        if chain[0].employment == "Agency":
            agency += 1 + int(numbers.random() * 3)
            number = f"AG{agency:04d}"
        else:
            payroll += 1 + int(numbers.random() * 3)
            number = f"{payroll:06d}"
        workers.append(_worker(chain, number, namesake, streams, today))
    _recognise_agency_staff(workers)
    return workers


def _chain(stint: Stint) -> list[Stint]:
    """A stint and those the same person went on to."""
    chain = [stint]
    while chain[-1].onward is not None:
        chain.append(chain[-1].onward)
    return chain


def _worker(
    chain: list[Stint], number: str, namesake: Namesake, streams: Streams, today: Day
) -> Worker:
    """One person of a chain of stints; each stint learns the number."""
    rng = streams.stream("person", chain[0].seat.seat_id, chain[0].starts)
    name, email = namesake.invent()
    first, last = chain[0], chain[-1]
    worker = Worker(number, name, email, first.employment, first.starts, last.ends, chain)
    for stint in chain:
        stint.number = number
    if any(ROLES[stint.seat.role].registered for stint in chain):
        _register(worker, rng, today)
    return worker


def _register(worker: Worker, rng: Random, today: Day) -> None:
    """A social worker's registration: number, day of qualifying, the 30 November it lasts to."""
    worker.swe_number = f"SW{10000 + int(rng.random() * 980000)}"
    new = isinstance(worker.script, NewlyQualified)
    worker.qualified = worker.starts - draw(rng, RECENTLY_QUALIFIED if new else PRACTICE)
    worker.expiry = _thirtieth_of_november(min(today, worker.leaves))
    is_renewing = worker.leaves > today and date.fromordinal(today).month in RENEWAL_MONTHS
    if is_renewing and chance(rng, RENEWED):
        worker.expiry = _thirtieth_of_november(worker.expiry + 1)


def _thirtieth_of_november(day: Day) -> Day:
    """The next 30 November on or after a day: when every social worker's registration ends."""
    on = date.fromordinal(day)
    this_year = date(on.year, 11, 30).toordinal()
    return this_year if this_year >= day else date(on.year + 1, 11, 30).toordinal()


def lapsed_register(today: Day) -> Day:
    """The last 30 November before the data date: the expiry of somebody who never renewed."""
    return _thirtieth_of_november(today - 365)


def _recognise_agency_staff(workers: list[Worker]) -> None:
    """Whoever came through an agency before being employed keeps name and registration."""
    earlier = {
        (id(worker.stints[0].seat)): worker
        for worker in workers
        if worker.code == "agency_made_permanent" and worker.employment == "Agency"
    }
    for worker in workers:
        before = earlier.get(id(worker.stints[0].seat))
        if before and worker.code == before.code and worker is not before:
            before.name, before.swe_number = worker.name, worker.swe_number
            before.qualified = worker.qualified
            before.email = worker.email.replace("@", "@agency.")


def currently_employed(workers: list[Worker], today: Day) -> list[Worker]:
    """Those employed on the data date."""
    return [worker for worker in workers if worker.starts <= today <= worker.leaves]
