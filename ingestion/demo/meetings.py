"""Meetings of more than two: groups, peers, case discussions, circles; and observations.

Several supervisees share one session, each with a row of their own. The newly qualified meet as a
group every month; teams meet as the chart says; assessors observe practice three times in the year.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ingestion.demo.days import Day, add_months, working_on_or_after
from ingestion.demo.diligence import Diligence
from ingestion.demo.duties import Duty
from ingestion.demo.organisation import Team
from ingestion.demo.programmes import Programme
from ingestion.demo.sessions import CANCELLED, HELD, Session
from ingestion.demo.streams import Streams, chance

#: How many of those who should be there come, and how often a meeting falls through.
ATTENDANCE = {
    "Group": 0.86, "Peer": 0.72, "Reflective case discussion": 0.8, "Learning circle": 0.75,
}  # fmt: skip
FALLS_THROUGH = 0.07
#: Observations of a newly qualified worker: (days into the year, chance that it took place).
OBSERVATIONS = ((60, 0.9), (150, 0.85), (290, 0.8))
MONTHS_OF_RECORDS = 40
#: Parts whose story no shared meeting may soften.
ALONE = ("never_supervised", "asye_weekly_missed")


@dataclass(slots=True)
class Meetings:
    """Makes the shared sessions of one council; `codes` are the parts people play, by number."""

    streams: Streams
    diligence: Diligence
    codes: dict[str, str]
    begins: Day
    today: Day

    def of_team(self, team: Team, duties: list[Duty], leader: str) -> Iterator[Session]:
        """Every meeting of a team's own kind since records began; peers have no chair."""
        for form, months in team.plan.meetings:
            rng = self.streams.stream("meetings", team.code, form)
            first = self.begins + 10 + int(rng.random() * 40)
            for turn in range(0, MONTHS_OF_RECORDS, months):
                day = working_on_or_after(add_months(first, turn) + int(rng.random() * 6))
                if day > min(self.today, team.ends) or self.diligence.is_silent(team, day):
                    break
                key = f"{team.code}/{form}/{turn}"
                chair = "" if form == "Peer" else leader
                there = [
                    duty
                    for duty in duties
                    if duty.worker.number != chair and self._could_come(duty, team, day)
                ]
                yield from self._meeting((form, key, day), there, chair, rng)

    def of_newly_qualified(
        self, programmes: list[Programme], duties: dict[str, Duty], leader: str, key: str
    ) -> Iterator[Session]:
        """The monthly reflective group of one area's newly qualified workers."""
        rng = self.streams.stream("groups", key)
        for turn in range(MONTHS_OF_RECORDS):
            day = working_on_or_after(add_months(self.begins + 13, turn) + int(rng.random() * 5))
            if day > self.today:
                break
            there = [
                duties[programme.worker.number]
                for programme in programmes
                if programme.starts < day <= programme.last_day
                and not duties[programme.worker.number].is_away(day)
                and programme.worker.is_employed(day)
                and self.codes.get(programme.worker.number) not in ALONE
            ]
            if len(there) > 1:
                yield from self._meeting(("Group", f"{key}/{turn}", day), there, leader, rng)

    def observed(self, programme: Programme, duty: Duty, assessor: str) -> Iterator[Session]:
        """The direct observations of one newly qualified worker's practice."""
        rng = self.streams.stream("observations", programme.worker.number)
        latest = min(self.today, programme.last_day, programme.worker.leaves)
        for days, likely in OBSERVATIONS:
            day = working_on_or_after(programme.starts + days + int(rng.random() * 20))
            happens = chance(rng, likely) and self.begins <= day <= latest
            if happens and not duty.is_away(day):
                where = duty.post_on(day).directorate
                yield Session(duty.worker.number, assessor, "Observation", day, HELD, where, day)

    def _could_come(self, duty: Duty, team: Team, day: Day) -> bool:
        """Whether somebody was in the team that day and at work."""
        alone = self.codes.get(duty.worker.number) in ALONE
        if alone or duty.is_away(day) or not duty.worker.is_employed(day):
            return False
        return duty.post_on(day).team is team

    def _meeting(
        self, meeting: tuple[str, str, Day], there: list[Duty], leader: str, rng: Random
    ) -> Iterator[Session]:
        """The rows of one (format, key, day): those who came, or all where it fell through."""
        form, key, day = meeting
        falls_through = chance(rng, FALLS_THROUGH)
        for duty in there:
            number, where = duty.worker.number, duty.post_on(day).directorate
            comes = chance(rng, ATTENDANCE[form])
            if falls_through:
                yield Session(
                    number, leader, form, day, CANCELLED, where, reason="emergency", meeting=key
                )
            elif comes or self.codes.get(number) == "peer_sessions_only":
                yield Session(number, leader, form, day, HELD, where, day, meeting=key)
