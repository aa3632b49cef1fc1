"""Sessions that went wrong on purpose: each turns or adds one row of somebody cast for it."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from ingestion.demo.days import Day, in_words, working_on_or_before
from ingestion.demo.parts import Parts
from ingestion.demo.people import Worker
from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.sessions import CANCELLED, HELD, ONE_TO_ONE, PLANNED, Session
from ingestion.demo.shape import CHILDREN

#: Strangers to HR whom a children's team supervises all the same, and how often so far.
STRANGERS, STRANGER_SESSIONS, STRANGERS_TEAM = ("AX0417", "AX0422"), 4, "front_door"
#: Somebody who left (or started) this recently has a session on the wrong side of that day.
LEFT_WITHIN, AFTER_LEAVING, STARTED_WITHIN, BEFORE_STARTING = 330, 13, 380, 9
#: How long ago, at least, the session was that went wrong; how far ahead one is marked held.
LOST_AGO, UNEXPLAINED_AGO, MOVED_AGO, FORGOTTEN_AGO, AHEAD = 20, 60, 24, 9, 5
MOVED_BY = 9


@dataclass(slots=True)
class SessionPlants:
    """Plants one kind of trouble after another in the rows of each person, and tells of it."""

    rows: dict[str, list[Session]]
    parts: Parts
    today: Day
    account: list[PlantedProblem] = field(default_factory=list)

    def plant(self, workers: list[Worker]) -> list[PlantedProblem]:
        """Everything, in order; returns the account."""
        for number in self._players("cancelled_without_new_date"):
            row = self._last_held(number, LOST_AGO, is_last=True)
            self._cancel(row, "emergency", None)
            self._tell("cancelled_without_new_date", row)
        for number in self._players("cancelled_without_reason"):
            row = self._last_held(number, UNEXPLAINED_AGO)
            self._cancel(row, "", working_on_or_before(row.planned + 6))
            self._tell("cancelled_without_reason", row)
        for number in self._players("rearranged_not_held"):
            row = self._last_held(number, MOVED_AGO, is_last=True)
            self._cancel(row, "supervisor_sick", working_on_or_before(row.planned + MOVED_BY))
            self._tell("rearranged_not_held", row)
        for number in self._players("planned_date_passed"):
            row = self._last_held(number, FORGOTTEN_AGO, is_last=True)
            row.status, row.held = PLANNED, None
            self._tell("planned_date_passed", row)
        for number in self._players("held_after_data_date"):
            row = self._last_held(number, 0)
            day = working_on_or_before(self.today + AHEAD)
            row = replace(row, planned=day, held=day, booked=self.today - 30)
            self.rows[number].append(row)
            self._tell("held_after_data_date", row)
        self._outside_employment(workers)
        self._strangers(workers)
        return self.account

    def _players(self, code: str) -> list[str]:
        return [worker.number for worker in self.parts.players(code)]

    def _tell(self, code: str, row: Session) -> None:
        moved = "" if row.rearranged is None else in_words(row.rearranged)
        one = planted(code, row.supervisee, day=in_words(row.planned), moved=moved)
        self.account.append(one)

    def _last_held(self, number: str, ago: int, is_last: bool = False) -> Session:
        """The last one to one held so many days ago or more; if asked, made the last of all."""
        rows = self.rows[number]
        held = [
            row
            for row in rows
            if row.form == ONE_TO_ONE and row.held is not None and row.held <= self.today - ago
        ]
        last = max(held, key=lambda row: row.planned)
        if is_last:
            rows[:] = [row for row in rows if row.planned <= last.planned or row.status == PLANNED]
        return last

    @staticmethod
    def _cancel(row: Session, reason: str, moved: Day | None) -> None:
        """Turns a held session into one cancelled on its planned day."""
        row.status, row.held, row.reason, row.rearranged = CANCELLED, None, reason, moved

    def _outside_employment(self, workers: list[Worker]) -> None:
        """One session before somebody's first day, one after somebody else's last."""
        today = self.today
        plain = [each for each in workers if not each.script and self.rows.get(each.number)]
        plain = [each for each in plain if not self.parts.of(each.number)]
        left = [each for each in plain if today - LEFT_WITHIN < each.leaves < today - 30]
        started = [each for each in plain if today - STARTED_WITHIN < each.starts < today - 60]
        for worker in left[:1]:
            self._add_beyond("session_after_leaving", worker, worker.leaves + AFTER_LEAVING)
        for worker in started[:1]:
            self._add_beyond("session_before_start", worker, worker.starts - BEFORE_STARTING)

    def _add_beyond(self, code: str, worker: Worker, day: Day) -> None:
        """A session held on a day when the person was not employed."""
        like, held = self.rows[worker.number][-1], working_on_or_before(day)
        row = Session(
            worker.number, like.supervisor, ONE_TO_ONE, held, HELD, like.directorate, held
        )
        self.rows[worker.number].append(row)
        self._tell(code, row)

    def _strangers(self, workers: list[Worker]) -> None:
        """People only the supervision site knows, supervised by one team's manager."""
        leader = next(
            stint.number
            for worker in workers
            for stint in worker.stints
            if stint.seat.team.plan.key == STRANGERS_TEAM
            and stint.seat.role == "team_manager"
            and stint.ends > self.today
        )
        for number in STRANGERS:
            days = [self.today - 6 - 29 * turn for turn in range(STRANGER_SESSIONS)]
            self.rows[number] = [
                Session(number, leader, ONE_TO_ONE, held, HELD, CHILDREN, held)
                for held in map(working_on_or_before, days)
            ]
        self.account.append(planted("supervisee_not_in_hr", *STRANGERS))
