"""Cases by reference as the rows of a list: which, how it stands, why, and who holds it."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.view_models.why import explain_case

Row = Mapping[str, Any]

#: Lists that are neither a status nor a band of days overdue.
_OWN_LISTS = {
    "all": "All open cases",
    "open": "Case supervision owed",
    "not_asked": "Nothing asked, or not measured",
    "unallocated": "No allocated worker",
}
#: Lists that are reached by a number only.
_REACHED = ("not_asked", "not_started")
#: The lists to choose from, in this order.
OFFERED = (
    "all",
    "open",
    "overdue",
    "in_date",
    "due_soon",
    "unallocated",
    "no_rule",
    "not_measured",
)
UNALLOCATED = "■ No allocated worker"


def list_titles(words: Vocabulary) -> dict[str, str]:
    """Every list there is, id to words; those offered to choose from come first."""
    bands = {
        word.code: f"Overdue {word.label[0].lower()}{word.label[1:]}"
        for word in words.words("overdue_band")
    }
    known = {word.code: word.label for word in words.words("status")}
    offered = {name: _OWN_LISTS.get(name) or known.get(name, name) for name in OFFERED}
    reached = {name: _OWN_LISTS.get(name) or known.get(name, name) for name in _REACHED}
    return {**offered, **bands, **reached}


def say_order(name: str) -> str:
    """How a list is sorted."""
    if name in ("no_rule", "not_measured", "not_asked", "not_started"):
        return "High-risk ones first, then by reference."
    return "Longest overdue first, then soonest due."


def reference(row: Row, words: Vocabulary) -> str:
    """A case as the officer finds it: its system in words and the person ID there."""
    system = row["system_code"]
    return f"{words.word('system', system).label} {row['case_id'].removeprefix(f'{system}-')}"


@once
def case_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Cases as the rows of a list: which, how it stands, why, last and missed, who holds it."""
    return [
        {
            "Case": _case_cell(row, words),
            "Status": _status_cell(row, words),
            "Why": _why_cell(row, words, links),
            "Worker and team": _worker_cell(row, links),
        }
        for row in rows
    ]


def _case_cell(row: Row, words: Vocabulary) -> str:
    cell = f"**{plain(reference(row, words))}**  \n:small[{plain(row['case_type_label'])}"
    cell += f" since {say_date(row['type_since_on'])}]"
    if row["risk_flags"]:
        cell += f"  \n:small[▲ {plain(row['risk_flags'])}]"
    elif row["is_high_risk"]:
        cell += "  \n:small[▲ High-risk by its type]"
    return cell


def _status_cell(row: Row, words: Vocabulary) -> str:
    word = words.word("status", row["status_code"])
    last = say_narrow_date(row["last_held_on"], "none on record")
    beneath = f"  \n:small[Last discussed: {last}]"
    if row["sessions_missed"]:
        beneath += f"  \n:small[{row['sessions_missed']} missed]"
    if row["status_code"] == "overdue":
        label = f"{word.label} {say_count(row['days_overdue'], 'day')}"
        return f"{badge(word, label)}  \n:small[Was due {say_narrow_date(row['due_on'])}]{beneath}"
    if row["due_on"] is not None:
        return f"{badge(word)}  \n:small[Due {say_narrow_date(row['due_on'])}]{beneath}"
    return badge(word) + beneath


def _why_cell(row: Row, words: Vocabulary, links: Links) -> str:
    if row["due_on"] is None:
        return say_not_asked(row, words, links)
    address = links.to("policy", policy=row["policy_id"], rule=row["rule_id"])
    rule = link(plain(row["rule_label"] or row["rule_id"]), address)
    cell = f"{explain_case(row)}  \n:small[Rule: {rule}]"
    if row["also_applies"]:
        cell += f"  \n:small[Also applies: {plain(row['also_applies'])}]"
    return cell


def _worker_cell(row: Row, links: Links) -> str:
    if row["is_unallocated"]:
        held = f"**{UNALLOCATED}**"
    else:
        name = plain(row["worker_name"])
        held = (
            link(name, links.to("person", worker=row["worker_id"]))
            if row["is_worker_known"]
            else name
        )
        if not row["is_worker_known"]:
            held += "  \n:small[not in the staff list]"
    if row["supervisor_name"]:
        held += f"  \n:small[Supervisor: {plain(row['supervisor_name'])}]"
    elif not row["is_unallocated"]:
        held += "  \n:small[No supervisor known]"
    return held + (f"  \n:small[{plain(row['team_name'])}]" if row["team_name"] else "")


def say_not_asked(row: Row, words: Vocabulary, links: Links) -> str:
    """Why nothing is asked of a case, or can be said about it."""
    system = plain(words.word("system", row["system_code"]).label)
    policy = plain(row["policy_short_label"])
    if row["status_code"] == "not_measured":
        return (
            f"A rule of {policy} binds it, but no case supervision from {system} was supplied, "
            "so nothing can be said."
        )
    if row["status_code"] == "not_started":
        return words.word("status", "not_started").meaning + "."
    if row["case_type"] == "unmapped":
        where = link("Data quality", links.to("quality", check="DQ06"))
        return f"The type is not one the mappings know, so no rule can bind it: see {where}."
    label = plain(row["case_type_label"])
    return (
        f"{policy} is silent about it: no rule there asks for case supervision of "
        f"“{label}” as the case stands now."
    )
