"""The obligation ledger of one council, worked out by brute force, and what it says on a day.

`make_ledger` gives the rows for staff supervision, case supervision and ASYE reviews under all
four policies; `status` and `sessions_missed` read one row on one day, straight from the text.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from pathlib import Path

from .agreements import sign_agreements
from .assurance import close_actions, hold_panels
from .cases import Case, choose_involvement, gather_cases
from .cases import as_subject as case_as_subject
from .days import DAY, add_interval
from .duties import Due, run_duties
from .inbox import Council, read_council
from .people import Worker, choose_post, gather_workers
from .people import as_subject as worker_as_subject
from .policies import CASES, POLICIES, STAFF
from .recording import rebook_sessions, record_cases, record_sessions
from .reviews import Review, find_reviews
from .supervision import TAKEN, Readings, Span, find_stretches, make_spans

SUPERVISION = ("staff_supervision", "case_supervision")
TYPES = (
    *SUPERVISION,
    "asye_review",
    "asye_panel",
    "session_record",
    "case_record",
    "session_rebooked",
    "agreement",
    "training",
    "performance_review",
    "group_supervision",
    "audit_action",
)
NOTICE_DAYS = 7
TOLERANCE_DAYS = 0


@dataclass(frozen=True)
class Obligation:
    """One row of the ledger; evidence_id is not told for reviews, whose rows have no id."""

    policy_id: str
    obligation_type: str
    subject_id: str
    opened_on: date
    due_on: date
    met_on: date | None
    closed_on: date | None
    closed_reason: str | None
    rule_id: str
    step: str | None
    interval_count: int | None
    interval_unit: str | None
    milestone_months: int | None
    worker_id: str | None
    supervisor_id: str | None
    team_id: str | None
    case_type: str | None
    evidence_id: str | None


COLUMNS = tuple(field.name for field in fields(Obligation))
CORE_COLUMNS = COLUMNS[:8]


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
        *_review_nqsws(council, workers, readings),
        *_run_duties(council, workers),
        *_settle_singles(council, workers),
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
                supervisor, team = _line_of(worker, _attribution_day(span, council.data_date))
                yield _row_of(
                    policy_id, TYPES[0], worker.worker_id, span, worker.worker_id, supervisor, team
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
        day = _attribution_day(span, council.data_date)
        standing = choose_involvement(case, policy_id, stretches, day)
        worker_id = standing.worker_id if standing else None
        supervisor, _ = _line_of(by_id.get(worker_id or ""), day)
        yield _row_of(
            policy_id,
            TYPES[1],
            case.case_id,
            span,
            worker_id,
            supervisor,
            standing.team_id if standing else None,
            standing.kind if standing else None,
        )


def _review_nqsws(
    council: Council, workers: list[Worker], readings: Readings
) -> Iterator[Obligation]:
    begins = council.records_from.get("asye_reviews")
    if begins is None:
        return
    for worker in workers:
        for review in find_reviews(worker, begins, readings):
            day = _attribution_day(review, council.data_date)
            supervisor, team = _line_of(worker, day)
            for policy_id in POLICIES:
                yield Obligation(
                    policy_id,
                    TYPES[2],
                    worker.worker_id,
                    review.opened_on,
                    review.due_on,
                    review.met_on,
                    review.closed_on,
                    review.closed_reason,
                    STAFF[policy_id].review_rule,
                    None,
                    None,
                    None,
                    review.milestone,
                    worker.worker_id,
                    supervisor,
                    team,
                    None,
                    None,
                )


def _run_duties(council: Council, workers: list[Worker]) -> Iterator[Obligation]:
    for policy_id, rule, worker, due in run_duties(council, workers):
        line = _line_of(worker, _attribution_day(due, council.data_date))
        yield _row_of_due(
            policy_id,
            rule.obligation_type,
            worker.worker_id,
            rule.rule_id,
            due,
            worker.worker_id,
            *line,
        )


def _settle_singles(council: Council, workers: list[Worker]) -> Iterator[Obligation]:
    known = council.data_date
    by_id = {worker.worker_id: worker for worker in workers}
    for kind, found in (
        ("session_record", record_sessions(council, workers)),
        ("session_rebooked", rebook_sessions(council, workers)),
    ):
        for policy_id, rule_id, subject_id, worker, due in found:
            line = _line_of(worker, _attribution_day(due, known))
            yield _row_of_due(policy_id, kind, subject_id, rule_id, due, worker.worker_id, *line)
    for policy_id, rule_id, worker, due in hold_panels(council, workers):
        line = _line_of(worker, _attribution_day(due, known))
        name = worker.worker_id
        yield _row_of_due(policy_id, "asye_panel", name, rule_id, due, name, *line)
    for policy_id, rule_id, manager, worker, due in sign_agreements(council, workers):
        line = _line_of(worker, _attribution_day(due, known), manager)
        name = worker.worker_id
        yield _row_of_due(policy_id, "agreement", name, rule_id, due, name, *line)
    for policy_id, rule_id, subject_id, row, due in record_cases(council):
        line = _line_of(by_id.get(row["Worker"] or ""), _attribution_day(due, known))
        yield _row_of_due(policy_id, "case_record", subject_id, rule_id, due, row["Worker"], *line)
    for policy_id, rule_id, row, due in close_actions(council):
        line = _line_of(by_id.get(row["Owner"]), _attribution_day(due, known))
        name = row["Action ID"]
        yield _row_of_due(policy_id, "audit_action", name, rule_id, due, row["Owner"], *line)


def _row_of_due(
    policy_id: str,
    kind: str,
    subject_id: str,
    rule_id: str,
    due: Due,
    worker_id: str | None,
    supervisor_id: str | None,
    team_id: str | None,
) -> Obligation:
    return Obligation(
        policy_id,
        kind,
        subject_id,
        due.opened_on,
        due.due_on,
        due.met_on,
        due.closed_on,
        due.closed_reason,
        rule_id,
        None,
        *(due.interval or (None, None)),
        None,
        worker_id,
        supervisor_id,
        team_id,
        None,
        due.evidence_id,
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


def _attribution_day(row: Span | Review | Due, data_date: date) -> date:
    """Earliest of due, data date and, once closed, the day met or the last open day."""
    days = [row.due_on, data_date]
    if row.met_on is not None:
        days.append(row.met_on)
    elif row.closed_on is not None:
        days.append(row.closed_on - DAY)
    return min(days)


def _line_of(
    worker: Worker | None, day: date, manager: str | None = None
) -> tuple[str | None, str | None]:
    post = choose_post(worker, day, manager)
    if post is None:
        return (None, None)
    return (post["Line Manager Employee Number"], post["Team Code"])


def status(row: Obligation, day: date, is_away: bool = False) -> str:
    """The state of an obligation on a day; `is_away`: its worker is on a long absence that day."""
    on_time_until = row.due_on + timedelta(days=TOLERANCE_DAYS)
    if day < row.opened_on:
        return "not_opened"
    if row.closed_on is not None and row.closed_on <= day:
        if row.met_on is not None:
            return "met_on_time" if row.met_on <= on_time_until else "met_late"
        last_open_day = row.closed_on - DAY
        return "closed_overdue" if last_open_day > on_time_until else "closed_in_time"
    if is_away:
        return "away"
    if day > on_time_until:
        return "overdue"
    return "due_soon" if (row.due_on - day).days <= NOTICE_DAYS else "in_date"


def sessions_missed(row: Obligation, day: date) -> int:
    """How many sessions the rule wanted and did not get, of a supervision row, by a day."""
    if row.interval_count is None or row.interval_unit is None or day <= row.due_on:
        return 0
    if row.met_on is not None and row.met_on <= row.due_on:
        return 0
    is_closed = row.closed_on is not None and row.closed_on <= day
    last_open_day = (row.closed_on if is_closed and row.closed_on else day) - DAY
    if is_closed and row.met_on is None and last_open_day <= row.due_on:
        return 0
    missed = 1
    while add_interval(row.due_on, row.interval_count, row.interval_unit, missed) <= last_open_day:
        missed += 1
    return missed
