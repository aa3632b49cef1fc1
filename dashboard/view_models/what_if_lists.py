"""The people or cases behind a number of a what-if: how each stands now and then, and why."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.view_models.addresses import Links
from dashboard.view_models.case_lists import UNALLOCATED, reference
from dashboard.view_models.days import say_count, say_date, say_interval, say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells, person_cell
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
NOW, THEN = "before", "after"


def listed_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Who or which, how it stands now and under the what-if, why, and with whom."""
    cells = []
    for row in rows:
        is_case = row["case_id"] is not None
        about = _case_cell(row, words) if is_case else person_cell(row, links)
        cells.append(
            {
                "Case" if is_case else "Person": about,
                "Now": _stand(row, NOW, words),
                "Under the what-if": _stand(row, THEN, words),
                "Why": say_why(row, words),
                "With": _with_whom(row, links, is_case),
            }
        )
    return cells


def _case_cell(row: Row, words: Vocabulary) -> str:
    return f"**{plain(reference(row, words))}**  \n:small[{plain(row['case_type_label'])}]"


def _stand(row: Row, when: str, words: Vocabulary) -> str:
    word = words.word("status", row[f"status_{when}"])
    due = row[f"due_{when}"]
    if row[f"status_{when}"] == "overdue":
        days = say_count(row[f"days_overdue_{when}"], "day")
        return f"{badge(word, f'{word.label} {days}')}  \n:small[was due {say_narrow_date(due)}]"
    return badge(word) + (f"  \n:small[due {say_narrow_date(due)}]" if due is not None else "")


def say_why(row: Row, words: Vocabulary) -> str:
    """From when each date is counted, by which interval and clause, in Markdown."""
    if row["due_before"] is not None and row["due_after"] is not None:
        where = [(row[f"opened_{when}"], row[f"clause_{when}"]) for when in (NOW, THEN)]
        now, then = _interval(row, NOW), _interval(row, THEN)
        if where[0] == where[1]:
            both = now if now == then else f"now {now}, then {then}"
            opened, clause = where[0]
            return f"Counted from {say_date(opened)}: {both} ({plain(clause or '')})."
    now, then = _counted(row, NOW, words), _counted(row, THEN, words)
    return f"Now and then {now}." if now == then else f"Now {now}; then {then}."


def _interval(row: Row, when: str) -> str:
    return say_interval(row[f"interval_count_{when}"], row[f"interval_unit_{when}"])


def _counted(row: Row, when: str, words: Vocabulary) -> str:
    if row[f"due_{when}"] is None:
        label = words.word("status", row[f"status_{when}"]).label
        return f"nothing is due ({plain(label[0].lower() + label[1:])})"
    clause = plain(row[f"clause_{when}"] or "")
    return f"{_interval(row, when)} from {say_date(row[f'opened_{when}'])} ({clause})"


def _with_whom(row: Row, links: Links, is_case: bool) -> str:
    told = []
    if is_case and row["worker_id"] is None:
        told.append(f"**{UNALLOCATED}**")
    elif is_case:
        told.append(
            _name(row, "worker", links) if row["is_worker_known"] else plain(row["worker_name"])
        )
    if row["supervisor_id"] is not None:
        supervisor = _name(row, "supervisor", links)
        told.append(f":small[Supervisor: {supervisor}]" if is_case else supervisor)
    elif not is_case:
        told.append("No line manager recorded")
    if row["team_name"]:
        told.append(f":small[{plain(row['team_name'])}]")
    return "  \n".join(told)


def _name(row: Row, who: str, links: Links) -> str:
    name = plain(row[f"{who}_name"] or row[f"{who}_id"])
    return link(name, links.to("person", worker=row[f"{who}_id"]))
