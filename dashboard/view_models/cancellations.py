"""Why sessions are cancelled and what comes of it, in words, bars and rows."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.standards import TOO_FEW, Standing
from dashboard.view_models.supplied import Supplied
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
#: What came of a cancelled session: the counts and lists of each.
CAME = {"in_time": "in_time_count", "late": "late_count", "not_held": "not_held_count",
        "not_judged": "not_judged_count"}  # fmt: skip
#: The standard whose rule needs the column of reasons.
REASON_GIVEN = "reason_given"
LISTS = ("cancelled", *CAME)


def say_not_measured(listed: Iterable[Standing], supplied: Supplied) -> str:
    """Why nothing can be said of reasons; '' where it can."""
    if supplied.lacks("sharepoint_sessions"):
        return "Cancelled sessions are not measured: no export of sessions was supplied."
    one = next((one for one in listed if one.code == REASON_GIVEN), None)
    if one is None or not one.is_asked or one.is_measured:
        return ""
    return f"Why is not measured: {plain(one.rules[0]['not_measured_reason'] or '')}."


def shown(rows: Iterable[Row]) -> list[Row]:
    """The reasons that may be told."""
    return [row for row in rows if row["cancelled_count"] is not None]


def say_cancelled(rows: Iterable[Row], words: Vocabulary) -> str:
    """How many were cancelled, why most, by whom, and how many were rearranged in time."""
    told = shown(rows)
    number = sum(row["cancelled_count"] for row in told)
    if not number:
        return "No session was cancelled here."
    first = told[0]
    reason = plain(words.word("cancellation_reason", first["reason_code"]).label)
    whom = []
    for word in words.words("cancelled_by"):
        mine = sum(row["cancelled_count"] for row in told if row["cancelled_by_code"] == word.code)
        whom.append(f"{word.label[0].lower()}{word.label[1:]} {Share(mine, number).text}")
    judged = sum(row["cancelled_count"] - row["not_judged_count"] for row in told)
    in_time = Share(sum(row["in_time_count"] for row in told), judged)
    return (
        f"**{say_count(number, 'session')}** cancelled. The commonest reason is {reason}: "
        f"{Share(first['cancelled_count'], number).text}. Whom the reason names: "
        f"{'; '.join(whom)}. Rearranged in time: {in_time.text}."
    )


@once
def reason_rows(rows: Iterable[Row], words: Vocabulary, links: Links | None) -> list[Cells]:
    """Reasons as a table, most first; numbers lead to their lists."""
    return [_reason_cells(row, words, links) for row in rows]


def _reason_cells(row: Row, words: Vocabulary, links: Links | None) -> Cells:
    reason = plain(words.word("cancellation_reason", row["reason_code"]).label)
    whom = words.word("cancelled_by", row["cancelled_by_code"]).label
    cells = {"Reason": f"{reason}  \n:small[{plain(whom)}]"}
    if row["cancelled_count"] is None:
        return {**cells, "Cancelled": TOO_FEW, "Rearranged in time": "–", "Late": "–", "Other": "–"}

    def see(name: str, number: int) -> str:
        if links is None or not number:
            return f"{number:,}"
        return link(f"{number:,}", links.to("standards", list=name, reason=row["reason_code"]))

    other = [
        f"{words.word('held_again', 'not_held').label}: {see('not_held', row['not_held_count'])}"
    ]
    if row["not_judged_count"]:
        other.append(f"Not due, ended or not asked: {see('not_judged', row['not_judged_count'])}")
    return {
        **cells,
        "Cancelled": see("cancelled", row["cancelled_count"]),
        "Rearranged in time": see("in_time", row["in_time_count"]),
        "Late": see("late", row["late_count"]),
        "Other": "  \n".join(other),
    }


@once
def reason_bars(rows: Sequence[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """Reasons as bars cut by what came of the sessions."""
    bars = []
    for row in shown(rows):
        said = f"{row['cancelled_count']}, {row['not_held_count']} not rearranged"
        for order, (code, count) in enumerate(CAME.items(), start=1):
            word = words.word("held_again", code if code != "not_judged" else "not_due")
            bars.append(
                {
                    "name": words.word("cancellation_reason", row["reason_code"]).label,
                    "part": word.label if code != "not_judged" else "Not due, ended or not asked",
                    "order": order,
                    "number": row[count],
                    "tone": word.tone,
                    "said": said,
                }
            )
    return bars


def list_title(name: str, reason: str | None, words: Vocabulary) -> str:
    """'Cancelled sessions, rearranged late: Court'."""
    came = {"cancelled": "", "not_judged": ", not due, ended or not asked"}
    label = words.word("held_again", name).label
    told = came.get(name, f", {label[0].lower()}{label[1:]}")
    why = f", {words.word('cancellation_reason', reason).label}" if reason else ""
    return plain(f"Cancelled sessions{told}{why}")
