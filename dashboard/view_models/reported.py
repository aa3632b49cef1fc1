"""A month end as it was first reported beside what is recorded of it now, in one sentence."""

from collections.abc import Mapping
from datetime import date
from typing import Any

from dashboard.view_models.days import say_date
from dashboard.view_models.shares import Share

WHOM = {"staff_supervision": "Staff in date", "case_supervision": "Cases in date"}


def say_as_reported(row: Mapping[str, Any] | None, as_at: date, obligation_type: str) -> str:
    """What was reported of a month end, with data to when, and what it is after later recording."""
    whom, day = WHOM[obligation_type], say_date(as_at)
    if row is None:
        return (
            f"{whom} on {day} was not reported at the time: no data of the month after it was "
            "published then, so there is nothing to compare with."
        )
    then = Share(row["reported_in_date_count"], row["reported_open_count"])
    now = Share(row["in_date_count"] or 0, row["open_count"] or 0)
    said = (
        f"{whom} on {day}: reported **{_share(then)}** with data to {say_date(row['reported_on'])}"
    )
    if then == now:
        return f"{said}; nothing recorded since has changed it."
    return f"{said}; now **{_share(now)}** after later recording."


def _share(share: Share) -> str:
    return f"{share.percent_text} ({share.counts})"
