"""One council, made in order: the chart, the people, their supervision, the cases, the account.

Everything here is in memory and in whole days; rows.py turns it into text and faults.py damages
the text where a file is meant to be damaged.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ingestion.demo import post_plants
from ingestion.demo.absences import Absence, make_absences
from ingestion.demo.allocation import allocate
from ingestion.demo.asye import Register, Review, Supervision
from ingestion.demo.case_plants import CasePlants, leave_in_draft, written_cases
from ingestion.demo.case_supervisions import CaseSupervision, CaseTalks, number_records
from ingestion.demo.cases import Flag, Involvement, Referrals
from ingestion.demo.days import FAR_AHEAD, Day, add_months, month_index
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
from ingestion.demo.shape import ADULTS, CHILDREN
from ingestion.demo.staffing import Staffing
from ingestion.demo.streams import Streams
from ingestion.demo.write_ups import write_up

Progress = Callable[[str, int, int], None]
STEPS = ("Teams and people", "Absences and programmes", "Sessions", "Cases", "Case supervisions")
#: The reorganised teams began on the last 1 April, or 1 October, at least so many days ago.
REPLACED_MONTH, REPLACED_AGO, MERGED_MONTH, MERGED_AGO = 4, 120, 10, 365
TEAMS_OPENED_MONTHS_AGO = 126


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
    involvements: list[Involvement] = field(default_factory=list)
    flags: list[Flag] = field(default_factory=list)
    case_supervisions: list[CaseSupervision] = field(default_factory=list)
    problems: list[PlantedProblem] = field(default_factory=list)


def make_council(seed: int, scale: float, today: Day, progress: Progress) -> Council:
    """The whole council of a seed, a scale and a data date."""
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
    return council


def _hire(council: Council) -> Parts:
    """Teams, seats, people and posts; who plays what."""
    today = council.today
    council.teams = lay_out_teams(
        council.scale,
        _last_first_of(REPLACED_MONTH, today - REPLACED_AGO),
        _last_first_of(MERGED_MONTH, today - MERGED_AGO),
        _last_first_of(4, add_months(today, -TEAMS_OPENED_MONTHS_AGO)),
    )
    council.seats = lay_out_seats(council.teams, council.scale)
    staffing = Staffing(council.streams, council.begins, today)
    stints = staffing.fill(council.seats)
    council.workers = make_people(stints, council.streams, council.begins, today)
    council.posts = make_posts(council.workers)
    parts = Parts(council.workers, council.streams, today)
    post_plants.alter_posts(council.posts, council.seats, parts, today)
    return parts


def _last_first_of(month: int, day: Day) -> Day:
    """The last first of a month (1 to 12) on or before a day."""
    index = month_index(day)
    back = (index - (month - 1)) % 12
    on = add_months(day, -back)
    return on - int(_day_of_month(on)) + 1


def _day_of_month(day: Day) -> int:
    from datetime import date

    return date.fromordinal(day).day
