"""NQSWs in words: the phase they are in, their supervision and reviews, how it ended."""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.asye_progress import (
    say_ends,
    say_evidence_short,
    say_gap,
    say_phase_sessions,
)
from dashboard.view_models.days import say_count, say_date, say_interval, say_narrow_date
from dashboard.view_models.grammar import verb
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.supplied import NOT_MEASURED, Supplied
from dashboard.view_models.tones import badge
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
#: Said to who sees counts only and asked for one service.
OF_THE_COUNCIL = "Of the whole council: a service has too few NQSWs to be counted alone."

_LISTS = {
    "all": "Every ASYE on record",
    "running": "NQSWs whose ASYE runs",
    "at_risk": "NQSWs at risk",
    "no_assessor": "NQSWs without an assessor",
    "evidence_short": "NQSWs short of evidence",
    "reviews_due": "NQSWs with a review coming up",
    "reviews_overdue": "NQSWs with a review overdue",
    "sessions_overdue": "NQSWs overdue under their policy",
    "floor_overdue": "NQSWs overdue by the national floor",
    "ended": "ASYEs that have ended",
}
#: Lists and figures that a feed alone can tell.
_FEED_OF = {
    "no_assessor": "asye_supervisors",
    "evidence_short": "asye_evidence",
    "reviews_due": "asye_reviews",
    "reviews_overdue": "asye_reviews",
}
_MISSING = {
    "asye_programmes": "Who is in their ASYE is not measured: no ASYE register was supplied.",
    "asye_supervisors": "The feed asye\\_supervisors was not supplied.",
    "asye_reviews": "The feed asye\\_reviews was not supplied.",
    "asye_evidence": "The feed asye\\_evidence was not supplied.",
}
_ADVERBS = {(1, "week"): "Weekly", (2, "week"): "Fortnightly", (1, "month"): "Monthly"}
NO_ASSESSOR = "none ■"
AT_RISK = "■ At risk"
FIRST_STEP = "0 days"


def list_titles(words: Vocabulary) -> dict[str, str]:
    """Every list there is, id to words: ours, then one for each state of a programme."""
    return {**_LISTS, **{word.code: word.label for word in words.words("asye_state")}}


def missing_feed(name: str, supplied: Supplied) -> str | None:
    """The feed that a list or figure cannot do without and that was never supplied."""
    feed = "asye_programmes" if supplied.lacks("asye_programmes") else _FEED_OF.get(name)
    return feed if feed and supplied.lacks(feed) else None


def say_missing(feed: str) -> str:
    """Why something is not measured, in a sentence."""
    return _MISSING[feed]


def say_on_time(kept: Share, supplied: Supplied) -> str:
    """Sessions held on time of those due, where sessions were supplied."""
    if supplied.lacks("sharepoint_sessions"):
        return NOT_MEASURED
    return kept.text if kept.whole else "none due yet"


def say_phase(row: Row, words: Vocabulary) -> str:
    """'Weekly, first 6 weeks': the interval owed now, and from when to when it is owed."""
    if row["interval_count"] is None:
        return words.word("status", row["supervision_status_code"]).label
    often = _say_often(row["interval_count"], row["interval_unit"])
    step, following = row["step"], row["next_step"]
    if step in (None, FIRST_STEP):
        return f"{often}, first {following}" if following else f"{often}, from the start"
    return f"{often}, from {step} to {following}" if following else f"{often}, from {step}"


def _say_often(count: int, unit: str) -> str:
    words = say_interval(count, unit)
    return _ADVERBS.get((count, unit)) or words[0].upper() + words[1:]


@once
def cohort_rows(
    rows: Iterable[Row], words: Vocabulary, links: Links, supplied: Supplied
) -> list[Cells]:
    """NQSWs whose ASYE runs: who, where in it, supervision, reviews, assessor."""
    return [
        {
            "NQSW": _person_cell(row, words, links),
            "Phase": _phase_cell(row, words),
            "Supervision": _supervision_cell(row, words),
            "Reviews": _reviews_cell(row, supplied),
            "Assessor": _assessor_cell(row, links, supplied),
        }
        for row in rows
    ]


def name_link(row: Row, links: Links) -> str:
    """An NQSW's name as the way to their page."""
    return f"**{link(plain(row['worker_name']), links.to('person', worker=row['worker_id']))}**"


def _person_cell(row: Row, words: Vocabulary, links: Links) -> str:
    cell = name_link(row, links)
    beneath = [plain(row["team_name"])] if row["team_name"] else []
    if row["programme_code"]:
        beneath.append(plain(words.word("programme", row["programme_code"]).label))
    if row["counted_fte"] is not None and row["counted_fte"] < 1:
        beneath.append(f"{row['counted_fte']:g} FTE")
    cell += f"  \n:small[{', '.join(beneath)}]"
    if row["is_at_risk"]:
        cell += f"  \n**{AT_RISK}**  \n:small[{plain(row['at_risk_because'])}]"
    return cell


def _phase_cell(row: Row, words: Vocabulary) -> str:
    cell = f"Week {row['week_number']}  \n{plain(say_phase(row, words))}"
    if row["clause"]:
        cell += f"  \n:small[{plain(row['clause'])}]"
    if row["state_code"] != "in_progress":
        cell += f"  \n{badge(words.word('asye_state', row['state_code']))}"
    if row["paused_days"]:
        cell += f"  \n:small[{say_count(row['paused_days'], 'day')} of pauses so far]"
    if ends := say_ends(row):
        cell += f"  \n:small[{ends}]"
    return cell


def _supervision_cell(row: Row, words: Vocabulary) -> str:
    kept = Share(row["sessions_on_time_count"] or 0, row["sessions_due_count"] or 0)
    lines = [standing(row["supervision_status_code"], row["days_overdue"], words)]
    if phase := say_phase_sessions(row):
        lines.append(f":small[{phase}]")
    if kept.whole:
        lines.append(f":small[Since the start: {kept.counts} on time]")
    if row["floor_status_code"] not in (None, row["supervision_status_code"]):
        floor = words.word("status", row["floor_status_code"])
        days = row["floor_days_overdue"]
        said = f"{floor.marked} {say_count(days, 'day')}" if days else floor.marked
        lines.append(f":small[National floor: {plain(said)}]")
    return "  \n".join(lines)


def standing(status_code: str | None, days_overdue: int | None, words: Vocabulary) -> str:
    """A status as a tag, with the days where it is overdue."""
    word = words.word("status", status_code)
    if status_code == "overdue" and days_overdue is not None:
        return badge(word, f"{word.label} {say_count(days_overdue, 'day')}")
    return badge(word)


def _reviews_cell(row: Row, supplied: Supplied) -> str:
    if supplied.lacks("asye_reviews"):
        return NOT_MEASURED
    lines = []
    overdue = row["milestones_overdue_count"]
    if overdue:
        lines.append(f"**■ {say_count(overdue, 'review')} overdue**")
    if row["next_milestone_months"]:
        months = say_count(row["next_milestone_months"], "month")
        # In the narrowest column a date that may not break would scroll.
        day = say_date(row["next_milestone_due_on"])
        lines.append(f":small[{months}: was due {day}]" if overdue else f"{months}: due {day}")
    else:
        lines.append("None left open")
    lines.append(f":small[{row['milestones_met_count']} held]")
    if row["recommended_on"]:
        lines.append(f":small[Recommended on {say_narrow_date(row['recommended_on'])}]")
    if evidence := say_evidence_short(row):
        lines.append(f":small[{evidence}]")
    return "  \n".join(lines)


def _assessor_cell(row: Row, links: Links, supplied: Supplied) -> str:
    if supplied.lacks("asye_supervisors"):
        who = NOT_MEASURED
    elif row["assessor_id"] is None:
        who = f"**{NO_ASSESSOR}**" if row["is_without_assessor"] else "none now"
    else:
        who = link(plain(row["assessor_name"]), links.to("person", worker=row["assessor_id"]))
    if gap := say_gap(row):
        who += f"  \n:small[{gap}]"
    if row["supervisor_name"]:
        who += f"  \n:small[Line manager: {plain(row['supervisor_name'])}]"
    return who


@once
def ended_rows(
    rows: Iterable[Row], words: Vocabulary, links: Links, supplied: Supplied
) -> list[Cells]:
    """ASYEs that have ended: who, from when to when, how it ended so far as the reader may know."""
    return [
        {
            "NQSW": name_link(row, links)
            + (f"  \n:small[{plain(row['team_name'])}]" if row["team_name"] else ""),
            "ASYE": f"{say_narrow_date(row['asye_from'])} to {say_narrow_date(row['ended_on'])}",
            "How it ended": badge(words.word("asye_state", row["state_code"])),
            "Sessions on time": say_on_time(
                Share(row["sessions_on_time_count"] or 0, row["sessions_due_count"] or 0), supplied
            ),
            "Reviews held": NOT_MEASURED
            if supplied.lacks("asye_reviews")
            else str(row["milestones_met_count"]),
        }
        for row in rows
    ]


def say_phases(rows: Iterable[Row], words: Vocabulary) -> str:
    """How many NQSWs are in which phase, in a sentence."""
    counted: dict[str, int] = {}
    weeks = []
    for row in rows:
        phase = say_phase(row, words)
        counted[phase] = counted.get(phase, 0) + 1
        weeks.append(row["week_number"])
    if not weeks:
        return "No ASYE runs here."
    told = "; ".join(
        f"{number} {phase[0].lower()}{phase[1:]}"
        for phase, number in sorted(counted.items(), key=lambda entry: -entry[1])
    )
    first, last = min(weeks), max(weeks)
    where = f"in week {first}" if first == last else f"between week {first} and week {last}"
    return f"{say_count(len(weeks), 'NQSW is', 'NQSWs are')} {where}. By what is owed now: {told}."


def say_state(counts: Mapping[str, int], supplied: Supplied) -> str:
    """How many need somebody to act, in a sentence."""
    running = counts["running_count"]
    if not running:
        return "No ASYE runs here."
    risk = counts["at_risk_count"]
    told = f"**{risk:,} of {say_count(running, 'NQSW')} {verb(risk, running)} at risk"
    overdue, nobody = counts["reviews_overdue_count"], counts["no_assessor_count"]
    beside = []
    if overdue and not supplied.lacks("asye_reviews"):
        beside.append(f"{overdue:,} with a review overdue")
    if nobody and not supplied.lacks("asye_supervisors"):
        beside.append(f"{nobody:,} without an assessor")
    said = f"{told}**; {' and '.join(beside)}." if beside else f"{told}.**"
    unknown = {
        "whether each has an assessor": supplied.lacks("asye_supervisors"),
        "how their reviews stand": supplied.lacks("asye_reviews"),
    }
    untold = " and ".join(words for words, is_missing in unknown.items() if is_missing)
    return f"{said} Not measured: {untold}." if untold else said


def review_by(data_date: date, days: int) -> str:
    """The last day of the look ahead, in words."""
    return say_date(data_date + timedelta(days=days))
