"""The exports of one inbox folder, read into plain rows by the rules of the reference headings.

A row is a dict from heading to value (text, date, Fraction, int or None).  A starred cell that is
empty or unreadable loses its row; any other unreadable cell is emptied.  Equal rows are one.  In
an evidence feed rows that share a key and differ all go; elsewhere all stand.
"""

from __future__ import annotations

import csv
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from pathlib import Path
from typing import Any

from .days import parse_day

Row = dict[str, Any]
SYSTEMS = ("ics", "swift", "childview")

_INVOLVEMENTS = (
    "Person ID*, Involvement Type:code, Start Date*:date, End Date:date, Allocated Worker, "
    "Team Code, Date of Birth:date"
)
_FLAGS = "Person ID*, Flag*:code, From*:date, To:date"
_SUPERVISIONS = (
    "Record ID*, Person ID*, Supervision Date*:date, Recorded Date:date, Supervisor, Worker, "
    "Record Status:code"
)
CONTRACT = {
    "hr_workers": "Employee Number*, Full Name, Work Email, SWE Number, "
    "SWE Registration Expiry:date, Qualified Date:date, Employment Type:code, Start Date*:date, "
    "Leaving Date:date",
    "hr_posts": "Employee Number*, Job Title, Staff Category:code, Team Code, "
    "Line Manager Employee Number, FTE:number, Safeguarding Role:code, Post Start*:date, "
    "Post End:date",
    "hr_teams": "Team Code*, Team Name, Service, Directorate:code, "
    "Team Manager Employee Number, Opened:date, Closed:date",
    "hr_absences": "Employee Number*, Absence Type:code, First Day*:date, Last Day:date",
    "sharepoint_sessions": "Session ID*, Supervisee*, Supervisor, Format:code, Booked On:date, "
    "Planned Date:date, Status*:code, Held Date:date, Cancellation Reason:code, "
    "Rearranged To:date, Duration Minutes:number, Reflective Minutes:number, "
    "Supervisee Form Received:date, Record Shared:date, Supervisee Agreed:date, "
    "Supervisor Agreed:date",
    "sharepoint_overrides": "Supervisee*, Interval*:number, Unit*:code, From*:date, To:date, "
    "Reason*:code",
    "asye_programmes": "Employee Number*, Programme*:code, ASYE Start*:date, FTE:number, "
    "Agreed End:date, Ended On:date, End Reason:code, Recommendation:code, Recommended On:date, "
    "Panel Date:date, Panel Decision:code, Co-ordinator",
    "asye_reviews": "NQSW*, Milestone Months*:number, Planned Date:date, Held Date:date, "
    "Outcome:code, Assessor, Learning Agreement Reviewed:code, Reflective Journal:code, "
    "Support Plan:code, Handover Noted:code, Accurate:code, Valid:code, Sufficient:code, "
    "Robust:code",
    "asye_supervisors": "NQSW*, Supervisor*, Role*:code, From*:date, To:date, Handover Date:date",
    "asye_pauses": "NQSW*, From*:date, To:date, Reason",
    "asye_evidence": "NQSW*, Kind*:code, Dated*:date",
    "sharepoint_agreements": "Supervisee*, Supervisor*, Supervisee Signed:date, "
    "Supervisor Signed:date, Review Due:date",
    "sharepoint_training": "Employee Number*, Course*:code, Completed*:date",
    "sharepoint_reviews": "Employee Number*, Review Date*:date, Kind*:code",
    "audit_plan": "Audit Round*, Supervisor*, Due*:date",
    "audit_answers": "Audit ID*, Audit Round*, Audit Date*:date, Auditor*, Supervisor, "
    "Supervisee*, Session ID, Standard*, Answer*:code, Grade:code, Is Moderation:code",
    "audit_actions": "Action ID*, Audit ID*, Owner*, Due*:date, Completed:date",
    "survey_answers": "Survey Year*:number, Service*, Respondent Group, Question*, "
    "Score*:number, Invited:number",
    **{f"{system}_involvements": _INVOLVEMENTS for system in SYSTEMS},
    **{f"{system}_risk_flags": _FLAGS for system in SYSTEMS},
    **{f"{system}_case_supervisions": _SUPERVISIONS for system in SYSTEMS},
}
EVIDENCE_KEYS = {
    "sharepoint_sessions": ("Session ID", "Supervisee"),
    "asye_reviews": ("NQSW", "Milestone Months", "Planned Date"),
    "audit_answers": ("Audit ID", "Standard"),
    "audit_actions": ("Action ID",),
    **{f"{system}_case_supervisions": ("Record ID", "Person ID") for system in SYSTEMS},
}
DATED_BY = (
    "hr_workers",
    "hr_posts",
    "sharepoint_sessions",
    *tuple(
        f"{system}_{kind}" for system in SYSTEMS for kind in ("involvements", "case_supervisions")
    ),
)
_FILE = re.compile(r"(?P<feed>[a-z_]+)(?:-(?P<part>.+))?_(?P<day>\d{8})\.csv")


@dataclass
class Council:
    """Everything one inbox says: rows by feed, the day it was said, and where evidence begins."""

    data_date: date
    feeds: dict[str, list[Row]]
    records_from: dict[str, date]

    def is_blank(self, feed: str, heading: str) -> bool:
        """Whether what rests on the column is not measured: no such feed, or no row fills it."""
        rows = self.feeds.get(feed)
        return rows is None or (bool(rows) and all(row[heading] is None for row in rows))

    def rows(self, feed: str) -> list[Row]:
        """The accepted rows of a feed; none where it was not supplied."""
        return self.feeds.get(feed, [])


def read_council(folder: Path, records_from: Mapping[str, date] | None = None) -> Council:
    """Read an inbox; `records_from` stands for the council's setting, by feed."""
    newest: dict[tuple[str, str], tuple[date, Path]] = {}
    for path in sorted(folder.glob("*.csv")):
        match = _FILE.fullmatch(path.name)
        if match is None or match["feed"] not in CONTRACT:
            continue
        text = match["day"]
        day = date(int(text[:4]), int(text[4:6]), int(text[6:]))
        slot = (match["feed"], match["part"] or "")
        if slot not in newest or newest[slot][0] < day:
            newest[slot] = (day, path)
    feeds: dict[str, list[Row]] = defaultdict(list)
    for (feed, _), (_, path) in newest.items():
        feeds[feed].extend(read_file(feed, path))
    dates = [day for (feed, _), (day, _) in newest.items() if feed in DATED_BY]
    if not dates:
        raise ValueError(f"No export that tells the data date in {folder}")
    return make_council(min(dates), feeds, records_from)


def make_council(
    data_date: date,
    feeds: Mapping[str, list[Row]],
    records_from: Mapping[str, date] | None = None,
) -> Council:
    """A council of rows already typed: equal rows made one, clashing evidence left out.

    A feed of which no record has happened is not measured, whatever the setting.
    """
    kept = {feed: settle_keys(feed, rows) for feed, rows in feeds.items()}
    told = find_records_from(kept, data_date)
    return Council(
        data_date, kept, {feed: (records_from or {}).get(feed, told[feed]) for feed in told}
    )


def read_file(feed: str, path: Path) -> Iterator[Row]:
    """The rows of one file that can stand, typed."""
    columns = parse_contract(feed)
    with path.open(newline="", encoding="utf-8-sig") as handle:
        for raw in csv.DictReader(handle):
            row = {
                heading: read_cell(raw.get(heading) or "", kind)
                for heading, (kind, _) in columns.items()
            }
            starred = [heading for heading, (_, is_needed) in columns.items() if is_needed]
            if any(row[heading] is None for heading in starred):
                continue
            if row.get("Status") == "held" and row.get("Held Date") is None:
                continue
            yield row


def parse_contract(feed: str) -> dict[str, tuple[str, bool]]:
    """Heading -> (kind, whether the row cannot stand without it)."""
    columns = {}
    for part in CONTRACT[feed].split(", "):
        name, _, kind = part.partition(":")
        columns[name.rstrip("*")] = (kind or "text", name.endswith("*"))
    return columns


def read_cell(text: str, kind: str) -> Any:
    """One cell: outer spaces off, blank and unreadable are None, codes in lower case."""
    text = text.strip()
    if not text:
        return None
    if kind == "date":
        return parse_day(text)
    if kind == "code":
        return text.lower()
    if kind == "number":
        try:
            return Fraction(text)
        except (ValueError, ZeroDivisionError):
            return None
    return text


def settle_keys(feed: str, rows: list[Row]) -> list[Row]:
    """Equal rows are one; evidence that shares a key and differs is not evidence."""
    distinct = list({tuple(row.items()): row for row in rows}.values())
    key = EVIDENCE_KEYS.get(feed)
    if key is None:
        return distinct
    by_key = defaultdict(list)
    for row in distinct:
        by_key[tuple(row.get(heading) for heading in key)].append(row)
    return [group[0] for group in by_key.values() if len(group) == 1]


def happened_on(feed: str, row: Row) -> date | None:
    """The day an evidence row happened, or None where it is not (yet) evidence of anything."""
    day: date | None
    if feed == "sharepoint_sessions":
        day = row["Held Date"] if row["Status"] == "held" else None
    elif feed == "sharepoint_agreements":
        signed = (row["Supervisee Signed"], row["Supervisor Signed"])
        day = None if None in signed else max(signed)
    elif feed.endswith("_case_supervisions"):
        day = row["Supervision Date"] if row["Record Status"] == "completed" else None
    else:
        day = row[HAPPENED[feed]]
    return day


HAPPENED = {
    "asye_reviews": "Held Date",
    "asye_programmes": "Panel Date",
    "sharepoint_training": "Completed",
    "sharepoint_reviews": "Review Date",
    "audit_answers": "Audit Date",
}
TELLING = (
    "sharepoint_sessions",
    "sharepoint_agreements",
    *HAPPENED,
    *tuple(f"{system}_case_supervisions" for system in SYSTEMS),
)


def find_records_from(feeds: Mapping[str, list[Row]], data_date: date) -> dict[str, date]:
    """The first day each evidence feed tells of; a feed with none is not measured, so absent."""
    begins = {}
    for feed in TELLING:
        days = [happened_on(feed, row) for row in feeds.get(feed, [])]
        past = [day for day in days if day is not None and day <= data_date]
        if past:
            begins[feed] = min(past)
    return begins
