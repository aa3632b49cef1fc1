"""ASYE panels after a recommendation, and the actions of audits."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .days import add_interval
from .duties import Due
from .inbox import Council, Row
from .people import Worker, find_left
from .policies import AUDIT_ACTION, PANEL
from .singles import NEVER, is_before, settle


def hold_panels(
    council: Council, workers: Iterable[Worker]
) -> Iterator[tuple[str, str, Worker, Due]]:
    """A recommendation goes to panel, which is met by a dated decision."""
    feed = "asye_programmes"
    begins = council.records_from.get(feed)
    if begins is None or council.is_blank(feed, "Panel Decision"):
        return
    for policy_id, (rule_id, interval) in PANEL.items():
        for worker in workers:
            for programme in worker.programmes:
                opened = programme["Recommended On"]
                if opened is None or opened > council.data_date:
                    continue
                left = find_left(worker, opened)
                if left is None:
                    continue
                due = settle(
                    opened,
                    add_interval(opened, *interval),
                    programme["Panel Date"] if programme["Panel Decision"] else None,
                    (left, "left"),
                    interval,
                    council.data_date,
                )
                if not is_before(due, begins):
                    yield policy_id, rule_id, worker, due


def close_actions(council: Council) -> Iterator[tuple[str, str, Row, Due]]:
    """Every action of an audit, from the day of the audit; leaving does not close it."""
    begins = council.records_from.get("audit_answers")
    if begins is None or council.is_blank("audit_actions", "Completed"):
        return
    audited: dict[str, list] = {}
    for row in council.rows("audit_answers"):
        audited.setdefault(row["Audit ID"], []).append(row["Audit Date"])
    for policy_id, rule_id in AUDIT_ACTION.items():
        for row in council.rows("audit_actions"):
            opened = min(audited.get(row["Audit ID"], [row["Due"]]))
            if opened > council.data_date:
                continue
            due = settle(
                opened,
                row["Due"],
                row["Completed"],
                NEVER,
                None,
                council.data_date,
            )
            if not is_before(due, begins):
                yield policy_id, rule_id, row, due
