"""What runs on for as long as somebody is employed, manages or is newly qualified.

Performance reviews, the two training courses and an NQSW's group supervision: each piece of
evidence meets the open obligation and opens the next, until the duty ends.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import date

from .days import add_interval, end_after
from .dues import Due, Ending, Owed, find_begin, first_ending, leave_open
from .inbox import Council
from .people import Range, Worker, find_left, join_ranges
from .policies import RUNNING, RunningRule

Duty = tuple[date, Ending]


def run_duties(council: Council, workers: Iterable[Worker]) -> Iterator[Owed]:
    """Every obligation of the running types."""
    managed = find_managed(council)
    for policy_id, rules in RUNNING.items():
        for rule in rules:
            begins = find_begin(council, rule.feed, rule.dated, *rule.counts)
            if begins is None:
                continue
            evidence = find_evidence(council, rule)
            for worker in workers:
                days = evidence.get(worker.worker_id, set())
                for start, ending in find_duties(rule, worker, managed, begins):
                    for due in run_duty(max(start, begins), ending, rule, days, council.data_date):
                        yield Owed(
                            policy_id,
                            rule.obligation_type,
                            rule.rule_id,
                            worker.worker_id,
                            worker.worker_id,
                            due,
                        )


def find_duties(
    rule: RunningRule, worker: Worker, managed: Mapping[str, list[Range]], records_from: date
) -> Iterator[Duty]:
    """When the worker owes it: while employed, while a manager, while an ASYE runs."""
    if rule.whose == "employed":
        for start, end in worker.employment:
            yield start, (end, "left")
    elif rule.whose == "manager":
        for start, end in managed.get(worker.worker_id, []):
            for employed_from, left in worker.employment:
                ending = first_ending((left, "left"), (end, "no_rule"))
                if max(start, employed_from) < ending[0]:
                    yield max(start, employed_from), ending
    else:
        for programme in worker.programmes:
            start = programme["ASYE Start"]
            employed_to = find_left(worker, max(start, records_from))
            if employed_to is not None:
                ended = end_after(programme["Ended On"], worker.data_date)
                yield start, first_ending((employed_to, "left"), (ended, "programme_ended"))


def run_duty(
    opened: date, ending: Ending, rule: RunningRule, evidence: set[date], data_date: date
) -> Iterator[Due]:
    """The chain of one duty, from its first day or the day records begin."""
    if opened >= ending[0] or opened > data_date:
        return
    given = [day for day in evidence if day <= opened]
    interval = rule.interval if given else rule.starter
    due = add_interval(max(given, default=opened), *interval)
    for day in sorted(evidence):
        if opened < day < ending[0] and day <= data_date:
            yield Due(opened, due, day, day, "met", interval)
            opened, interval = day, rule.interval
            due = add_interval(opened, *interval)
    yield leave_open(opened, due, ending, interval)


def find_evidence(council: Council, rule: RunningRule) -> Mapping[str, set[date]]:
    """The days on which each person gave what the rule asks for."""
    days: dict[str, set[date]] = defaultdict(set)
    for row in council.rows(rule.feed):
        if all(row[heading] in accepted for heading, accepted in rule.counts.items()):
            days[row[rule.person]].add(row[rule.dated])
    return days


def find_managed(council: Council) -> Mapping[str, list[Range]]:
    """For each line manager the times in which a post stood under them, joined where touching."""
    ranges: dict[str, list[Range]] = defaultdict(list)
    for row in council.rows("hr_posts"):
        manager, start = row["Line Manager Employee Number"], row["Post Start"]
        if manager is not None and start <= council.data_date:
            ranges[manager].append((start, end_after(row["Post End"], council.data_date)))
    return {manager: join_ranges(found) for manager, found in ranges.items()}
