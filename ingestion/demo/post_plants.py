"""Posts and registrations that HR holds oddly on purpose."""

from __future__ import annotations

from ingestion.demo.days import FAR_AHEAD, Day
from ingestion.demo.organisation import Seat
from ingestion.demo.parts import Parts
from ingestion.demo.people import Worker, lapsed_register
from ingestion.demo.posts import Post

UNKNOWN_TITLE = "Community connector"
SECOND_POST_SINCE, SECOND_TEAMS = 305, ("court", "care_west")


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
    others = [
        seat
        for seat in seats
        if seat.team.plan.key in SECOND_TEAMS
        and seat.team.plan.key != home.team.plan.key
        and seat.role == "team_manager"
    ]
    other = min(others, key=lambda seat: (seat.team.area != area, seat.team.code))
    since = max(today - SECOND_POST_SINCE, other.stints[-1].starts)
    home.fte = "0.5"
    posts.append(
        Post(worker, other.team, home.role, home.title, home.category, other.stints[-1].number,
             "0.5", home.is_safeguarding, since, FAR_AHEAD)
    )  # fmt: skip
    posts.sort(key=lambda post: (post.worker.number, post.starts, post.team.code))
