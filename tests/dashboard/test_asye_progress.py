"""ASYE progress on the screens: panels, evidence and gaps, and what only somebody's own line reads."""

import csv
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from dashboard.datasets.asye import (
    nqsw_panel,
    nqsws_listed,
    person_milestones,
    person_programmes,
)
from dashboard.scope import Place, Scope
from dashboard.settings import settings
from dashboard.warehouse import Published, published
from tests.dashboard.demo_visits import demo_council, visit, words
from tests.dashboard.small_council import DATA_DATE, council, days_ago, publish

__all__ = ["demo_council"]

EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()
LINE = Scope(team_ids=("A",), reader_id="m1")
THEMSELVES = Scope(worker_ids=("w3",), reader_id="w3")
OTHERS = (EVERYBODY, Scope(team_ids=("A",)), Scope(team_ids=("A",), reader_id="m3"))


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


def small(folder: Path, **programme: Any) -> Path:
    """The small council with its one programme standing as the test says."""
    tables = council()
    tables["fct_asye_programmes"] = [{**tables["fct_asye_programmes"][0], **programme}]
    return publish(folder, tables)


@pytest.fixture
def screens(monkeypatch: pytest.MonkeyPatch) -> Iterator[pytest.MonkeyPatch]:
    """Settings for a demonstration, forgotten afterwards."""
    monkeypatch.setenv("SUPERVISION_DEMO", "1")
    settings.cache_clear()
    yield monkeypatch
    settings.cache_clear()


FAIL_AWAITED = {
    "state_code": "awaiting_panel",
    "recommended_on": days_ago(9),
    "awaiting_panel_since": days_ago(9),
    "sensitive_recommendation_code": "fail",
    "panel_basis_code": "due",
    "panel_expected_on": date(2026, 12, 11),
}
FAILED = {
    "state_code": "failed",
    "is_running": False,
    "ended_on": days_ago(3),
    "recommended_on": days_ago(9),
    "sensitive_recommendation_code": "fail",
    "panel_on": days_ago(3),
    "sensitive_panel_decision_code": "confirmed",
}


@pytest.mark.parametrize("programme", [FAIL_AWAITED, FAILED], ids=["awaited", "confirmed"])
def test_a_fail_recommendation_is_for_the_nqsw_and_their_own_line(
    programme: dict[str, Any], tmp_path: Path
) -> None:
    run = published(small(tmp_path, **programme))
    for scope in OTHERS:
        (told,) = person_programmes(run, scope, "w3").to_dicts()
        (listed,) = nqsws_listed(run, scope, EVERYWHERE).to_dicts()
        for row in (told, listed):
            assert "fail" not in {row.get("recommendation_for_the_line"), row["state_code"]}
            assert row["state_code"] == ("awaiting_panel" if programme is FAIL_AWAITED else "ended")
        assert told["decision_for_the_line"] is told["panel_on"] is told["recommended_on"] is None
    for scope in (LINE, THEMSELVES):
        (told,) = person_programmes(run, scope, "w3").to_dicts()
        assert told["recommendation_for_the_line"] == "fail"
        assert told["state_code"] == programme["state_code"]


def test_a_fail_awaiting_its_panel_reads_as_any_other_on_every_screen_of_the_director(
    tmp_path: Path, screens: pytest.MonkeyPatch
) -> None:
    screens.setenv("SUPERVISION_DATA", str(small(tmp_path, **FAIL_AWAITED)))
    for page, asked in (
        ("asye", {}),
        ("asye", {"list": "all"}),
        ("asye", {"panel": "2026-12"}),
        ("person", {"worker": "w3"}),
        ("team", {"team": "A"}),
    ):
        told = words(visit(page, persona="director", **asked))
        assert "Fail" not in told, (page, asked)
        assert "Concerns" not in told, (page, asked)
    assert "Awaiting panel" in words(visit("asye", persona="director", list="all"))


def test_what_a_review_found_is_for_the_nqsw_and_their_own_line(tmp_path: Path) -> None:
    run = published(small(tmp_path))
    for scope in OTHERS:
        (row,) = person_milestones(run, scope, "w3").to_dicts()
        assert "concerns" not in row.values()
    for scope in (LINE, THEMSELVES):
        (row,) = person_milestones(run, scope, "w3").to_dicts()
        assert row["outcome_for_the_line"] == "concerns"


def test_a_line_manager_reads_what_was_found_and_recommended_on_the_persons_page(
    tmp_path: Path, screens: pytest.MonkeyPatch
) -> None:
    screens.setenv("SUPERVISION_DATA", str(small(tmp_path, **FAIL_AWAITED)))
    told = words(visit("person", **{"persona": "team_manager", "as": "m1", "worker": "w3"}))
    assert "Recommended on 11 November 2026: Fail." in told
    assert "Concerns" in told


def test_a_persons_page_says_phases_reviews_evidence_and_days_without_an_assessor(
    tmp_path: Path, screens: pytest.MonkeyPatch
) -> None:
    screens.setenv("SUPERVISION_DATA", str(small(tmp_path)))
    at = visit("person", persona="director", worker="w3")
    tables = {tuple(table.value.columns): table.value for table in at.table}
    (phase,) = tables["Policy", "Phase", "Sessions held", "Expected", "Missed"].to_dict("records")
    assert (phase["Sessions held"], phase["Expected"], phase["Missed"]) == ("5", "6", "1")
    (review,) = tables["Review", "Due", "Status", "Held"].to_dict("records")
    assert "3 days late" in review["Status"]
    (kind,) = tables["Kind", "Held", "Short by now", "Asked for"].to_dict("records")
    assert (kind["Held"], kind["Short by now"]) == ("0", "▲ 1")
    (gap,) = tables["Role", "Who", "From", "To", "Handover"].to_dict("records")
    assert "nobody ■" in gap["Who"] and "21 days" in gap["Who"] and gap["To"] == "goes on"


def test_the_board_says_what_the_phase_expects_what_is_short_and_since_when_nobody_assesses(
    tmp_path: Path, screens: pytest.MonkeyPatch
) -> None:
    screens.setenv("SUPERVISION_DATA", str(small(tmp_path)))
    (row,) = visit("asye", persona="director").table[0].value.to_dict("records")
    assert "This phase: 1 held of 2 expected, ▲ 1 not in time" in row["Supervision"]
    assert "▲ 1 short of 4" in row["Reviews"]
    assert "none ■" in row["Assessor"] and "since 31\xa0October 2026" in row["Assessor"]
    assert "Ends 21\xa0September 2027" in row["Phase"]


def test_without_the_export_of_evidence_nobody_is_short_and_nobody_is_complete(
    tmp_path: Path, screens: pytest.MonkeyPatch
) -> None:
    tables = council()
    tables["dim_feeds"].append(
        {
            "feed": "asye_evidence",
            "title": "ASYE evidence",
            "role": "evidence",
            "is_supplied": False,
        }
    )
    unsaid = dict.fromkeys(
        ("evidence_required_count", "evidence_held_count", "evidence_short_count")
    )
    tables["fct_asye_programmes"] = [{**tables["fct_asye_programmes"][0], **unsaid, **FAIL_AWAITED}]
    tables["fct_asye_evidence"] = [
        {**row, "is_measured": False, "held_count": None, "short_count": None}
        for row in tables["fct_asye_evidence"]
    ]
    screens.setenv("SUPERVISION_DATA", str(publish(tmp_path, tables)))
    told = words(visit("asye", persona="director"))
    assert "Not measured. The feed asye\\_evidence was not supplied." in told
    assert "Nobody is short" not in told
    (row,) = visit("asye", persona="director", panel="2026-12").table[0].value.to_dict("records")
    assert row["Evidence to come"] == "not measured"
    person = visit("person", persona="director", worker="w3")
    (kind,) = next(t.value for t in person.table if "Kind" in t.value).to_dict("records")
    assert kind["Held"] == kind["Short by now"] == "not measured"


def test_the_panel_list_of_a_month_holds_whoever_waits_by_then_and_nobody_decided(
    run: Published, demo_inbox: Path
) -> None:
    (register,) = demo_inbox.glob("asye_programmes_2*.csv")
    with register.open(encoding="utf-8-sig", newline="") as stream:
        rows = list(csv.DictReader(stream))
    waiting = {
        row["Employee Number"]
        for row in rows
        if row["Recommended On"] and not row["Panel Decision"] and not row["Ended On"]
    }
    decided = {row["Employee Number"] for row in rows if row["Panel Decision"]}
    seen = set()
    for month in ("2026-11", "2026-12", "2027-01"):
        listed = nqsw_panel(run, EVERYBODY, EVERYWHERE, month).to_dicts()
        seen |= {row["worker_id"] for row in listed}
        for row in listed:
            is_in_month = f"{row['panel_expected_on']:%Y-%m}" == month
            assert is_in_month or (row["is_carried_over"] and row["panel_expected_on"] < DATA_DATE)
    assert waiting and waiting <= seen
    assert not seen & decided


def test_the_panel_page_is_as_long_as_it_says_and_refuses_a_month_it_does_not_offer(
    demo_council: Path, run: Published
) -> None:
    listed = nqsw_panel(run, EVERYBODY, EVERYWHERE, "2026-12")
    at = visit("asye", persona="director", panel="2026-12")
    assert at.title[0].value.startswith(f"Panel list for December 2026: {listed.height} program")
    assert len(at.table[0].value) == listed.height
    odd = visit("asye", persona="director", panel="1066-10")
    assert "a month that is not offered" in words(odd)
    assert odd.title[0].value.startswith("Panel list for December 2026")


def test_who_sees_counts_only_reads_no_panel_list(demo_council: Path) -> None:
    at = visit("asye", persona="task_and_finish", panel="2026-12")
    assert at.title[0].value == "ASYE" and not at.table
