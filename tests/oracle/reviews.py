"""The ASYE reviews of each programme: four milestones, moved by hours and pauses."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from fractions import Fraction

from .days import DAY, FAR, add_months, end_after
from .inbox import Row
from .people import Worker
from .supervision import Readings

MILESTONES = (3, 6, 9, 12)
LONGEST_MONTHS = 24


@dataclass(frozen=True)
class Review:
    """One review obligation, the same under every policy but for the rule's name."""

    milestone: int
    opened_on: date
    due_on: date
    met_on: date | None
    closed_on: date | None
    closed_reason: str | None


def find_reviews(worker: Worker, records_from: date, readings: Readings) -> Iterator[Review]:
    """The reviews of every programme the worker began while employed."""
    for programme in worker.programmes:
        start = programme["ASYE Start"]
        employed = find_employment(worker, start, readings)
        if employed is None:
            continue
        for milestone in MILESTONES:
            due = find_due(worker, programme, milestone, readings)
            review = settle(worker, programme, milestone, due, employed[1], readings)
            is_before = due < records_from or (
                review.closed_on is not None and review.closed_on < records_from
            )
            if not is_before:
                yield review


def find_employment(worker: Worker, day: date, readings: Readings) -> tuple[date, date] | None:
    """The employment the day lies in; an ASYE begun outside any makes no row."""
    first_post = min((row["Post Start"] for row in worker.posts), default=date.min)
    for start, end in worker.employment:
        begins = max(start, first_post) if readings.asye_employment == "first post" else start
        if begins <= day < end:
            return (begins, end)
    return None


def find_due(worker: Worker, programme: Row, milestone: int, readings: Readings) -> date:
    """The milestone's last day: in proportion to hours, then moved by pauses, 24 months at most."""
    start: date = programme["ASYE Start"]
    fte = programme["FTE"]
    if fte is None or fte <= 0 or fte > 1:
        fte = Fraction(1)
    days = (add_months(start, milestone) - start).days
    due = start + timedelta(days=math.ceil(days / fte))
    for first, length in find_pauses(worker, start, readings):
        if first <= due:
            due += timedelta(days=length)
    return min(due, add_months(start, LONGEST_MONTHS))


def find_pauses(worker: Worker, start: date, readings: Readings) -> list[tuple[date, int]]:
    """Pauses in order: first day and days, cut to the ASYE start, joined where they touch."""
    paused: set[date] = set()
    for row in worker.pauses:
        end = end_after(row["To"], worker.data_date)
        if end == FAR:
            end = worker.data_date
            if readings.running_pause_takes_in_data_date:
                end += DAY
        day = max(row["From"], start)
        while day < end:
            paused.add(day)
            day += DAY
    found = []
    for first in sorted(day for day in paused if day - DAY not in paused):
        length = 0
        while first + timedelta(days=length) in paused:
            length += 1
        found.append((first, length))
    return found


def settle(
    worker: Worker,
    programme: Row,
    milestone: int,
    due: date,
    left: date,
    readings: Readings,
) -> Review:
    """When the review was held, or what else closed it: the programme's end before leaving."""
    start: date = programme["ASYE Start"]
    ended = end_after(programme["Ended On"], worker.data_date)
    closing = min(ended, left)
    reason = "programme_ended" if ended <= left else "left"
    held = []
    for row in worker.reviews:
        day = row["Held Date"]
        if row["Milestone Months"] != milestone or day is None or day > worker.data_date:
            continue
        if day < start and not readings.review_before_start_counts:
            continue
        if max(day, start) < closing:
            held.append(max(day, start))
    if held:
        return Review(milestone, start, due, min(held), min(held), "met")
    if closing == FAR:
        return Review(milestone, start, due, None, None, None)
    return Review(milestone, start, due, None, closing, reason)
