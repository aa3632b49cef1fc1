"""The ASYE reviews of each programme: four milestones, moved by hours and pauses."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from fractions import Fraction

from .days import DAY, FAR, add_months, end_after
from .dues import Due, Owed, find_begin, first_ending, is_before, settle
from .inbox import Council, Row
from .people import Worker
from .policies import STAFF
from .supervision import Readings

MILESTONES = (3, 6, 9, 12)
LONGEST_MONTHS = 24


def review_nqsws(council: Council, workers: Iterable[Worker], readings: Readings) -> Iterator[Owed]:
    """The reviews of every programme begun while employed, the same under every policy."""
    begins = find_begin(council, "asye_reviews", "Held Date")
    if begins is None:
        return
    for worker in workers:
        for milestone, due in find_reviews(worker, readings):
            if is_before(due, begins):
                continue
            for policy_id, policy in STAFF.items():
                name = worker.worker_id
                rule_id = policy.review_rule
                yield Owed(policy_id, "asye_review", rule_id, name, name, due, milestone=milestone)


def find_reviews(worker: Worker, readings: Readings) -> Iterator[tuple[int, Due]]:
    """Every milestone of every programme the worker began while employed."""
    for programme in worker.programmes:
        employed = find_employment(worker, programme["ASYE Start"], readings)
        if employed is None:
            continue
        for milestone in MILESTONES:
            due_on = find_due(worker, programme, milestone, readings)
            yield (
                milestone,
                settle_review(worker, programme, milestone, due_on, employed[1], readings),
            )


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


def settle_review(
    worker: Worker,
    programme: Row,
    milestone: int,
    due_on: date,
    left: date,
    readings: Readings,
) -> Due:
    """When the review was held, or what else closed it: the programme's end before leaving."""
    start: date = programme["ASYE Start"]
    ended = end_after(programme["Ended On"], worker.data_date)
    held = [
        row["Held Date"]
        for row in worker.reviews
        if row["Milestone Months"] == milestone and row["Held Date"] is not None
    ]
    if not readings.review_before_start_counts:
        held = [day for day in held if day >= start]
    ending = first_ending((ended, "programme_ended"), (left, "left"))
    return settle(start, due_on, held, ending, worker.data_date)
