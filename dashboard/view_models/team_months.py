"""A team's people month by month: the points of a chart, the same as a table, and a sentence."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from itertools import groupby
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date
from dashboard.view_models.grammar import noun
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]


@once
def month_points(rows: Iterable[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """One point a person and day: name, month, symbol, tone and what is said of it."""
    named = _names(rows := list(rows))
    points = []
    for row in rows:
        word = words.word("status", row["status_code"])
        points.append(
            {
                "person": named[row["worker_id"]],
                "as_at": row["as_at"],
                "month": _say_column(row["as_at"], row["is_latest"]),
                "symbol": word.symbol,
                "tone": word.tone,
                "on": say_date(row["as_at"]),
                "said": _say_standing(row, words),
            }
        )
    return points


def months_in_order(rows: Iterable[Row]) -> list[str]:
    """The columns of the chart, oldest first, also where nobody was here on the first of them."""
    days = sorted({(row["as_at"], row["is_latest"]) for row in rows})
    return [_say_column(day, is_latest) for day, is_latest in days]


@once
def month_table(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """The same as a table: a person a row, every day in words."""
    table = []
    for worker_id, group in groupby(rows, key=lambda row: row["worker_id"]):
        mine = list(group)
        late = [row for row in mine if row["status_code"] == "overdue"]
        longest = max((row["days_overdue"] for row in late), default=0)
        name = plain(mine[0]["worker_name"] or worker_id)
        table.append(
            {
                "Person": f"**{link(name, links.to('person', worker=worker_id))}**",
                "Overdue on": f"{len(late)} of {say_count(len(mine), 'day')} shown",
                "Longest": say_count(longest, "day") if longest else "never overdue",
                "Each day": "; ".join(
                    f"{say_date(row['as_at'])} {plain(_say_standing(row, words))}" for row in mine
                ),
            }
        )
    return table


def say_months(rows: Sequence[Row]) -> str:
    """How many were overdue how often, and who most: the sentence above the chart."""
    days = {row["as_at"] for row in rows}
    people = {row["worker_id"] for row in rows}
    counts = {row["worker_id"]: row["overdue_days_count"] for row in rows}
    names = {row["worker_id"]: row["worker_name"] or row["worker_id"] for row in rows}
    late = [worker_id for worker_id in counts if counts[worker_id]]
    again = [worker_id for worker_id in late if counts[worker_id] > 1]
    span = f"On the {len(days)} days shown, {say_date(min(days))} to {say_date(max(days))}"
    if not late:
        return f"{span}, nobody of {say_count(len(people), 'person', 'people')} was overdue."
    times = max(counts.values())
    most = [plain(names[worker_id]) for worker_id in late if counts[worker_id] == times]
    verb = noun(len(late), "was", "were")
    often = most[0] if len(most) == 1 else say_count(len(most), "person", "people")
    return (
        f"{span}, **{len(late)}** of {say_count(len(people), 'person', 'people')} {verb} overdue "
        f"at least once and **{len(again)}** more than once. The most for one person is {times} of "
        f"the {len(days)} ({often})."
    )


def say_symbols(rows: Iterable[Row], words: Vocabulary) -> str:
    """What each symbol of the chart means, of those that are in it."""
    there = {row["status_code"] for row in rows}
    known = [word for word in words.words("status") if word.code in there]
    return ", ".join(f"{word.symbol} {word.label[0].lower()}{word.label[1:]}" for word in known)


def _names(rows: Sequence[Row]) -> dict[str, str]:
    """A name a person; two of one name are told apart by their number."""
    names = {row["worker_id"]: str(row["worker_name"] or row["worker_id"]) for row in rows}
    shared = list(names.values())
    return {
        worker_id: f"{name} ({worker_id})" if shared.count(name) > 1 else name
        for worker_id, name in names.items()
    }


def _say_column(day: date, is_latest: bool) -> str:
    return f"{day.day} {day:%b}" if is_latest else f"{day:%b %y}"


def _say_standing(row: Row, words: Vocabulary) -> str:
    label = words.word("status", row["status_code"]).label
    said = f"{label[0].lower()}{label[1:]}"
    if row["status_code"] == "overdue":
        return f"{said} {say_count(row['days_overdue'], 'day')}"
    return said
