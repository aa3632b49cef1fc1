"""What a made-up council's people sign, attend and have done: agreements, training, reviews."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .days import add_months, text_of

if TYPE_CHECKING:
    from .councils import Draw, Feeds

# Records begin on about these days before the data date, so that duties are running by then.
AGREEMENTS_FROM, TRAINING_FROM, REVIEWS_FROM = 700, 900, 800


def write_agreements(
    feeds: Feeds, draw: Draw, worker: str, posts: list[tuple[date, str]], workers: list[str]
) -> None:
    """Agreements with some of the worker's managers: early, late, again, or half signed."""
    rng = draw.rng
    for begins, manager in posts:
        for _ in range(rng.choice((0, 1, 1, 1, 2, 3))):
            other = rng.choice((*workers[:6], f"{worker[:5]}X9"))
            first = begins + timedelta(
                days=rng.choice((-200, -20, -1, 0, 0, 1, 15, 29, 30, 31, 60))
            )
            if draw.chance(0.25):
                first = draw.day(-AGREEMENTS_FROM, 10, pull=0.8)
            second = first + timedelta(days=rng.choice((0, 0, 1, 5, -3, -40)))
            if max(first, second) < draw.data_date - timedelta(days=AGREEMENTS_FROM):
                continue
            feeds["sharepoint_agreements"].append(
                {
                    "Supervisee": worker,
                    "Supervisor": manager if manager and draw.chance(0.85) else other,
                    "Supervisee Signed": "" if draw.chance(0.08) else text_of(draw.note(first)),
                    "Supervisor Signed": "" if draw.chance(0.12) else text_of(second),
                    "Review Due": "" if draw.chance(0.3) else text_of(add_months(first, 12)),
                }
            )


def write_training(feeds: Feeds, draw: Draw, worker: str, start: date) -> None:
    """Completions of both courses: on the day of starting, before it, two on one day, to come."""
    rng = draw.rng
    for course in ("Supervisee", "Supervisor"):
        for _ in range(rng.choice((0, 1, 1, 2, 3))):
            done = draw.day(-TRAINING_FROM, 20, pull=0.5)
            if draw.chance(0.2):
                done = start + timedelta(days=rng.choice((-1, 0, 0, 1, 180, 700)))
            if done < draw.data_date - timedelta(days=TRAINING_FROM):
                continue
            feeds["sharepoint_training"].append(
                {"Employee Number": worker, "Course": course, "Completed": text_of(done)}
            )


def write_performance_reviews(feeds: Feeds, draw: Draw, worker: str, start: date) -> None:
    """Reviews about every six months, some doubled, some never, some before starting."""
    rng = draw.rng
    if draw.chance(0.15):
        return
    first = draw.data_date - timedelta(days=REVIEWS_FROM)
    day = max(first, start + timedelta(days=rng.choice((-30, 0, 0, 1, 60))))
    while day < draw.data_date + timedelta(days=40):
        if draw.chance(0.85):
            for kind in rng.sample(("Six monthly", "Annual"), rng.choice((1, 1, 1, 1, 2))):
                feeds["sharepoint_reviews"].append(
                    {"Employee Number": worker, "Review Date": text_of(day), "Kind": kind}
                )
        day += timedelta(days=rng.choice((1, 150, 181, 182, 183, 184, 185, 300)))


def write_evidence(feeds: Feeds, draw: Draw, worker: str, begins: date) -> None:
    """A little of what an NQSW gathers."""
    for _ in range(draw.rng.randint(0, 5)):
        dated = begins + timedelta(days=draw.rng.randint(0, 360))
        kind = draw.rng.choice(EVIDENCE_KINDS)
        feeds["asye_evidence"].append({"NQSW": worker, "Kind": kind, "Dated": text_of(dated)})


EVIDENCE_KINDS = (
    "Direct observation",
    "Feedback from a person who uses services",
    "Professional feedback",
    "Written report",
    "Critical reflection",
)
