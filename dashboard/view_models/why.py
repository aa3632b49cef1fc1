"""Why a date is what it is: the clause and the arithmetic, in a sentence that can be checked.

The dates are the warehouse's; here they are only put into words.
"""

from collections.abc import Mapping
from typing import Any

from dashboard.view_models.days import say_date, say_days_between, say_interval
from dashboard.view_models.markdown import plain

Row = Mapping[str, Any]

_SUPERVISION = "supervision"
_OPENINGS = {
    "started": "Started on {day}; no session since then counts.",
    "returned": "Back from a long absence on {day}; no session since then counts.",
    "rule": "A rule began to apply on {day}; no session since then counts.",
    "records": "The records begin on {day}, and hold no session since then that counts.",
}
#: The day a clock opened, where a session was held on that very day.
_OPENING_DAYS = {
    "started": "the day they started",
    "returned": "the day they came back from a long absence",
    "rule": "the day a rule began to apply",
    "records": "the day the records begin",
}
_CASE_OPENINGS = {
    "session": "Last discussed on {day}.",
    "started": "Opened on {day}; no case supervision since then.",
    "rule": "A rule began to apply on {day}; no case supervision since then.",
    "records": "The records begin on {day}, and hold no case supervision since then.",
}


def explain_person(row: Row) -> str:
    """Why somebody's supervision is due when it is, as Markdown; '' where nothing is due."""
    if row["due_on"] is None:
        return ""
    sentences = [_opening(row), _arithmetic(row, _SUPERVISION), say_not_counted(row)]
    return " ".join(sentence for sentence in sentences if sentence)


def explain_case(row: Row) -> str:
    """Why case supervision is due when it is, as escaped Markdown; '' where nothing is due."""
    if row["due_on"] is None:
        return ""
    opening = _CASE_OPENINGS.get(row["opened_by"] or "", "The clock started on {day}.")
    told = opening.format(day=say_date(row["opened_on"]))
    return f"{told} {_arithmetic(row, 'case supervision')}"


def _opening(row: Row) -> str:
    if row["opened_by"] == "session":
        return f"Last supervised {say_date(row['opened_on'])}."
    if row.get("last_held_on") == row["opened_on"] and row.get("last_counted_on") is None:
        which = _OPENING_DAYS.get(row["opened_by"] or "", "the day the clock started")
        return f"A session was held on {say_date(row['opened_on'])}, {which}."
    words = _OPENINGS.get(row["opened_by"] or "", "The clock started on {day}.")
    return words.format(day=say_date(row["opened_on"]))


def _arithmetic(row: Row, what: str) -> str:
    """The clause, the interval, and how the due date comes of them.

    An interval runs from the opening day; where the rule changed on the way, the new one runs
    from the last session, never ends before a whole new interval, and never moves a date later.
    """
    cited = row["clause"] or "The policy"
    clause = plain(cited)
    asks = f"{'ask' if ' sections ' in cited else 'asks'} for {what}"
    owed = say_interval(row["interval_count"], row["interval_unit"])
    due, changed = row["due_on"], row["judged_from"]
    if changed is None or changed <= row["opened_on"]:
        return f"{clause} {asks} {owed}, so due {say_date(due)}."
    if due == row["due_from_opening"]:
        return (
            f"From {say_date(changed)} {clause} {asks} {owed}; "
            f"counted from {say_date(row['opened_on'])}, that is {say_date(due)}."
        )
    if due == row["due_from_change"]:
        return (
            f"The rule changed on {say_date(changed)}: {clause} {asks} {owed}. "
            f"A whole interval from that day ends before the earlier date, so due {say_date(due)}."
        )
    return (
        f"Due {say_date(due)} by the rule before. On {say_date(changed)} it changed: "
        f"{clause} {asks} {owed}, which leaves the date where it was."
    )


def say_not_counted(row: Row) -> str:
    """A later session that does not count, so that nobody looks for it in vain."""
    held, counted = row.get("last_held_on"), row.get("last_counted_on")
    if held is None or held <= row["opened_on"] or held == counted:
        return ""
    kind = row.get("last_held_format_label")
    what = f"{plain(kind.lower())} session" if kind else "session"
    return f"The {what} on {say_date(held)} does not count under this policy."


def say_absence(row: Row) -> str:
    """'away 3 to 17 November', or nothing: it stands beside a row and moves no date."""
    if row["away_from"] is None:
        return ""
    words = f"away {say_days_between(row['away_from'], row['away_to'])}"
    return f"{words} (long absence)" if row.get("is_away_long") else words
