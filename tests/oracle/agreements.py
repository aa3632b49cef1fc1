"""Supervision agreements: of each pair of supervisee and line manager, and of an NQSW with anybody."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from .days import FAR, add_interval, end_after
from .duties import Due
from .inbox import Council, happened_on
from .people import Range, Worker, find_left, join_ranges
from .policies import AGREEMENT, NQSW_AGREEMENT, Interval
from .singles import Ending, settle

FEED = "sharepoint_agreements"


def sign_agreements(
    council: Council, workers: Iterable[Worker]
) -> Iterator[tuple[str, str, str | None, Worker, Due]]:
    """Every agreement owed: policy, rule, the manager of the pair (none for an NQSW's), whose."""
    begins = council.records_from.get(FEED)
    if begins is None:
        return
    signed: dict[tuple[str, str], list[date]] = defaultdict(list)
    with_anybody: dict[str, list[date]] = defaultdict(list)
    for row in council.rows(FEED):
        day = happened_on(FEED, row)
        if day is not None and day <= council.data_date:
            signed[row["Supervisee"], row["Supervisor"]].append(day)
            with_anybody[row["Supervisee"]].append(day)
    for worker in workers:
        for manager, start, end in find_pairs(worker):
            for policy_id, (rule_id, interval) in AGREEMENT.items():
                days = signed[worker.worker_id, manager]
                due = owe(worker, start, (end, "superseded"), begins, days, interval)
                if due is not None:
                    yield policy_id, rule_id, manager, worker, due
        for programme in worker.programmes:
            end = end_after(programme["Ended On"], worker.data_date)
            for policy_id, (rule_id, interval) in NQSW_AGREEMENT.items():
                days = with_anybody[worker.worker_id]
                ending = (end, "programme_ended")
                due = owe(worker, programme["ASYE Start"], ending, begins, days, interval)
                if due is not None:
                    yield policy_id, rule_id, None, worker, due


def owe(
    worker: Worker,
    start: date,
    ending: Ending,
    records_from: date,
    signed: list[date],
    interval: Interval,
) -> Due | None:
    """One agreement, where it opens within employment and before it ends."""
    opened = max(start, records_from)
    left = find_left(worker, opened)
    if left is None or opened >= ending[0] or opened > worker.data_date:
        return None
    if left < ending[0]:
        ending = (left, "left")
    due = add_interval(opened, *interval)
    return settle(opened, due, min(signed, default=None), ending, interval, worker.data_date)


def find_pairs(worker: Worker) -> Iterator[tuple[str, date, date]]:
    """Each line manager and each stretch of posts under them."""
    ranges: dict[str, list[Range]] = defaultdict(list)
    for row in worker.posts:
        manager = row["Line Manager Employee Number"]
        if manager is not None:
            ranges[manager].append(
                (row["Post Start"], end_after(row["Post End"], worker.data_date))
            )
    for manager, found in sorted(ranges.items()):
        for start, end in join_ranges(found):
            yield manager, start, end
