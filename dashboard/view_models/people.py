"""Lists of people as the rows of a table: who, how they stand, why, last and next, with whom."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.view_models.why import explain_person, say_absence, say_not_counted

Row = Mapping[str, Any]
Cells = dict[str, str]


def person_cell(row: Row, links: Links) -> str:
    """A person's name as the link to their page, with their job beneath; NQSWs are marked."""
    name = plain(row["worker_name"] or row["worker_id"])
    cell = f"**{link(name, links.to('person', worker=row['worker_id']))}**"
    beneath = [plain(row["job_title"])] if row.get("job_title") else []
    if row.get("is_nqsw"):
        beneath.append("NQSW")
    return f"{cell}  \n:small[{', '.join(beneath)}]" if beneath else cell


def status_cell(row: Row, words: Vocabulary) -> str:
    """How a person or case stands: symbol, word and, where overdue, since when and how much."""
    word = words.word("status", row["status_code"])
    if row["status_code"] == "overdue":
        days = say_count(row["days_overdue"], "day")
        missed = say_count(row["sessions_missed"] or 0, "session")
        since = say_date(row["overdue_since"])
        return f"{badge(word, f'{word.label} {days}')}  \n:small[since {since}, {missed} missed]"
    if row["due_on"] is not None:
        return f"{badge(word)}  \n:small[due {say_date(row['due_on'])}]"
    return badge(word)


def held_cell(row: Row) -> str:
    """When the last session was and when the next is in the diary, which only the latest knows."""
    last = say_narrow_date(row["last_held_on"], "none on record")
    if not row.get("is_latest", True):
        return f"Last:\u00a0{last}"
    planned = say_narrow_date(row["next_planned_on"], "none\u00a0planned")
    return f"Last:\u00a0{last}  \n:small[Next:\u00a0{planned}]"


def supervisor_cell(row: Row, words: Vocabulary, links: Links) -> str:
    """The supervisor as a link, and whether they are there to do it."""
    if row["supervisor_id"] is None:
        return badge(words.word("supervisor_state", "none"))
    name = plain(row["supervisor_name"] or row["supervisor_id"])
    cell = link(name, links.to("person", worker=row["supervisor_id"]))
    if row["supervisor_state"] in (None, "in_post"):
        return cell
    return f"{cell}  \n{badge(words.word('supervisor_state', row['supervisor_state']))}"


def answering_cell(row: Row, words: Vocabulary, links: Links) -> str:
    """The supervisor who must act, and whom it fell due under where that was somebody else."""
    cell = supervisor_cell(row, words, links)
    before = row["fell_due_supervisor_name"]
    if row["status_code"] != "overdue" or not before:
        return cell
    return f"{cell}  \n:small[fell due under {plain(before)}]"


@once
def with_formats(rows: Iterable[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """The rows with the format of the last session in words."""
    return [
        {
            **row,
            "last_held_format_label": words.word(
                "session_format", row["last_held_format_code"]
            ).label
            if row["last_held_format_code"]
            else None,
        }
        for row in rows
    ]


@once
def worklist(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """People with something owed: who, status, why, last and next session, supervisor."""
    listed = []
    for row in with_formats(rows, words):
        beside = say_absence(row)
        status = status_cell(row, words)
        listed.append(
            {
                "Person": person_cell(row, links),
                "Status": f"{status}  \n:small[{beside}]" if beside else status,
                "Why": explain_person(row),
                "Sessions": held_cell(row),
                "Supervisor": answering_cell(row, words, links),
            }
        )
    return listed


@once
def quiet_list(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """People of whom nothing is asked now: who, why not, last and next session, supervisor."""
    return [
        {
            "Person": person_cell(row, links),
            "Status": badge(words.word("status", row["status_code"])),
            "Why": say_nothing_owed(row, words),
            "Sessions": held_cell(row),
            "Supervisor": supervisor_cell(row, words, links),
        }
        for row in rows
    ]


def say_nothing_owed(row: Row, words: Vocabulary) -> str:
    """Why nothing is asked of a person on the day shown."""
    if row["status_code"] == "away":
        absence = say_absence(row)
        return (
            f"{absence[0].upper()}{absence[1:]}. The clock starts again on return."
            if absence
            else ""
        )
    return words.word("status", row["status_code"]).meaning


@once
def unsupervised_list(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """People whose line manager is away, gone, unknown or not recorded."""
    return [
        {
            "Person": person_cell(row, links),
            "Supervisor": supervisor_cell(row, words, links),
            "Status": status_cell(row, words),
            "Sessions": held_cell(row),
        }
        for row in rows
    ]


def team_cell(row: Row, links: Links, offered: Collection[str]) -> str:
    """A person's team, as a link where the reader is offered that team."""
    if not row["team_id"]:
        return "not known"
    name = plain(row["team_name"] or row["team_id"])
    if row["team_id"] not in offered:
        return name
    return link(name, links.to("team", team=row["team_id"]))


@once
def longest_list(
    rows: Iterable[Row], words: Vocabulary, links: Links, offered: Collection[str]
) -> list[Cells]:
    """People overdue in several teams: who, where, with whom, how long, last, by which clause."""
    return [
        {
            "Person": person_cell(row, links),
            "Team": team_cell(row, links, offered),
            "Supervisor": supervisor_cell(row, words, links),
            "Status": status_cell(row, words),
            "Last held": _last_held_cell(row),
        }
        for row in with_formats(rows, words)
    ]


def _last_held_cell(row: Row) -> str:
    """The last session, why it moved no date where it does not count, and the clause."""
    cell = say_narrow_date(row["last_held_on"], "none on record")
    if why_not := say_not_counted(row):
        cell += f"  \n:small[{why_not}]"
    return f"{cell}  \n:small[{plain(row['clause'] or '')}]"
