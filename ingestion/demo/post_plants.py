"""Posts and registrations that HR holds oddly on purpose, and the account of people and teams."""

from __future__ import annotations

from collections.abc import Iterator

from ingestion.demo import casting, diligence
from ingestion.demo.absences import MANAGER_AWAY_SINCE, Absence
from ingestion.demo.days import FAR_AHEAD, Day, in_words
from ingestion.demo.organisation import Seat, Team
from ingestion.demo.parts import Parts
from ingestion.demo.people import Worker, lapsed_register
from ingestion.demo.posts import Post
from ingestion.demo.problems import PlantedProblem
from ingestion.demo.programmes import Programme
from ingestion.demo.sessions import CHIEF_EXECUTIVE

UNKNOWN_TITLE = "Community connector"
SECOND_POST_SINCE, SECOND_TEAM = 305, "court"
#: The team whose level is low from end to end.
LOW_TEAM = "community_north"


def alter_posts(posts: list[Post], seats: list[Seat], parts: Parts, today: Day) -> None:
    """Blanks categories, splits one worker between two teams, leaves registrations behind."""
    for worker in parts.players("job_title_only"):
        for post in _of(posts, worker):
            post.category = ""
    for worker in parts.players("job_title_unknown"):
        for post in _of(posts, worker):
            post.category, post.title = "", UNKNOWN_TITLE
    for worker in parts.players("two_posts"):
        _split(posts, seats, worker, today)
    for seat in seats:
        for stint in seat.stints if seat.is_manager else []:
            worker = next(post.worker for post in posts if post.worker.number == stint.number)
            if seat.team.plan.part == "register_lapsed":
                worker.expiry = lapsed_register(today)
            if seat.team.plan.part == "not_registered":
                worker.swe_number, worker.expiry, worker.qualified = "", None, None


def _of(posts: list[Post], worker: Worker) -> list[Post]:
    return [post for post in posts if post.worker is worker]


def _split(posts: list[Post], seats: list[Seat], worker: Worker, today: Day) -> None:
    """Half the worker's hours go to a second team, under its manager."""
    area = worker.stints[0].seat.team.area
    home = _of(posts, worker)[-1]
    other = next(
        (seat for seat in seats if seat.team.plan.key == SECOND_TEAM and seat.team.area == area
         and seat.role == "team_manager"), None,
    )  # fmt: skip
    if other is None:
        return
    since = max(today - SECOND_POST_SINCE, other.stints[-1].starts)
    home.fte = "0.5"
    posts.append(
        Post(worker, other.team, home.role, home.title, home.category, other.stints[-1].number,
             "0.5", home.is_safeguarding, since, FAR_AHEAD)
    )  # fmt: skip
    posts.sort(key=lambda post: (post.worker.number, post.starts, post.team.code))


def tell_of_teams(
    teams: list[Team], seats: list[Seat], today: Day
) -> Iterator[PlantedProblem]:
    """What is planted in teams and their managers."""
    for seat in seats:
        team, part = seat.team, seat.team.plan.part
        if seat.role.startswith("director") and seat.team.area == 1:
            number = seat.stints[-1].number
            yield PlantedProblem(
                "director_without_line_manager",
                f"{number} ({seat.stints[-1].seat.role.replace('_', ' ')}) has no line manager in "
                f"HR and is supervised by {CHIEF_EXECUTIVE}, who is in no HR list.",
                (number, CHIEF_EXECUTIVE),
            )
        if seat.role != "team_manager" or team.ends < FAR_AHEAD:
            continue
        number = seat.stints[-1].number
        yield from _tell_of_manager(part, team, number, today)
        if team.plan.key == LOW_TEAM:
            sentence = f"{team.name} supervises far fewer in time than the others do."
            yield PlantedProblem("team_in_difficulty", sentence, (team.code,))
    for team in teams:
        if team.former is not None and team.plan.former is not None:
            how = team.plan.former[1]
            code = "team_replaced" if how == "replaced" else "teams_merged"
            verb = "was replaced by" if how == "replaced" else "was merged into"
            yield PlantedProblem(
                code,
                f"{team.former.name} closed on {in_words(team.former.ends)} and {verb} {team.name}.",
                (team.former.code, team.code),
            )
    everywhere = f"Every team slipped from July to September {diligence.bad_summer_year(today)}."
    yield PlantedProblem("bad_summer", everywhere, ())


def _tell_of_manager(part: str, team: Team, number: str, today: Day) -> Iterator[PlantedProblem]:
    """The part a team's manager plays, if any."""
    where = f"({team.name})"
    since = in_words(today - diligence.SILENT_FOR)
    left = casting.STAYING_MANAGERS.get(part)
    last_day = in_words(today - (left or 0))
    slipped = in_words(today - diligence.SLIPPED_FROM)
    until = in_words(today - diligence.SLIPPED_TO)
    told = {
        "slipping": ("manager_slipping",
                     f"Nobody supervised by {number} {where} has had a session since {since}."),
        "caught_up": ("manager_caught_up",
                      f"{number} {where} supervised late from {slipped} to {until}, and in time "
                      "since."),
        "vacant": ("manager_post_vacant",
                   f"{team.name} has had no manager since {last_day}; its posts name none."),
        "left_still_named": ("manager_left_still_named",
                             f"{number} {where} left on {last_day}; the posts still name them."),
        "manager_away": ("manager_on_long_absence",
                         f"{number} {where} has been away since "
                         f"{in_words(today - MANAGER_AWAY_SINCE)}."),
        "late_recording": ("late_recording",
                           f"Case supervisions of {number} {where} reach the file a week or more "
                           "late."),
        "register_lapsed": ("manager_register_lapsed",
                            f"The registration of {number} {where} ended on "
                            f"{in_words(lapsed_register(today))}."),
        "not_registered": ("manager_not_registered",
                           f"{number} {where} manages social workers and has no SWE number."),
    }  # fmt: skip
    if part in told:
        code, sentence = told[part]
        yield PlantedProblem(code, sentence, (number, team.code))


def tell_of_people(
    parts: Parts, absences: list[Absence], posts: list[Post], programmes: list[Programme], today: Day
) -> Iterator[PlantedProblem]:
    """What is planted in people and their programmes."""
    for code, sentence in PEOPLE_SENTENCES.items():
        for worker in parts.players(code) if code != "agency_made_permanent" else []:
            own = [each for each in absences if each.worker is worker and not each.is_leave]
            own = [each for each in absences if each.worker is worker and each.is_leave] if (
                code == "leave_now") else own  # fmt: skip
            now = [each for each in own if each.first <= today and (each.last or today) >= today]
            first = in_words(now[0].first) if now else ""
            last = in_words(now[0].last) if now and now[0].last else ""
            yield PlantedProblem(
                code, sentence.format(number=worker.number, first=first, last=last), (worker.number,)
            )
    people = parts.players("agency_made_permanent")
    for worker in people:
        before = [each for each in people if each.name == worker.name and each is not worker]
        if worker.employment != "Agency" and before:
            numbers = (before[0].number, worker.number)
            sentence = f"{numbers[0]} (agency) and {numbers[1]} are one person, since employed."
            yield PlantedProblem("agency_made_permanent", sentence, numbers)
    silent = tuple(
        post.worker.number for post in posts if post.category == "other" and post.ends > today
    )
    yield PlantedProblem(
        "category_without_rule",
        f"{len(silent)} people are in the category other, of which no policy speaks.", silent,
    )  # fmt: skip
    for programme in programmes:
        code = programme.script.code
        if code:
            number = programme.worker.number
            started = in_words(programme.starts)
            sentence = f"{number}, newly qualified, {ASYE_SENTENCES[code]} (started {started})."
            yield PlantedProblem(code, sentence, (number,))


PEOPLE_SENTENCES = {
    "never_supervised": "{number} has never had a session.",
    "away_maternity": "{number} has been away since {first}, expected back after {last}.",
    "away_sick": "{number} has been away since {first}, with no day of return.",
    "away_on_secondment": "{number} is away from {first} to {last}.",
    "back_from_long_absence": "{number} is back from nine weeks away.",
    "absences_touching": "{number} had two absences, one right after the other, 33 days in all.",
    "absence_of_27_days": "{number} was away for 27 days.",
    "short_absence_now": "{number} is away from {first} to {last}.",
    "leave_now": "{number} is on leave from {first} to {last}.",
    "override_performance_concern": "{number} is to be seen every two weeks.",
    "override_practice_concern": "{number} is to be seen every two weeks.",
    "override_performance_management": "{number} is to be seen every week.",
    "override_agreed_deviation": "{number} has agreed to six weeks.",
    "agency_made_permanent": "",
    "two_posts": "{number} works half in one team and half in another.",
    "job_title_only": "{number} has a job title and no staff category.",
    "job_title_unknown": "{number} has a job title nobody has mapped, and no staff category.",
    "safeguarding_role_elsewhere": "{number} holds a safeguarding role and is supervised by "
    "another manager than their own.",
    "peer_sessions_only": "{number} has had nothing but peer sessions for half a year.",
}
ASYE_SENTENCES = {
    "asye_first_six_weeks": "is in the first six weeks",
    "asye_to_six_months": "is between six weeks and six months",
    "asye_to_twelve_months": "is between six and twelve months",
    "asye_part_time": "works part time",
    "asye_paused": "has a pause that still runs",
    "asye_pause_ended": "had a pause of two months",
    "asye_review_missed": "has had no six month review",
    "asye_past_end": "is past two years with no recommendation",
    "asye_awaiting_panel": "is recommended and awaits the panel",
    "asye_panel_overdue": "is recommended, and the panel is overdue",
    "asye_completed": "has completed and is confirmed",
    "asye_not_confirmed": "was not confirmed by the panel",
    "asye_failed": "was not recommended",
    "asye_withdrawn": "has withdrawn and is still employed",
    "asye_left": "left during the year",
    "asye_no_assessor": "has no assessor now",
    "asye_handover_not_noted": "changed assessor, and the next review does not note it",
    "asye_concerns_without_plan": "had concerns at a review and has no support plan",
    "asye_shared_without_reflection": "has a case supervisor and no reflective supervisor",
    "asye_weekly_missed": "missed most of the weekly sessions",
    "asye_short_sessions": "has weekly sessions of under an hour",
}
