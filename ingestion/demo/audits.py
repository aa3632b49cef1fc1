"""Audits of supervision: ten standards each, answered from the records and by the team's level.

Frequency, recording and the agreement are answered from what the other files say of the same two
people, so that an audit and the figures tell one story. About one audit in seven is done again by
somebody else, who mostly agrees.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from random import Random

from ingestion.demo.agreements import Agreement
from ingestion.demo.audit_rounds import Auditors, PlannedAudit
from ingestion.demo.days import Day, working_on_or_before
from ingestion.demo.duties import Duty
from ingestion.demo.pairs import Pair
from ingestion.demo.sessions import HELD, ONE_TO_ONE, Session
from ingestion.demo.shape import ROLES
from ingestion.demo.streams import Streams, chance, pick

YES, PARTLY, NO, NOT_APPLICABLE = "Yes", "Partly", "No", "Not applicable"
FREQUENCY, RECORDING, AGREEMENT = "Frequency", "Recording", "Agreement in place"
CASES, NEWLY_QUALIFIED = "Case discussion", "Newly qualified support"
#: The standards nothing else tells of, and how much easier than the team's level each is.
JUDGED = {
    "Preparation": 0.02, "Reflection": -0.22, "Actions": -0.12, "Development": -0.05,
    "Supportive challenge": -0.10, CASES: 0.05, NEWLY_QUALIFIED: 0.04,
}  # fmt: skip
STANDARDS = (FREQUENCY, AGREEMENT, *JUDGED, RECORDING)
#: Quality grows from round to round; a supervisor differs from the team by so much either way.
A_ROUND, OWN_WAY, ROUNDS_TO_LEVEL = 0.02, 0.10, 4
PARTLY_NOT_NO = 0.68
#: Gaps between sessions in hundredths of the usual, for Yes and for Partly, over so many days.
GAP_YES, GAP_PARTLY, LOOKED_BACK = 150, 230, 180
SHARED_WITHIN, RECORDS_READ = 14, 3
#: Shares of the standards met, in hundredths, for each grade, and how often full marks are enough.
GRADES = ((94, "Outstanding"), (76, "Good"), (57, "Requires improvement"), (0, "Inadequate"))
FULL_MARKS = 0.7
#: How much is audited: in rounds gone by, and what is due in the running one.
DONE, DONE_OF_RUNNING, MODERATED, AGREES = 0.96, 0.90, 0.17, 0.93


@dataclass(slots=True)
class Audit:
    """One audit: all the rows of audit_answers that share an Audit ID."""

    planned: PlannedAudit
    pair: Pair
    day: Day
    auditor: str
    session_id: str
    answers: dict[str, str]
    grade: str
    is_moderation: bool = False
    audit_id: str = ""


class Audits:
    """Carries out what was planned."""

    def __init__(
        self,
        sessions: list[Session],
        agreements: list[Agreement],
        duties: dict[str, Duty],
        records: tuple[Streams, Day],
    ) -> None:
        self._duties = duties
        self._streams, self._today = records
        self._met: dict[str, list[Session]] = {}
        for row in sessions:
            if row.form == ONE_TO_ONE and row.status == HELD and row.held is not None:
                self._met.setdefault(row.supervisee, []).append(row)
        for rows in self._met.values():
            rows.sort(key=lambda row: (row.held or 0, row.session_id))
        self._agreements: dict[tuple[str, str], list[Agreement]] = {}
        for each in agreements:
            self._agreements.setdefault((each.supervisee, each.supervisor), []).append(each)

    def carry_out(self, planned: list[PlannedAudit], auditors: Auditors) -> list[Audit]:
        """Every audit done by the data date, in order of day, numbered."""
        last = max((each.round.starts for each in planned), default=0)
        found = [audit for each in planned for audit in self._audit(each, last, auditors)]
        found.sort(key=lambda audit: (audit.day, audit.pair.manager, audit.pair.supervisee,
                                      audit.is_moderation))  # fmt: skip
        for number, audit in enumerate(found, start=1):
            audit.audit_id = f"AU{number:05d}"
        return found

    def _audit(self, planned: PlannedAudit, last: Day, auditors: Auditors) -> Iterator[Audit]:
        """The audit that came of a plan, if it did, and its moderation, if there was one."""
        rng = self._streams.stream("audit", planned.round.name, planned.supervisor, planned.due)
        is_running = planned.round.starts == last
        done = chance(rng, DONE_OF_RUNNING if is_running else DONE)
        day = working_on_or_before(planned.due - int(rng.random() * 14))
        under = [pair for pair in planned.pairs if pair.runs_on(day)]
        if not done or not under or day > self._today:
            return
        pair = pick(rng, under)
        level = self._level(planned, rng)
        auditor = auditors.choose(pair, day, 0)
        answers = {name: self._answer(name, pair, day, level, rng) for name in STANDARDS}
        session = self._session(pair, day)
        first = Audit(planned, pair, day, auditor, session, answers, _grade(answers, rng))
        yield first
        again = working_on_or_before(day + 5 + int(rng.random() * 12))
        if chance(rng, MODERATED) and again <= self._today:
            other = auditors.choose(pair, again, 1, (auditor,))
            second = {name: _second(answer, rng) for name, answer in answers.items()}
            yield Audit(planned, pair, again, other, session, second, _grade(second, rng), True)

    def _level(self, planned: PlannedAudit, rng: Random) -> float:
        """How good this supervision is: the team's level, the round, and a way of their own."""
        team = planned.pairs[0].post.team
        own = self._streams.stream("audited", planned.supervisor).random() - 0.5
        gone = (self._today - planned.round.starts) // 182
        level = team.plan.level + A_ROUND * (ROUNDS_TO_LEVEL - gone) - A_ROUND * 2
        return level + 2 * OWN_WAY * own + (rng.random() - 0.5) * OWN_WAY

    def _session(self, pair: Pair, day: Day) -> str:
        """The session looked at: the last one before the audit."""
        rows = self._looked_at(pair, day)
        return rows[-1].session_id if rows else ""

    def _looked_at(self, pair: Pair, day: Day) -> list[Session]:
        return [
            row
            for row in self._met.get(pair.supervisee, [])
            if row.held is not None and day - LOOKED_BACK <= row.held < day
        ]

    def _answer(self, name: str, pair: Pair, day: Day, level: float, rng: Random) -> str:
        """What is answered to one standard."""
        roll, roll_partly = rng.random(), rng.random()
        if name == FREQUENCY:
            return self._frequency(pair, day)
        if name == RECORDING:
            return self._recording(pair, day)
        if name == AGREEMENT:
            return self._agreement(pair, day)
        if not self._applies(name, pair, day):
            return NOT_APPLICABLE
        missed = PARTLY if roll_partly < PARTLY_NOT_NO else NO
        return YES if roll < level + JUDGED[name] else missed

    def _applies(self, name: str, pair: Pair, day: Day) -> bool:
        """Whether a standard can be asked of somebody: not everybody holds cases or is new."""
        duty = self._duties[pair.supervisee]
        if name == NEWLY_QUALIFIED:
            programme = duty.programme
            return programme is not None and programme.starts <= day <= programme.last_day
        return name != CASES or ROLES[duty.post_on(day).role].case_weight > 0

    def _frequency(self, pair: Pair, day: Day) -> str:
        """Whether the sessions of half a year came about as often as is usual for them."""
        every = self._duties[pair.supervisee].habit_on(day)
        if every is None:
            return NOT_APPLICABLE
        opens = max(day - LOOKED_BACK, pair.post.worker.starts)
        held = [row.held or 0 for row in self._looked_at(pair, day)]
        widest = max(later - earlier for earlier, later in pairwise([opens, *held, day]))
        share = widest * 100 // every.length
        return YES if share <= GAP_YES else PARTLY if share <= GAP_PARTLY else NO

    def _recording(self, pair: Pair, day: Day) -> str:
        """Whether the last records were shared soon."""
        rows = self._looked_at(pair, day)[-RECORDS_READ:]
        soon = [
            row.shared is not None and row.held is not None and row.shared - row.held
            <= SHARED_WITHIN
            for row in rows
        ]  # fmt: skip
        if not rows:
            return NOT_APPLICABLE
        return YES if all(soon) else PARTLY if any(soon) else NO

    def _agreement(self, pair: Pair, day: Day) -> str:
        """Whether the two had signed, one of them, or neither."""
        rows = self._agreements.get((pair.supervisee, pair.manager), [])
        if any(row.in_place is not None and row.in_place <= day for row in rows):
            return YES
        half = [min(row.signed or day + 1, row.countersigned or day + 1) for row in rows]
        return PARTLY if any(signed <= day for signed in half) else NO


def _second(answer: str, rng: Random) -> str:
    """What a second auditor answers: mostly the same, else one step away."""
    same, up = chance(rng, AGREES), chance(rng, 0.5)
    if same or answer == NOT_APPLICABLE:
        return answer
    return PARTLY if answer in (YES, NO) else (YES if up else NO)


def _grade(answers: dict[str, str], rng: Random) -> str:
    """The grade that follows from the answers; full marks are not always outstanding."""
    counted = [answer for answer in answers.values() if answer != NOT_APPLICABLE]
    worth = sum({YES: 100, PARTLY: 50}.get(answer, 0) for answer in counted)
    share = worth // max(1, len(counted))
    if not chance(rng, FULL_MARKS):
        share = min(share, GRADES[0][0] - 1)
    return next(grade for least, grade in GRADES if share >= least)
