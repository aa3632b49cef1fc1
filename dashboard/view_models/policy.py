"""Policies in words: who is held to which, on what terms, and whom no rule is about."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]

NO_CATEGORY = "No staff category"


@once
def held_rows(rows: Iterable[Row], links: Links) -> list[Cells]:
    """Which directorate is held to which policy, from when to when."""
    return [
        {
            "Directorate": f"**{plain(row['directorate_label'] or row['directorate_code'])}**",
            "Policy": link(plain(row["policy_label"]), links.to("policy", policy=row["policy_id"])),
            "Since": say_date(row["valid_from"]),
            "Until": say_date(row["valid_to"], "still"),
        }
        for row in rows
    ]


def say_policy(row: Row, data_date: date) -> str:
    """One policy's terms in sentences: for whom, which version, its review, what is ours."""
    told = [f"{plain(row['about'])}." if row["about"] else ""]
    if row["is_national_floor"]:
        told.append("It is the national floor, shown beside every other policy.")
    elif row["in_force_for"]:
        told.append(f"Held to it now: **{plain(row['in_force_for'])}**.")
    else:
        told.append("No directorate is held to it now: it is here for comparison.")
    told.append(f"This version holds since {say_date(row['version_from'])}")
    due = row["review_due_on"]
    if due is not None and due < data_date:
        told[-1] += f" and **was due for review by {say_date(due)}**."
    else:
        told[-1] += f" and is due for review by {say_date(due)}." if due else "."
    told.append(
        f"Where a rule gives none (all ours): tolerance {say_count(row['tolerance_days'], 'day')}, "
        f"notice {say_count(row['notice_days'], 'day')}, and an absence of "
        f"{say_count(row['absence_min_days'], 'day')} or more stops the clock."
    )
    return " ".join(sentence for sentence in told if sentence)


@once
def review_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """NQSWs with a review open under one rule: who, the next one, whether it is overdue."""
    listed = []
    for row in rows:
        name = link(plain(row["worker_name"]), links.to("person", worker=row["worker_id"]))
        late = words.word("status", "overdue")
        days = say_count(row["days_past_due"], "day") if row["is_overdue"] else ""
        listed.append(
            {
                "NQSW": f"**{name}**  \n:small[{plain(row['team_name'] or '')}]",
                "Next review": say_count(row["milestone_months"], "month")
                + f", due {say_narrow_date(row['due_on'])}",
                "Status": badge(late, f"{late.label} {days}") if days else "to come",
                "Reviews open": str(row["review_count"]),
            }
        )
    return listed


@once
def not_asked_rows(
    people: Iterable[Row], cases: Iterable[Row], words: Vocabulary, links: Links, named: bool
) -> list[Cells]:
    """People and cases that no rule is about, or that cannot be judged, each with its list."""
    listed = []
    for row in people:
        address = links.to(
            "policy",
            policy=row["policy_id"],
            list=row["status_code"],
            category=row["staff_category_code"],
        )
        listed.append(
            {
                "Who or what": f"**{plain(row['staff_category_label'] or NO_CATEGORY)}**",
                "Kind": "staff",
                "Policy": plain(row["policy_short_label"]),
                "Why": words.word("status", row["status_code"]).marked,
                "How many": _number(row["people_count"], address, named),
            }
        )
    for row in cases:
        address = links.to(
            "cases", list=row["status_code"], type=row["case_type"], system=row["system_code"]
        )
        listed.append(
            {
                "Who or what": f"**{plain(row['case_type_label'] or row['case_type'])}**",
                "Kind": f"{plain(words.word('system', row['system_code']).label)} cases",
                "Policy": plain(row["policy_short_label"]),
                "Why": words.word("status", row["status_code"]).marked,
                "How many": _number(row["case_count"], address, named),
            }
        )
    return listed


def _number(number: int, address: str, named: bool) -> str:
    return link(f"{number:,}", address) if named and number else f"{number:,}"


def _asked(steps: str | None, counts: str | None) -> str:
    return f"{plain(steps or '')}  \n:small[Counts: {plain(counts or '')}]"


@once
def floor_rows(rows: Iterable[Row], links: Links) -> list[Cells]:
    """What a policy's rule and the national floor ask of the same NQSWs, and how they stand."""
    return [
        {
            "Rule": link(
                plain(row["rule_label"] or row["rule_id"]),
                links.to("policy", policy=row["policy_id"], rule=row["rule_id"]),
            ),
            "This policy asks": _asked(row["steps_label"], row["counts_label"]),
            "The floor asks": _asked(row["floor_steps_label"], row["floor_counts_label"]),
            "In date by this policy": Share(row["in_date_count"], row["open_count"]).text,
            "In date by the floor": Share(row["floor_in_date_count"], row["open_count"]).text,
        }
        for row in rows
    ]
