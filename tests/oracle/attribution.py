"""Whose line an obligation stands in: as things stood on the day it was decided, or now."""

from __future__ import annotations

from collections import defaultdict
from datetime import date
from fractions import Fraction

from .cases import Case, Involvement, as_subject, choose_involvement, gather_cases
from .days import DAY, end_after
from .dues import Due
from .inbox import Council, Row
from .supervision import Readings, Span, Stretch, find_stretches

Line = tuple[str | None, str | None]  # supervisor, team


def find_day(row: Span | Due, data_date: date) -> date:
    """Earliest of due, data date and, once closed, the day met or the last open day."""
    days = [row.due_on, data_date]
    if row.met_on is not None:
        days.append(row.met_on)
    elif row.closed_on is not None:
        days.append(row.closed_on - DAY)
    return min(days)


class Lines:
    """The posts of everybody HR knows and the cases of every system, to be asked on a day."""

    def __init__(self, council: Council, readings: Readings) -> None:
        self.data_date = council.data_date
        self.readings = readings
        self.cases = {case.case_id: case for case in gather_cases(council, readings)}
        self._stretches: dict[tuple[str, str], list[Stretch]] = {}
        self._posts: dict[str, list[Row]] = defaultdict(list)
        known = {row["Employee Number"] for row in council.rows("hr_workers")}
        for row in council.rows("hr_posts"):
            if row["Employee Number"] in known and row["Post Start"] <= council.data_date:
                self._posts[row["Employee Number"]].append(row)

    def find_line(self, worker_id: str | None, day: date, manager: str | None = None) -> Line:
        """The supervisor and team of a worker's post; with a manager named, of one under them."""
        post = self.choose_post(worker_id or "", day, manager)
        if post is None:
            return (None, None)
        return (post["Line Manager Employee Number"], post["Team Code"])

    def choose_post(self, worker_id: str, day: date, manager: str | None = None) -> Row | None:
        """Of the posts held that day the largest FTE, the latest start, the lowest team code."""
        held = [
            row
            for row in self._posts.get(worker_id, [])
            if row["Post Start"] <= day < end_after(row["Post End"], self.data_date)
            and manager in (None, row["Line Manager Employee Number"])
        ]
        return min(held, key=_rank, default=None)

    def find_stretches(self, case: Case, policy_id: str) -> list[Stretch]:
        """The stretches of a case under a policy, worked out once."""
        key = (case.case_id, policy_id)
        if key not in self._stretches:
            subject = as_subject(case, policy_id)
            self._stretches[key] = find_stretches(subject, self.data_date, self.readings)
        return self._stretches[key]

    def find_standing(self, case_id: str, policy_id: str, day: date) -> Involvement | None:
        """The involvement a case stands under; where no rule binds, the latest to have begun."""
        case = self.cases.get(case_id)
        if case is None:
            return None
        stretches = self.find_stretches(case, policy_id)
        standing = choose_involvement(case, policy_id, stretches, day)
        if standing is None:
            involved = [involvement for _, involvement in case.open_on(day)]
            standing = min(involved, key=_latest, default=None)
        return standing


def _rank(row: Row) -> tuple[Fraction, int, bool, str, str]:
    fte = row["FTE"] if row["FTE"] is not None else Fraction(1)
    team, manager = row["Team Code"], row["Line Manager Employee Number"]
    return (-fte, -row["Post Start"].toordinal(), team is None, team or "", manager or "~")


def _latest(one: Involvement) -> tuple[int, bool, str, str, str]:
    team = (one.team_id is None, one.team_id or "")
    return (-one.start.toordinal(), *team, one.kind or "~", one.worker_id or "~")
