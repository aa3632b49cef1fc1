"""What the demo council's screens count, against a count from its CSV files that shares no SQL."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from tests.oracle.ledger import Obligation, expect, status

from .warehouse import query

DATA_DATE = date(2026, 11, 20)
REFERENCE = {
    "level 2", "assessment", "child in need", "child protection", "looked after", "care leaver",
    "pre proceedings", "safeguarding enquiry", "care act assessment", "long term support",
    "planned review", "court order", "out of court",
}  # fmt: skip


@pytest.fixture(scope="module")
def mapped(demo_inbox: Path) -> set[str]:
    """Whoever is known by a job title or another spelling alone: the plain count knows no mappings."""
    told: set[str] = set()
    for path in demo_inbox.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            for row in csv.DictReader(file):
                if path.name.startswith("hr_posts") and not row["Staff Category"]:
                    told.add(row["Employee Number"])
                kind = re.sub(r"[-_]", " ", row.get("Involvement Type") or "level 2").lower()
                if kind not in REFERENCE:
                    told.add(f"{path.name.split('_')[0]}-{row['Person ID']}")
    assert 0 < len(told) < 300
    return told


@pytest.fixture(scope="module")
def standing(demo_inbox: Path) -> dict[tuple[str, str, str], str]:
    """Policy, type and subject of everything open on the data date, with its status."""
    ledger: list[Obligation] = list(expect(demo_inbox))
    return {
        (row.policy_id, row.obligation_type, row.subject_id): status(row, DATA_DATE)
        for row in ledger
        if row.obligation_type != "asye_review"
        and status(row, DATA_DATE) in ("overdue", "due_soon", "in_date")
    }


@pytest.mark.parametrize(
    ("table", "subject", "kind"),
    [
        ("fct_supervisees", "worker_id", "staff_supervision"),
        ("fct_cases", "case_id", "case_supervision"),
    ],
)
def test_every_list_holds_whom_a_plain_count_from_the_files_holds(
    demo_data: Path,
    standing: dict[tuple[str, str, str], str],
    mapped: set[str],
    table: str,
    subject: str,
    kind: str,
) -> None:
    shown = query(
        demo_data,
        f"""select policy_id, {subject}, status_code from marts.{table}
        where status_code in ('overdue', 'due_soon', 'in_date')""",
    )
    counted = {
        (policy, name, state)
        for (policy, of, name), state in standing.items()
        if of == kind and name not in mapped
    }
    assert len(counted) > 400
    assert {row for row in shown if row[1] not in mapped} == counted


def test_the_headline_is_the_length_of_its_list(demo_data: Path) -> None:
    listed = query(
        demo_data,
        "select status_code, count(*) from marts.fct_supervisees where is_in_force group by all",
    )
    counts = Counter({str(state): int(str(number)) for state, number in listed})
    headline = query(
        demo_data,
        """select open_count, in_date_count, overdue_count from marts.fct_monthly_measures
        where is_data_date and policy_id = 'in_force' and level_code = 'council'
            and obligation_type = 'staff_supervision'""",
    )
    in_date = counts["in_date"] + counts["due_soon"]
    assert headline == [(in_date + counts["overdue"], in_date, counts["overdue"])]


def test_the_measures_of_every_team_add_up_to_the_council(demo_data: Path) -> None:
    apart = query(
        demo_data,
        """with teams as (
            select as_at, policy_id, obligation_type, sum(open_count) as n, sum(overdue_count) as o,
                sum(met_on_time_count) as m, sum(missed_count) as x
            from marts.fct_monthly_measures
            where level_code = 'team' and case_type = 'all' group by all
        )
        select council.* from marts.fct_monthly_measures as council
        left join teams using (as_at, policy_id, obligation_type)
        where level_code = 'council' and case_type = 'all' and (
            n is distinct from open_count or o is distinct from overdue_count
            or m is distinct from met_on_time_count or x is distinct from missed_count)""",
    )
    assert not apart


def test_a_failed_programme_is_not_shown_as_confirmed_because_a_panel_confirmed_it(
    demo_data: Path, demo_inbox: Path
) -> None:
    failed = []
    for path in demo_inbox.glob("asye_programmes*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            failed += [
                row["Employee Number"]
                for row in csv.DictReader(file)
                if row["Recommendation"] == "Fail" and row["Panel Decision"] == "Confirmed"
            ]
    assert failed
    states = query(demo_data, "select worker_id, state_code from marts.fct_asye_programmes")
    assert {state for worker, state in states if worker in failed} == {"failed"}
