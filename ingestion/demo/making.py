"""Making a council in order: the chart, the people, their supervision, the cases, the account."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from ingestion.demo.absences import make_absences
from ingestion.demo.account import tell_of_people, tell_of_programmes, tell_of_teams
from ingestion.demo.allocation import allocate
from ingestion.demo.assuring import assure
from ingestion.demo.asye import Register
from ingestion.demo.case_plants import CasePlants, leave_in_draft
from ingestion.demo.case_supervisions import CaseTalks, number_records
from ingestion.demo.cases import Involvement, Referrals
from ingestion.demo.council import Council
from ingestion.demo.days import FAR_AHEAD, Day, add_months, last_first_of
from ingestion.demo.diary import book_ahead
from ingestion.demo.diligence import Diligence, records_begin
from ingestion.demo.duties import Duty, long_absences, make_duties
from ingestion.demo.meetings import Meetings
from ingestion.demo.organisation import lay_out_seats, lay_out_teams
from ingestion.demo.overrides import make_overrides
from ingestion.demo.parts import Parts
from ingestion.demo.people import make_people
from ingestion.demo.post_plants import alter_posts
from ingestion.demo.posts import make_posts
from ingestion.demo.programmes import make_programmes
from ingestion.demo.session_plants import SessionPlants
from ingestion.demo.sessions import HELD, ONE_TO_ONE, OneToOnes, Session
from ingestion.demo.staffing import Staffing
from ingestion.demo.streams import Streams
from ingestion.demo.write_ups import write_up
from ingestion.demo.written_cases import silences, tell_of_cases, write_cases

Progress = Callable[[str, int, int], None]
STEPS = (
    "Teams and people", "Absences and programmes", "Sessions", "Cases", "Case supervisions",
    "Agreements, audits and survey",
)  # fmt: skip
#: The reorganised teams began on the last 1 April, or 1 October, at least so many days ago.
REPLACED_MONTH, REPLACED_AGO, MERGED_MONTH, MERGED_AGO = 4, 120, 10, 365
OPENED_MONTH, OPENED_MONTHS_AGO = 4, 126
#: How long somebody cast for it has been supervised by another manager than their own.
ELSEWHERE_FOR = 190


def make_council(seed: int, scale: float, today: Day, progress: Progress) -> tuple[Council, Parts]:
    """The whole council of a seed, a scale and a data date, and who plays what in it."""
    council = Council(Streams(seed), scale, today, records_begin(today))
    progress(STEPS[0], 0, len(STEPS))
    parts = _hire(council)
    progress(STEPS[1], 1, len(STEPS))
    duties = _plan_years(council, parts)
    progress(STEPS[2], 2, len(STEPS))
    _supervise(council, parts, duties)
    progress(STEPS[3], 3, len(STEPS))
    silent = _open_cases(council)
    progress(STEPS[4], 4, len(STEPS))
    _talk_cases_through(council, silent)
    progress(STEPS[5], 5, len(STEPS))
    assure(council, duties)
    return council, parts


def _hire(council: Council) -> Parts:
    """Teams, seats, people and posts; who plays what."""
    streams, today = council.streams, council.today
    council.teams = lay_out_teams(
        council.scale,
        last_first_of(REPLACED_MONTH, today - REPLACED_AGO),
        last_first_of(MERGED_MONTH, today - MERGED_AGO),
        last_first_of(OPENED_MONTH, add_months(today, -OPENED_MONTHS_AGO)),
    )
    council.seats = lay_out_seats(council.teams, council.scale)
    stints = Staffing(streams, council.begins, today).fill(council.seats)
    council.workers = make_people(stints, streams, council.begins, today)
    council.posts = make_posts(council.workers, today)
    parts = Parts(council.workers, streams, today)
    alter_posts(council.posts, council.seats, parts, today)
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
    council.problems += tell_of_teams(council.teams, council.seats, today)
    council.problems += tell_of_people(parts, council.absences, council.posts, today)
    council.problems += tell_of_programmes(council.programmes)
    records = (begins, today)
    return make_duties(
        council.posts, council.absences, council.programmes, council.overrides, records
    )


def _supervise(council: Council, parts: Parts, duties: dict[str, Duty]) -> None:
    """Everybody's sessions, past and planned, and what was planted in them."""
    streams, today = council.streams, council.today
    away = long_absences(council.absences, today)
    for worker in council.workers:
        if worker.leaves < FAR_AHEAD:
            away.setdefault(worker.number, []).append((worker.leaves + 1, FAR_AHEAD))
    past = OneToOnes(streams, Diligence(streams, today), away, council.begins, today)
    rows: dict[str, list[Session]] = {}
    for number, duty in duties.items():
        rows[number] = past.meet(duty, parts.of(number)) + book_ahead(duty, parts.of(number), past)
    for session in _shared_sessions(council, parts, duties, past.diligence):
        rows[session.supervisee].append(session)
    _lead_elsewhere(council, parts, rows)
    council.problems += SessionPlants(rows, parts, today).plant(council.workers)
    for number, own in rows.items():
        for session in own:
            write_up(session, parts.of(number), streams, today)
    council.sessions = number_sessions([session for own in rows.values() for session in own])


def _shared_sessions(
    council: Council, parts: Parts, duties: dict[str, Duty], diligence: Diligence
) -> Iterator[Session]:
    """Team meetings, groups of the newly qualified, and observations of them."""
    codes = {number: parts.of(number) for number in duties}
    meetings = Meetings(council.streams, diligence, codes, council.begins, council.today)
    at: dict[str, list[Duty]] = {}
    for duty in duties.values():
        for code in dict.fromkeys(post.team.code for post in duty.posts):
            at.setdefault(code, []).append(duty)
    leaders = council.managers_now()
    for team in council.teams:
        yield from meetings.of_team(team, at.get(team.code, []), leaders[team.code])
    for area, directorate in sorted({council.place_of(each) for each in council.programmes}):
        own = [each for each in council.programmes if council.place_of(each) == (area, directorate)]
        leader = council.coordinator(area, directorate)
        yield from meetings.of_newly_qualified(own, duties, leader, f"{directorate}/{area}")
    assessors = {row.worker.number: row.supervisor for row in reversed(council.supervisors)}
    for programme in council.programmes:
        number = programme.worker.number
        yield from meetings.observed(programme, duties[number], assessors[number])


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
    """Cases, who holds them, and what was planted in them; from when on which is silent."""
    today = council.today
    areas: dict[str, list[int]] = {}
    for team in council.teams:
        if team.ends == FAR_AHEAD:
            areas.setdefault(team.plan.key, []).append(team.area)
    written = write_cases(areas, today)
    referrals = Referrals(council.streams, council.begins, today, areas)
    council.cases = referrals.make(council.scale) + [case for _, case in written]
    stints = [stint for worker in council.workers for stint in worker.stints]
    involvements = [row for case in council.cases for row in case.involvements]
    leads = council.case_leads()
    council.involvements = allocate(
        involvements, stints, council.teams, leads, (council.streams, today)
    )
    council.flags = [flag for case in council.cases for flag in case.flags]
    council.problems += tell_of_cases(written, council.involvements, today)
    names = {team.code: team.name for team in council.teams}
    taken = {(case.system, case.person) for _, case in written}
    plants = CasePlants(council.involvements, council.workers, names, today, taken)
    council.problems += plants.plant()
    return silences(written, today)


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
        {team.code: team for team in council.teams}, council.case_leads(), met, council.begins,
        council.today, silent,
    )  # fmt: skip
    council.case_supervisions = [
        talk
        for case in council.cases
        for talk in talks.talk(case, rows[(case.system, case.person)])
    ]
    number_records(council.case_supervisions)
    held_by = {known: own[-1].team_code for known, own in rows.items()}
    council.problems += leave_in_draft(council.case_supervisions, council.teams, held_by)
