"""The lists behind the numbers of practice standards: what, when, whose, by which rule and row."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells, person_cell
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
#: Of these the day is the one they were moved to, or held on again.
REARRANGED = "held_again"
#: The lists of one measure, by the name in the address.
LISTS = {
    "unmet": "not as asked",
    "met": "as asked",
    "judged": "judged",
    "not_measured": "not measured",
    "not_due": "not due yet",
    "away": "away",
}


@once
def practice_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """What was judged: whose, how, when, under whom, by which rule."""
    return [
        {
            "Person": _person(row, links),
            "How it stands": _standing(row, words),
            "When": _when(row),
            "Line manager then": _manager(row),
            "Rule and row": _rule(row, links),
        }
        for row in rows
    ]


def _person(row: Row, links: Links) -> str:
    return "Nobody holds the case" if row["worker_id"] is None else person_cell(row, links)


def _manager(row: Row) -> str:
    name = plain(row["supervisor_name"] or row["supervisor_id"] or "none recorded")
    return f"{name}  \n:small[{plain(row['team_name'])}]" if row.get("team_name") else name


def _standing(row: Row, words: Vocabulary) -> str:
    told = badge(words.word("practice_result", row["result_code"]))
    return f"{told}  \n:small[{plain(row['detail'])}]" if _has_detail(row) else told


def _has_detail(row: Row) -> bool:
    """Whether the figures say what was found; of what is as asked they would say the opposite."""
    is_figure = row["detail"] and row["detail"][0].isdigit()
    return bool(row["detail"]) and (row["result_code"] == "unmet" or bool(is_figure))


def _when(row: Row) -> str:
    if row["due_on"] is None:
        return say_narrow_date(row["judged_on"])
    lines = [f"Due {say_narrow_date(row['due_on'])}"]
    done = "rearranged to" if row.get("measure_code") == REARRANGED else "done"
    lines.append(f"{done} {say_narrow_date(row['met_on'])}" if row["met_on"] else "not done")
    return "  \n".join((lines[0], f":small[{lines[1]}]"))


def _rule(row: Row, links: Links) -> str:
    rule = link(plain(row["clause"] or "The rule"), links.to("policy", rule=row["rule_id"]))
    return f"{rule}  \n:small[{row_named(row)}]"


def row_named(row: Row) -> str:
    """Which row of which export it is about, to be quoted when something is wrong."""
    if row["session_id"] is None:
        return plain(f"{row['subject_type']} {row['subject_id']}".capitalize())
    said = f"Session {row['session_id']}"
    if row["source_file"] is not None:
        said += f": {row['source_file']}, row {row['source_row']}"
    return plain(said)


@once
def cancelled_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Cancelled sessions: whose, why, what came of it, under whom, which row."""
    return [
        {
            "Person": person_cell(row, links),
            "Planned for": say_narrow_date(row["planned_on"]),
            "Reason": plain(words.word("cancellation_reason", row["reason_code"]).label),
            "What came of it": _came_of_it(row, words),
            "Line manager then and row": f"{_manager(row)}  \n:small[{row_named(row)}]",
        }
        for row in rows
    ]


def _came_of_it(row: Row, words: Vocabulary) -> str:
    told = [badge(words.word("held_again", row["held_again_code"]))]
    if row["held_again_on"] is not None:
        told.append(f":small[held or moved to {say_narrow_date(row['held_again_on'])}]")
    elif row["held_again_due_on"] is not None:
        told.append(f":small[due {say_narrow_date(row['held_again_due_on'])}]")
    return "  \n".join(told)
