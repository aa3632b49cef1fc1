"""Findings in words: what was found, when, by which rule, and out of how many."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_narrow_date
from dashboard.view_models.grammar import verb
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells, person_cell
from dashboard.view_models.shares import Share
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
FOR_THE_LINE = "Shown to the person and their own line of management only"


@once
def finding_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Findings of one person: what, when, in figures, by which rule."""
    return [
        {
            "What": _what_cell(row, words),
            "When": _when_cell(row),
            "In figures": plain(row["detail"] or ""),
            "Rule": _rule_cell(row, links),
        }
        for row in rows
    ]


@once
def finding_list(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Findings of many people: the same, with whose each is and whose line they stood in."""
    return [
        {
            "Person": person_cell(row, links),
            "What": f"{_what_cell(row, words)}  \n{plain(row['detail'] or '')}",
            "When": _when_cell(row),
            "Line manager then": plain(row["supervisor_name"] or "none recorded"),
            "Rule": _rule_cell(row, links),
        }
        for row in rows
    ]


def _what_cell(row: Row, words: Vocabulary) -> str:
    told = badge(words.word("finding_type", row["finding_type"]))
    beneath = []
    if row["is_flag"]:
        beneath.append("a flag, no breach")
    if row["is_confidential"]:
        beneath.append(FOR_THE_LINE.lower())
    return f"{told}  \n:small[{'; '.join(beneath)}]" if beneath else told


def _when_cell(row: Row) -> str:
    when = say_narrow_date(row["found_on"])
    began = row["began_on"]
    if began is None or began == row["found_on"]:
        return when
    return f"{when}  \n:small[since {say_narrow_date(began)}]"


def _rule_cell(row: Row, links: Links) -> str:
    rule = link(row["clause"] or "The rule", links.to("policy", rule=row["rule_id"]))
    return f"{rule}  \n:small[{plain(row['rule_label'] or '')}]"


def say_covered(rules: Iterable[Row]) -> str:
    """Each rule behind a list: found of judged, what could not be judged, or why not measured."""
    return "\n".join(f"- {_say_rule(row)}" for row in rules)


def say_every_policy(in_force: int, every: int) -> str:
    """That a list holds findings of policies nobody is held to, and how many are of the others."""
    return (
        f"Findings of policies that are not in force are included: {in_force:,} of {every:,} "
        f"{verb(in_force, every)} of those in force."
    )


def _say_rule(row: Row) -> str:
    rule = f"{plain(row['policy_short_label'])}: {plain(row['rule_label'])}."
    if not row["is_measured"]:
        return f"{rule} Not measured: {plain(row['not_measured_reason'] or '')}."
    if row["is_confidential"]:
        return f"{rule} {FOR_THE_LINE}, and counted for nobody else."
    judged = Share(row["found_count"], row["judged_count"])
    parts = [f"Found in {judged.text} judged" if judged.whole else "Nothing judged here"]
    if row["not_known_count"]:
        parts.append(f"{row['not_known_count']:,} not known")
    if row["not_recognised_count"]:
        sessions = say_count(row["not_recognised_count"], "session")
        parts.append(f"{sessions} not judged, the format is not recognised")
    return f"{rule} {'; '.join(parts)}."
