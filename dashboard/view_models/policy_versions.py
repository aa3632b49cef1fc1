"""The versions of a policy in words: in force when, reviewed when, and what each changes."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells

Row = Mapping[str, Any]


@once
def version_rows(versions: Iterable[Row], links: Links) -> list[Cells]:
    """Every version, newest first, with its review and how much it changes."""
    return [
        {
            "Version": _version_cell(row, links),
            "In force": _say_force(row),
            "Its review": _say_review(row),
            "Differences": _say_differences(row),
        }
        for row in versions
    ]


def _version_cell(row: Row, links: Links) -> str:
    named = link(row["version_label"], links.to("policy", policy=row["policy_id"]))
    return f"{named}  \n:small[{plain(row['note'] or '')}]"


def _say_force(row: Row) -> str:
    since = f"from {say_narrow_date(row['valid_from'])}"
    if row["is_ahead"]:
        return f"**to come**, {since}"
    until = f" to {say_narrow_date(row['valid_to'])}" if row["valid_to"] else ""
    return f"**now**, {since}{until}" if row["is_current"] else since + until


def _say_review(row: Row) -> str:
    if row["review_due_on"] is None:
        return "no day given"
    due = say_narrow_date(row["review_due_on"])
    return f"**■ was due by {due}**" if row["is_review_overdue"] else f"due by {due}"


def _say_differences(row: Row) -> str:
    if row["is_ending"]:
        return "the policy ends"
    if not row["changes_count"]:
        return "–"
    return say_count(row["changes_count"], "difference") + " from the version before"


def say_ahead(versions: Iterable[Row]) -> list[str]:
    """'From 1 September 2027: Second version.' for each version known in advance."""
    return [
        f"From **{say_date(row['valid_from'])}**: {plain(row['version_label'])}"
        + (f". {plain(row['note'])}." if row["note"] else ".")
        for row in versions
        if row["is_ahead"]
    ]


def changes_by_version(changes: Iterable[Row]) -> dict[date, list[Row]]:
    """The differences of each version from the one before it."""
    groups: dict[date, list[Row]] = {}
    for row in changes:
        groups.setdefault(row["to_version"], []).append(row)
    return groups


@once
def change_rows(changes: Iterable[Row], links: Links) -> list[Cells]:
    """What a version says otherwise: of which rule, which fact, before and after."""
    named = {"added": "New rule", "ended": "No longer asked"}
    return [
        {
            "Rule": _rule_cell(row, links),
            "What": named.get(row["change_code"]) or plain(row["what_changed"]),
            "Before": plain(row["words_before"] or "–"),
            "After": plain(row["words_after"] or "–"),
        }
        for row in changes
    ]


def _rule_cell(row: Row, links: Links) -> str:
    if row["rule_id"] is None:
        return "**The policy itself**"
    address = links.to("policy", policy=row["policy_id"], rule=row["rule_id"])
    return f"**{link(plain(row['rule_label']), address)}**"
