"""The sessions of a made-up council: held, cancelled, rebooked, shared, and told twice."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from .days import text_of
from .policies import ALL_FORMATS

if TYPE_CHECKING:
    from .councils import Draw, Feeds, TextRow

FORMATS = tuple(name.capitalize() for name in ALL_FORMATS)
STATUSES = ("Held",) * 14 + ("Planned", "Cancelled", "Cancelled", "Cancelled")


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
    for number, on in enumerate(days):
        if on < draw.evidence_from:
            continue
        for again in range(2 if draw.chance(0.04) else 1):
            feeds["sharepoint_sessions"].append(
                {
                    "Session ID": f"S{worker}-{number}-{again}",
                    "Supervisee": worker,
                    "Supervisor": rng.choice((*workers[:4], "")),
                    "Format": rng.choice(("One to one",) * 6 + FORMATS[1:]),
                    **date_session(draw, on, days),
                }
            )


def date_session(draw: Draw, on: date, others: list[date]) -> TextRow:
    """A session's status and days; one that is not held may still have a day typed."""
    rng = draw.rng
    status = rng.choice(STATUSES)
    is_held = status == "Held" or draw.chance(0.1)
    planned: date | None = on
    rearranged = None
    if status == "Cancelled":
        planned = choose_planned(draw, on)
        rearranged = choose_rearranged(draw, on, others)
    elif draw.chance(0.2):
        planned = rng.choice((None, on - timedelta(days=rng.randint(1, 20))))
    shared = choose_shared(draw, on) if is_held or draw.chance(0.05) else None
    return {
        "Booked On": text_of(on - timedelta(days=30)),
        "Planned Date": text_of(planned),
        "Status": status,
        "Held Date": text_of(on) if is_held else "",
        "Cancellation Reason": "Sickness" if status == "Cancelled" and draw.chance(0.8) else "",
        "Rearranged To": text_of(rearranged),
        "Duration Minutes": "60",
        "Reflective Minutes": "30",
        "Record Shared": text_of(shared),
    }


def choose_planned(draw: Draw, on: date) -> date | None:
    """When a cancelled session was to be: never said, yet to come, or on a day that matters."""
    chance = draw.rng.random()
    if chance < 0.1:
        return None
    if chance < 0.2:
        return draw.data_date + timedelta(days=draw.rng.choice((-1, 0, 0, 1, 10)))
    if chance < 0.4:
        return max(draw.day(-700, 5, pull=1.0), draw.evidence_from)
    return on


def choose_rearranged(draw: Draw, on: date, others: list[date]) -> date | None:
    """The new day of a cancelled session: none, before the old one, after the data date."""
    rng = draw.rng
    chance = rng.random()
    if chance < 0.3:
        return None
    if chance < 0.4:
        return on - timedelta(days=rng.choice((0, 0, 1, 9)))
    if chance < 0.5:
        return draw.data_date + timedelta(days=rng.choice((-1, 0, 1, 14)))
    if chance < 0.65:
        return rng.choice(others)
    return on + timedelta(days=rng.randint(1, 30))


def choose_shared(draw: Draw, held: date) -> date | None:
    """When the record was shared: round the seventh working day, early, late or never."""
    rng = draw.rng
    chance = rng.random()
    if chance < 0.15:
        return None
    if chance < 0.25:
        return held + timedelta(days=rng.choice((-3, -1, 0)))
    if chance < 0.35:
        return draw.day(-700, 5, pull=1.0)
    return held + timedelta(days=rng.choice((0, 1, 3, 7, 8, 9, 10, 11, 12, 13, 14, 15, 40)))


def write_group_sessions(feeds: Feeds, draw: Draw, prefix: str, workers: list[str]) -> None:
    """Sessions of several supervisees under one id, one of them known to no other feed."""
    for number in range(8):
        held = draw.day(-760, 5, pull=0.2)
        if held < draw.evidence_from:
            continue
        for worker in (*draw.rng.sample(workers, min(4, len(workers))), f"{prefix}X{number % 2}"):
            feeds["sharepoint_sessions"].append(
                {
                    "Session ID": f"G{prefix}-{number}",
                    "Supervisee": worker,
                    "Format": draw.rng.choice((*FORMATS, "Group", "Group")),
                    "Planned Date": text_of(held),
                    "Status": "Held",
                    "Held Date": text_of(held),
                    "Record Shared": text_of(choose_shared(draw, held)),
                }
            )


def clash(rows: list[TextRow], draw: Draw, heading: str) -> None:
    """One evidence row is told twice, differently: neither may count.

    Rarely in a short file, because a refresh stops where more than one row in twenty is held back.
    """
    if not rows or draw.chance(1 - min(0.5, len(rows) / 120)):
        return
    row = draw.rng.choice(rows)
    moved = date.fromisoformat(row[heading]) if row[heading] else draw.data_date
    rows.append({**row, heading: text_of(moved + timedelta(days=1))})
