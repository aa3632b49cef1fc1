"""One council in memory: all it holds, as whole days and numbers, and what can be asked of it."""

from __future__ import annotations

from dataclasses import dataclass, field

from ingestion.demo.absences import Absence
from ingestion.demo.agreements import Agreement
from ingestion.demo.appraisals import Appraisal
from ingestion.demo.asye import Review, Supervision
from ingestion.demo.audit_actions import Action
from ingestion.demo.audit_rounds import PlannedAudit
from ingestion.demo.audits import Audit
from ingestion.demo.case_supervisions import CaseSupervision
from ingestion.demo.cases import Case, Flag, Involvement
from ingestion.demo.days import FAR_AHEAD, Day, in_words
from ingestion.demo.organisation import Seat, Team
from ingestion.demo.overrides import Override
from ingestion.demo.people import Worker
from ingestion.demo.portfolios import Piece
from ingestion.demo.posts import Post, manager_number
from ingestion.demo.problems import PlantedProblem
from ingestion.demo.programmes import Programme
from ingestion.demo.sessions import Session
from ingestion.demo.streams import Streams
from ingestion.demo.survey import Score
from ingestion.demo.training import Completion

#: Who leads a team that has no team manager: a director, else the head.
LEADERS = ("director_children", "director_adults", "head")


@dataclass(slots=True)
class Council:
    """Everything one council holds. `today` is the data date, `begins` when its records begin."""

    streams: Streams
    scale: float
    today: Day
    begins: Day
    teams: list[Team] = field(default_factory=list)
    seats: list[Seat] = field(default_factory=list)
    workers: list[Worker] = field(default_factory=list)
    posts: list[Post] = field(default_factory=list)
    absences: list[Absence] = field(default_factory=list)
    programmes: list[Programme] = field(default_factory=list)
    overrides: list[Override] = field(default_factory=list)
    supervisors: list[Supervision] = field(default_factory=list)
    reviews: list[Review] = field(default_factory=list)
    sessions: list[Session] = field(default_factory=list)
    cases: list[Case] = field(default_factory=list)
    involvements: list[Involvement] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    case_supervisions: list[CaseSupervision] = field(default_factory=list)
    agreements: list[Agreement] = field(default_factory=list)
    training: list[Completion] = field(default_factory=list)
    appraisals: list[Appraisal] = field(default_factory=list)
    portfolios: list[Piece] = field(default_factory=list)
    audit_plan: list[PlannedAudit] = field(default_factory=list)
    audits: list[Audit] = field(default_factory=list)
    actions: list[Action] = field(default_factory=list)
    survey: list[Score] = field(default_factory=list)
    problems: list[PlantedProblem] = field(default_factory=list)
    #: What is planted in the files about how well supervision is done.
    assurance_problems: list[PlantedProblem] = field(default_factory=list)

    def notes(self) -> list[str]:
        """What a reader should know of this council before the figures."""
        teams = [team for team in self.teams if team.ends == FAR_AHEAD]
        staff = [worker for worker in self.workers if worker.is_employed(self.today)]
        return [
            f"{len(staff):,} staff in {len(teams)} teams, {len(self.cases):,} cases in 3 years.",
            f"Supervision records begin about {in_words(self.begins)}.",
            "Everybody in it is invented; no case carries a name.",
        ]

    def managers(self) -> dict[str, list[tuple[Day, Day, str]]]:
        """Who managed each team, by its code: (first day, last day, number)."""
        held: dict[str, list[tuple[Day, Day, str]]] = {}
        for seat in self.seats:
            rows = [(stint.starts, stint.ends, stint.number) for stint in seat.stints]
            if seat.role in ("team_manager", "business_manager"):
                held[seat.team.code] = rows
                if seat.former_team is not None:
                    held[seat.former_team.code] = rows
            elif seat.role in LEADERS and seat.number == 1:
                held.setdefault(seat.team.code, rows)
        return held

    def case_leads(self) -> dict[str, list[tuple[Day, Day, str]]]:
        """Who talks cases through in each team: its manager, or the one above in their absence."""
        leads = self.managers()
        away = {each.worker.number: each.first for each in self.absences if each.last is None}
        for seat in self.seats:
            last = seat.stints[-1]
            gone = min(last.ends, away.get(last.number, FAR_AHEAD) - 1)
            if seat.role == "team_manager" and gone < self.today and seat.team.ends > self.today:
                above = manager_number(seat.manager, self.today)
                rows = leads[seat.team.code]
                leads[seat.team.code] = [
                    *rows[:-1],
                    (last.starts, gone, last.number),
                    (gone + 1, FAR_AHEAD, above),
                ]
        return leads

    def managers_now(self) -> dict[str, str]:
        """Each team's manager on the data date, or on the day it closed; empty where none."""
        now: dict[str, str] = {}
        held_by = self.managers()
        for team in self.teams:
            day = min(self.today, team.ends)
            held = held_by.get(team.code, [])
            now[team.code] = next((each[2] for each in held if each[0] <= day <= each[1]), "")
        return now

    @staticmethod
    def place_of(programme: Programme) -> tuple[int, str]:
        """The area and directorate a programme belongs to."""
        team = programme.worker.stints[0].seat.team
        return team.area, team.plan.directorate

    def coordinator(self, area: int, directorate: str) -> str:
        """The ASYE co-ordinator of an area, or of the first where it has none of its own."""
        seats = [seat for seat in self.seats if seat.role == "coordinator"]
        own = [seat for seat in seats if seat.team.plan.directorate == directorate]
        near = [seat for seat in own if seat.team.area == area] or own
        return near[0].stints[-1].number
