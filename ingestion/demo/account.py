"""The account of what is planted in teams, people and programmes."""

from __future__ import annotations

from collections.abc import Iterator

from ingestion.demo import casting, diligence
from ingestion.demo.absences import MANAGER_AWAY_SINCE, Absence
from ingestion.demo.days import FAR_AHEAD, Day, in_words
from ingestion.demo.organisation import Seat, Team
from ingestion.demo.parts import STEADY_PARTS, Parts
from ingestion.demo.people import Worker, lapsed_register
from ingestion.demo.posts import Post
from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.programmes import Programme
from ingestion.demo.sessions import CHIEF_EXECUTIVE
from ingestion.demo.shape import DIRECTOR_ROLES, ROLES

#: The team whose level is low from end to end.
LOW_TEAM = "community_north"
#: What a manager's part is called in the account.
MANAGER_CODES = {
    "slipping": "manager_slipping",
    "caught_up": "manager_caught_up",
    "vacant": "manager_post_vacant",
    "left_still_named": "manager_left_still_named",
    "manager_away": "manager_on_long_absence",
    "late_recording": "late_recording",
    "register_lapsed": "manager_register_lapsed",
    "not_registered": "manager_not_registered",
}
#: Parts whose account is given with the sessions or the files they are planted in.
TOLD_ELSEWHERE = (
    "cancelled_without_new_date", "cancelled_without_reason", "rearranged_not_held",
    "planned_date_passed", "held_after_data_date", "held_without_date", "session_typed_twice",
    "registration_unreadable",
)  # fmt: skip


def tell_of_teams(teams: list[Team], seats: list[Seat], today: Day) -> Iterator[PlantedProblem]:
    """What is planted in teams and their managers."""
    for seat in seats:
        number, plan = seat.stints[-1].number, seat.team.plan
        if seat.role in DIRECTOR_ROLES and seat.manager is None:
            title = ROLES[seat.role].title
            yield planted("director_without_line_manager", number, CHIEF_EXECUTIVE, title=title)
        if seat.role == "team_manager" and seat.team.ends == FAR_AHEAD:
            if plan.part:
                yield _tell_of_manager(plan.part, seat.team, number, today)
            if plan.key == LOW_TEAM:
                yield planted("team_in_difficulty", seat.team.code, team=seat.team.name)
    for team in teams:
        if team.former is not None and team.plan.former is not None:
            code = "team_replaced" if team.plan.former[1] == "replaced" else "teams_merged"
            closed = in_words(team.former.ends)
            yield planted(
                code, team.former.code, team.code,
                old=team.former.name, team=team.name, since=closed,
            )  # fmt: skip
    yield planted("bad_summer", year=diligence.bad_summer_year(today))


def _tell_of_manager(part: str, team: Team, number: str, today: Day) -> PlantedProblem:
    """The part a team's manager plays."""
    since = {
        "slipping": today - diligence.SILENT_FOR,
        "caught_up": today - diligence.SLIPPED_FROM,
        "manager_away": today - MANAGER_AWAY_SINCE,
        "register_lapsed": lapsed_register(today),
    }.get(part, today - (casting.STAYING_MANAGERS[part] or 0))
    until = in_words(today - diligence.SLIPPED_TO)
    return planted(
        MANAGER_CODES[part], number, team.code,
        team=team.name, since=in_words(since), until=until,
    )  # fmt: skip


def tell_of_people(
    parts: Parts, absences: list[Absence], posts: list[Post], today: Day
) -> Iterator[PlantedProblem]:
    """What is planted in people."""
    codes = dict.fromkeys(["never_supervised", *(part.code for part in STEADY_PARTS)])
    for code in codes:
        for worker in parts.players(code) if code not in TOLD_ELSEWHERE else []:
            yield planted(code, worker.number, **_days_away(worker, code, absences, today))
    people = parts.players("agency_made_permanent")
    for worker in people:
        for before in people:
            if before.employment == "Agency" != worker.employment and before.name == worker.name:
                yield planted("agency_made_permanent", before.number, worker.number)
    other = [post for post in posts if post.category == "other" and post.ends > today]
    silent = dict.fromkeys(post.worker.number for post in other)
    yield planted("category_without_rule", *silent, count=len(silent))


def _days_away(worker: Worker, code: str, absences: list[Absence], today: Day) -> dict[str, str]:
    """From when to when somebody is away on the data date, in words."""
    for absence in absences:
        is_theirs = absence.worker is worker and absence.is_leave == (code == "leave_now")
        if is_theirs and absence.first <= today and (absence.last is None or today <= absence.last):
            last = "" if absence.last is None else in_words(absence.last)
            return {"first": in_words(absence.first), "last": last}
    return {}


def tell_of_programmes(programmes: list[Programme]) -> Iterator[PlantedProblem]:
    """What is planted in the ASYE year of somebody."""
    for programme in programmes:
        days = {
            "since": programme.pause and programme.pause[0],
            "recommended": programme.recommended,
            "panel": programme.panel,
        }
        words = {word: in_words(day) for word, day in days.items() if day}
        if programme.script.code:
            number, fte = programme.worker.number, programme.script.fte
            yield planted(programme.script.code, number, fte=f"{fte:g}", **words)
