"""Teams and seats: the organisation chart laid out for one scale.

A seat is a place in a team that somebody holds, one after another. A larger council has more
areas; a fraction of an area has some of its teams. Each area has its own heads and service
managers; area directors after the first answer to the first.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from ingestion.demo import shape
from ingestion.demo.days import FAR_AHEAD, Day
from ingestion.demo.names import place
from ingestion.demo.shape import TeamPlan

if TYPE_CHECKING:
    from ingestion.demo.staffing import Stint


@dataclass(slots=True, eq=False)
class Team:
    """One team. `ends` is its last day where it was closed."""

    code: str
    name: str
    plan: TeamPlan
    area: int
    opened: Day
    ends: Day = FAR_AHEAD
    #: The team (part of) this one was formed from, and the day it took over.
    former: Team | None = None
    formed: Day = 0


@dataclass(slots=True, eq=False)
class Seat:
    """One place in a team; `stints` are those who held it, oldest first."""

    seat_id: str
    team: Team
    role: str
    number: int
    manager: Seat | None = None
    #: Where the seat was before its team was formed, and whom it answered to there.
    former_team: Team | None = None
    former_manager: Seat | None = None
    stints: list[Stint] = field(default_factory=list)

    @property
    def is_manager(self) -> bool:
        """Whether whoever sits here is somebody's line manager."""
        return self.role in shape.MANAGER_ROLES or self.role in shape.DIRECTOR_ROLES

    def team_on(self, day: Day) -> Team:
        """The team the seat belonged to on a day."""
        if self.former_team is not None and day < self.team.formed:
            return self.former_team
        return self.team

    def manager_on(self, day: Day) -> Seat | None:
        """The seat it answered to on a day; none for a director."""
        if self.former_manager is not None and day < self.team.formed:
            return self.former_manager
        return self.manager


def lay_out_teams(scale: float, replaced_on: Day, merged_on: Day, opened: Day) -> list[Team]:
    """Every team, open or closed, in the order of their codes.

    `replaced_on` and `merged_on` are the first days of the two reorganised teams.
    """
    teams: list[Team] = []
    for number, plan in enumerate(shape.TEAMS, start=1):
        for area in range(1, _copies(number, scale) + 1):
            letter = shape.TEAM_LETTERS[plan.directorate]
            where = f" ({place(area)})" if area > 1 else ""
            team = Team(f"{letter}{area}{number:02d}", plan.name + where, plan, area, opened)
            teams.append(team)
            if plan.former:
                name, how = plan.former
                team.formed = replaced_on if how == "replaced" else merged_on
                code = f"{letter}{area}{number + 60:02d}"
                team.former = Team(code, name + where, plan, area, opened, team.formed - 1)
                if how == "replaced":
                    team.opened = team.formed
                teams.append(team.former)
    return sorted(teams, key=lambda team: team.code)


def _copies(number: int, scale: float) -> int:
    """How many areas have the team: the whole ones, and its share of a fraction of one."""
    turn = (number * 0.618) % 1.0
    return max(1, int(scale + turn)) if scale > 1 else 1


def lay_out_seats(teams: list[Team], scale: float) -> list[Seat]:
    """Every seat of every open team, each with the seat it answers to."""
    thin = min(1.0, max(scale, shape.SMALLEST_STAFF_SCALE))
    seats: list[Seat] = []
    for team in teams:
        if team.ends == FAR_AHEAD:
            seats += _seats_of(team, thin)
    known = {(seat.team.plan.key, seat.team.area, seat.role, seat.number): seat for seat in seats}
    for seat in seats:
        seat.manager = _answers_to(seat, known)
    seats += _former_managers(seats)
    return seats


def _seats_of(team: Team, thin: float) -> list[Seat]:
    """The seats of one team; a smaller council thins out those who manage nobody."""
    seats = []
    leads = team.plan.key.endswith(("leadership", "management"))
    for role, count in team.plan.seats:
        kept = count if leads else max(1, round(count * thin))
        for number in range(1, kept + 1):
            seats.append(Seat(f"{team.code}/{role}/{number}", team, role, number))
    return seats


def _answers_to(seat: Seat, known: dict[tuple[str, int, str, int], Seat]) -> Seat | None:
    """The seat this one answers to; where its own area has none, the first area's."""
    plan, area = seat.team.plan, seat.team.area
    if seat.role in shape.DIRECTOR_ROLES:
        return None if area == 1 else known[(plan.key, 1, seat.role, 1)]
    if seat.role == "head":
        path = shape.DIRECTORS[plan.key]
    elif seat.role == "service_manager":
        path = shape.HEADS[(plan.key, seat.number)]
    elif plan.key.endswith(("leadership", "management")):
        path = (plan.key, "head", 1)
    elif seat.role in ("team_manager", "business_manager"):
        path = shape.SERVICE_MANAGERS[plan.service]
    else:
        return _team_manager(seat, known)
    return known.get((path[0], area, path[1], path[2])) or known[(path[0], 1, path[1], path[2])]


def _team_manager(seat: Seat, known: dict[tuple[str, int, str, int], Seat]) -> Seat:
    """The team's manager; for every third of its social workers the assistant, if it has one."""
    key, area = seat.team.plan.key, seat.team.area
    assistant = known.get((key, area, "assistant_team_manager", 1))
    if assistant is not None and seat.role in ("social_worker", "student") and seat.number % 3 == 1:
        return assistant
    role = "business_manager" if key == "business_support" else "team_manager"
    return known[(key, area, role, 1)]


def _former_managers(seats: list[Seat]) -> list[Seat]:
    """Puts seats back into the teams they came from; a merged team had a manager of its own."""
    extra: list[Seat] = []
    for manager in [seat for seat in seats if seat.role == "team_manager" and seat.team.former]:
        team, former = manager.team, manager.team.former
        merged = team.plan.former is not None and team.plan.former[1] == "merged"
        if merged and former is not None:
            own = Seat(f"{former.code}/team_manager/1", former, "team_manager", 1, manager.manager)
            extra.append(own)
        for seat in [each for each in seats if each.team is team]:
            if not merged:
                seat.former_team = former
            elif seat.number % 2 == 1 and seat.role in ("social_worker", "assessor"):
                seat.former_team, seat.former_manager = former, own
    return extra
