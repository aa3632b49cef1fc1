"""A worked example for each practice standard, in a sentence."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.view_models.cancellations import shown
from dashboard.view_models.days import say_count, say_date
from dashboard.view_models.markdown import plain
from dashboard.view_models.standards import TOO_FEW, Standing, say_period


def say_example(one: Standing, day: date) -> str:
    """Its share in the council on screen, or why there is none."""
    if not one.is_asked:
        return f"no policy in force on {say_date(day)} asks for it, so nobody is judged by it."
    if not one.is_measured:
        return f"it is not measured on {say_date(day)}: what its rule needs was not supplied."
    if one.is_suppressed:
        return f"on {say_date(day)} there is {TOO_FEW}."
    if one.now is None or not one.share.whole:
        return f"up to {say_date(day)} there was nothing to judge."
    within = "in" if one.measure["told_of"] == "period" else "on"
    when = say_period(one.measure, one.now["period_to"])
    many = plain(one.measure["counted_many"])
    return f"{within} {when}, {one.share.counts} {many} are as asked: {one.share.percent_text}."


def of_cancelled(rows: Iterable[Mapping[str, Any]], day: date) -> dict[str, str]:
    """How many sessions were cancelled, and how many of those were rearranged in time."""
    told = shown(rows)
    number = say_count(sum(row["cancelled_count"] for row in told), "session")
    again = sum(row["in_time_count"] for row in told)
    return {
        "sessions_cancelled": (
            f"in the complete months up to {say_date(day)}, {number} cancelled for a reason that "
            f"may be shown, of which {again:,} were rearranged in time."
        )
    }
