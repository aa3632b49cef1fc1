"""The reviews of every NQSW by milestone, and how NQSWs stand by the national floor."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.asye import name_link, standing
from dashboard.view_models.days import say_count, say_date, say_interval, say_narrow_date
from dashboard.view_models.grammar import verb
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]


@once
def milestone_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """One row an NQSW, one column a milestone: how each review stands, and its date."""
    listed = list(rows)
    months = sorted({row["milestone_months"] for row in listed})
    people: dict[tuple[str, date], dict[int, Row]] = {}
    for row in listed:
        mine = people.setdefault((row["worker_id"], row["asye_from"]), {})
        mine[row["milestone_months"]] = row
    return [
        {
            "NQSW": _reviewed_cell(next(iter(mine.values())), links),
            **{say_count(month, "month"): _review_cell(mine.get(month), words) for month in months},
        }
        for mine in people.values()
    ]


def _reviewed_cell(row: Row, links: Links) -> str:
    return f"{name_link(row, links)}  \n:small[{plain(row['team_name'] or '')}]"


def _review_cell(row: Row | None, words: Vocabulary) -> str:
    if row is None:
        return "not asked"
    word = words.word("status", row["status_code"])
    if row["met_on"] is not None:
        return f"{badge(word)}  \n:small[held {say_narrow_date(row['met_on'])}]"
    if row["status_code"] == "overdue":
        tag = standing("overdue", row["days_past_due"], words)
        return f"{tag}  \n:small[was due {say_narrow_date(row['due_on'])}]"
    if row["status_code"] == "in_date":
        return f"due {say_narrow_date(row['due_on'])}"
    return f"{badge(word)}  \n:small[due {say_narrow_date(row['due_on'])}]"


@once
def floor_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """NQSWs whose standing differs from, or is overdue by, the national floor."""
    return [
        {
            "NQSW": name_link(row, links),
            "Under their policy": standing(
                row["supervision_status_code"], row["days_overdue"], words
            )
            + _due(row["supervision_due_on"]),
            "By the national floor": standing(
                row["floor_status_code"], row["floor_days_overdue"], words
            )
            + _due(row["floor_due_on"]),
            "What the floor asks": plain(_say_floor(row)),
        }
        for row in rows
        if row["floor_status_code"] is not None
        and (
            row["floor_status_code"] == "overdue"
            or row["floor_status_code"] != row["supervision_status_code"]
        )
    ]


def _due(day: date | None) -> str:
    return f"  \n:small[due {say_date(day)}]" if day else ""


def _say_floor(row: Row) -> str:
    if row["floor_interval_count"] is None:
        return "nothing now"
    often = say_interval(row["floor_interval_count"], row["floor_interval_unit"])
    return f"{often}, {row['floor_clause']}"


def say_floor(rows: Iterable[Row], links: Links) -> str:
    """How NQSWs stand by the national floor beside their own policy, with the lists."""
    listed = list(rows)
    asked = ("overdue", "due_soon", "in_date")
    floor = [row for row in listed if row["floor_status_code"] in asked]
    own = [row for row in listed if row["supervision_status_code"] in asked]
    late = [row for row in floor if row["floor_status_code"] == "overdue"]
    late_own = [row for row in own if row["supervision_status_code"] == "overdue"]

    def overdue(number: int, whole: int, name: str) -> str:
        if not whole:
            return "nothing is owed or measured now"
        said = f"{number:,} of {whole:,}"
        told = link(said, links.to("asye", list=name)) if number else said
        return f"{told} {verb(number, whole)} overdue"

    return (
        "The national floor is what every employer owes an NQSW, whatever its own policy says. "
        f"By it {overdue(len(late), len(floor), 'floor_overdue')}; under the policy "
        f"they are held to, {overdue(len(late_own), len(own), 'sessions_overdue')}."
    )
