"""The day that people and cases are shown on, in words: what is offered, refused and shown."""

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.view_models.days import say_date

Row = Mapping[str, Any]
REFUSED = (
    "The link asked for a day on which people and cases cannot be shown. "
    "The latest is shown; the side bar offers the month ends there are."
)


def day_options(days: Sequence[Row]) -> dict[str, str]:
    """The days offered, newest first, by their address parameter; the data date has none."""
    return {
        ""
        if row["is_data_date"]
        else row["as_at"].isoformat(): f"{say_date(row['as_at'])} (latest)"
        if row["is_data_date"]
        else say_date(row["as_at"])
        for row in days
    }


def day_asked(raw: str | None, days: Sequence[Row]) -> tuple[date | None, tuple[str, ...]]:
    """The month end an address asks for, none for the data date; and what was refused."""
    known = {row["as_at"].isoformat(): row for row in days}
    if not raw:
        return None, ()
    if raw not in known:
        return None, (REFUSED,)
    return None if known[raw]["is_data_date"] else known[raw]["as_at"], ()


def say_day_shown(as_at: date, data_date: date, can_show: bool) -> str:
    """Which day a page shows when a month end was asked for, as every page says below its frame."""
    if can_show:
        return (
            f"People and cases are shown **as at {say_date(as_at)}**, as now recorded: what was "
            "recorded since then is counted in."
        )
    return (
        f"This page shows the latest, **data to {say_date(data_date)}**, and cannot be shown as at "
        f"{say_date(as_at)}. What it leads to is the latest too."
    )
