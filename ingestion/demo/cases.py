"""Cases: persons known to a system, what they are involved in and when, and their risk flags."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from random import Random

from ingestion.demo import pathways, shape
from ingestion.demo.days import FAR_AHEAD, Day, add_months
from ingestion.demo.pathways import Pathway, Stage
from ingestion.demo.streams import Streams, chance, choose, draw, pick

#: How numbers look in each system; the demo's first person of each.
NUMBERS = {"ics": "1{:05d}", "swift": "00{:05d}", "childview": "YJ{:04d}"}
FIRST = {"ics": 20416, "swift": 31207, "childview": 311}
#: A case that came back after closing, so many days later.
RETURNS, RETURNS_AFTER = 0.06, ((1.0, 40, 300),)
#: A care leaver is followed to one of these ages.
FOLLOWED_TO = ((0.45, 21), (0.15, 22), (0.15, 23), (0.25, 25))
#: How often a family turns up in another area at the next stage.
MOVED_AWAY = 0.1
STOCK_BEFORE = ((0.5, 30, 700), (0.5, 701, 2400))


@dataclass(slots=True, eq=False)
class Involvement:
    """One row of an involvements file. `ends` is the last day, or FAR_AHEAD while it runs."""

    system: str
    person: str
    kind: str
    starts: Day
    ends: Day
    plan_key: str
    area: int
    born: Day
    team_code: str = ""
    worker: str = ""


@dataclass(frozen=True, slots=True)
class Flag:
    """One row of a risk_flags file."""

    system: str
    person: str
    flag: str
    first: Day
    last: Day | None


@dataclass(slots=True)
class Case:
    """A person in a system: involvements in order, and flags."""

    system: str
    person: str
    born: Day
    pathway: str
    involvements: list[Involvement] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)


@dataclass(slots=True)
class Referrals:
    """Makes the cases of one council, each from a stream of its own."""

    streams: Streams
    begins: Day
    today: Day
    #: The areas that have each team, by the team's key.
    areas: dict[str, list[int]]

    def make(self, scale: float) -> list[Case]:
        """Every case open at some time since records began."""
        return [
            self._case(system, number)
            for system, count in shape.PERSONS.items()
            for number in range(1, round(count * scale) + 1)
        ]

    def _case(self, system: str, number: int) -> Case:
        rng = self.streams.stream("case", system, number)
        person = NUMBERS[system].format(FIRST[system] + number * 3)
        pathway = choose(rng, [(each.weight, each) for each in pathways.PATHWAYS[system]])
        while True:
            case = self._walk(system, person, pathway, rng)
            if case.involvements[-1].ends >= self.begins:
                break
        self._flag(case, rng)
        return case

    def _walk(self, system: str, person: str, pathway: Pathway, rng: Random) -> Case:
        """One way through the stages; those in care go on to leave it at eighteen."""
        youngest, oldest = pathway.ages
        if pathway.is_stock and chance(rng, 0.75):
            start = self.begins - draw(rng, STOCK_BEFORE)
        else:
            start = self.begins - 240 + int(rng.random() * (self.today - self.begins + 240))
        age = youngest * 365 + int(rng.random() * (oldest - youngest) * 365)
        case = Case(system, person, start - age, pathway.name)
        if not pathway.stages:
            self._leave_care(case, rng)
            return case
        area = self._place(pathway.stages[0].teams, 0, rng)[1]
        day = self._follow(case, pathway.stages, start, area, rng)
        again = len(pathway.stages) < 3 and not pathway.is_stock and chance(rng, RETURNS)
        if again and day < self.today - 30:
            back = day + draw(rng, RETURNS_AFTER)
            if back < self.today:
                self._follow(case, pathway.stages, back, area, rng)
        return case

    def _follow(
        self, case: Case, stages: tuple[Stage, ...], start: Day, area: int, rng: Random
    ) -> Day:
        """The stages one after another from a day; the day the last of them ends."""
        day = start
        for stage in stages:
            if day > self.today or (case.involvements and day > add_months(case.born, 18 * 12)):
                break
            begins = max(start, day - stage.overlap) if stage.overlap else day
            ends = begins + draw(rng, stage.days)
            if case.system == "ics":
                ends = min(ends, add_months(case.born, 18 * 12) - 1)
            held_by = (stage.teams, area)
            self._involve(case, stage.kind, (begins, max(ends, begins)), held_by, rng)
            if stage.kind == "looked_after" and ends + 1 == add_months(case.born, 18 * 12):
                self._leave_care(case, rng)
            day = max(day, ends + 1)
        return day

    def _leave_care(self, case: Case, rng: Random) -> None:
        """A care leaver from the eighteenth birthday; some are followed to 21, some to 25."""
        years = choose(rng, FOLLOWED_TO)
        eighteen, last = add_months(case.born, 18 * 12), add_months(case.born, years * 12) - 1
        if case.pathway == "leaving care" and last < self.begins:
            case.born += self.begins - last + int(rng.random() * 900)
            eighteen, last = add_months(case.born, 18 * 12), add_months(case.born, years * 12) - 1
        if eighteen <= self.today:
            area = case.involvements[-1].area if case.involvements else 0
            held_by = (("leaving_care",), area)
            self._involve(case, "care_leaver", (eighteen, last), held_by, rng)

    def _involve(
        self,
        case: Case,
        kind: str,
        days: tuple[Day, Day],
        held_by: tuple[tuple[str, ...], int],
        rng: Random,
    ) -> None:
        """Adds one involvement of some days, held by one of the teams, of the area if it has it."""
        (starts, ends), (teams, area) = days, held_by
        key, where = self._place(teams, area, rng)
        known_end = kind == "court_order" and ends <= self.today + 200
        if ends > self.today and not known_end:
            ends = FAR_AHEAD
        case.involvements.append(
            Involvement(case.system, case.person, kind, starts, ends, key, where, case.born)
        )

    def _place(self, teams: tuple[str, ...], area: int, rng: Random) -> tuple[str, int]:
        """One of the teams, as (key, area): mostly of the area where the case is, if it has one."""
        anywhere = [(key, each) for key in teams for each in self.areas[key]]
        near = [place for place in anywhere if place[1] == area]
        return pick(rng, anywhere if not near or chance(rng, MOVED_AWAY) else near)

    def _flag(self, case: Case, rng: Random) -> None:
        """Risk flags, each within the involvement it falls on."""
        for stage in case.involvements:
            for system, kinds, flag, likely, days in pathways.FLAGS:
                if system == case.system and stage.kind in kinds and chance(rng, likely):
                    self._raise(case, stage, flag, draw(rng, days), rng)
            if case.pathway == "exploited" and stage.plan_key == "exploitation":
                flag = choose(rng, pathways.EXPLOITED_FLAGS)
                case.flags.append(
                    Flag(case.system, case.person, flag, stage.starts, _known(stage.ends))
                )

    def _raise(self, case: Case, stage: Involvement, flag: str, days: int, rng: Random) -> None:
        """One flag from some day of the involvement, for so many days."""
        last = min(stage.ends, self.today)
        earliest = max(stage.starts, self.begins - 100)
        if last <= earliest:
            return
        first = earliest + int(rng.random() * (last - earliest))
        end = min(first + days, stage.ends)
        case.flags.append(
            Flag(case.system, case.person, flag, first, end if end <= self.today else None)
        )


def _known(ends: Day) -> Day | None:
    """An end as it is written, if there is one."""
    return None if ends == FAR_AHEAD else ends


def years_old(born: Day, on: Day) -> int:
    """Whole years of age on a day."""
    a, b = date.fromordinal(born), date.fromordinal(on)
    return b.year - a.year - ((b.month, b.day) < (a.month, a.day))
