"""What runs on for as long as somebody is employed, manages or is newly qualified.

Performance reviews, the two training courses and an NQSW's group supervision: each piece of
evidence meets the open obligation and opens the next, until the duty ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from .days import FAR, add_interval, end_after
from .inbox import Council, Row
from .people import Range, Worker, join_ranges
from .policies import RUNNING, Interval, RunningRule


@dataclass(frozen=True)
class Duty:
    """A time in which somebody owes something again and again: [begins, ends)."""

    begins: date
    ends: date
    end_reason: str


@dataclass(frozen=True)
class Due:
    """One obligation of any type but supervision, before anything is said about people."""

    opened_on: date
    due_on: date
    met_on: date | None
    closed_on: date | None
    closed_reason: str | None
    interval: Interval | None
    evidence_id: str | None = None


def run_duties(
    council: Council, workers: Iterable[Worker]
) -> Iterator[tuple[str, RunningRule, Worker, Due]]:
    """Every obligation of the running types: policy, rule, whose, and the dates."""
    managed = find_managed(council)
    for policy_id, rules in RUNNING.items():
        for rule in rules:
            begins = council.records_from.get(rule.feed)
            if begins is None:
                continue
            evidence = find_evidence(council, rule)
            for worker in workers:
                days = evidence.get(worker.worker_id, set())
                for duty in find_duties(rule, worker, managed.get(worker.worker_id, [])):
                    for due in run_duty(duty, rule, days, begins, council.data_date):
                        yield policy_id, rule, worker, due


def find_duties(rule: RunningRule, worker: Worker, managed: list[Range]) -> Iterator[Duty]:
    """When the worker owes it: while employed, while a manager, while an ASYE runs."""
    if rule.whose == "employed":
        for start, end in worker.employment:
            yield Duty(start, end, "left")
    elif rule.whose == "manager":
        for start, end in managed:
            for employed_from, left in worker.employment:
                low, high = max(start, employed_from), min(end, left)
                if low < high:
                    yield Duty(low, high, "left" if high == left else "no_rule")
    else:
        for programme in worker.programmes:
            start = programme["ASYE Start"]
            ended = end_after(programme["Ended On"], worker.data_date)
            for employed_from, left in worker.employment:
                if employed_from <= start < left:
                    reason = "programme_ended" if ended <= left else "left"
                    yield Duty(start, min(ended, left), reason)


def run_duty(
    duty: Duty, rule: RunningRule, evidence: set[date], records_from: date, data_date: date
) -> Iterator[Due]:
    """The chain of one duty, from its first day or the day records begin."""
    opened = max(duty.begins, records_from)
    if opened >= duty.ends or opened > data_date:
        return
    given = [day for day in evidence if day <= opened]
    interval = rule.interval if given else rule.starter
    due = add_interval(max(given, default=opened), *interval)
    for day in sorted(evidence):
        if opened < day < duty.ends and day <= data_date:
            yield Due(opened, due, day, day, "met", interval)
            opened, interval = day, rule.interval
            due = add_interval(opened, *interval)
    if duty.ends == FAR:
        yield Due(opened, due, None, None, None, interval)
    else:
        yield Due(opened, due, None, duty.ends, duty.end_reason, interval)


def find_evidence(council: Council, rule: RunningRule) -> Mapping[str, set[date]]:
    """The days on which each person gave what the rule asks for."""
    days: dict[str, set[date]] = defaultdict(set)
    for row in council.rows(rule.feed):
        if _counts(rule, row):
            days[row[rule.person]].add(row[rule.dated])
    return days


def _counts(rule: RunningRule, row: Row) -> bool:
    return all(row[heading] in accepted for heading, accepted in rule.counts.items())


def find_managed(council: Council) -> Mapping[str, list[Range]]:
    """For each line manager the times in which a post stood under them, joined where touching."""
    ranges: dict[str, list[Range]] = defaultdict(list)
    for row in council.rows("hr_posts"):
        manager = row["Line Manager Employee Number"]
        if manager is not None and row["Post Start"] <= council.data_date:
            ranges[manager].append(
                (row["Post Start"], end_after(row["Post End"], council.data_date))
            )
    return {manager: join_ranges(found) for manager, found in ranges.items()}
