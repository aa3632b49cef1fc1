"""Sessions written up and rebooked in time, case supervisions put on the file in time."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .days import add_working_days
from .duties import Due
from .inbox import SYSTEMS, Council, Row, happened_on
from .people import Worker, find_left
from .policies import CASE_RECORD, REBOOKED, RECORD, STAFF
from .singles import NEVER, is_before, settle

WORKING_DAY = "working_day"


def record_sessions(
    council: Council, workers: Iterable[Worker]
) -> Iterator[tuple[str, str, str, Worker, Due]]:
    """A held session of a format that counts is to be shared with its supervisee."""
    feed = "sharepoint_sessions"
    begins = council.records_from.get(feed)
    if begins is None or council.is_blank(feed, "Record Shared"):
        return
    for policy_id, (rule_id, count) in RECORD.items():
        for worker in workers:
            for row in worker.sessions:
                held = row["Held Date"]
                if row["Status"] != "held" or row["Format"] not in STAFF[policy_id].formats:
                    continue
                left = find_left(worker, held)
                if held > council.data_date or left is None:
                    continue
                due = settle(
                    held,
                    add_working_days(held, count),
                    row["Record Shared"],
                    (left, "left"),
                    (count, WORKING_DAY),
                    council.data_date,
                    row["Session ID"],
                )
                if not is_before(due, begins):
                    yield policy_id, rule_id, name_session(row), worker, due


def rebook_sessions(
    council: Council, workers: Iterable[Worker]
) -> Iterator[tuple[str, str, str, Worker, Due]]:
    """A cancelled session whose day has come is to have another."""
    begins = council.records_from.get("sharepoint_sessions")
    if begins is None or council.is_blank("sharepoint_sessions", "Rearranged To"):
        return
    for policy_id, (rule_id, count) in REBOOKED.items():
        for worker in workers:
            held = [
                row["Held Date"]
                for row in worker.sessions
                if row["Status"] == "held" and row["Format"] in STAFF[policy_id].formats
            ]
            for row in worker.sessions:
                planned = row["Planned Date"]
                if row["Status"] != "cancelled" or planned is None:
                    continue
                left = find_left(worker, planned)
                if planned > council.data_date or left is None:
                    continue
                offered = [day for day in held if day > planned]
                if row["Rearranged To"] is not None:
                    offered.append(row["Rearranged To"])
                due = settle(
                    planned,
                    add_working_days(planned, count),
                    min(offered, default=None),
                    (left, "left"),
                    (count, WORKING_DAY),
                    council.data_date,
                    row["Session ID"],
                )
                if not is_before(due, begins):
                    yield policy_id, rule_id, name_session(row), worker, due


def name_session(row: Row) -> str:
    """A session is told by its id and whose it was."""
    return f"{row['Session ID']}/{row['Supervisee']}"


def record_cases(council: Council) -> Iterator[tuple[str, str, str, Row, Due]]:
    """A completed case supervision is to be on the file; leaving does not close it."""
    for system in SYSTEMS:
        feed = f"{system}_case_supervisions"
        begins = council.records_from.get(feed)
        if begins is None or council.is_blank(feed, "Recorded Date"):
            continue
        for policy_id, (rule_id, count) in CASE_RECORD.items():
            for row in council.rows(feed):
                day = happened_on(feed, row)
                if day is None or day > council.data_date:
                    continue
                due = settle(
                    day,
                    add_working_days(day, count),
                    row["Recorded Date"],
                    NEVER,
                    (count, WORKING_DAY),
                    council.data_date,
                    row["Record ID"],
                )
                if not is_before(due, begins):
                    subject = f"{system}-{row['Record ID']}/{row['Person ID']}"
                    yield policy_id, rule_id, subject, row, due
