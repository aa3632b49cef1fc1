"""Sessions that went wrong on purpose: each turns or adds one row of somebody cast for it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from ingestion.demo.days import Day, in_words, working_on_or_before
from ingestion.demo.parts import Parts
from ingestion.demo.people import Worker
from ingestion.demo.problems import PlantedProblem
from ingestion.demo.sessions import CANCELLED, HELD, ONE_TO_ONE, PLANNED, OneToOnes, Session
from ingestion.demo.shape import CHILDREN

#: A stranger to HR whom a children's team supervises all the same, and how often so far.
STRANGERS, STRANGER_SESSIONS = ("AX0417", "AX0422"), 4
#: Somebody who left (or started) this recently has a session on the wrong side of that day.
LEFT_WITHIN, AFTER_LEAVING, STARTED_WITHIN, BEFORE_STARTING = 330, 13, 380, 9
AHEAD_DAYS = 5

Rows = dict[str, list[Session]]


class SessionPlants:
    """Plants one kind of trouble after another and keeps the account of it."""

    def __init__(self, by_person: Rows, parts: Parts, past: OneToOnes) -> None:
        self._rows, self._parts, self._past = by_person, parts, past
        self._today = past.today
        self.account: list[PlantedProblem] = []

    def plant(self, workers: list[Worker]) -> list[PlantedProblem]:
        """Everything, in order; returns the account."""
        turns: tuple[tuple[str, Callable[[list[Session], Worker], str]], ...] = (
            ("cancelled_without_new_date", self._lose),
            ("cancelled_without_reason", self._leave_unexplained),
            ("rearranged_not_held", self._rearrange),
            ("planned_date_passed", self._forget),
            ("held_after_data_date", self._foresee),
        )
        for code, turn in turns:
            for worker in self._parts.players(code):
                sentence = turn(self._rows[worker.number], worker)
                self.account.append(PlantedProblem(code, sentence, (worker.number,)))
        self._outside_employment(workers)
        self._strangers(workers)
        return self.account

    def _last_held(self, rows: list[Session], before: Day) -> Session:
        """The last one to one held up to a day."""
        held = [row for row in rows if row.form == ONE_TO_ONE and row.held is not None]
        earlier = [row for row in held if row.held is not None and row.held <= before]
        return max(earlier, key=lambda row: row.planned)

    def _cancel(self, row: Session, reason: str, moved: Day | None) -> None:
        """Turns a held session into one cancelled on its planned day."""
        row.status, row.held, row.reason, row.rearranged = CANCELLED, None, reason, moved

    def _lose(self, rows: list[Session], worker: Worker) -> str:
        row = self._last_held(rows, self._today - 20)
        self._drop_after(rows, row)
        self._cancel(row, "emergency", None)
        day = in_words(row.planned)
        return f"The session of {worker.number} on {day} was cancelled and has no new date."

    def _leave_unexplained(self, rows: list[Session], worker: Worker) -> str:
        row = self._last_held(rows, self._today - 60)
        self._cancel(row, "", working_on_or_before(row.planned + 6))
        day = in_words(row.planned)
        return f"The session of {worker.number} on {day} was cancelled with no reason given."

    def _rearrange(self, rows: list[Session], worker: Worker) -> str:
        row = self._last_held(rows, self._today - 24)
        self._drop_after(rows, row)
        moved = working_on_or_before(row.planned + 9)
        self._cancel(row, "supervisor_sick", moved)
        return (
            f"The session of {worker.number} on {in_words(row.planned)} was moved to "
            f"{in_words(moved)} and not held then or since."
        )

    def _forget(self, rows: list[Session], worker: Worker) -> str:
        row = self._last_held(rows, self._today - 9)
        self._drop_after(rows, row)
        row.status, row.held = PLANNED, None
        day = in_words(row.planned)
        return f"The session of {worker.number} planned for {day} is neither held nor cancelled."

    def _foresee(self, rows: list[Session], worker: Worker) -> str:
        ahead = self._today + AHEAD_DAYS
        row = self._last_held(rows, self._today)
        rows.append(replace(row, planned=ahead, held=ahead, booked=self._today - 30))
        return f"A session of {worker.number} is marked held on {in_words(ahead)}."

    def _drop_after(self, rows: list[Session], last: Session) -> None:
        """Takes away everything that happened after a session, meetings of the team too."""
        rows[:] = [row for row in rows if row.planned <= last.planned or row.status == PLANNED]

    def _outside_employment(self, workers: list[Worker]) -> None:
        """One session before somebody's first day, one after somebody else's last."""
        today = self._today
        plain = [each for each in workers if not each.script and self._rows.get(each.number)]
        plain = [each for each in plain if not self._parts.of(each.number)]
        left = [each for each in plain if today - LEFT_WITHIN < each.leaves < today - 30]
        started = [each for each in plain if today - STARTED_WITHIN < each.starts < today - 60]
        for code, who, day in [
            *(("session_after_leaving", each, each.leaves + AFTER_LEAVING) for each in left[:1]),
            *(("session_before_start", each, each.starts - BEFORE_STARTING) for each in started[:1]),
        ]:
            held = working_on_or_before(day)
            row = replace(self._rows[who.number][-1], planned=held, held=held, status=HELD)
            row = replace(row, reason="", rearranged=None, meeting="", form=ONE_TO_ONE, booked=None)
            self._rows[who.number].append(row)
            side = "after the leaving date" if code.endswith("leaving") else "before the first day"
            sentence = f"The session of {who.number} on {in_words(held)} is {side}."
            self.account.append(PlantedProblem(code, sentence, (who.number,)))

    def _strangers(self, workers: list[Worker]) -> None:
        """People only the supervision site knows, supervised by an assessment team's manager."""
        seats = [stint for worker in workers for stint in worker.stints]
        leader = next(
            stint.number
            for stint in seats
            if stint.seat.team.plan.key == "front_door"
            and stint.seat.role == "team_manager"
            and stint.ends > self._today
        )
        for number in STRANGERS:
            days = [working_on_or_before(self._today - 6 - 29 * n) for n in range(STRANGER_SESSIONS)]
            self._rows[number] = [
                Session(number, leader, ONE_TO_ONE, day, HELD, CHILDREN, day) for day in days
            ]
        sentence = f"{' and '.join(STRANGERS)} have sessions and are in no HR list."
        self.account.append(PlantedProblem("supervisee_not_in_hr", sentence, STRANGERS))
