"""Who holds which case: given out in each team as work comes in, handed over when people go.

Every involvement ends up as one row a holder: when a worker leaves the team, the row ends and
another begins the next day with somebody else. Assessments stay one row, because their clock runs
from the day they began. A team that was replaced keeps its code on what ended in its time.
"""

from __future__ import annotations

import heapq
from dataclasses import dataclass, field, replace
from random import Random

from ingestion.demo.cases import Involvement
from ingestion.demo.days import FAR_AHEAD, Day
from ingestion.demo.organisation import Team
from ingestion.demo.shape import ROLES
from ingestion.demo.staffing import Stint
from ingestion.demo.streams import Streams

#: A newly qualified worker is given less; how many are asked before the least busy takes it.
NEWLY_QUALIFIED, ASKED = 0.85, 3
WHOLE_KINDS = ("assessment", "care_act_assessment", "safeguarding_enquiry")
JOINS, BEGINS, LEAVES = 0, 1, 2

#: Who leads each team, by its code: (first day, last day, number).
Leads = dict[str, list[tuple[Day, Day, str]]]


@dataclass(slots=True)
class _Desk:
    """One team's holders and what each holds."""

    weights: dict[str, float] = field(default_factory=dict)
    held: dict[str, int] = field(default_factory=dict)
    present: list[str] = field(default_factory=list)

    def give(self, rng: Random) -> str:
        """The least busy of a few of those present; nobody where nobody is."""
        if not self.present:
            return ""
        asked = [self.present[int(rng.random() * len(self.present))] for _ in range(ASKED)]
        return min(asked, key=lambda number: (self.held[number] / self.weights[number], number))


def lead_on(held: list[tuple[Day, Day, str]], day: Day) -> str:
    """Who led a team on a day; the last known where nobody did."""
    for first, last, number in held:
        if first <= day <= last:
            return number
    return held[-1][2] if held else ""


def allocate(
    involvements: list[Involvement],
    stints: list[Stint],
    teams: list[Team],
    leads: Leads,
    records: tuple[Streams, Day],
) -> list[Involvement]:
    """The involvements as rows with a worker and a team code, by system, person and day.

    Where a team has nobody to hold a case its lead does. `records` are the streams and the data
    date, after which nothing is handed over.
    """
    streams, today = records
    at: dict[tuple[str, int], Team] = {
        (team.plan.key, team.area): team for team in teams if team.ends == FAR_AHEAD
    }
    waiting: dict[str, list[Involvement]] = {}
    for involvement in involvements:
        team = at[(involvement.plan_key, involvement.area)]
        waiting.setdefault(team.code, []).append(involvement)
    holders: dict[str, list[Stint]] = {}
    for stint in stints:
        if ROLES[stint.seat.role].case_weight:
            holders.setdefault(stint.seat.team.code, []).append(stint)
    rows: list[Involvement] = []
    for team in teams:
        rng = streams.stream("allocation", team.code)
        given = _give_out(waiting.get(team.code, []), holders.get(team.code, []), today, rng)
        for row in given:
            row.worker = row.worker or lead_on(leads.get(team.code, []), row.starts)
        rows += [part for row in given for part in _under_team(row, team)]
    return sorted(rows, key=lambda row: (row.system, row.person, row.starts, row.kind))


def _give_out(
    waiting: list[Involvement], stints: list[Stint], today: Day, rng: Random
) -> list[Involvement]:
    """Plays one team's days in order: people join and leave, cases begin and end."""
    desk = _Desk()
    queue: list[tuple[Day, int, int, Stint | Involvement]] = []
    for turn, stint in enumerate(stints):
        heapq.heappush(queue, (stint.starts, JOINS, turn, stint))
        if stint.ends < today:
            heapq.heappush(queue, (stint.ends + 1, LEAVES, turn, stint))
    for turn, involvement in enumerate(waiting):
        heapq.heappush(queue, (involvement.starts, BEGINS, turn, involvement))
    open_rows: dict[str, list[Involvement]] = {}
    rows: list[Involvement] = []
    turn = len(waiting) + len(stints)
    while queue:
        day, what, _, thing = heapq.heappop(queue)
        if isinstance(thing, Involvement):
            thing.worker = desk.give(rng)
            rows.append(thing)
            _hold(desk, open_rows, thing, day)
        elif what == JOINS:
            _join(desk, thing)
        else:
            desk.present = [number for number in desk.present if number != thing.number]
            for row in open_rows.pop(thing.number, []):
                if row.ends >= day:
                    turn += 1
                    onward = _hand_over(row, day)
                    heapq.heappush(queue, (day, BEGINS, turn, onward))
                    if onward is row:
                        rows.remove(row)
    return rows


def _join(desk: _Desk, stint: Stint) -> None:
    """Somebody starts in the team, with nothing yet."""
    weight = ROLES[stint.seat.role].case_weight * stint.fte
    desk.weights[stint.number] = weight * (NEWLY_QUALIFIED if stint.script else 1.0)
    desk.held[stint.number] = 0
    desk.present.append(stint.number)


def _hold(desk: _Desk, open_rows: dict[str, list[Involvement]], row: Involvement, day: Day) -> None:
    """Counts a row with its holder, forgetting those of theirs that have ended."""
    if not row.worker:
        return
    kept = [each for each in open_rows.get(row.worker, []) if each.ends >= day]
    open_rows[row.worker] = [*kept, row]
    desk.held[row.worker] = len(kept) + 1


def _hand_over(row: Involvement, day: Day) -> Involvement:
    """What goes to the next holder: the rest of it from that day, or all of an assessment."""
    if row.kind in WHOLE_KINDS or row.starts >= day:
        return row
    onward = replace(row, starts=day)
    row.ends = day - 1
    return onward


def _under_team(row: Involvement, team: Team) -> list[Involvement]:
    """The row under the code the team had then: two rows where the team was replaced meanwhile."""
    row.team_code = team.code
    was_replaced = team.plan.former is not None and team.plan.former[1] == "replaced"
    if team.former is None or not was_replaced or row.starts >= team.formed:
        return [row]
    if row.ends < team.formed:
        row.team_code = team.former.code
        return [row]
    onward = replace(row, starts=team.formed)
    row.ends, row.team_code = team.formed - 1, team.former.code
    return [row, onward]
