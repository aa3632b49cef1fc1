"""One council, made in order: the chart, the people, their supervision, the cases, the account.

Everything here is in memory and in whole days; rows.py turns it into text and faults.py damages
the text where a file is meant to be damaged.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from ingestion.demo import post_plants
from ingestion.demo.absences import Absence, make_absences
from ingestion.demo.allocation import allocate
from ingestion.demo.asye import Register, Review, Supervision
from ingestion.demo.case_plants import CasePlants, leave_in_draft, written_cases
from ingestion.demo.case_supervisions import CaseSupervision, CaseTalks, number_records
from ingestion.demo.cases import Case, Flag, Involvement, Referrals
from ingestion.demo.days import FAR_AHEAD, Day, add_months, in_words, last_first_of
from ingestion.demo.diary import book_ahead
from ingestion.demo.diligence import Diligence, records_begin
from ingestion.demo.duties import Duty, long_absences, make_duties
from ingestion.demo.meetings import group_meetings, observations, team_meetings
from ingestion.demo.organisation import Seat, Team, lay_out_seats, lay_out_teams
from ingestion.demo.overrides import Override, make_overrides
from ingestion.demo.parts import Parts
from ingestion.demo.people import Worker, make_people
from ingestion.demo.posts import Post, make_posts
from ingestion.demo.problems import PlantedProblem
from ingestion.demo.programmes import Programme, make_programmes
from ingestion.demo.session_plants import SessionPlants
from ingestion.demo.sessions import HELD, ONE_TO_ONE, OneToOnes, Session
from ingestion.demo.staffing import Staffing
from ingestion.demo.streams import Streams
from ingestion.demo.write_ups import write_up

Progress = Callable[[str, int, int], None]
STEPS = ("Teams and people", "Absences and programmes", "Sessions", "Cases", "Case supervisions")
#: The reorganised teams began on the last 1 April, or 1 October, at least so many days ago.
REPLACED_MONTH, REPLACED_AGO, MERGED_MONTH, MERGED_AGO = 4, 120, 10, 365
TEAMS_OPENED_MONTHS_AGO = 126
#: Who leads a team that has no team manager: a director, else the head.
LEADERS = ("director_children", "director_adults", "head")
ELSEWHERE_FOR = 190


@dataclass(slots=True)
class Council:
    """Everything one council holds, as whole days and numbers."""

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
    problems: list[PlantedProblem] = field(default_factory=list)

    def notes(self) -> list[str]:
        """What a reader should know of this council before the figures."""
        teams = [team for team in self.teams if team.ends == FAR_AHEAD]
        staff = [worker for worker in self.workers if worker.is_employed(self.today)]
        return [
            f"{len(staff)} staff in {len(teams)} teams; {len(self.cases)} cases over three years.",
            f"Supervision records begin on {in_words(self.begins)}.",
            "Everybody in it is invented; no case carries a name.",
        ]

    def managers(self) -> dict[str, list[tuple[Day, Day, str]]]:
        """Who managed each team, by its code: (first day, last day, number)."""
        held: dict[str, list[tuple[Day, Day, str]]] = {}
        for seat in self.seats:
            if seat.role in ("team_manager", "business_manager"):
                rows = [(stint.starts, stint.ends, stint.number) for stint in seat.stints]
                held[seat.team.code] = rows
                if seat.former_team is not None:
                    held[seat.former_team.code] = rows
            elif seat.role in LEADERS and seat.number == 1:
                rows = [(stint.starts, stint.ends, stint.number) for stint in seat.stints]
                held.setdefault(seat.team.code, rows)
        return held

    def manager_of(self, team: Team) -> str:
        """The manager of a team on its last day, or on the data date; the last known one."""
        held = self.managers().get(team.code, [])
        day = min(self.today, team.ends)
        return next((each[2] for each in held if each[0] <= day <= each[1]), "")

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


def make_council(
    seed: int, scale: float, today: Day, progress: Progress
) -> tuple[Council, Parts]:
    """The whole council of a seed, a scale and a data date, and who plays what in it."""
    council = Council(Streams(seed), scale, today, records_begin(today))
    for turn, step in enumerate(STEPS):
        progress(step, turn, len(STEPS))
        if step == STEPS[0]:
            parts = _hire(council)
        elif step == STEPS[1]:
            duties = _plan_years(council, parts)
        elif step == STEPS[2]:
            _supervise(council, parts, duties)
        elif step == STEPS[3]:
            silent = _open_cases(council)
        else:
            _talk_cases_through(council, silent)
    progress("Council made", len(STEPS), len(STEPS))
    return council, parts


def _hire(council: Council) -> Parts:
    """Teams, seats, people and posts; who plays what."""
    today = council.today
    council.teams = lay_out_teams(
        council.scale,
        last_first_of(REPLACED_MONTH, today - REPLACED_AGO),
        last_first_of(MERGED_MONTH, today - MERGED_AGO),
        last_first_of(4, add_months(today, -TEAMS_OPENED_MONTHS_AGO)),
    )
    council.seats = lay_out_seats(council.teams, council.scale)
    staffing = Staffing(council.streams, council.begins, today)
    stints = staffing.fill(council.seats)
    council.workers = make_people(stints, council.streams, council.begins, today)
    council.posts = make_posts(council.workers)
    parts = Parts(council.workers, council.streams, today)
    post_plants.alter_posts(council.posts, council.seats, parts, today)
    return parts


def _plan_years(council: Council, parts: Parts) -> dict[str, Duty]:
    """Absences, programmes, individual arrangements, and the duty that follows from them."""
    streams, begins, today = council.streams, council.begins, council.today
    council.absences = make_absences(council.workers, parts, streams, begins, today)
    council.programmes = make_programmes(council.workers, today)
    council.overrides = make_overrides(parts, today)
    register = Register(streams, council.workers, begins, today)
    for programme in council.programmes:
        supervisors = register.supervisors(programme)
        council.supervisors += supervisors
        council.reviews += register.reviews(programme, supervisors)
    council.problems += post_plants.tell_of_teams(council.teams, council.seats, today)
    council.problems += post_plants.tell_of_people(
        parts, council.absences, council.posts, council.programmes, today
    )
    return make_duties(
        council.workers, council.posts, council.absences, council.programmes, council.overrides,
        begins, today,
    )  # fmt: skip


def _supervise(council: Council, parts: Parts, duties: dict[str, Duty]) -> None:
    """Everybody's sessions, past and planned, and what was planted in them."""
    streams, begins, today = council.streams, council.begins, council.today
    away = long_absences(council.absences, today)
    for worker in council.workers:
        if worker.leaves < FAR_AHEAD:
            away.setdefault(worker.number, []).append((worker.leaves + 1, FAR_AHEAD))
    past = OneToOnes(streams, Diligence(streams, today), away, begins, today)
    rows: dict[str, list[Session]] = {}
    for number, duty in duties.items():
        rows[number] = past.meet(duty, parts.of(number)) + book_ahead(duty, parts.of(number), past)
    for session in _shared_sessions(council, parts, duties, past.diligence):
        rows[session.supervisee].append(session)
    _lead_elsewhere(council, parts, rows)
    council.problems += SessionPlants(rows, parts, past).plant(council.workers)
    for number, own in rows.items():
        for session in own:
            write_up(session, parts.of(number), streams, today)
    council.sessions = number_sessions([session for own in rows.values() for session in own])


def _shared_sessions(
    council: Council, parts: Parts, duties: dict[str, Duty], diligence: Diligence
) -> Iterator[Session]:
    """Team meetings, groups of the newly qualified, and observations of them."""
    streams, begins, today = council.streams, council.begins, council.today
    codes = {number: parts.of(number) for number in duties}
    at: dict[str, list[Duty]] = {}
    for duty in duties.values():
        for code in dict.fromkeys(post.team.code for post in duty.posts):
            at.setdefault(code, []).append(duty)
    for team in council.teams:
        yield from team_meetings(
            team, at.get(team.code, []), council.manager_of(team), codes, streams, diligence,
            begins, today,
        )  # fmt: skip
    for area, directorate in sorted({council.place_of(each) for each in council.programmes}):
        own = [each for each in council.programmes if council.place_of(each) == (area, directorate)]
        leader, key = council.coordinator(area, directorate), f"{directorate}/{area}"
        yield from group_meetings(own, duties, leader, key, codes, streams, begins, today)
    assessors = {row.worker.number: row.supervisor for row in reversed(council.supervisors)}
    for programme in council.programmes:
        number = programme.worker.number
        yield from observations(
            programme, duties[number], assessors[number], streams, begins, today
        )


def _lead_elsewhere(council: Council, parts: Parts, rows: dict[str, list[Session]]) -> None:
    """Whoever is to be supervised by another manager than their own has been, for half a year."""
    for worker in parts.players("safeguarding_role_elsewhere"):
        seat = worker.stints[0].seat
        near = [
            each
            for each in council.seats
            if each.role == "team_manager"
            and each.team.plan.directorate == seat.team.plan.directorate
            and each is not seat.manager
            and each.stints[-1].ends > council.today
        ]
        for session in rows[worker.number]:
            if session.form == ONE_TO_ONE and session.planned > council.today - ELSEWHERE_FOR:
                session.supervisor = near[0].stints[-1].number


def number_sessions(sessions: list[Session]) -> list[Session]:
    """The sessions in order of day, each with its number; rows of one meeting share it."""
    sessions.sort(key=lambda row: (row.planned, row.meeting, row.supervisee, row.status))
    numbers: dict[str, str] = {}
    for count, session in enumerate(sessions, start=1):
        own = f"SV{count:06d}"
        session.session_id = numbers.setdefault(session.meeting, own) if session.meeting else own
    return sessions


def _open_cases(council: Council) -> dict[tuple[str, str], Day]:
    """Cases, who holds them, and what was planted in them; which of them nobody talks through."""
    today = council.today
    areas: dict[str, list[int]] = {}
    for team in council.teams:
        if team.ends == FAR_AHEAD:
            areas.setdefault(team.plan.key, []).append(team.area)
    referrals = Referrals(council.streams, council.begins, today, areas)
    written = written_cases(areas, today)
    council.cases = referrals.make(council.scale) + [case for _, case in written]
    stints = [stint for worker in council.workers for stint in worker.stints]
    involvements = [row for case in council.cases for row in case.involvements]
    council.involvements = allocate(involvements, stints, council.teams, council.streams)
    council.flags = [flag for case in council.cases for flag in case.flags]
    plants = CasePlants(council.involvements, council.workers, today)
    council.problems += plants.plant(written, council.flags)
    return plants.silent


def _talk_cases_through(council: Council, silent: dict[tuple[str, str], Day]) -> None:
    """The supervisions of every case, numbered by talk."""
    met: dict[str, list[Day]] = {}
    for session in council.sessions:
        if session.form == ONE_TO_ONE and session.status == HELD and session.held:
            met.setdefault(session.supervisee, []).append(session.held)
    for days in met.values():
        days.sort()
    rows: dict[tuple[str, str], list[Involvement]] = {}
    for row in council.involvements:
        rows.setdefault((row.system, row.person), []).append(row)
    talks = CaseTalks(
        council.streams, Diligence(council.streams, council.today),
        {team.code: team for team in council.teams}, council.managers(), met, council.begins,
        council.today, silent,
    )  # fmt: skip
    found = [
        talk
        for case in council.cases
        for talk in talks.talk(case, rows[(case.system, case.person)])
    ]
    number_records(found)
    held_by = {known: own[-1].team_code for known, own in rows.items()}
    keys = {team.code: team.plan.key for team in council.teams}
    council.problems += leave_in_draft(found, keys, held_by)
    council.case_supervisions = found
