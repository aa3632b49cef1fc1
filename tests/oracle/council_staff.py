"""The staff of a made-up council: employment, posts, absences, overrides, sessions."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .council_asye import write_asye
from .days import add_months, text_of
from .policies import ALL_FORMATS, STAFF

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
        write_posts(feeds, draw, worker, start, left, prefix, workers)
        write_absences(feeds, draw, worker, start)
        if draw.chance(0.4):
            write_asye(feeds, draw, worker, start, workers)
        if draw.chance(0.45):
            write_overrides(feeds, draw, worker)
        write_sessions(feeds, draw, worker, start, workers)
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
    feeds["hr_workers"].append(
        {
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
    )
    return start, left


def write_posts(
    feeds: Feeds,
    draw: Draw,
    worker: str,
    start: date,
    left: date | None,
    prefix: str,
    workers: list[str],
) -> None:
    """None to five posts, in a chain or side by side, some begun before employment."""
    rng = draw.rng
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
                "Line Manager Employee Number": rng.choice((*workers[:6], "")),
                "FTE": rng.choice(("", "1", "1.0", "0.5", "0.5", "0.8", "1.2", "0")),
                "Safeguarding Role": rng.choice(("Yes", "No")),
                "Post Start": text_of(draw.note(begins)),
                "Post End": text_of(draw.note(end)),
            }
        )
        begins = draw.next_start(begins, end) if draw.chance(0.7) else draw.day(-1000, 20)
        if draw.chance(0.6):
            category = rng.choice(CATEGORIES)


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


def write_sessions(feeds: Feeds, draw: Draw, worker: str, start: date, workers: list[str]) -> None:
    """Sessions at a changing pace, some before the start, after leaving, twice a day, to come."""
    rng = draw.rng
    if draw.chance(0.1):  # never supervised
        return
    day = max(draw.evidence_from, start - timedelta(days=rng.choice((0, 0, 0, 40))))
    days = []
    pace = rng.choice((9, 16, 30, 45))
    while day < draw.data_date + timedelta(days=20):
        day += timedelta(days=rng.randint(1, 2 * pace))
        days.append(day)
        if draw.chance(0.08):  # a lapse
            day += timedelta(days=rng.randint(40, 200))
    days += [draw.day(-760, 5, pull=1.0) for _ in range(rng.randint(0, 6))]
    for number, held in enumerate(days):
        if held < draw.evidence_from:
            continue
        repeats = 2 if draw.chance(0.04) else 1
        for again in range(repeats):
            status = rng.choice(("Held",) * 8 + ("Planned", "Cancelled"))
            is_held = status == "Held" or draw.chance(0.1)
            feeds["sharepoint_sessions"].append(
                {
                    "Session ID": f"S{worker}-{number}-{again}",
                    "Supervisee": worker,
                    "Supervisor": rng.choice((*workers[:4], "")),
                    "Format": rng.choice(("One to one",) * 6 + FORMATS[1:]),
                    "Booked On": text_of(held - timedelta(days=30)),
                    "Planned Date": text_of(held),
                    "Status": status,
                    "Held Date": text_of(held) if is_held else "",
                    "Cancellation Reason": "Sickness" if status == "Cancelled" else "",
                    "Duration Minutes": "60",
                    "Reflective Minutes": "30",
                }
            )


FORMATS = tuple(name.capitalize() for name in ALL_FORMATS)


def write_group_sessions(feeds: Feeds, draw: Draw, prefix: str, workers: list[str]) -> None:
    """Sessions of several supervisees under one id, one of them known to no other feed."""
    for number in range(6):
        held = draw.day(-760, 5, pull=0.2)
        if held < draw.evidence_from:
            continue
        for worker in (*draw.rng.sample(workers, min(4, len(workers))), f"{prefix}X{number % 2}"):
            feeds["sharepoint_sessions"].append(
                {
                    "Session ID": f"G{prefix}-{number}",
                    "Supervisee": worker,
                    "Format": draw.rng.choice(FORMATS),
                    "Planned Date": text_of(held),
                    "Status": "Held",
                    "Held Date": text_of(held),
                }
            )


def clash(rows: list[dict[str, str]], draw: Draw, heading: str) -> None:
    """One evidence row is told twice, differently: neither may count."""
    if not rows or draw.chance(0.5):
        return
    row = draw.rng.choice(rows)
    moved = date.fromisoformat(row[heading]) if row[heading] else draw.data_date
    rows.append({**row, heading: text_of(moved + timedelta(days=1))})
