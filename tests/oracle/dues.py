"""The shape of every obligation that is not supervision, and how one piece of evidence settles it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from .days import FAR
from .inbox import Council
from .policies import Interval

Ending = tuple[date, str]  # the first day on which it is no longer open, and why
NEVER: Ending = (FAR, "")


@dataclass(frozen=True)
class Due:
    """The dates of one obligation and the interval that made the due date, where one did."""

    opened_on: date
    due_on: date
    met_on: date | None
    closed_on: date | None
    closed_reason: str | None
    interval: Interval | None = None


@dataclass(frozen=True)
class Owed:
    """One obligation before anything is said about whose line it stands in."""

    policy_id: str
    obligation_type: str
    rule_id: str
    subject_id: str
    worker_id: str | None
    due: Due
    manager_id: str | None = None  # of the pair, for an agreement
    milestone: int | None = None
    case_id: str | None = None  # of a record, which stands with the case where it names nobody


def first_ending(*endings: Ending) -> Ending:
    """What ends first; of several on one day the one named first."""
    return min(endings, key=lambda ending: ending[0])


def leave_open(opened: date, due: date, ending: Ending, interval: Interval | None = None) -> Due:
    """A row nothing has met: open, or closed by what ended it."""
    if ending[0] == FAR:
        return Due(opened, due, None, None, None, interval)
    return Due(opened, due, None, *ending, interval)


def settle(
    opened: date,
    due: date,
    evidence: Iterable[date | None],
    ending: Ending,
    data_date: date,
    interval: Interval | None = None,
) -> Due:
    """A row that the earliest evidence meets, given on the opening day where it came before."""
    happened = [day for day in evidence if day is not None and day <= data_date]
    if happened:
        met = max(min(happened), opened)
        if met < ending[0]:
            return Due(opened, due, met, met, "met", interval)
    return leave_open(opened, due, ending, interval)


def is_before(due: Due, records_from: date) -> bool:
    """Whether it was due or closed before evidence begins, so that it makes no row."""
    closed = due.closed_on
    return due.due_on < records_from or (closed is not None and closed < records_from)


def find_begin(council: Council, feed: str, *needed: str) -> date | None:
    """The day records begin; None where the feed or a column it needs tells nothing."""
    if any(council.is_blank(feed, heading) for heading in needed):
        return None
    return council.records_from.get(feed)
