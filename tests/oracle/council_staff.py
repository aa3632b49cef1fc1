"""The staff of a made-up council: employment, posts, absences, overrides."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .council_asye import write_asye
from .council_duties import write_agreements, write_performance_reviews, write_training
from .council_sessions import clash, write_group_sessions, write_sessions
from .days import add_months, text_of
from .policies import STAFF

if TYPE_CHECKING:
    from .councils import Draw, Feeds

CATEGORIES = (*STAFF["st_helens"].posts, "other")
INTERVALS = (
    (1, "week"),
    (2, "week"),
    (3, "week"),
    (4, "week"),
    (10, "day"),
    (14, "day"),
    (15, "day"),
    (30, "day"),
    (31, "day"),
    (1, "month"),
    (2, "month"),
)
REASONS = (
    "Performance concern",
    "Practice concern",
    "Performance management",
    "Agreed deviation",
)


def write_staff(feeds: Feeds, draw: Draw, prefix: str, people: int) -> list[str]:
    """Everybody's rows; the ids of everybody HR knows, for cases to be given to."""
    workers = [f"{prefix}{number:02d}" for number in range(people)]
    for number in range(3):
        feeds["hr_teams"].append(
            {
                "Team Code": f"T{prefix}{number}",
                "Team Name": f"Team {prefix} {number}",
                "Service": "Service 1",
                "Directorate": ("Children", "Adults", "Youth Justice")[number],
                "Team Manager Employee Number": workers[0],
                "Opened": "2015-04-01",
            }
        )
    for worker in workers:
        draw.forget()
        start, left = write_worker(feeds, draw, worker)
        posts = write_posts(feeds, draw, worker, start, left, prefix, workers)
        write_absences(feeds, draw, worker, start)
        if draw.chance(0.4):
            write_asye(feeds, draw, worker, start, left, workers)
        if draw.chance(0.45):
            write_overrides(feeds, draw, worker)
        write_sessions(feeds, draw, worker, start, workers)
        write_agreements(feeds, draw, worker, posts, workers)
        write_training(feeds, draw, worker, start)
        write_performance_reviews(feeds, draw, worker, start)
    draw.forget()
    write_group_sessions(feeds, draw, prefix, workers)
    clash(feeds["sharepoint_sessions"], draw, "Held Date")
    return workers


def write_worker(feeds: Feeds, draw: Draw, worker: str) -> tuple[date, date | None]:
    """One employment; leaving may be on the data date, after it, or the day of starting."""
    start = draw.day(-1200, -30, pull=0.05)
    if draw.chance(0.05):
        start = draw.data_date + timedelta(days=draw.rng.choice((-1, 0, 1, 20)))
    draw.note(start)
    draw.note(add_months(start, 6))
    draw.note(start + timedelta(days=42))
    left = draw.note(draw.end(start, 900, open_share=0.6))
    row = {
        "Employee Number": worker,
        "Full Name": f"Worker {worker}",
        "Work Email": f"w{worker}@example.org",
        "SWE Number": f"SW{worker}",
        "SWE Registration Expiry": "2027-11-30",
        "Qualified Date": "2015-09-01",
        "Employment Type": draw.rng.choice(("Permanent", "Fixed term", "Agency")),
        "Start Date": text_of(start),
        "Leaving Date": text_of(left),
    }
    feeds["hr_workers"].append(row)
    if left and draw.chance(draw.rehired):
        again = draw.note(draw.next_start(start, left)) or left
        ends = {"Start Date": text_of(max(again, start)), "Leaving Date": ""}
        if draw.chance(0.3):
            ends["Leaving Date"] = text_of(draw.note(draw.end(max(again, start), 300)))
        feeds["hr_workers"].append({**row, **ends})
    return start, left


def write_posts(
    feeds: Feeds,
    draw: Draw,
    worker: str,
    start: date,
    left: date | None,
    prefix: str,
    workers: list[str],
) -> list[tuple[date, str]]:
    """None to five posts, in a chain or side by side, some begun before employment.

    What is given back is when each began and under which manager.
    """
    rng = draw.rng
    managers = (*workers[:6], *workers[:6], f"{prefix}X8", "")
    manager = rng.choice(managers)
    told = []
    category = rng.choice(CATEGORIES[:8])
    begins = start + timedelta(days=rng.choice((0, 0, 0, 0, 1, 20, -1, -30)))
    for _ in range(rng.choice((0, 1, 1, 1, 2, 2, 3, 4, 5))):
        end = left if left and draw.chance(0.3) else draw.end(begins, 420, open_share=0.45)
        end = max(begins, end) if end else None
        feeds["hr_posts"].append(
            {
                "Employee Number": worker,
                "Job Title": "Worker",
                "Staff Category": category,
                "Team Code": f"T{prefix}{rng.randrange(3)}",
                "Line Manager Employee Number": manager,
                "FTE": rng.choice(("", "1", "1.0", "0.5", "0.5", "0.8", "1.2", "0")),
                "Safeguarding Role": rng.choice(("Yes", "No")),
                "Post Start": text_of(draw.note(begins)),
                "Post End": text_of(draw.note(end)),
            }
        )
        told.append((begins, manager))
        begins = draw.next_start(begins, end) if draw.chance(0.7) else draw.day(-1000, 20)
        if draw.chance(0.6):
            category = rng.choice(CATEGORIES)
        if draw.chance(0.6):
            manager = rng.choice(managers)
    return told


def write_absences(feeds: Feeds, draw: Draw, worker: str, start: date) -> None:
    """Absences of 27 and 28 days, running, touching, overlapping, with annual leave between."""
    rng = draw.rng
    first = draw.day(-800, 5)
    for _ in range(rng.choice((0, 0, 0, 1, 1, 2, 3, 4))):
        last: date | None = first + timedelta(
            days=rng.choice((0, 4, 13, 13, 26, 27, 27, 28, 60, 200))
        )
        if draw.chance(0.15):
            first = draw.data_date - timedelta(days=rng.choice((0, 10, 26, 27, 28, 90)))
            last = rng.choice(
                (None, None, draw.data_date, draw.data_date + timedelta(days=rng.randint(1, 60)))
            )
        elif draw.chance(0.1):
            last = None
        kind = rng.choice(("Sickness", "Maternity", "Secondment", "Other", "Annual leave"))
        feeds["hr_absences"].append(
            {
                "Employee Number": worker,
                "Absence Type": kind,
                "First Day": text_of(draw.note(first)),
                "Last Day": text_of(draw.note(last)),
            }
        )
        if last is not None:
            draw.note(last + timedelta(days=1))
        first = draw.next_start(first, last) if draw.chance(0.6) else draw.day(-800, 5)
        if draw.chance(0.05):
            first = start - timedelta(days=rng.randint(0, 20))


def write_overrides(feeds: Feeds, draw: Draw, worker: str) -> None:
    """One to three individual intervals, of every unit and reason, overlapping or not."""
    begins = draw.day(-760, 10)
    for _ in range(draw.rng.choice((1, 1, 2, 3))):
        count, unit = draw.rng.choice(INTERVALS)
        end = draw.end(begins, 200)
        feeds["sharepoint_overrides"].append(
            {
                "Supervisee": worker,
                "Interval": str(count),
                "Unit": unit,
                "From": text_of(draw.note(begins)),
                "To": text_of(draw.note(end)),
                "Reason": draw.rng.choice(REASONS),
            }
        )
        begins = draw.next_start(begins, end)
