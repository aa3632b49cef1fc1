"""The obligation ledger of one council, worked out by brute force: twelve types, four policies."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import date
from itertools import chain
from pathlib import Path

from .agreements import sign_agreements
from .assurance import close_actions, hold_panels
from .attribution import Lines, find_day
from .cases import Case, choose_involvement
from .cases import as_subject as case_as_subject
from .dues import find_begin
from .duties import run_duties
from .inbox import Council, read_council
from .obligation import COLUMNS, CORE_COLUMNS, TYPES, Obligation, sessions_missed, status
from .people import Worker, as_subject, gather_workers
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
    lines = Lines(council, readings)
    rows = [
        *_supervise_staff(council, workers, lines),
        *_supervise_cases(council, lines),
        *_owe_the_rest(council, workers, lines),
    ]
    return sorted(rows, key=lambda row: tuple(str(getattr(row, name)) for name in COLUMNS))


def _supervise_staff(council: Council, workers: list[Worker], lines: Lines) -> Iterator[Obligation]:
    begins = find_begin(council, "sharepoint_sessions", "Format")
    if begins is None:
        return
    for policy_id in POLICIES:
        for worker in workers:
            subject = as_subject(worker, STAFF[policy_id])
            stretches = find_stretches(subject, council.data_date, lines.readings)
            for span in make_spans(subject, stretches, council.data_date, begins):
                name = worker.worker_id
                line = lines.find_line(name, find_day(span, council.data_date))
                yield _row_of(policy_id, "staff_supervision", name, span, name, *line)


def _supervise_cases(council: Council, lines: Lines) -> Iterator[Obligation]:
    for case in lines.cases.values():
        begins = find_begin(council, f"{case.system}_case_supervisions", "Record Status")
        for policy_id in POLICIES:
            if begins is not None and CASES[policy_id]:
                yield from _supervise_case(council, lines, case, policy_id, begins)


def _supervise_case(
    council: Council, lines: Lines, case: Case, policy_id: str, begins: date
) -> Iterator[Obligation]:
    subject = case_as_subject(case, policy_id)
    stretches = lines.find_stretches(case, policy_id)
    for span in make_spans(subject, stretches, council.data_date, begins):
        day = find_day(span, council.data_date)
        standing = choose_involvement(case, policy_id, stretches, day)
        worker_id = standing.worker_id if standing else None
        supervisor, _ = lines.find_line(worker_id, day)
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


def _owe_the_rest(council: Council, workers: list[Worker], lines: Lines) -> Iterator[Obligation]:
    for owed in chain(
        review_nqsws(council, workers, lines.readings),
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
        worker_id = owed.worker_id
        supervisor, team = lines.find_line(worker_id, day, owed.manager_id)
        if owed.case_id and worker_id is None:
            standing = lines.find_standing(owed.case_id, owed.policy_id, day)
            if standing is not None:
                worker_id, team = standing.worker_id, standing.team_id
                supervisor, _ = lines.find_line(worker_id, day)
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
            worker_id,
            supervisor,
            team,
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
