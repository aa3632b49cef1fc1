"""ASYE panels after a recommendation, and the actions of audits."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date

from .days import add_interval
from .dues import NEVER, Owed, find_begin, is_before, settle
from .inbox import Council
from .people import Worker, find_left
from .policies import AUDIT_ACTION, PANEL


def hold_panels(council: Council, workers: Iterable[Worker]) -> Iterator[Owed]:
    """A recommendation goes to panel, which is met by a dated decision."""
    begins = find_begin(council, "asye_programmes", "Panel Date", "Panel Decision")
    for policy_id, (rule_id, interval) in PANEL.items():
        for worker in workers:
            for programme in worker.programmes:
                opened = programme["Recommended On"]
                if begins is None or opened is None or opened > council.data_date:
                    continue
                left = find_left(worker, opened)
                if left is None:
                    continue
                due_on = add_interval(opened, *interval)
                decided = [programme["Panel Date"]] if programme["Panel Decision"] else []
                ending = (left, "left")
                due = settle(opened, due_on, decided, ending, council.data_date, interval)
                if not is_before(due, begins):
                    name = worker.worker_id
                    yield Owed(policy_id, "asye_panel", rule_id, name, name, due)


def close_actions(council: Council) -> Iterator[Owed]:
    """Every action of an audit, from the day of the audit; leaving does not close it."""
    begins = find_begin(council, "audit_answers")
    if begins is None or council.is_blank("audit_actions", "Completed"):
        return
    audited: dict[str, list[date]] = defaultdict(list)
    for row in council.rows("audit_answers"):
        audited[row["Audit ID"]].append(row["Audit Date"])
    for policy_id, rule_id in AUDIT_ACTION.items():
        for row in council.rows("audit_actions"):
            opened = min(audited[row["Audit ID"]], default=row["Due"])
            if opened > council.data_date:
                continue
            due = settle(opened, row["Due"], [row["Completed"]], NEVER, council.data_date)
            if not is_before(due, begins):
                action = row["Action ID"]
                yield Owed(policy_id, "audit_action", rule_id, action, row["Owner"], due)
