"""Audits and the survey counted again from the CSV files, one row at a time: no SQL, no marts, no mappings.

The readings it takes are written where they are taken.
"""

from __future__ import annotations

import csv
from collections import Counter, defaultdict
from collections.abc import Callable
from datetime import date, datetime
from math import sqrt
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Text = dict[str, str]
ANSWERS = {
    "yes": "yes", "partly": "partly", "partially": "partly", "no": "no", "n/a": "not_applicable",
    "na": "not_applicable", "not applicable": "not_applicable", "not_applicable": "not_applicable",
}  # fmt: skip
GRADES = {
    "outstanding": "outstanding", "good": "good", "inadequate": "inadequate",
    "requires improvement": "requires_improvement", "requires_improvement": "requires_improvement",
    "requires improvement to be good": "requires_improvement",
}  # fmt: skip
RANK = ["outstanding", "good", "requires_improvement", "inadequate"]
FAR = date.max


def day(text: str) -> date | None:
    """A typed date; None where there is none or it is not one."""
    for pattern in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(text.strip(), pattern).date()
        except ValueError:
            continue
    return None


def read(inbox: Path, feed: str) -> list[Text]:
    """Every row of a feed, its parts together, as typed, outer spaces off."""
    rows: list[Text] = []
    for path in sorted([*inbox.glob(f"{feed}_2*.csv"), *inbox.glob(f"{feed}-*_2*.csv")]):
        with path.open(encoding="utf-8-sig", newline="") as stream:
            rows += [
                {name: (value or "").strip() for name, value in row.items() if name}
                for row in csv.DictReader(stream)
            ]
    return rows


def standing(
    rows: list[Text], needed: list[str], dates: list[str], key: list[str] | None
) -> list[Text]:
    """The rows that stand: nothing starred missing, equal ones once, none that contradict another."""
    whole = [
        row
        for row in rows
        if all(row[name] for name in needed)
        and all(day(row[name]) for name in needed if name in dates)
    ]

    def said(row: Text) -> tuple[object, ...]:
        return tuple(day(row[name]) if name in dates else row[name] for name in sorted(row))

    distinct = list({said(row): row for row in whole}.values())
    if key is None:
        return distinct
    often = Counter(tuple(row[name] for name in key) for row in distinct)
    return [row for row in distinct if often[tuple(row[name] for name in key)] == 1]


class Council:
    """One inbox, with what is asked of its staff exports."""

    def __init__(self, inbox: Path, data_date: date) -> None:
        self.inbox, self.data_date = inbox, data_date
        self.posts: dict[str, list[Text]] = defaultdict(list)
        for row in read(inbox, "hr_posts"):
            if row["Employee Number"] and day(row["Post Start"]):
                self.posts[row["Employee Number"]].append(row)
        self.services = {
            row["Team Code"]: row["Service"] or "Service not known"
            for row in read(inbox, "hr_teams")
        }
        self.workers: dict[str, list[Text]] = defaultdict(list)
        for row in read(inbox, "hr_workers"):
            if row["Employee Number"] and day(row["Start Date"]):
                self.workers[row["Employee Number"]].append(row)
        self.has_plan = bool(list(inbox.glob("audit_plan_*.csv")))

    def ends(self, first: date, typed: str) -> date:
        """The last day of what began on a day; an end before it, or still to come, is not one."""
        last = day(typed)
        return last if last is not None and first <= last <= self.data_date else FAR

    def post(self, worker: str, on: date) -> Text | None:
        """The main post on a day: largest FTE, latest start, lowest team, lowest line manager."""
        held = []
        for row in self.posts.get(worker, []):
            first = day(row["Post Start"])
            if first is None or first > min(on, self.data_date):
                continue
            if on <= self.ends(first, row["Post End"]):
                held.append(row)

        def rank(row: Text) -> tuple[object, ...]:
            first = day(row["Post Start"]) or FAR
            manager = row["Line Manager Employee Number"]
            return (
                -float(row["FTE"] or 1), -first.toordinal(),
                row["Team Code"] or "~", manager or "~",
            )  # fmt: skip

        return min(held, key=rank) if held else None

    def is_employed(self, worker: str) -> bool:
        """Whether somebody is employed on the data date."""
        for row in self.workers.get(worker, []):
            first = day(row["Start Date"])
            if first and first <= self.data_date <= self.ends(first, row["Leaving Date"]):
                return True
        return False


def audits_of(council: Council) -> dict[str, Row]:
    """Every audit that has happened, moderations too, with its answers by standard."""
    rows = standing(
        read(council.inbox, "audit_answers"),
        ["Audit ID", "Audit Round", "Audit Date", "Auditor", "Supervisee", "Standard", "Answer"],
        ["Audit Date"],
        ["Audit ID", "Standard"],
    )
    found: dict[str, list[Text]] = defaultdict(list)
    for row in rows:
        if (day(row["Audit Date"]) or FAR) <= council.data_date:
            found[row["Audit ID"]].append(row)
    return {audit: _audit(council, audit, rows) for audit, rows in found.items()}


def _audit(council: Council, audit: str, rows: list[Text]) -> Row:
    """One audit. Rows that disagree: the latest day, the worst grade known, else the lowest."""

    def lowest(name: str) -> str | None:
        return min((row[name] for row in rows if row[name]), default=None)

    on = max(day(row["Audit Date"]) or date.min for row in rows)
    typed = [GRADES.get(row["Grade"].lower(), "unmapped") for row in rows if row["Grade"]]
    known = [grade for grade in typed if grade in RANK]
    worker = lowest("Supervisee")
    post = council.post(worker or "", on)
    return {
        "audit": audit,
        "round": lowest("Audit Round"),
        "on": on,
        "auditor": lowest("Auditor"),
        "worker": worker,
        "supervisor": lowest("Supervisor")
        or ((post or {}).get("Line Manager Employee Number") or None),
        "session": lowest("Session ID"),
        "team": (post or {}).get("Team Code") or None,
        "service": council.services.get((post or {}).get("Team Code", ""), "Service not known"),
        "grade": max(known, key=RANK.index) if known else ("unmapped" if typed else None),
        "is_moderation": any(row["Is Moderation"].lower() == "yes" for row in rows),
        "answers": {
            row["Standard"]: ANSWERS.get(row["Answer"].lower(), "unmapped") for row in rows
        },
    }


def moderations_of(audits: dict[str, Row]) -> list[Row]:
    """Each moderation with the audit it stands beside, and whether it is that audit's latest."""
    pairs = []
    for again in audits.values():
        if not again["is_moderation"]:
            continue
        beside = [
            first
            for first in audits.values()
            if not first["is_moderation"]
            and (first["round"], first["worker"]) == (again["round"], again["worker"])
            and (
                not first["session"] or not again["session"] or first["session"] == again["session"]
            )
        ]

        def far(first: Row, again: Row = again) -> tuple[object, ...]:
            return (
                first["session"] != again["session"],
                first["supervisor"] != again["supervisor"],
                first["on"] > again["on"],
                abs((first["on"] - again["on"]).days),
                first["audit"],
            )

        pairs.append({"again": again, "first": min(beside, key=far) if beside else None})
    for pair in pairs:
        same = [other for other in pairs if pair["first"] and other["first"] is pair["first"]]
        last = max(same, key=lambda p: (p["again"]["on"], p["again"]["audit"]), default=None)
        pair["is_latest"] = pair is last
        pair["state"] = _state(pair)
    return pairs


def _state(pair: Row) -> str:
    first, again = pair["first"], pair["again"]
    if first is None:
        return "no_audit"
    if not pair["is_latest"]:
        return "moderated_again"
    if first["auditor"] == again["auditor"]:
        return "same_auditor"
    if first["grade"] not in RANK or again["grade"] not in RANK:
        return "no_grade"
    return "same" if first["grade"] == again["grade"] else "different"


def headline(audits: dict[str, Row], pairs: list[Row]) -> dict[str, str | None]:
    """The grade that counts of every audit that is no moderation."""
    counts = {audit: row["grade"] for audit, row in audits.items() if not row["is_moderation"]}
    for pair in pairs:
        if pair["is_latest"] and pair["again"]["grade"] in RANK:
            counts[pair["first"]["audit"]] = pair["again"]["grade"]
    return counts


def kappa(pairs: list[tuple[str, str]]) -> float | None:
    """Linearly weighted kappa by its definition, over every pair of grades."""
    ranks = [(RANK.index(a), RANK.index(b)) for a, b in pairs]
    met = sum(abs(a - b) for a, b in ranks) / len(ranks)
    chance = sum(abs(a - b) for a, _ in ranks for _, b in ranks) / len(ranks) ** 2
    return 1 - met / chance if chance else None


def wilson(part: int, whole: int, z: float = 1.959964) -> tuple[float, float] | None:
    """The score interval as it is usually written: a centre and a half width."""
    if not whole:
        return None
    share = part / whole
    centre = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * sqrt(share * (1 - share) / whole + z * z / (4 * whole * whole))
    return max(0.0, centre - half), min(1.0, centre + half)


def coverage(council: Council, audits: dict[str, Row]) -> Counter[tuple[object, ...]]:
    """Round, supervisor, due, done, state and days late of every audit planned or done."""
    if not council.has_plan:
        return Counter()
    plan = standing(
        read(council.inbox, "audit_plan"), ["Audit Round", "Supervisor", "Due"], ["Due"], None
    )
    due: dict[tuple[object, object], set[date]] = defaultdict(set)
    for row in plan:
        due[row["Audit Round"], row["Supervisor"]].add(day(row["Due"]) or FAR)
    done: dict[tuple[object, object], list[Row]] = defaultdict(list)
    for row in sorted(audits.values(), key=lambda row: (row["on"], row["audit"])):
        if not row["is_moderation"]:
            done[row["round"], row["supervisor"]].append(row)
    told: Counter[tuple[object, ...]] = Counter()
    for place in {*due, *done}:
        asked, held = sorted(due[place]), done[place]
        for number in range(max(len(asked), len(held))):
            by = asked[number] if number < len(asked) else None
            row = held[number] if number < len(held) else None
            told[(*place, by, row and row["audit"], *_late(council, by, row and row["on"]))] += 1
    return told


def _late(council: Council, by: date | None, on: date | None) -> tuple[str, int | None]:
    if by is None:
        return "unplanned", None
    if on is not None:
        return ("done_in_time", None) if on <= by else ("done_late", (on - by).days)
    if by < council.data_date:
        return "overdue", (council.data_date - by).days
    return "due", None


def actions(council: Council) -> dict[str, tuple[str, int | None]]:
    """How every action stands: nothing dated after the data date has been done."""
    rows = standing(
        read(council.inbox, "audit_actions"),
        ["Action ID", "Audit ID", "Owner", "Due"],
        ["Due", "Completed"],
        ["Action ID"],
    )
    told: dict[str, tuple[str, int | None]] = {}
    for row in rows:
        by, on = day(row["Due"]) or FAR, day(row["Completed"])
        on = on if on and on <= council.data_date else None
        late = ((on or council.data_date) - by).days
        state = (
            ("done_late" if late > 0 else "done_in_time")
            if on
            else ("overdue" if late > 0 else "open")
        )
        told[row["Action ID"]] = (state, late if late > 0 else None)
    return told


def supervisors(council: Council, audits: dict[str, Row], within: Callable[[date], bool]) -> Row:
    """Everybody employed who is somebody's line manager now, with when they were last audited."""
    led = {
        (council.post(worker, council.data_date) or {}).get("Line Manager Employee Number")
        for worker in council.workers
        if council.is_employed(worker)
    }
    told = {}
    for supervisor in led:
        if not supervisor or not council.is_employed(supervisor):
            continue
        days = [
            row["on"]
            for row in audits.values()
            if row["supervisor"] == supervisor and not row["is_moderation"]
        ]
        last = max(days, default=None)
        state = "never" if last is None else "lately" if within(last) else "not_lately"
        told[supervisor] = (len(days), last, state)
    return told


def survey(council: Council) -> dict[tuple[object, ...], Counter[int]]:
    """Scores by year, question, service and group, and added up; nothing is held back here."""
    found: dict[tuple[object, ...], Counter[int]] = defaultdict(Counter)
    for row in read(council.inbox, "survey_answers"):
        if not all(row[name] for name in ("Survey Year", "Service", "Question", "Score")):
            continue
        if not (row["Score"].isdecimal() and 1 <= int(row["Score"]) <= 5):
            continue
        year, score = int(row["Survey Year"]), int(row["Score"])
        group = row["Respondent Group"] or "Group not given"
        for service, part in ((None, None), (row["Service"], None), (row["Service"], group)):
            found[year, row["Question"], service, part][score] += 1
    return found
