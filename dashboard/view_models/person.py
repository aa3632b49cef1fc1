"""One person in words and rows: how they stand, what was asked, what happened, what to quote."""

from collections.abc import Collection, Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import (
    say_count,
    say_date,
    say_interval,
    say_narrow_date,
    say_whole_days_between,
    say_within,
)
from dashboard.view_models.lanes import never_held
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import (
    Cells,
    status_cell,
    supervisor_cell,
    team_cell,
    with_formats,
)
from dashboard.view_models.shares import Share
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary
from dashboard.view_models.why import explain_person, say_absence

Row = Mapping[str, Any]


def describe_person(row: Row, words: Vocabulary, links: Links, offered: Collection[str]) -> str:
    """Job, team, supervisor and how long in post, as one line of Markdown."""
    parts = [plain(row["job_title"])] if row["job_title"] else []
    if row["is_nqsw"]:
        parts.append("newly qualified (NQSW)")
    if row["team_id"]:
        parts.append(team_cell(row, links, offered))
    parts += _by_the_census(row, words)
    if row["is_employed"]:
        parts.append("supervised by " + supervisor_cell(row, words, links).replace("  \n", " "))
        parts.append(f"here since {say_date(row['employed_from'])}")
    else:
        parts.append(f"left on {say_date(row['left_on'])}")
    return " · ".join(parts)


def _by_the_census(row: Row, words: Vocabulary) -> list[str]:
    """What HR leaves blank and the workforce census gives, with where it comes from."""
    told = []
    if row["employment_type_origin"] == "census":
        told.append(words.word("employment_type", row["employment_type_code"]).label.lower())
    if row["fte_origin"] == "census":
        told.append(f"{row['fte']:.2g} FTE")
    return [f"{' and '.join(told)} by the workforce census"] if told else []


def say_standing(row: Row, words: Vocabulary) -> str:
    """How the person stands, the arithmetic, and what the national floor says, as Markdown."""
    if row["status_code"] is None:
        return "Nothing is asked now: this person has left."
    told = with_formats([row], words)[0]
    standing = status_cell(row, words).replace("  \n", " ")
    sentences = [explain_person(told) or words.word("status", row["status_code"]).meaning + "."]
    beside = say_absence(row)
    if beside:
        sentences.append(f"{beside[0].upper()}{beside[1:]}.")
    sentences.append(_say_diary(row))
    if row["floor_status_code"] is not None:
        word = words.word("status", row["floor_status_code"])
        due = f", due {say_date(row['floor_due_on'])}" if row["floor_due_on"] else ""
        sentences.append(f"By the national floor for NQSWs: {badge(word)}{due}.")
    return f"{standing}\n\n{' '.join(sentences)}"


def _say_diary(row: Row) -> str:
    if row["next_planned_on"] is None:
        return "No session is in the diary."
    return f"The next session in the diary is on {say_date(row['next_planned_on'])}."


@once
def event_rows(sessions: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Sessions as rows: when, what, status, with whom, whether it counts."""
    rows = []
    for row in sessions:
        rows.append(
            {
                "Date": say_narrow_date(row["happened_on"]),
                "What": plain(row["format_label"] or "Session") + _beneath(row),
                "Status": badge(words.word("session_status", row["status_code"])),
                "With": _with(row, links),
                "Counts": _counts(row),
            }
        )
    return rows


def _beneath(row: Row) -> str:
    """How long it lasted or when it was moved to, and its row in the file it came from."""
    parts = [f"{row['duration_minutes']} minutes"] if row["duration_minutes"] else []
    if row["rearranged_to_on"]:
        parts.append(f"moved to {say_narrow_date(row['rearranged_to_on'])}")
    if row["source_row"] is not None:
        parts.append(f"row {row['source_row']}")
    return f"  \n:small[{', '.join(parts)}]" if parts else ""


def _with(row: Row, links: Links) -> str:
    if row["supervisor_id"] is None:
        return "not recorded"
    name = plain(row["supervisor_name"] or row["supervisor_id"])
    return link(name, links.to("person", worker=row["supervisor_id"]))


def _counts(row: Row) -> str:
    if row["status_code"] != "held":
        return "not held"
    if row["why_not"] is None:
        return "Yes"
    return f"No: {plain(row['why_not'][0].lower() + row['why_not'][1:])}"


@once
def obligation_rows(
    obligations: Iterable[Row], first: date, words: Vocabulary, links: Links
) -> list[Cells]:
    """What was asked for and fell due since a day or is open, newest first."""
    return [
        {
            "Asked for": _asked_for(row, words, links),
            "Clock started": say_narrow_date(row["opened_on"]),
            "Due": say_narrow_date(row["due_on"]),
            "Status": badge(words.word("status", row["status_code"])),
            "Met or ended": _ended(row, words),
        }
        for row in obligations
        if row["due_on"] >= first or row["closed_on"] is None
    ]


def _asked_for(row: Row, words: Vocabulary, links: Links) -> str:
    label = plain(words.word("obligation_type", row["obligation_type"]).label)
    kind = link(label, links.to("policy", policy=row["policy_id"], rule=row["rule_id"]))
    if row["milestone_months"]:
        return f"{kind}  \n:small[{row['milestone_months']} months]"
    if row["interval_count"] and row["comes_round"]:
        return f"{kind}  \n:small[{say_interval(row['interval_count'], row['interval_unit'])}]"
    if row["interval_count"]:
        return f"{kind}  \n:small[{say_within(row['interval_count'], row['interval_unit'])}]"
    return kind


def _ended(row: Row, words: Vocabulary) -> str:
    missed = never_held(row)
    beneath = f"  \n:small[{say_count(missed, 'session')} missed]" if missed else ""
    if row["met_on"] is not None:
        return f"met {say_narrow_date(row['met_on'])}{beneath}"
    if row["closed_on"] is not None:
        why = plain(words.word("closed_reason", row["closed_reason"]).label.lower())
        return f"{why} {say_narrow_date(row['closed_on'])}{beneath}"
    return f"open{beneath}"


@once
def arrangement_rows(rows: Iterable[Row], worker_id: str, links: Links) -> list[Cells]:
    """Individual arrangements; the reason only where the reader is in the person's own line."""
    source = links.to("person", worker=worker_id, rows="sharepoint_overrides")
    return [
        {
            "Agreed": link(say_whole_days_between(row["agreed_from"], row["agreed_to"]), source),
            "Interval": say_interval(row["interval_count"], row["interval_unit"]),
            "Effect": "tightens what is asked"
            if row["binds"]
            else "shown only: it loosens nothing",
            "Reason": plain(row["reason_for_the_line"])
            if row["reason_for_the_line"]
            else "individual arrangement",
        }
        for row in rows
    ]


@once
def held_case_rows(rows: Iterable[Row], worker_id: str, links: Links) -> list[Cells]:
    """Cases the person holds by type."""

    def listed(row: Row, number: int, name: str) -> str:
        if not number:
            return "0"
        address = links.to(
            "cases", list=name, type=row["case_type"], worker=worker_id, team=None, service=None
        )
        return link(f"{number:,}", address)

    return [
        {
            "Type": plain(row["case_type_label"] or row["case_type"]),
            "Open cases": listed(row, row["case_count"], "all"),
            "In date": f"{listed(row, row['in_date_count'], 'in_date')} of {row['open_count']} "
            f"({Share(row['in_date_count'], row['open_count']).percent_text})"
            if row["open_count"]
            else "nothing asked",
            "Overdue": listed(row, row["overdue_count"], "overdue"),
            "Last discussed": say_narrow_date(row["last_held_on"], "none on record"),
        }
        for row in rows
    ]


def quotation(
    row: Row, sessions: Iterable[Row], data_date: date, built: str, most: int = 12
) -> str:
    """What to quote when something is wrong: ids, files and rows, nothing of anybody's work."""
    lines = [
        f"Employee number {row['worker_id']}",
        f"Data to {say_date(data_date)}, built {built}",
    ]
    lines += [
        f"Session {session['session_id']}: {session['source_file']}, row {session['source_row']}"
        for session in list(sessions)[:most]
    ]
    return "\n".join(lines)
