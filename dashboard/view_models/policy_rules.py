"""The rules of a policy in words: what each asks, where it says so, and whom it judges now."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]

#: The lists of one rule, id to words. Held to it: the directorate's own policy asks it of them.
RULE_LISTS = {
    "held": "Held to it",
    "held_overdue": "Held to it and overdue",
    "judged": "Judged by it, held to it or not",
    "judged_overdue": "Judged by it and overdue, held to it or not",
}
OUR_READING = "◇ our reading"
#: What stands on the page of a rule in words, in order: heading and column.
_FACTS = (
    ("What becomes of it", "outcome_label"),
    ("Binds", "binds_label"),
    ("Counted from", "clock_label"),
    ("Asks for", "steps_label"),
    ("With no evidence yet", "starter_label"),
    ("Limit", "thresholds_label"),
    ("What counts", "counts_label"),
    ("Longest a programme may run", "longest_label"),
    ("Needs", "needs_label"),
    ("Clause", "clause"),
)
_SEARCHED = (
    *("rule_label", "clause", "kind_label", "binds_label", "steps_label", "thresholds_label"),
    *("counts_label", "reading", "policy_label", "outcome_label"),
)


def by_group(rules: Iterable[Row]) -> dict[str, list[Row]]:
    """Rules that something can be breached of, by where the page shows them, in words."""
    groups: dict[str, list[Row]] = {}
    for rule in rules:
        if not is_figure(rule):
            groups.setdefault(rule["group_label"] or "Other", []).append(rule)
    return groups


def is_figure(rule: Row) -> bool:
    """Whether a rule is shown as a figure or not counted at all: nothing can breach it."""
    return rule["outcome"] in ("measure", "not_counted")


def matches(rule: Row, sought: str) -> bool:
    """Whether what was sought stands in the rule's words, clause, steps or reading."""
    told = " ".join(str(rule[name] or "") for name in _SEARCHED)
    return all(word in told.lower() for word in sought.lower().split())


@once
def rule_rows(rules: Iterable[Row], links: Links, named: bool) -> list[Cells]:
    """Rules of one group: the rule, what it asks, where it says so, whom it judges now."""
    return [
        {
            "Rule": f"{rule_link(rule, links)}  \n:small[{plain(rule['binds_label'] or '')}]",
            "Asks for": asked(rule),
            "Clause": _clause(rule),
            "Judged now": judged_cell(rule, links, named),
        }
        for rule in rules
    ]


def rule_link(rule: Row, links: Links) -> str:
    """A rule in its own words, leading to its page."""
    address = links.to("policy", policy=rule["policy_id"], rule=rule["rule_id"])
    return f"**{link(plain(rule['rule_label']), address)}**"


def _clause(rule: Row) -> str:
    ours = f"  \n:small[{OUR_READING}]" if rule["is_our_reading"] else ""
    return plain(rule["clause"]) + ours


def asked(rule: Row) -> str:
    """What a rule asks for, with what counts towards it."""
    lines = [plain(rule[name]) for name in ("steps_label", "thresholds_label") if rule[name]]
    small = [f"Counts: {plain(rule['counts_label'])}"] if rule["counts_label"] else []
    if rule["outcome"] != "obligation":
        small.insert(0, plain(rule["outcome_label"] or rule["outcome"]))
    return "  \n".join([*lines, *(f":small[{words}]" for words in small)])


def judged_cell(rule: Row, links: Links, named: bool) -> str:
    """How many people, cases or things a rule judges now, and how many of them are overdue."""
    if not rule["is_measured"]:
        return f"**– Not measured**  \n:small[{plain(rule['not_measured_reason'] or '')}]"
    if rule["outcome"] != "obligation":
        if rule["outcome"] not in ("finding", "flag"):
            return "–"
        found = links.to("findings", rule=rule["rule_id"], list="all")
        return link("what is found", found) if named else "each one found is listed"

    def listed(name: str) -> str:
        number = rule[f"{name}_count"]
        if not (named and number):
            return f"{number:,}"
        address = links.to("policy", policy=rule["policy_id"], rule=rule["rule_id"], list=name)
        return link(f"{number:,}", address)

    lines = []
    if rule["held_count"]:
        lines.append(f"{listed('held')} held to it, {listed('held_overdue')} overdue")
    if rule["judged_count"] != rule["held_count"]:
        lines.append(
            f":small[If everybody were: {listed('judged')}, {listed('judged_overdue')} overdue]"
        )
    return "  \n".join(lines) or "nobody now"


@once
def figure_rows(rules: Iterable[Row], links: Links) -> list[Cells]:
    """Rules that nothing can breach: what becomes of each, and why."""
    return [
        {
            "Rule": rule_link(rule, links),
            "What becomes of it": plain(rule["outcome_label"] or rule["outcome"]),
            "Asks for": asked({**rule, "outcome": "obligation"}) or "–",
            "Clause": plain(rule["clause"]),
            "Why": plain(rule["reading"] or "The policy asks for it and names no limit"),
        }
        for rule in rules
    ]


@once
def not_measured_rows(rules: Iterable[Row], links: Links) -> list[Cells]:
    """Rules of which nothing can be said, and what was not supplied."""
    return [
        {"Rule": rule_link(rule, links), "Why": plain(rule["not_measured_reason"] or "")}
        for rule in rules
    ]


@once
def rule_facts(rule: Row, versions: Iterable[Row], links: Links, named: bool) -> list[Cells]:
    """One rule, fact by fact."""
    facts = {heading: plain(rule[name]) for heading, name in _FACTS if rule[name]}
    facts["Our reading"] = plain(rule["reading"]) if rule["reading"] else "None was needed"
    if rule["outcome"] == "obligation":
        facts["Tolerance and notice"] = (
            f"{say_count(rule['tolerance_days'], 'day')} and "
            f"{say_count(rule['notice_days'], 'day')} (ours)"
        )
    facts["In force"] = "; ".join(_say_version(version) for version in versions)
    if rule["bound_count"] is not None:
        people = say_count(rule["bound_count"], "person", "people")
        facts["Binds on the data date"] = f"{people} of the whole council, a stricter rule or not"
    facts["Judged now"] = judged_cell(rule, links, named)
    return [{"What": f"**{what}**", "In words": words} for what, words in facts.items()]


def _say_version(version: Row) -> str:
    until = f" to {say_date(version['valid_to'])}" if version["valid_to"] else ""
    asks = version["steps_label"] or version["thresholds_label"] or "as worded"
    said = f"{plain(asks)} since {say_date(version['valid_from'])}{until}"
    return f"**{said}**" if version["is_current"] else said


@once
def obligation_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """What is open under one rule: whom or what it is about, since when, due when."""
    late = words.word("status", "overdue")
    listed = []
    for row in rows:
        name = plain(row["worker_name"] or row["worker_id"] or row["subject_id"])
        if row["worker_id"] is not None:
            name = link(name, links.to("person", worker=row["worker_id"]))
        what = (
            "" if row["subject_type"] == "worker" else f"{row['subject_type']} {row['subject_id']}"
        )
        days = say_count(row["days_past_due"], "day")
        listed.append(
            {
                "Who": f"**{name}**  \n:small[{plain(row['team_name'] or '')}]",
                "What": plain(what) or "the person",
                "Open since": say_narrow_date(row["opened_on"]),
                "Due": say_narrow_date(row["due_on"]),
                "Status": badge(late, f"{late.label} {days}") if row["is_overdue"] else "to come",
            }
        )
    return listed
