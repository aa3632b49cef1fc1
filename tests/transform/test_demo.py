"""What the demo council's screens count, against a count from its CSV files that shares no SQL."""

from __future__ import annotations

import csv
import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest

from ingestion.demo import write_council
from tests.oracle.ledger import Obligation, expect, status

from .warehouse import query

DATA_DATE = date(2026, 11, 20)
#: Which obligations are overdue on account of what was planted, by rule.
OVERDUE = {
    "sth_agreement": ("agreement_one_signature", "agreement_missing", "agreement_manager_changed"),
    "kno_training_supervisee": ("training_lapsed", "training_never"),
    "kno_training_supervisor": ("training_of_manager_lapsed",),
    "kno_review": ("review_of_performance_missed",),
    "sth_audit": ("audit_action_overdue", "action_done_in_words"),
    "sfc_panel": ("asye_panel_overdue",),
}
#: Which findings there are on account of what was planted: (what is told of, codes).
FOUND = {
    "agreement_review": ("worker_id", ("agreement_review_passed",)),
    "owner_left": ("subject_id", ("audit_owner_left",)),
    "no_cancellation_reason": ("worker_id", ("cancelled_without_reason",)),
    "stale_planned": ("worker_id", ("planned_date_passed",)),
    "handover_not_noted": ("worker_id", ("asye_handover_not_noted",)),
    "no_support_plan": ("worker_id", ("asye_concerns_without_plan",)),
    "no_reflective_supervisor": ("worker_id", ("asye_shared_without_reflection",)),
    "asye_past_end": ("worker_id", ("asye_past_end",)),
    "evidence_quality": ("worker_id", ("asye_not_confirmed", "asye_failed")),
}
STILL_OPEN = ("overdue", "due_soon", "in_date")
#: Checks of the accepted rows and what was planted for them.
TOLD = {
    ("DQ16", "sharepoint_agreements"): "agreement_with_stranger",
    ("DQ16", "sharepoint_training"): "training_of_stranger",
    ("DQ18", "audit_actions"): "action_of_unknown_audit",
}
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
def plain_ledger(demo_inbox: Path) -> list[Obligation]:
    """The ledger worked out from the files without any SQL."""
    return list(expect(demo_inbox))


@pytest.mark.parametrize("day", [DATA_DATE, date(2026, 8, 31), date(2025, 6, 30)], ids=str)
@pytest.mark.parametrize(
    ("table", "subject", "kind"),
    [
        ("fct_supervisees", "worker_id", "staff_supervision"),
        ("fct_cases", "case_id", "case_supervision"),
    ],
)
def test_every_list_holds_whom_a_plain_count_from_the_files_holds(
    demo_data: Path,
    plain_ledger: list[Obligation],
    mapped: set[str],
    table: str,
    subject: str,
    kind: str,
    day: date,
) -> None:
    listed = query(
        demo_data,
        f"select policy_id, {subject}, status_code from marts.{table} where as_at = '{day}'",
    )
    # On a day before the data date everybody is listed under the policy they were held to, and the floor.
    asked = {(policy, name) for policy, name, _ in listed}
    counted = {
        (row.policy_id, row.subject_id, status(row, day))
        for row in plain_ledger
        if row.obligation_type == kind
        and row.subject_id not in mapped
        and (day == DATA_DATE or (row.policy_id, row.subject_id) in asked)
        and status(row, day) in STILL_OPEN
    }
    assert len(counted) > 200
    assert {row for row in listed if row[1] not in mapped and row[2] in STILL_OPEN} == counted


def test_the_headline_is_the_length_of_its_list(demo_data: Path) -> None:
    listed = query(
        demo_data,
        "select status_code, count(*) from marts.fct_supervisees "
        f"where is_in_force and as_at = '{DATA_DATE}' group by all",
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


@pytest.fixture(scope="module")
def planted(tmp_path_factory: pytest.TempPathFactory) -> dict[str, set[str]]:
    """Whom or what each planted problem concerns, as the demo tells it when it writes the files."""
    told: dict[str, set[str]] = {}
    for problem in write_council(tmp_path_factory.mktemp("told")).problems:
        told.setdefault(problem.code, set()).update(problem.concerns)
    return told


@pytest.mark.parametrize(("rule", "codes"), OVERDUE.items(), ids=OVERDUE.keys())
def test_overdue_is_whoever_was_planted_to_be_and_nobody_else(
    demo_data: Path, planted: dict[str, set[str]], rule: str, codes: tuple[str, ...]
) -> None:
    overdue = query(
        demo_data,
        f"""select distinct subject_id from marts.fct_obligations cross join marts.dim_run
        where rule_id = '{rule}' and closed_on is null and due_on < data_date""",
    )
    expected = set[str]().union(*(planted[code] for code in codes))
    assert expected
    assert {subject for (subject,) in overdue} == expected


@pytest.mark.parametrize(("finding", "told_of"), FOUND.items(), ids=FOUND.keys())
def test_found_is_whoever_was_planted_and_nobody_else(
    demo_data: Path,
    planted: dict[str, set[str]],
    finding: str,
    told_of: tuple[str, tuple[str, ...]],
) -> None:
    column, codes = told_of
    found = query(
        demo_data,
        f"select distinct {column} from marts.fct_findings where finding_type = '{finding}'",
    )
    assert {subject for (subject,) in found} == set[str]().union(*(planted[code] for code in codes))


def test_checks_of_the_newer_exports_tell_the_planted_rows_and_no_others(
    demo_data: Path, planted: dict[str, set[str]]
) -> None:
    rows = query(
        demo_data,
        """select check_code, feed, subject_id from marts.fct_data_quality
        where check_code >= 'DQ16'""",
    )
    assert {row[:2] for row in rows} == set(TOLD)
    for code, feed, subject in rows:
        assert subject in planted[TOLD[str(code), str(feed)]]


def test_every_row_of_every_feed_is_used_or_held_back_or_a_copy(
    demo_data: Path, demo_inbox: Path
) -> None:
    written: Counter[str] = Counter()
    for path in demo_inbox.glob("*.csv"):
        with path.open(encoding="utf-8", newline="") as file:
            written[path.name.rsplit("_", 1)[0].split("-")[0]] += len(list(csv.DictReader(file)))
    accounts = query(
        demo_data,
        """select feed, rows_received, rows_accepted + rows_quarantined + rows_duplicate
        from marts.dim_feeds where is_supplied""",
    )
    assert {feed: (received, kept) for feed, received, kept in accounts} == {
        feed: (count, count) for feed, count in written.items()
    }


def test_a_small_group_of_the_survey_is_never_shown(
    demo_data: Path, planted: dict[str, set[str]]
) -> None:
    hidden = query(
        demo_data,
        """select survey_year || ' ' || service_name || ' / ' || respondent_group,
            bool_and(is_suppressed), count(answers_count)
        from marts.fct_survey where level_code = 'group' group by all""",
    )
    shown = {str(group) for group, is_hidden, counts in hidden if not is_hidden or counts}
    assert len(shown) > 5
    assert planted["survey_small_group"] <= {str(group) for group, *_ in hidden}
    assert not shown & planted["survey_small_group"]


def test_second_auditors_differ_where_they_were_planted_to(
    demo_data: Path, planted: dict[str, set[str]]
) -> None:
    again = query(
        demo_data,
        """select again.audit_id, again.grade_code <> first.grade_code
        from marts.fct_audits as again
        inner join marts.fct_audits as first on first.audit_id = again.moderation_of""",
    )
    assert {audit for audit, _ in again} == planted["audit_moderated"]
    differing = {audit for audit, differs in again if differs}
    assert differing == planted["audit_moderated_otherwise"]
