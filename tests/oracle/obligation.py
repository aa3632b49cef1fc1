"""A row of the ledger, and what it says on a day, straight from the text."""

from __future__ import annotations

from dataclasses import dataclass, fields
from datetime import date, timedelta

from .days import DAY, add_interval

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
