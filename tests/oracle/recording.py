"""Sessions written up and rebooked in time, case supervisions put on the file in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date

from .days import add_working_days
from .dues import NEVER, Owed, find_begin, is_before, settle
from .inbox import SYSTEMS, Council, Row, happened_on
from .people import Worker, find_left
from .policies import CASE_RECORD, REBOOKED, RECORD, STAFF

SESSIONS = "sharepoint_sessions"


def record_sessions(council: Council, workers: Iterable[Worker]) -> Iterator[Owed]:
    """A held session of a format that counts is to be shared with its supervisee."""
    begins = find_begin(council, SESSIONS, "Format", "Record Shared")
    for policy_id, (rule_id, count) in RECORD.items():
        for worker in workers:
            for row in worker.sessions:
                held = row["Held Date"]
                if begins is None or not counts(row, policy_id) or held > council.data_date:
                    continue
                found = [row["Record Shared"]]
                yield from _owe(
                    policy_id, "session_record", rule_id, worker, row, held, count, found, begins
                )


def rebook_sessions(council: Council, workers: Iterable[Worker]) -> Iterator[Owed]:
    """A cancelled session whose day has come, of any format, is to have another."""
    begins = find_begin(council, SESSIONS, "Format", "Rearranged To")
    for policy_id, (rule_id, count) in REBOOKED.items():
        for worker in workers:
            held = [row["Held Date"] for row in worker.sessions if counts(row, policy_id)]
            for row in worker.sessions:
                planned = row["Planned Date"]
                if begins is None or row["Status"] != "cancelled" or planned is None:
                    continue
                if planned > council.data_date:
                    continue
                found = [row["Rearranged To"], *(day for day in held if day > planned)]
                yield from _owe(
                    policy_id,
                    "session_rebooked",
                    rule_id,
                    worker,
                    row,
                    planned,
                    count,
                    found,
                    begins,
                )


def counts(row: Row, policy_id: str) -> bool:
    """Whether it is a held session of a format the policy counts."""
    return row["Status"] == "held" and row["Format"] in STAFF[policy_id].formats


def _owe(
    policy_id: str,
    kind: str,
    rule_id: str,
    worker: Worker,
    row: Row,
    opened: date,
    count: int,
    evidence: list[date | None],
    records_from: date,
) -> Iterator[Owed]:
    left = find_left(worker, opened)
    if left is None:
        return
    due_on = add_working_days(opened, count)
    interval = (count, "working_day")
    due = settle(opened, due_on, evidence, (left, "left"), worker.data_date, interval)
    if not is_before(due, records_from):
        subject = f"{row['Session ID']}/{row['Supervisee']}"
        yield Owed(policy_id, kind, rule_id, subject, worker.worker_id, due)


def record_cases(council: Council) -> Iterator[Owed]:
    """A completed case supervision is to be on the file; leaving does not close it."""
    for system in SYSTEMS:
        feed = f"{system}_case_supervisions"
        begins = find_begin(council, feed, "Recorded Date")
        for row in council.rows(feed):
            day = happened_on(feed, row)
            if begins is None or day is None or day > council.data_date:
                continue
            for policy_id, (rule_id, count) in CASE_RECORD.items():
                due_on = add_working_days(day, count)
                interval = (count, "working_day")
                due = settle(
                    day, due_on, [row["Recorded Date"]], NEVER, council.data_date, interval
                )
                if not is_before(due, begins):
                    case_id = f"{system}-{row['Person ID']}"
                    subject = f"{system}-{row['Record ID']}/{row['Person ID']}"
                    kind, worker_id = "case_record", row["Worker"]
                    yield Owed(policy_id, kind, rule_id, subject, worker_id, due, case_id=case_id)
