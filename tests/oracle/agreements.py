"""Supervision agreements: of each supervisee with each line manager, of an NQSW with anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from .days import add_interval, end_after
from .dues import Due, Ending, Owed, find_begin, first_ending, settle
from .inbox import Council, happened_on
from .people import Range, Worker, find_left, join_ranges
from .policies import AGREEMENT, NQSW_AGREEMENT, Interval

FEED = "sharepoint_agreements"
Signed = dict[tuple[str, str | None], list[date]]


def sign_agreements(council: Council, workers: Iterable[Worker]) -> Iterator[Owed]:
    """Every agreement owed, with the manager of the pair where it is of a pair."""
    begins = find_begin(council, FEED, "Supervisee Signed", "Supervisor Signed")
    if begins is None:
        return
    signed = find_signed(council)
    asked: list[tuple[str, str, Interval, bool]] = [
        *((policy_id, *rule, True) for policy_id, rule in AGREEMENT.items()),
        *((policy_id, *rule, False) for policy_id, rule in NQSW_AGREEMENT.items()),
    ]
    for policy_id, rule_id, interval, is_paired in asked:
        for worker in workers:
            for manager, start, ending in find_stretches(worker, is_paired):
                days = signed[worker.worker_id, manager]
                due = owe(worker, max(start, begins), ending, days, interval)
                if due is not None:
                    name = worker.worker_id
                    yield Owed(policy_id, "agreement", rule_id, name, name, due, manager)


def find_signed(council: Council) -> Signed:
    """The days on which a pair had both signed, and (under no name) those with anybody."""
    signed: Signed = defaultdict(list)
    for row in council.rows(FEED):
        day = happened_on(FEED, row)
        if day is not None:
            signed[row["Supervisee"], row["Supervisor"]].append(day)
            signed[row["Supervisee"], None].append(day)
    return signed


def owe(
    worker: Worker, opened: date, ending: Ending, signed: list[date], interval: Interval
) -> Due | None:
    """One agreement, where it opens within employment and before it ends."""
    left = find_left(worker, opened)
    if left is None or opened >= ending[0] or opened > worker.data_date:
        return None
    due_on = add_interval(opened, *interval)
    ends = first_ending((left, "left"), ending)
    return settle(opened, due_on, signed, ends, worker.data_date, interval)


def find_stretches(worker: Worker, is_paired: bool) -> Iterator[tuple[str | None, date, Ending]]:
    """The stretches of posts under each line manager, or else the worker's programmes."""
    if not is_paired:
        for programme in worker.programmes:
            ended = end_after(programme["Ended On"], worker.data_date)
            yield None, programme["ASYE Start"], (ended, "programme_ended")
        return
    ranges: dict[str, list[Range]] = defaultdict(list)
    for row in worker.posts:
        manager = row["Line Manager Employee Number"]
        if manager is not None:
            end = end_after(row["Post End"], worker.data_date)
            ranges[manager].append((row["Post Start"], end))
    for manager, found in sorted(ranges.items()):
        for start, end in join_ranges(found):
            yield manager, start, (end, "superseded")
