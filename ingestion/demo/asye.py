"""The ASYE register: who assesses whom, the reviews of each year, and the pauses."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from random import Random

from ingestion.demo.days import Day, working_on_or_after, working_on_or_before
from ingestion.demo.people import Worker
from ingestion.demo.programmes import Programme
from ingestion.demo.staffing import Stint
from ingestion.demo.streams import Bands, Streams, chance, draw, pick

MILESTONES = (3, 6, 9, 12)
#: Days before it is due that a review is planned; how often it is held later than that, by what.
PLANNED_BEFORE: Bands = ((0.5, 0, 5), (0.5, 6, 14))
LATE, LATE_BY = 0.13, ((0.7, 6, 20), (0.3, 21, 45))
#: Reviews this near ahead have a date.
PLANNED_AHEAD = 110
AGREEMENT_REVIEWED, JOURNAL, CONCERNS = 0.93, 0.9, 0.05
MENTORED, SHARED = 0.6, 0.12
ASSESSOR_ROLES = ("practice_educator", "senior_social_worker", "assistant_team_manager")
#: The parts about assessors: when the change was, or the assessor went.
CHANGED_AGO, ASSESSOR_GONE_AGO = 100, 41
#: In the part about concerns, and the one whose review was missed, this milestone.
PART_MILESTONE = 6
#: Parts whose reviews so far were all held when planned.
PUNCTUAL = ("asye_concerns_without_plan", "asye_handover_not_noted", "asye_review_missed")
#: Of the programmes long completed so many changed assessor half-way, some after weeks without.
CHANGED, CHANGED_AFTER, WITHOUT, WITHOUT_FOR = 0.6, 170, 0.35, 24
#: Whether the evidence at the last review was accurate, valid, sufficient and robust.
Ticks = tuple[bool, bool, bool, bool]
EVIDENCE: dict[str, Ticks] = {
    "asye_not_confirmed": (True, True, False, True), "asye_failed": (True, False, False, False),
}  # fmt: skip


@dataclass(frozen=True, slots=True)
class Supervision:
    """One row of asye_supervisors."""

    worker: Worker
    supervisor: str
    role: str
    first: Day
    last: Day | None
    handover: Day | None


@dataclass(slots=True)
class Review:
    """One row of asye_reviews; a tick of None is blank."""

    worker: Worker
    milestone: int
    planned: Day
    held: Day | None
    outcome: str
    assessor: str
    agreement: bool | None = None
    journal: bool | None = None
    support_plan: bool | None = None
    handover_noted: bool | None = None
    evidence: Ticks | None = None


@dataclass(slots=True)
class Register:
    """Makes the rows of one programme at a time."""

    streams: Streams
    workers: list[Worker]
    begins: Day
    today: Day

    def supervisors(self, programme: Programme) -> list[Supervision]:
        """Assessor, mentor and (where supervision is shared) the two who share it."""
        worker, code = programme.worker, programme.script.code
        rng = self.streams.stream("assessors", worker.number)
        near = self._experienced(programme)
        first, last = programme.starts, programme.ended
        assessor = pick(rng, near)
        others = [number for number in near if number != assessor] or near
        if code == "asye_handover_not_noted":
            change = self.today - CHANGED_AGO
            after = pick(rng, others)
            rows = [
                Supervision(worker, assessor, "Assessor", first, change - 1, change - 1),
                Supervision(worker, after, "Assessor", change, last, None),
            ]
        else:
            gone = self.today - ASSESSOR_GONE_AGO if code == "asye_no_assessor" else last
            rows = self._assessors(programme, assessor, others, gone)
        if chance(rng, MENTORED):
            rows.append(Supervision(worker, pick(rng, others), "Mentor", first, last, None))
        alone = code == "asye_shared_without_reflection"
        if alone or chance(rng, SHARED):
            roles = ["Case supervisor"] if alone else ["Case supervisor", "Reflective supervisor"]
            rows += [
                Supervision(worker, pick(rng, near), role, first, last, None) for role in roles
            ]
        return rows

    def _assessors(
        self, programme: Programme, assessor: str, others: list[str], last: Day | None
    ) -> list[Supervision]:
        """The one assessor, or two in turn where one of a programme long completed went."""
        worker, first = programme.worker, programme.starts
        rng = self.streams.stream("handovers", worker.number)
        change = first + CHANGED_AFTER
        changes, without = chance(rng, CHANGED), chance(rng, WITHOUT)
        if programme.script.code or not changes:
            return [Supervision(worker, assessor, "Assessor", first, last, None)]
        begins = change + (WITHOUT_FOR if without else 0)
        return [
            Supervision(worker, assessor, "Assessor", first, change - 1, change - 1),
            Supervision(worker, pick(rng, others), "Assessor", begins, last, None),
        ]

    def _experienced(self, programme: Programme) -> list[str]:
        """Who may assess: experienced people of the same area and directorate, there throughout."""
        seat = programme.worker.stints[0].seat
        found = [
            worker.number
            for worker in self.workers
            if worker.stints[0].seat.role in ASSESSOR_ROLES
            and worker.stints[0].seat.team.area == seat.team.area
            and worker.stints[0].seat.team.plan.directorate == seat.team.plan.directorate
            and worker.swe_number
            and worker.starts <= programme.starts
            and worker.leaves >= programme.last_day
        ]
        return found or [stint.number for stint in _managers_of(programme)]

    def reviews(self, programme: Programme, supervisors: list[Supervision]) -> Iterator[Review]:
        """Each milestone's review, held or still to come."""
        rng = self.streams.stream("reviews", programme.worker.number)
        last = min(programme.last_day, programme.worker.leaves)
        for months in MILESTONES:
            due = programme.milestone(months)
            planned = working_on_or_before(due - draw(rng, PLANNED_BEFORE))
            late = chance(rng, LATE) and programme.script.code not in PUNCTUAL
            held = working_on_or_after(planned + draw(rng, LATE_BY)) if late else planned
            if programme.recommended is not None and months == 12:
                held = min(held, programme.recommended)
                planned = min(planned, held)
            review = self._review(programme, months, (planned, held), supervisors, rng)
            if self._is_missed(programme, months):
                review.held, review.outcome = None, ""
                review.agreement = review.journal = review.support_plan = None
                review.handover_noted = review.evidence = None
            planned_ahead = programme.ended is None and planned <= self.today + PLANNED_AHEAD
            happened = review.held is not None and self.begins <= review.held <= last
            if happened:
                yield review
            elif planned_ahead and planned >= self.begins:
                yield Review(programme.worker, months, planned, None, "", review.assessor)

    def _is_missed(self, programme: Programme, months: int) -> bool:
        """Whether this is a review that a part leaves out."""
        code = programme.script.code
        missed = code == "asye_review_missed" and months == PART_MILESTONE
        return missed or (code == "asye_past_end" and months == 12)

    def _review(
        self,
        programme: Programme,
        months: int,
        days: tuple[Day, Day],
        supervisors: list[Supervision],
        rng: Random,
    ) -> Review:
        """A held review, planned and held on these days, with its outcome and ticks."""
        script, (planned, held) = programme.script, days
        assessor = next(
            (row for row in reversed(supervisors) if row.role == "Assessor" and row.first <= held),
            supervisors[0],
        )
        outcome = "Concerns" if chance(rng, CONCERNS) else "On track"
        part = script.code == "asye_concerns_without_plan" and months == PART_MILESTONE
        if part or (script.reason == "Failed" and months == 9):
            outcome = "Concerns"
        if months == 12:
            outcome = "Not met" if script.reason == "Failed" else "On track"
        changed = assessor.first > programme.starts
        review = Review(
            programme.worker, months, planned, held, outcome, assessor.supervisor,
            agreement=chance(rng, AGREEMENT_REVIEWED), journal=chance(rng, JOURNAL),
            support_plan=not part if outcome == "Concerns" else None,
            handover_noted=script.code != "asye_handover_not_noted" if changed else None,
        )  # fmt: skip
        if months == 12:
            review.evidence = EVIDENCE.get(script.code, (True, True, True, True))
        return review


def _managers_of(programme: Programme) -> list[Stint]:
    """The line manager's seat holders, where nobody else is experienced enough."""
    seat = programme.worker.stints[0].seat.manager
    return [seat.stints[-1]] if seat is not None else [programme.worker.stints[0]]
