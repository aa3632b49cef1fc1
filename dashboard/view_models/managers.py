"""Supervisors in words: their span, how their people stand, who has nobody to supervise them."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_narrow_date
from dashboard.view_models.grammar import noun, verb
from dashboard.view_models.labels import tell_apart
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.supplied import NOT_MEASURED
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]

_LISTS = {
    "all": "Everybody supervised",
    "open": "Supervision owed",
    "not_asked": "No supervision asked for or measured",
    "unsupervised": "Without a supervisor who is there",
}

NO_POSTS_READ = "Who supervises whom is not measured: no posts export was read."
NO_SESSIONS = "How their people stand is not measured: no supervision sessions were supplied."

#: Why a supervisor is listed, id to words.
NEEDS = {"overdue": "With somebody overdue", "own_overdue": "Overdue themselves"}


def in_need(rows: Iterable[Row], name: str) -> list[Row]:
    """The supervisors with somebody overdue, or overdue themselves."""
    if name == "own_overdue":
        return [row for row in rows if row["own_status_code"] == "overdue"]
    return [row for row in rows if row["overdue_count"]]


def list_titles(words: Vocabulary) -> dict[str, str]:
    """Every list of supervisees there is, id to words."""
    return {**{word.code: word.label for word in words.words("status")}, **_LISTS}


@once
def supervisor_rows(
    rows: Iterable[Row], words: Vocabulary, links: Links, dark: bool = False
) -> list[Cells]:
    """Supervisors: who, span, how their people stand, their cases, their own supervision.

    `dark` says that no supervision sessions were supplied, so that nothing is measured.
    """
    return [_supervisor_cells(row, words, links, dark) for row in rows]


def _supervisor_cells(row: Row, words: Vocabulary, links: Links, dark: bool) -> Cells:
    def listed(number: int, name: str) -> str:
        if not number:
            return "0"
        return link(f"{number:,}", links.to("managers", supervisor=row["worker_id"], list=name))

    kept = Share(row["in_date_count"], row["open_count"])
    longest = row["longest_overdue_days"]
    overdue = f"  \n:small[{listed(row['overdue_count'], 'overdue')} overdue" if longest else ""
    return {
        "Supervisor": supervisor_name(row, words, links),
        "Supervises": _span_cell(row, listed(row["seen_count"], "all"), dark),
        "In date": f"{listed(kept.part, 'in_date')} of {listed(kept.whole, 'open')}"
        f"  \n:small[{kept.percent_text}]{overdue}"
        + (f", longest {say_count(longest, 'day')}]" if longest else "")
        if kept.whole
        else (NOT_MEASURED if dark else "nothing asked"),
        "Cases overdue": _cases_cell(row, links),
        "Own supervision": _own_cell(row, words),
    }


def supervisor_name(row: Row, words: Vocabulary, links: Links) -> str:
    """A supervisor as the link to their page, with their team, and whether they are there."""
    name = link(plain(row["worker_name"]), links.to("person", worker=row["worker_id"]))
    cell = f"**{name}**"
    if row["team_id"]:
        team = link(
            plain(row["team_name"] or row["team_id"]), links.to("team", team=row["team_id"])
        )
        cell += f"  \n:small[{team}]"
    if row["supervisor_state"] != "in_post":
        cell += f"  \n{badge(words.word('supervisor_state', row['supervisor_state']))}"
        if row["left_on"]:
            cell += f"  \n:small[on {say_date(row['left_on'])}]"
        elif row["away_to"]:
            cell += f"  \n:small[to {say_date(row['away_to'])}]"
    return cell


def _span_cell(row: Row, seen: str, dark: bool) -> str:
    cell = seen
    if row["span_count"] != row["seen_count"]:
        cell += f"  \n:small[of {row['span_count']} in all]"
    beside = []
    if row["nqsw_count"]:
        beside.append(say_count(row["nqsw_count"], "NQSW"))
    if row["away_count"]:
        beside.append(f"{row['away_count']} away")
    if row["not_asked_count"]:
        beside.append(f"{row['not_asked_count']} {NOT_MEASURED if dark else 'not asked'}")
    return cell + (f"  \n:small[{', '.join(beside)}]" if beside else "")


def _cases_cell(row: Row, links: Links) -> str:
    if not row["case_open_count"]:
        return "none held"
    late, whole = row["case_overdue_count"], row["case_open_count"]
    every = links.without("service", "team")

    def listed(number: int, name: str) -> str:
        address = every.to("cases", supervisor=row["worker_id"], list=name)
        return link(f"{number:,}", address) if number else "0"

    return f"{listed(late, 'overdue')} of {listed(whole, 'open')}"


def _own_cell(row: Row, words: Vocabulary) -> str:
    if row["own_status_code"] is None:
        return "not employed"
    word = words.word("status", row["own_status_code"])
    if row["own_status_code"] == "overdue":
        return badge(word, f"{word.label} {say_count(row['own_days_overdue'], 'day')}")
    due = f"  \n:small[due {say_narrow_date(row['own_due_on'])}]" if row["own_due_on"] else ""
    return badge(word) + due


@once
def span_bars(rows: Iterable[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """Each supervisor's span as a bar: overdue, in date, then the others; widest first."""
    late, kept = words.word("status", "overdue"), words.word("status", "in_date")
    bars = []
    listed = list(rows)
    labels = tell_apart(listed, "worker_id", "worker_name")
    for row in sorted(listed, key=lambda row: (-row["seen_count"], row["worker_name"])):
        said = f"{row['seen_count']}, {row['overdue_count']} overdue"
        parts = (
            (late.label, late.tone, row["overdue_count"]),
            (kept.label, kept.tone, row["in_date_count"]),
            (
                "Away, not asked or not measured",
                "quiet",
                row["away_count"] + row["not_asked_count"],
            ),
        )
        bars += [
            {
                "name": labels[row["worker_id"]],
                "part": label,
                "order": order,
                "number": number,
                "tone": tone,
                "said": said,
            }
            for order, (label, tone, number) in enumerate(parts, start=1)
        ]
    return bars


def say_spans(rows: Iterable[Row], dark: bool = False) -> str:
    """How wide spans are, and how many supervisors have anybody overdue, in a sentence."""
    listed = list(rows)
    if not listed:
        return "Nobody supervises anybody here."
    if len(listed) == 1:
        people = say_count(listed[0]["seen_count"], "person", "people")
        said = f"{plain(listed[0]['worker_name'])} supervises {people}."
        return f"{said} {NO_SESSIONS}" if dark else said
    spans = sorted(row["seen_count"] for row in listed)
    middle = spans[len(spans) // 2]
    late = Share(sum(1 for row in listed if row["overdue_count"]), len(listed))
    has = verb(late.part, late.whole, "has", "have")
    told = f"{late.text} {has} somebody overdue."
    if dark:
        told = NO_SESSIONS
    widest = max(listed, key=lambda row: (row["seen_count"], row["worker_name"]))
    return (
        f"{say_count(len(listed), 'supervisor')}, half of them with {middle} "
        f"{noun(middle, 'person', 'people')} or fewer; "
        f"the most is {spans[-1]} ({plain(widest['worker_name'])}). "
        f"{told}"
    )


def say_unsupervised(rows: Iterable[Row], words: Vocabulary, links: Links) -> str:
    """How many people have no supervisor who is there, by why, each with its list."""
    counted: dict[str, int] = {}
    for row in rows:
        counted[row["supervisor_state"]] = counted.get(row["supervisor_state"], 0) + 1
    told = []
    for word in words.words("supervisor_state"):
        if word.code in counted:
            number = link(f"{counted[word.code]:,}", links.to("managers", state=word.code))
            told.append(f"{plain(word.label)}: {number}")
    return " · ".join(told)
