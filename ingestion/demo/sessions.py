"""One-to-one supervision: each person's meetings, one after another, as their team keeps them.

Every meeting is owed an interval after the last. With the team's chance of the day it is held in
time; otherwise it is cancelled and rearranged, booked late or skipped. Leave and sickness move it,
a manager away or gone makes it less likely, and a long absence or leaving ends the row of them.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from random import Random

from ingestion.demo.days import Day, Every, add_working_days, working_on_or_after
from ingestion.demo.days import working_on_or_before as on_or_before
from ingestion.demo.diligence import WITHOUT_MANAGER, Diligence, lateness
from ingestion.demo.duties import Duty
from ingestion.demo.posts import Post, manager_number
from ingestion.demo.shape import SESSION_PARTS
from ingestion.demo.streams import Bands, Streams, chance, choose, draw

ONE_TO_ONE, PEER = "One to one", "Peer"
HELD, PLANNED, CANCELLED = "Held", "Planned", "Cancelled"

#: What happens to a meeting that is not held in time.
LATE_KINDS = ((0.45, "cancelled"), (0.33, "booked late"), (0.22, "skipped"))
#: The same where hardly anything is held in time.
SELDOM, SELDOM_KINDS = 0.2, ((0.1, "cancelled"), (0.35, "booked late"), (0.55, "skipped"))
#: How late, as a share of the interval in hundredths.
BOOKED_LATE: Bands = ((0.5, 8, 35), (0.3, 36, 80), (0.2, 81, 150))
SKIPPED: Bands = ((0.6, 70, 120), (0.4, 121, 240))
#: How long before it is owed a meeting is put in the diary, in hundredths of the interval.
AHEAD: Bands = ((0.45, 0, 3), (0.55, 4, 16))
#: A cancelled meeting is moved by so many working days, with this chance; else it is just lost.
WEEKLY_MOVED_BY: Bands = ((1.0, 1, 3),)
MOVED_BY: Bands = ((0.55, 2, 5), (0.30, 6, 10), (0.15, 11, 18))
REARRANGED, REARRANGED_HELD, SWAPPED = 0.88, 0.9, 0.05
COVERED_ANYWAY, BOOKED_ALREADY = 0.02, 0.8
CANCELLATION_REASONS = (
    (0.22, "supervisor_unavailable"), (0.16, "supervisee_unavailable"), (0.16, "supervisee_sick"),
    (0.12, "supervisor_sick"), (0.12, "court"), (0.13, "emergency"), (0.09, "annual_leave"),
)  # fmt: skip
#: The peer-only part stops one-to-ones this long ago; the weekly-missed part is so late each week.
PEER_ONLY_FOR, WEEKLY_MISSED_BY = 190, ((1.0, 11, 16),)


@dataclass(slots=True, eq=False)
class Session:
    """One row of sharepoint_sessions. `meeting` is what rows of one meeting share, if anything."""

    supervisee: str
    supervisor: str
    form: str
    planned: Day
    status: str
    directorate: str
    held: Day | None = None
    booked: Day | None = None
    reason: str = ""
    rearranged: Day | None = None
    minutes: int | None = None
    reflective: int | None = None
    form_received: Day | None = None
    shared: Day | None = None
    agreed: Day | None = None
    countersigned: Day | None = None
    meeting: str = ""
    session_id: str = ""
    is_weekly: bool = False

    @property
    def part(self) -> str:
        """The file this row comes in."""
        return SESSION_PARTS[self.directorate]


@dataclass(slots=True)
class OneToOnes:
    """Makes the one-to-one sessions of one person at a time."""

    streams: Streams
    diligence: Diligence
    away: dict[str, list[tuple[Day, Day]]]
    begins: Day
    today: Day
    #: The last day each person was met, and the day the next meeting is known to be on.
    last_met: dict[str, Day] = field(default_factory=dict)
    pending: dict[str, Day] = field(default_factory=dict)

    def meet(self, duty: Duty, code: str) -> list[Session]:
        """Every session up to the data date of somebody who plays this part (or none)."""
        rng = self.streams.stream("sessions", duty.worker.number)
        found: list[Session] = []
        if code == "never_supervised":
            return found
        for opens, closes in duty.spells:
            every = duty.habit_on(opens)
            known = opens == self.begins and every is not None
            last = opens - int(rng.random() * every.length) if known and every else opens
            stops = min(closes, self.today)
            while last <= stops and (every := duty.habit_on(max(last, opens))) is not None:
                rows = self._arrange(duty, code, last, every, rng)
                met = rows[-1].held
                if met is None or met > stops or self._is_over(duty, code, met):
                    found += self._unfinished(rows, stops, rng)
                    break
                found += [row for row in rows if row.planned >= self.begins]
                last = met
                self.last_met[duty.worker.number] = met
        return found

    def _unfinished(self, rows: list[Session], stops: Day, rng: Random) -> list[Session]:
        """What is on record of a meeting that has not come by the last day of a spell."""
        kept = [row for row in rows if row.held is None and row.planned <= stops]
        held = rows[-1]
        soon = held.planned <= self.today + 40 and chance(rng, BOOKED_ALREADY)
        if stops == self.today < held.planned and (soon or (kept and kept[-1].rearranged)):
            self.pending[held.supervisee] = held.planned
        return kept

    def _is_over(self, duty: Duty, code: str, day: Day) -> bool:
        """Whether a planted silence has begun."""
        peer_only = code == "peer_sessions_only" and day > self.today - PEER_ONLY_FOR
        return peer_only or self.diligence.is_silent(duty.post_on(day).team, day)

    def _arrange(
        self, duty: Duty, code: str, last: Day, every: Every, rng: Random
    ) -> list[Session]:
        """The rows of the next meeting: at most one cancelled, then the one held."""
        due = duty.due_after(last, every)
        post = duty.post_on(due)
        in_time = self.diligence.in_time(post.team, due)
        away = self._is_without_manager(post, due)
        if away:
            in_time *= WITHOUT_MANAGER
        leader = self._leader(duty, post, due, away, rng)
        plan = self._plan(duty, last, due, every, rng)
        row = Session(
            duty.worker.number, leader, ONE_TO_ONE, plan, HELD, post.directorate, plan,
            is_weekly=every.days == 7 and duty.programme is not None,
        )  # fmt: skip
        if code == "asye_weekly_missed" and row.is_weekly:
            row.planned = row.held = working_on_or_after(due + draw(rng, WEEKLY_MISSED_BY))
            return [row]
        if chance(rng, in_time):
            return self._swap(row, rng) if chance(rng, SWAPPED) and every.days != 7 else [row]
        kind = choose(rng, SELDOM_KINDS if in_time < SELDOM else LATE_KINDS)
        return self._slip(row, due, kind, lateness(every, in_time), rng)

    def _plan(self, duty: Duty, last: Day, due: Day, every: Every, rng: Random) -> Day:
        """A working day up to the day it is owed, moved before or after any leave."""
        plan = on_or_before(due - every.length * draw(rng, AHEAD) // 100)
        plan = max(plan, working_on_or_after(last + 1))
        for first, back in duty.absences:
            if first <= plan <= back and back - first < 60:
                earlier = on_or_before(first - 1)
                if earlier > last + every.length // 2 and chance(rng, 0.6):
                    return earlier
                return working_on_or_after(back + 1 + int(rng.random() * 3))
        return plan

    def _swap(self, row: Session, rng: Random) -> list[Session]:
        """Cancelled in good time, rearranged and still held when it was owed."""
        first = add_working_days(row.planned - 7, 1 + int(rng.random() * 3))
        row.booked = min(first, row.planned - 1)
        return [self._cancelled(row, row.booked, row.planned, rng), row]

    def _slip(self, row: Session, due: Day, kind: str, scale: int, rng: Random) -> list[Session]:
        """Not held in time: one of the late kinds; `scale` is what a share of lateness is of."""
        share = draw(rng, SKIPPED if kind == "skipped" else BOOKED_LATE)
        late = working_on_or_after(due + max(1, scale * share // 100))
        if kind != "cancelled":
            row.planned = row.held = max(late, row.planned)
            return [row]
        original = row.planned
        if not chance(rng, REARRANGED):
            row.planned = row.held = max(late, original)
            row.booked = original
            return [self._cancelled(row, original, None, rng), row]
        moved = add_working_days(
            original, draw(rng, WEEKLY_MOVED_BY if row.is_weekly else MOVED_BY)
        )
        row.planned = row.held = moved
        row.booked = original
        if not chance(rng, REARRANGED_HELD):
            row.planned = row.held = working_on_or_after(moved + 9 + int(rng.random() * 12))
        return [self._cancelled(row, original, moved, rng), row]

    @staticmethod
    def _cancelled(row: Session, day: Day, moved: Day | None, rng: Random) -> Session:
        """The row of the meeting that did not take place."""
        return Session(
            row.supervisee, row.supervisor, ONE_TO_ONE, day, CANCELLED, row.directorate,
            reason=choose(rng, CANCELLATION_REASONS), rearranged=moved,
        )  # fmt: skip

    def _is_without_manager(self, post: Post, day: Day) -> bool:
        """Whether the line manager is missing, gone or on a long absence."""
        if post.role in ("director_children", "director_adults"):
            return False
        if not post.manager:
            return True
        return any(first <= day <= last for first, last in self.away.get(post.manager, []))

    def _leader(self, duty: Duty, post: Post, day: Day, away: bool, rng: Random) -> str:
        """Who leads: the line manager, or the manager above where nobody is there (or covers)."""
        if not (away or chance(rng, COVERED_ANYWAY)):
            return post.manager or CHIEF_EXECUTIVE
        return self.lead_above(duty, day) or post.manager

    @staticmethod
    def lead_above(duty: Duty, day: Day) -> str:
        """The manager above the line manager: the chief executive above the directors."""
        stint = duty.worker.stint_on(day) or duty.worker.stints[-1]
        seat = stint.seat.manager_on(day)
        above = manager_number(seat.manager, day) if seat is not None else ""
        return above or CHIEF_EXECUTIVE


#: Whoever supervises the directors is in no HR export: the chief executive of the council.
CHIEF_EXECUTIVE = "000001"
