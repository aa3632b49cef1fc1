"""What the figures mean, with an example worked out of the council on screen."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.catalogue import Measure
from dashboard.view_models.days import say_count, say_date, say_interval, say_narrow_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
_DIRECTIONS = {"up": "More is better.", "down": "Fewer is better.", "none": ""}


def telling_place(rows: Iterable[Row]) -> Row | None:
    """The place whose counts show most: with people in date, overdue, away and asked nothing."""
    groups = ("in_date_count", "overdue_count", "away_count", "no_rule_count", "over_28_count")
    listed = [row for row in rows if row["open_count"]]
    return max(listed, key=lambda row: sum(row[group] > 0 for group in groups), default=None)


def say_measure(measure: Measure, example: str) -> str:
    """A definition as Markdown: question, counted, of what, left out, an example."""
    lines = [
        f"*{measure.question}* {_DIRECTIONS[measure.direction]}".strip(),
        f"**Counted:** {measure.numerator}.",
        f"**Of:** {measure.denominator}.",
        f"**Left out:** {measure.exclusions.rstrip('.')}.",
    ]
    if example:
        lines.append(f"**For example:** {example}")
    return "\n\n".join(lines)


def worked_examples(
    place: Row | None, people: Mapping[str, int], cases: Mapping[str, int], nqsws: Row, day: date
) -> dict[str, str]:
    """An example for each measure that has something to show, by measure id."""
    examples = {"in_date": _in_date(place, day)} if place is not None else {}
    for name, words, share in [
        *_people_shares(people),
        (
            "cases_in_date",
            "cases with case supervision owed are in date",
            Share(cases.get("in_date_count", 0), cases.get("open_count", 0)),
        ),
        (
            "high_risk_overdue",
            "high-risk cases with case supervision owed are overdue",
            Share(cases.get("high_risk_overdue_count", 0), cases.get("high_risk_open_count", 0)),
        ),
        (
            "nqsws_at_risk",
            "NQSWs whose ASYE runs are at risk",
            Share(nqsws["at_risk_count"], nqsws["nqsw_count"]),
        ),
    ]:
        if share.whole:
            examples[name] = f"on {say_date(day)}, {share.counts} {words}: {share.percent_text}."
    return examples


def _people_shares(people: Mapping[str, int]) -> list[tuple[str, str, Share]]:
    """Measure, words and share for each group of people that is counted."""
    overdue, everybody = people.get("overdue_count", 0), people.get("people_count", 0)
    groups = [
        ("overdue_people", "people with supervision owed are overdue", overdue, "open"),
        ("over_28", "people overdue are so by more than 28 days", None, "overdue"),
        ("never", "people overdue have no session on record", None, "overdue"),
        ("away", "people are on a long absence", None, "people"),
        ("no_rule", "people have no rule", None, "people"),
        ("not_measured", "people cannot be measured", None, "people"),
    ]
    wholes = {"open": people.get("open_count", 0), "overdue": overdue, "people": everybody}
    return [
        (name, words, Share(people.get(f"{name}_count", 0) if part is None else part, wholes[of]))
        for name, words, part, of in groups
    ]


def _in_date(place: Row, day: date) -> str:
    """The headline counted out for one team or service, everybody accounted for."""
    name = plain(place["team_name"] or place["service_name"] or "one place")
    apart = [
        f"{say_count(place[group], 'is', 'are')} {words}"
        for group, words in (
            ("away_count", "on a long absence"),
            ("no_rule_count", "asked nothing by the policy"),
            ("not_measured_count", "not measured"),
            ("not_started_count", "not started"),
        )
        if place[group]
    ]
    share = Share(place["in_date_count"], place["open_count"])
    left = f" {', '.join(apart)}, and counted apart." if apart else ""
    owed = say_count(share.whole, "has", "have")
    return (
        f"on {say_date(day)} {name} has "
        f"{say_count(place['people_count'], 'person', 'people')}.{left} {owed} "
        f"supervision owed: {share.part} in date, {place['overdue_count']} overdue. "
        f"In date = {share.counts} = {share.percent_text}."
    )


def say_missed(row: Row | None, day: date) -> str:
    """How the sessions missed of one overdue person are counted; nobody is named."""
    if row is None or not row["sessions_missed"]:
        return ""
    more = row["sessions_missed"] - 1
    return (
        f"somebody is owed supervision {say_interval(row['interval_count'], row['interval_unit'])} "
        f"and was due on {say_date(row['due_on'])}. By {say_date(day)} that date and "
        f"{say_count(more, 'whole interval')} after it have passed: 1 + {more} = "
        f"{say_count(row['sessions_missed'], 'session')} missed."
    )


@once
def status_rows(words: Vocabulary) -> list[Cells]:
    """Every status with what it means."""
    return [
        {"Status": plain(word.marked), "Meaning": plain(word.meaning)}
        for word in words.words("status")
    ]


@once
def policy_rows(policies: Iterable[Row], links: Links) -> list[Cells]:
    """Policies with whom they are in force for and the values used where a rule gives none."""
    return [
        {
            "Policy": link(plain(row["policy_label"]), links.to("policy", policy=row["policy_id"]))
            + f"  \n:small[{plain(row['about'] or '')}]",
            "In force for": "NQSWs everywhere, beside the policy in force"
            if row["is_national_floor"]
            else plain(row["in_force_for"] or "nobody here; held for comparison"),
            "Version since": say_narrow_date(row["version_from"]),
            "Review due": say_narrow_date(row["review_due_on"], "not set"),
            "Values used": f"{say_count(row['tolerance_days'], 'day')} of tolerance, "
            f"{say_count(row['notice_days'], 'day')} of notice, long absence from "
            f"{say_count(row['absence_min_days'], 'day')}",
        }
        for row in policies
    ]


@once
def feed_rows(feeds: Iterable[Row], links: Links) -> list[Cells]:
    """Feeds with their age, their rows and the day their evidence begins."""
    return [
        {
            "Feed": link(plain(row["title"]), links.to("quality", feed=row["feed"])),
            "Says": "who must be supervised" if row["role"] == "denominator" else "who was",
            "Extracted": say_narrow_date(row["extracted_on"], "not supplied")
            + ("  \n:orange-badge[◆ Older than it should be]" if row["is_stale"] else ""),
            "Rows that stand": f"{row['rows_accepted'] or 0:,} of {row['rows_received'] or 0:,}",
            "Evidence begins": say_narrow_date(row["records_from"], "–"),
        }
        for row in feeds
    ]


@once
def reading_rows(readings: Iterable[Row], links: Links) -> list[Cells]:
    """Readings taken where a policy's text is open."""
    return [
        {
            "Rule": link(row["rule_label"], links.to("policy", rule=row["rule_id"])),
            "Clause": plain(row["clause"] or ""),
            "Reading taken": plain(row["reading"]),
        }
        for row in readings
    ]
