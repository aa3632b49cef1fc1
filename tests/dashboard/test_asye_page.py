"""ASYE: the cohort in words, and what went against somebody only to their own line."""

import csv
from pathlib import Path

import pytest

from dashboard.datasets.asye import nqsw_counts, nqsw_reviews, nqsws_listed
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, published
from tests.dashboard.demo_visits import demo_council, visit, words

__all__ = ["demo_council"]

EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()
SENSITIVE = ("not_confirmed", "failed", "withdrawn")
COUNTED = (
    "running", "at_risk", "no_assessor", "evidence_short", "awaiting_panel", "reviews_due",
    "reviews_overdue", "ended",
)  # fmt: skip


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


@pytest.fixture(scope="module")
def against(demo_inbox: Path) -> set[str]:
    """For whom a panel's No or a withdrawal is typed in the register."""
    (register,) = demo_inbox.glob("asye_programmes_2*.csv")
    with register.open(encoding="utf-8-sig", newline="") as stream:
        return {
            row["Employee Number"]
            for row in csv.DictReader(stream)
            if row["Panel Decision"] == "Not confirmed" or row["End Reason"] == "Withdrawn"
        }


@pytest.mark.parametrize("name", COUNTED)
@pytest.mark.parametrize("scope", [EVERYBODY, Scope(team_ids=("C101", "A118"))], ids=str)
def test_a_list_of_nqsws_is_as_long_as_its_number(name: str, scope: Scope, run: Published) -> None:
    counts = nqsw_counts(run, scope, EVERYWHERE).to_dicts()[0]
    listed = nqsws_listed(run, scope, EVERYWHERE, list_name=name)
    assert listed.height == counts[f"{name}_count"]


@pytest.mark.parametrize("state", SENSITIVE)
def test_what_went_against_somebody_cannot_be_asked_for_by_who_is_not_their_line(
    state: str, run: Published
) -> None:
    for scope in (EVERYBODY, Scope(team_ids=("C108", "C110")), Scope(sees_counts=True)):
        assert nqsws_listed(run, scope, EVERYWHERE, list_name=state).is_empty()
        assert state not in set(nqsws_listed(run, scope, EVERYWHERE)["state_code"])


def test_a_decision_against_somebody_reads_to_others_as_if_nothing_had_been_recommended(
    run: Published, against: set[str]
) -> None:
    everybody = nqsws_listed(run, EVERYBODY, EVERYWHERE).to_dicts()
    told = set()
    for row in everybody:
        mine = Scope(team_ids=(row["team_id"],), reader_id=row["supervisor_id"])
        seen = {own["worker_id"]: own for own in nqsws_listed(run, mine, EVERYWHERE).to_dicts()}
        if seen[row["worker_id"]]["state_code"] in SENSITIVE:
            told.add(row["worker_id"])
            # Never "past its end": a recommendation was made, so that would be untrue.
            running = "paused" if row["is_paused"] else "in_progress"
            assert row["state_code"] == (running if row["is_running"] else "ended")
            assert row["recommendation_for_the_line"] is None
            assert row["awaiting_panel_since"] is row["panel_expected_on"] is None
            assert row["panel_on"] is None
            assert row["recommended_on"] is None
    assert against and told >= against


def test_a_manager_of_another_line_reads_no_more_than_anybody(
    run: Published, against: set[str]
) -> None:
    for row in nqsws_listed(run, EVERYBODY, EVERYWHERE).to_dicts():
        if row["worker_id"] in against:
            stranger = Scope(team_ids=(row["team_id"],), reader_id="somebody else")
            seen = nqsws_listed(run, stranger, EVERYWHERE).to_dicts()
            assert not {other["state_code"] for other in seen} & set(SENSITIVE)


def test_not_confirmed_is_on_no_screen_of_the_director(demo_council: Path) -> None:
    for asked in ({}, {"list": "all"}, {"list": "not_confirmed"}, {"list": "ended"}):
        at = visit("asye", persona="director", **asked)
        cells = "\n".join(table.value.to_csv() for table in at.table)
        assert "Not confirmed" not in cells and "Withdrawn" not in cells, asked


def test_every_running_nqsw_has_a_review_for_each_milestone(run: Published) -> None:
    running = nqsws_listed(run, EVERYBODY, EVERYWHERE, list_name="running")
    reviews = nqsw_reviews(run, EVERYBODY, EVERYWHERE)
    assert set(reviews["worker_id"]) == set(running["worker_id"])
    assert set(reviews["milestone_months"]) == {3, 6, 9, 12}
    assert reviews.height == 4 * running.height


def test_the_review_counts_of_the_cohort_are_those_of_the_review_table(run: Published) -> None:
    reviews = nqsw_reviews(run, EVERYBODY, EVERYWHERE).to_dicts()
    for row in nqsws_listed(run, EVERYBODY, EVERYWHERE, list_name="running").to_dicts():
        mine = [review for review in reviews if review["worker_id"] == row["worker_id"]]
        overdue = sum(1 for review in mine if review["status_code"] == "overdue")
        assert row["milestones_overdue_count"] == overdue
        assert row["milestones_met_count"] == sum(1 for review in mine if review["met_on"])


def test_those_at_risk_come_first_and_the_page_says_why(demo_council: Path) -> None:
    at = visit("asye", persona="director")
    first = at.table[0].value["NQSW"].iloc[0]
    assert "At risk" in first
    assert "Without an assessor" in {metric.label for metric in at.metric}
    assert any("none ■" in cell for cell in at.table[0].value["Assessor"])


def test_the_page_says_the_phase_and_the_clause(demo_council: Path) -> None:
    cells = "\n".join(visit("asye", persona="director").table[0].value["Phase"])
    assert "Weekly, first 6 weeks" in cells
    assert "Fortnightly, from 6 weeks to 6 months" in cells
    assert "Monthly, from 6 months" in cells
    assert "St Helens section 3" in cells


def test_a_member_who_sees_counts_reads_how_many_and_nobody_by_name(
    demo_council: Path, run: Published
) -> None:
    at = visit("asye", persona="task_and_finish", list="at_risk")
    names = set(nqsws_listed(run, EVERYBODY, EVERYWHERE)["worker_name"])
    running = nqsw_counts(run, EVERYBODY, EVERYWHERE)["running_count"][0]
    assert at.metric[0].value == str(running)
    assert not at.table
    assert not any(name in words(at) for name in names)
