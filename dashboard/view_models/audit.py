"""Audits in words: what was planned and done, who was audited when, which actions are open."""

from collections.abc import Iterable, Mapping
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date, say_narrow_date
from dashboard.view_models.grammar import noun, verb
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.supplied import Supplied
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]

#: The parts of the page, id to words: the address holds the id.
VIEWS = {
    "coverage": "Coverage",
    "standards": "Standards",
    "grades": "Grades",
    "moderation": "Moderation",
    "actions": "Actions",
    "beside": "Quality beside frequency",
    "survey": "Survey",
    "sample": "Next sample",
}
#: Which feed each part cannot do without; a sample can be drawn before anybody was audited.
NEEDS = {"coverage": "audit_answers", "standards": "audit_answers", "grades": "audit_answers",
         "moderation": "audit_answers", "actions": "audit_actions", "beside": "audit_answers",
         "survey": "survey_answers"}  # fmt: skip
_MISSING = {
    "audit_answers": "Audits are not measured: no export of audit answers was supplied.",
    "audit_plan": "Coverage against the plan is not measured: no audit plan was supplied.",
    "audit_actions": "Actions are not measured: no export of audit actions was supplied.",
    "survey_answers": "The survey is not measured: no export of survey answers was supplied.",
}
#: All rounds together, as the address says it.
EVERY_ROUND = "*"
STATES_OF_ACTIONS = ("overdue", "open", "done_late", "done_in_time")


def missing_feed(view: str, supplied: Supplied) -> str | None:
    """The feed that a part of the page cannot do without and that was never supplied."""
    feed = NEEDS.get(view)
    return feed if feed and supplied.lacks(feed) else None


def say_missing(feed: str) -> str:
    """What is not measured for want of a feed."""
    return _MISSING[feed]


def menu(links: Links, view: str, round_asked: str | None) -> str:
    """The parts of the page as links, the open one in bold."""
    parts = []
    for name, label in VIEWS.items():
        address = links.to("audit", view=name, round=round_asked)
        parts.append(f"**{label}**" if name == view else link(label, address))
    return " · ".join(parts)


def round_options(rounds: Iterable[Row], every: bool) -> dict[str, str]:
    """The rounds to choose from, newest first; all together where the reader may have that."""
    named = {
        row["audit_round"]: row["audit_round"] + ("" if row["has_begun"] else " (not begun)")
        for row in rounds
    }
    return {**named, **({EVERY_ROUND: "All rounds"} if every and len(named) > 1 else {})}


def latest_round(rounds: Iterable[Row]) -> str | None:
    """The round that began last; where none has begun, the first to come."""
    listed = list(rounds)
    begun = [row["audit_round"] for row in listed if row["is_latest"]]
    return begun[0] if begun else (listed[-1]["audit_round"] if listed else None)


def say_coverage(counts: Mapping[str, int]) -> str:
    """Whether the round has been done, in a sentence."""
    done = Share(counts["done_count"], counts["planned_count"])
    if not done.whole:
        return "Nothing is planned here in this round."
    late = counts["overdue_count"]
    still = counts["due_count"]
    told = f"**{done.counts}** planned audits {verb(done.part, done.whole)} done "
    told += f"({done.percent_text})"
    told += f", {counts['done_late_count']} of them late" if counts["done_late_count"] else ""
    rest = []
    if late:
        rest.append(f"**{late:,}** {noun(late, 'is', 'are')} past the planned day")
    if still:
        rest.append(f"{still:,} still {noun(still, 'has', 'have')} time")
    return f"{told}. {' and '.join(rest).capitalize() if rest else 'Nothing is left to do'}."


def say_audited(counts: Mapping[str, int], months: int) -> str:
    """How many supervisors were audited within the limit, and that the limit is ours."""
    kept = Share(counts["lately_count"], counts["all_count"])
    if not kept.whole:
        return "Nobody supervises anybody here."
    return (
        f"{kept.counts} {noun(kept.whole, 'supervisor')} ({kept.percent_text}) "
        f"{verb(kept.part, kept.whole, 'has', 'have')} an audit on record in the last {months} "
        f"months. No policy says how often a supervisor "
        f"is to be audited: the {months} months are ours."
    )


def _person(row: Row, links: Links, beneath: str = "") -> str:
    name = plain(row["worker_name"] or row["worker_id"] or "Not known")
    cell = f"**{link(name, links.to('person', worker=row['worker_id']))}**"
    if not row["worker_id"]:
        cell = "Not known"
    return f"{cell}  \n:small[{beneath}]" if beneath else cell


@once
def coverage_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Planned audits: whose supervision, which round, by when, when done, how it stands."""
    cells = []
    for row in rows:
        word = words.word("audit_state", row["state_code"])
        late = row["days_late"]
        cells.append(
            {
                "Supervisor": _person(row, links, plain(row["team_name"] or "")),
                "Round": plain(row["audit_round"]),
                "Planned by": say_narrow_date(row["due_on"], "not planned"),
                "Done": say_narrow_date(row["done_on"], "not done"),
                "State": badge(word, f"{word.label} {say_count(late, 'day')}" if late else None),
            }
        )
    return cells


@once
def supervisor_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Supervisors with the last audit of their supervision."""
    return [
        {
            "Supervisor": _person(row, links, plain(row["team_name"] or "")),
            "Supervises": say_count(row["span_count"] or 0, "person", "people"),
            "Last audited": say_narrow_date(row["last_audited_on"], "none on record"),
            "Audits": _audits_cell(row, links),
            "State": badge(words.word("audited_state", row["audited_state"])),
        }
        for row in rows
    ]


def _audits_cell(row: Row, links: Links) -> str:
    seen, every = row["seen_count"], row["audits_count"]
    where = {"list": "audits", "supervisor": row["worker_id"], "round": EVERY_ROUND}
    address = links.without("service", "team").to("audit", **where)
    cell = link(f"{seen:,}", address) if seen else "0"
    return cell if seen == every else f"{cell}  \n:small[of {every} in all]"


def say_actions(counts: Mapping[str, int]) -> str:
    """Whether what was agreed at audits is done, in a sentence."""
    if not counts["all_count"]:
        return "No action of an audit is on record here."
    late = counts["overdue_count"]
    told = Share(
        counts["done_in_time_count"],
        counts["done_in_time_count"] + counts["done_late_count"] + late,
    )
    left = counts["open_count"]
    said = (
        f"**{late:,}** {noun(late, 'action')} {noun(late, 'is', 'are')} past the agreed day and "
        f"{left:,} {noun(left, 'is', 'are')} open in time."
    )
    if told.whole:
        said += (
            f" Of those done, or due by now, {told.text} {noun(told.part, 'was', 'were')} in time."
        )
    return said


@once
def action_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Actions: which, whose, of which audit, agreed for when, how it stands."""
    cells = []
    for row in rows:
        word = words.word("action_state", row["state_code"])
        late = row["days_late"]
        done = row["completed_on"]
        told = f"done {say_narrow_date(done)}" if done else ""
        audit = (
            f"{plain(row['audit_id'])}  \n:small[{say_date(row['audited_on'])}]"
            if row["is_audit_known"]
            else f"{plain(row['audit_id'])}  \n:small[not on record]"
        )
        cells.append(
            {
                "Action": plain(row["action_id"]),
                "Owner": _owner(row, links),
                "Audit": audit,
                "Agreed for": say_narrow_date(row["due_on"]),
                "State": badge(word, f"{word.label} {say_count(late, 'day')}" if late else None)
                + (f"  \n:small[{told}]" if told else ""),
            }
        )
    return cells


@once
def owner_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """Who has actions to do: overdue, open, done late, done in time, each its list."""
    cells = []
    for row in rows:

        def listed(state: str, row: Row = row) -> str:
            number = row[f"{state}_count"]
            address = links.to("audit", list="actions", state=state, owner=row["worker_id"])
            return link(f"{number:,}", address) if number else "0"

        longest = row["longest_overdue_days"]
        late = f"  \n:small[longest {say_count(longest, 'day')}]" if longest else ""
        cells.append(
            {
                "Owner": _owner(row, links),
                **{
                    words.word("action_state", state).label: listed(state)
                    + (late if state == "overdue" else "")
                    for state in STATES_OF_ACTIONS
                },
            }
        )
    return cells


def _owner(row: Row, links: Links) -> str:
    beneath = plain(row["team_name"] or "")
    if not row["is_owner_here"]:
        left = row["owner_left_on"]
        beneath = f"▲ has left, on {say_date(left)}" if left else "▲ not in HR"
    return _person(row, links, beneath)
