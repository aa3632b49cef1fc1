"""Meetings of more than two: groups, peers, case discussions, circles; and observations.

Several supervisees share one session, each with a row of their own. The newly qualified meet as a
group every month; teams meet as the chart says; assessors observe practice three times in the year.
"""

from __future__ import annotations

from collections.abc import Iterator
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
#: Parts in whose story no other meeting may come; the peer-only worker never misses a peer group.
SILENT_PARTS = ("never_supervised",)


def team_meetings(
    team: Team,
    duties: list[Duty],
    leader: str,
    codes: dict[str, str],
    streams: Streams,
    diligence: Diligence,
    begins: Day,
    today: Day,
) -> Iterator[Session]:
    """Every meeting of a team's own kind since records began."""
    for form, months in team.plan.meetings:
        rng = streams.stream("meetings", team.code, form)
        first = begins + 10 + int(rng.random() * 40)
        for turn in range(0, 40, months):
            day = working_on_or_after(add_months(first, turn) + int(rng.random() * 6))
            if day > today or diligence.is_silent(team, day):
                break
            there = [duty for duty in duties if _could_come(duty, team, day, codes)]
            chair = "" if form == "Peer" else leader
            there = [duty for duty in there if duty.worker.number != chair]
            yield from _meeting(form, f"{team.code}/{form}/{turn}", day, there, chair, codes, rng)


def group_meetings(
    programmes: list[Programme],
    duties: dict[str, Duty],
    leader: str,
    key: str,
    codes: dict[str, str],
    streams: Streams,
    begins: Day,
    today: Day,
) -> Iterator[Session]:
    """The monthly reflective group of one area's newly qualified workers."""
    rng = streams.stream("groups", key)
    for turn in range(0, 40):
        day = working_on_or_after(add_months(begins + 13, turn) + int(rng.random() * 5))
        if day > today:
            break
        there = [
            duties[programme.worker.number]
            for programme in programmes
            if programme.starts < day <= programme.last_day
            and not duties[programme.worker.number].is_away(day)
            and programme.worker.is_employed(day)
        ]
        if len(there) > 1:
            yield from _meeting("Group", f"{key}/Group/{turn}", day, there, leader, codes, rng)


def observations(
    programme: Programme, duty: Duty, assessor: str, streams: Streams, begins: Day, today: Day
) -> Iterator[Session]:
    """The direct observations of one newly qualified worker's practice."""
    rng = streams.stream("observations", programme.worker.number)
    for days, likely in OBSERVATIONS:
        day = working_on_or_after(programme.starts + days + int(rng.random() * 20))
        on_time = begins <= day <= min(today, programme.last_day, programme.worker.leaves)
        if chance(rng, likely) and on_time and not duty.is_away(day):
            directorate = duty.post_on(day).directorate
            yield Session(
                programme.worker.number, assessor, "Observation", day, HELD, directorate, day
            )


def _could_come(duty: Duty, team: Team, day: Day, codes: dict[str, str]) -> bool:
    """Whether somebody was in the team that day and at work."""
    if codes.get(duty.worker.number) in SILENT_PARTS or duty.is_away(day):
        return False
    return duty.worker.is_employed(day) and duty.post_on(day).team is team


def _meeting(
    form: str,
    key: str,
    day: Day,
    there: list[Duty],
    leader: str,
    codes: dict[str, str],
    rng: Random,
) -> Iterator[Session]:
    """The rows of one meeting: those who came, or everybody where it was cancelled."""
    falls_through = chance(rng, FALLS_THROUGH)
    for duty in there:
        comes = chance(rng, ATTENDANCE[form])
        comes = comes or codes.get(duty.worker.number) == "peer_sessions_only"
        if falls_through:
            yield Session(
                duty.worker.number, leader, form, day, CANCELLED, duty.post_on(day).directorate,
                reason="emergency", rearranged=None, meeting=key,
            )  # fmt: skip
        elif comes:
            yield Session(
                duty.worker.number, leader, form, day, HELD, duty.post_on(day).directorate, day,
                meeting=key,
            )  # fmt: skip
