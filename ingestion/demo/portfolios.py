"""What newly qualified workers gather in their year: observations, feedback, reports, reflections.

Pieces come at their time in the year, stretched as the programme is. The direct observations are
the ones in the sessions. Some people are behind.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ingestion.demo.days import Day, working_on_or_before
from ingestion.demo.meetings import OBSERVATIONS
from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.programmes import Programme
from ingestion.demo.sessions import HELD, Session
from ingestion.demo.streams import Bands, Streams, chance, draw

OBSERVATION = "Direct observation"
#: When each kind comes, in hundredths of the year.
PIECES: tuple[tuple[str, tuple[int, ...]], ...] = (
    ("Feedback from a person who uses services", (20, 48, 80)),
    ("Professional feedback", (24, 56, 86)),
    ("Written report", (30, 62, 90)),
    ("Critical reflection", (49, 97)),
)
#: So many days before or after.
APART: Bands = ((1.0, -12, 6),)
#: Of the programmes that have run long enough, every so many-th is behind: it has hardly anything
#: after its first hundredths.
RUN_FOR, BEHIND_EVERY, BEHIND_AFTER, BEHIND_KEPT = 130, 4, 22, 0.15


@dataclass(frozen=True, slots=True)
class Piece:
    """One row of asye_evidence."""

    number: str
    kind: str
    day: Day


def make_portfolios(
    programmes: list[Programme], sessions: list[Session], streams: Streams, begins: Day
) -> tuple[list[Piece], list[PlantedProblem]]:
    """Every piece, by number and day, and the account of those who are behind."""
    running = [
        each
        for each in programmes
        if each.ended is None and each.recommended is None and each.starts <= each.today - RUN_FOR
    ]
    behind = set(running[1::BEHIND_EVERY])
    observed: dict[str, list[Day]] = {}
    for session in sessions:
        if session.form == "Observation" and session.status == HELD and session.held:
            observed.setdefault(session.supervisee, []).append(session.held)
    pieces: list[Piece] = []
    for programme in programmes:
        number = programme.worker.number
        rng = streams.stream("portfolio", number)
        seen = observed.get(number, []) + list(_before(programme, begins))
        kept = seen[:1] if programme in behind else seen
        own = [Piece(number, OBSERVATION, day) for day in kept]
        own += _gathered(programme, programme in behind, rng)
        pieces += sorted(set(own), key=lambda piece: (piece.day, piece.kind))
    account = [planted("asye_evidence_behind", each.worker.number) for each in running
               if each in behind]  # fmt: skip
    return pieces, account


def _before(programme: Programme, begins: Day) -> Iterator[Day]:
    """Observations from before the sessions were recorded."""
    for days, _ in OBSERVATIONS:
        day = working_on_or_before(programme.starts + days)
        if day < begins:
            yield day


def _gathered(programme: Programme, is_behind: bool, rng: Random) -> Iterator[Piece]:
    """Everything but the observations that had come by the last day of the programme."""
    span = programme.milestone(12) - programme.starts
    last = programme.last_day if programme.recommended is None else programme.recommended
    last = min(last, programme.worker.leaves)
    for kind, shares in PIECES:
        for share in shares:
            owed = programme.starts + span * share // 100
            day = working_on_or_before(owed + draw(rng, APART))
            if programme.recommended is not None:
                day = min(day, working_on_or_before(programme.recommended - 1))
            missed = is_behind and share > BEHIND_AFTER and not chance(rng, BEHIND_KEPT)
            if day <= last and not missed:
                yield Piece(programme.worker.number, kind, day)
