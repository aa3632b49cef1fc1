"""Whose line an obligation stands in: as things stood on the day it was decided, or now."""

from __future__ import annotations

from datetime import date
from fractions import Fraction

from .days import DAY, end_after
from .dues import Due
from .inbox import Row
from .people import Worker
from .supervision import Span


def find_day(row: Span | Due, data_date: date) -> date:
    """Earliest of due, data date and, once closed, the day met or the last open day."""
    days = [row.due_on, data_date]
    if row.met_on is not None:
        days.append(row.met_on)
    elif row.closed_on is not None:
        days.append(row.closed_on - DAY)
    return min(days)


def find_line(
    worker: Worker | None, day: date, manager: str | None = None
) -> tuple[str | None, str | None]:
    post = choose_post(worker, day, manager)
    if post is None:
        return (None, None)
    return (post["Line Manager Employee Number"], post["Team Code"])


def choose_post(worker: Worker | None, day: date, manager: str | None = None) -> Row | None:
    """Of the posts held that day the largest FTE, the latest start, the lowest team code.

    With a manager named, of the posts under that manager alone.
    """
    if worker is None:
        return None
    held = [
        row
        for row in worker.posts
        if row["Post Start"] <= day < end_after(row["Post End"], worker.data_date)
        and manager in (None, row["Line Manager Employee Number"])
    ]
    if not held:
        return None

    def rank(row: Row) -> tuple[Fraction, int, bool, str, str]:
        fte = row["FTE"] if row["FTE"] is not None else Fraction(1)
        team, manager = row["Team Code"], row["Line Manager Employee Number"]
        return (-fte, -row["Post Start"].toordinal(), team is None, team or "", manager or "~")

    return min(held, key=rank)
