"""Posts as HR keeps them: a new row whenever the team or the line manager changed.

History is kept, so a reorganised team's people have a row in the old team and one in the new.
"""

from __future__ import annotations

from dataclasses import dataclass

from ingestion.demo.days import FAR_AHEAD, Day
from ingestion.demo.organisation import Seat, Team
from ingestion.demo.people import Worker
from ingestion.demo.shape import ROLES
from ingestion.demo.staffing import Stint

#: Teams whose social workers hold a safeguarding role.
SAFEGUARDING_TEAMS = (
    "assessment_north", "assessment_south", "safeguarding_1", "safeguarding_2", "safeguarding_3",
    "court", "adult_safeguarding",
)  # fmt: skip


@dataclass(slots=True, eq=False)
class Post:
    """One row of hr_posts. `ends` is the last day, or FAR_AHEAD while it runs."""

    worker: Worker
    team: Team
    role: str
    title: str
    category: str
    manager: str
    fte: str
    is_safeguarding: bool
    starts: Day
    ends: Day

    @property
    def directorate(self) -> str:
        """The directorate whose policy the post falls under."""
        return self.team.plan.directorate


def make_posts(workers: list[Worker], today: Day) -> list[Post]:
    """Every post of everybody, by number and day, as HR knows it on the data date."""
    return [
        post
        for worker in workers
        for stint in worker.stints
        for post in _rows(worker, stint, today)
    ]


def _rows(worker: Worker, stint: Stint, today: Day) -> list[Post]:
    """One stint cut wherever its team or line manager changed by the data date."""
    days = sorted({stint.starts, *(day for day in _turns(stint) if day <= today)})
    stretches: list[tuple[Day, Team, str]] = []
    for day in days:
        seat = stint.seat
        stretch = (day, seat.team_on(day), manager_number(seat.manager_on(day), day))
        if not stretches or stretches[-1][1:] != stretch[1:]:
            stretches.append(stretch)
    ends = [day - 1 for day, _, _ in stretches[1:]] + [stint.ends]
    return [_post(worker, stint, each, last) for each, last in zip(stretches, ends, strict=True)]


def _turns(stint: Stint) -> list[Day]:
    """Days within a stint on which the team or the manager's seat may have changed hands."""
    seat = stint.seat
    turns = [seat.team.formed] if seat.former_team or seat.former_manager else []
    for manager in (seat.manager, seat.former_manager):
        for each in manager.stints if manager else []:
            turns += [each.starts, each.ends + 1]
    return [day for day in turns if stint.starts < day <= stint.ends and day < FAR_AHEAD]


def manager_number(seat: Seat | None, day: Day) -> str:
    """Who HR shows as line manager: the holder of that seat, or nobody while it stands empty.

    Before the first known holder it is that holder; where HR was not told that a manager left, it
    goes on naming them.
    """
    if seat is None or not seat.stints:
        return ""
    held = [stint for stint in seat.stints if stint.starts <= day]
    if not held:
        return seat.stints[0].number
    still_named = seat.team.plan.part == "left_still_named"
    return held[-1].number if day <= held[-1].ends or still_named else ""


def _post(worker: Worker, stint: Stint, stretch: tuple[Day, Team, str], last: Day) -> Post:
    """One row of hr_posts; nobody's post is older than the manager it names."""
    role, (day, team, manager) = ROLES[stint.seat.role], stretch
    holders = stint.seat.manager_on(day)
    first = holders.stints[0].starts if holders and holders.stints else day
    safeguarding = team.plan.key in SAFEGUARDING_TEAMS and role.category == "social_worker"
    starts = max(day, first) if day == stint.starts else day
    fte = f"{stint.fte:g}" if stint.fte != 1.0 else "1.0"
    return Post(
        worker, team, stint.seat.role, role.title, role.category, manager, fte, safeguarding,
        min(starts, last), last,
    )  # fmt: skip
