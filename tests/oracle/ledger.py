"""The obligation ledger of one council, worked out by brute force: twelve types, four policies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from .agreements import sign_agreements
from .assurance import close_actions, hold_panels
from .attribution import find_day, find_line
from .cases import Case, choose_involvement, gather_cases
from .cases import as_subject as case_as_subject
from .duties import run_duties
from .inbox import Council, read_council
from .obligation import COLUMNS, CORE_COLUMNS, TYPES, Obligation, sessions_missed, status
from .people import Worker, gather_workers
from .people import as_subject as worker_as_subject
from .policies import CASES, POLICIES, STAFF
from .recording import rebook_sessions, record_cases, record_sessions
from .reviews import review_nqsws
from .supervision import TAKEN, Readings, Span, find_stretches, make_spans

__all__ = [
    "COLUMNS",
    "CORE_COLUMNS",
    "TYPES",
    "Obligation",
    "expect",
    "make_ledger",
    "sessions_missed",
    "status",
]


def expect(
    folder: Path,
    records_from: Mapping[str, date] | None = None,
    readings: Readings = TAKEN,
) -> list[Obligation]:
    """The whole ledger of an inbox folder."""
    return make_ledger(read_council(folder, records_from), readings)


def make_ledger(council: Council, readings: Readings = TAKEN) -> list[Obligation]:
    """The whole ledger of a council already read, in order of its columns."""
    workers = gather_workers(council, readings)
    rows = [
        *_supervise_staff(council, workers, readings),
        *_supervise_cases(council, workers, readings),
        *_owe_the_rest(council, workers, readings),
    ]
    return sorted(rows, key=lambda row: tuple(str(getattr(row, name)) for name in COLUMNS))


def _supervise_staff(
    council: Council, workers: list[Worker], readings: Readings
) -> Iterator[Obligation]:
    begins = council.records_from.get("sharepoint_sessions")
    if begins is None:
        return
    for policy_id in POLICIES:
        for worker in workers:
            subject = worker_as_subject(worker, STAFF[policy_id])
            stretches = find_stretches(subject, council.data_date, readings)
            for span in make_spans(subject, stretches, council.data_date, begins):
                supervisor, team = find_line(worker, find_day(span, council.data_date))
                yield _row_of(
                    policy_id,
                    "staff_supervision",
                    worker.worker_id,
                    span,
                    worker.worker_id,
                    supervisor,
                    team,
                )


def _supervise_cases(
    council: Council, workers: list[Worker], readings: Readings
) -> Iterator[Obligation]:
    by_id = {worker.worker_id: worker for worker in workers}
    for case in gather_cases(council, readings):
        begins = council.records_from.get(f"{case.system}_case_supervisions")
        for policy_id in POLICIES:
            if begins is not None and CASES[policy_id]:
                yield from _supervise_case(council, by_id, case, policy_id, begins, readings)


def _supervise_case(
    council: Council,
    by_id: Mapping[str, Worker],
    case: Case,
    policy_id: str,
    begins: date,
    readings: Readings,
) -> Iterator[Obligation]:
    subject = case_as_subject(case, policy_id)
    stretches = find_stretches(subject, council.data_date, readings)
    for span in make_spans(subject, stretches, council.data_date, begins):
        day = find_day(span, council.data_date)
        standing = choose_involvement(case, policy_id, stretches, day)
        worker_id = standing.worker_id if standing else None
        supervisor, _ = find_line(by_id.get(worker_id or ""), day)
        yield _row_of(
            policy_id,
            "case_supervision",
            case.case_id,
            span,
            worker_id,
            supervisor,
            standing.team_id if standing else None,
            standing.kind if standing else None,
        )


def _owe_the_rest(
    council: Council, workers: list[Worker], readings: Readings
) -> Iterator[Obligation]:
    by_id = {worker.worker_id: worker for worker in workers}
    for owed in chain(
        review_nqsws(council, workers, readings),
        hold_panels(council, workers),
        record_sessions(council, workers),
        record_cases(council),
        rebook_sessions(council, workers),
        sign_agreements(council, workers),
        run_duties(council, workers),
        close_actions(council),
    ):
        due = owed.due
        day = find_day(due, council.data_date)
        count, unit = due.interval or (None, None)
        line = find_line(by_id.get(owed.worker_id or ""), day, owed.manager_id)
        yield Obligation(
            owed.policy_id,
            owed.obligation_type,
            owed.subject_id,
            due.opened_on,
            due.due_on,
            due.met_on,
            due.closed_on,
            due.closed_reason,
            owed.rule_id,
            None,
            count,
            unit,
            owed.milestone,
            owed.worker_id,
            *line,
            None,
            None,
        )


def _row_of(
    policy_id: str,
    kind: str,
    subject_id: str,
    span: Span,
    worker_id: str | None,
    supervisor_id: str | None,
    team_id: str | None,
    case_type: str | None = None,
) -> Obligation:
    return Obligation(
        policy_id,
        kind,
        subject_id,
        span.opened_on,
        span.due_on,
        span.met_on,
        span.closed_on,
        span.closed_reason,
        span.asking.rule_id,
        span.asking.step,
        span.asking.count,
        span.asking.unit,
        None,
        worker_id,
        supervisor_id,
        team_id,
        case_type,
        span.evidence_id,
    )
