"""What is owed once: a record shared, a session rebooked, an agreement signed, a panel, an action.

Each is one row with a day it opens, a day it is due, perhaps a day of evidence and perhaps a day
on which something else closes it.
"""

from __future__ import annotations

from datetime import date

from .days import FAR
from .duties import Due
from .policies import Interval

Ending = tuple[date, str]  # the first day on which it is no longer open, and why
NEVER: Ending = (FAR, "")


def settle(
    opened: date,
    due: date,
    evidence: date | None,
    ending: Ending,
    interval: Interval,
    data_date: date,
    evidence_id: str | None = None,
) -> Due:
    """The row as it stands: evidence from before counts as given on the day it opened."""
    if evidence is not None and evidence <= data_date:
        met = max(evidence, opened)
        if met < ending[0]:
            return Due(opened, due, met, met, "met", interval, evidence_id)
    if ending[0] == FAR:
        return Due(opened, due, None, None, None, interval)
    return Due(opened, due, None, ending[0], ending[1], interval)


def is_before(due: Due, records_from: date) -> bool:
    """Whether it was due or closed before evidence begins, so that it makes no row."""
    closed = due.closed_on
    return due.due_on < records_from or (closed is not None and closed < records_from)
