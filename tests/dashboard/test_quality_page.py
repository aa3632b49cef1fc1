"""Data quality: rows that add up, what is wrong with its example, and no name where none may be."""

import csv
from pathlib import Path

import pytest

from dashboard.datasets.quality import (
    checks_counted,
    checks_listed,
    feeds_accounted,
    problems_counted,
    problems_listed,
)
from dashboard.scope import Scope
from dashboard.view_models.addresses import Links
from dashboard.view_models.quality import say_account, say_state
from dashboard.warehouse import Published, published
from ingestion.contract import read_contract
from tests.dashboard.demo_visits import demo_council, said_size, visit, words

__all__ = ["demo_council"]

ROOT = Path(__file__).resolve().parents[2]

EVERYBODY, COUNTS_ONLY = Scope(sees_everyone=True), Scope(sees_counts=True)


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


def test_received_is_used_and_held_back_and_copies(run: Published) -> None:
    for feed in feeds_accounted(run).to_dicts():
        parts = feed["rows_accepted"] + feed["rows_quarantined"] + feed["rows_duplicate"]
        assert feed["is_balanced"] == (parts == feed["rows_received"])


def test_a_feed_whose_rows_do_not_add_up_is_said_loudly(run: Published) -> None:
    feed = feeds_accounted(run).to_dicts()[0]
    broken = {**feed, "rows_accepted": feed["rows_accepted"] - 1, "is_balanced": False}
    assert "do not add up" in say_account(broken)
    assert "do not add up" in say_state([broken], Links())


def test_the_problems_by_code_are_the_problems_listed(run: Published) -> None:
    for row in problems_counted(run, EVERYBODY).to_dicts():
        listed = problems_listed(run, EVERYBODY, code=row["code"], outcome=row["outcome"])
        assert listed.height == row["problem_count"]


def test_the_findings_by_check_are_the_findings_listed(run: Published) -> None:
    for row in checks_counted(run).to_dicts():
        listed = checks_listed(run, EVERYBODY, check_code=row["check_code"])
        assert listed.height == row["finding_count"]
        assert listed["rows_count"].sum() == row["rows_count"]


def test_who_sees_counts_only_is_given_no_id_and_nothing_that_was_typed(run: Published) -> None:
    assert not problems_listed(run, COUNTS_ONLY)["typed_text"].drop_nulls().len()
    assert not problems_counted(run, COUNTS_ONLY)["example_text"].drop_nulls().len()
    about_people = checks_listed(run, COUNTS_ONLY).filter(
        checks_listed(run, COUNTS_ONLY)["subject_type"].is_in(["worker", "case", "session", "row"])
    )
    assert about_people.height and not about_people["subject_id"].drop_nulls().len()
    assert checks_listed(run, COUNTS_ONLY).height == checks_listed(run, EVERYBODY).height


def test_a_team_manager_is_given_the_ids_of_their_own_people_only(run: Published) -> None:
    every = checks_listed(run, EVERYBODY)
    known = every.filter(every["is_worker_known"])["subject_id"].to_list()
    mine = checks_listed(run, Scope(worker_ids=(known[0],)))
    shown = mine.filter(mine["subject_type"] == "worker")["subject_id"].drop_nulls()
    assert set(shown) == {known[0]}


def test_a_problem_shows_the_file_the_row_the_heading_and_what_to_do(demo_council: Path) -> None:
    at = visit("quality", check="SM-202", persona="director")
    first = at.table[0].value.iloc[0]
    assert "sharepoint" in first["Where"] and "row " in first["Where"]
    assert "Held Date is empty" in first["What happened"]
    assert first["What to do"]
    assert "Keeper of the supervision site" in first["Who acts"]


def test_the_page_says_how_many_rows_are_used_and_that_they_add_up(demo_council: Path) -> None:
    at = visit("quality", persona="director")
    assert "rows are used:" in words(at) and "adds up" in words(at)
    assert "do not add up" not in words(at)


def test_a_feeds_page_lists_all_that_is_wrong_with_it(demo_council: Path, run: Published) -> None:
    at = visit("quality", feed="sharepoint_sessions", persona="director")
    mine = next(
        row for row in feeds_accounted(run).to_dicts() if row["feed"] == "sharepoint_sessions"
    )
    assert len(at.table[1].value) == mine["problem_count"] > 0
    assert len(at.table[2].value) == mine["check_count"] > 0


def test_codes_nobody_recognises_are_named_as_they_were_typed(demo_council: Path) -> None:
    assert "CP Plan \\(interim\\)" in words(visit("quality", persona="director"))


def test_a_feed_or_list_that_there_is_not_is_refused_in_words(demo_council: Path) -> None:
    for asked in ({"feed": "nonsense"}, {"list": "nonsense"}):
        assert visit("quality", persona="director", **asked).info
    assert "or there is no such kind" in words(visit("quality", check="SM-999"))


def test_the_held_back_rows_are_listed_one_by_one(demo_council: Path, run: Published) -> None:
    at = visit("quality", list="held_back", persona="director")
    assert said_size(at) == feeds_accounted(run)["rows_quarantined"].sum() == len(at.table[0].value)


def test_a_problem_says_who_can_mend_it_and_what_it_does_to_the_figures(
    demo_council: Path,
) -> None:
    at = visit("quality", check="SM-202", persona="director")
    first = at.table[0].value.iloc[0]
    assert "Keeper of the supervision site" in first["Who acts"]
    assert "may show as overdue" in first["What became of it"]


def test_problems_by_code_count_the_sessions_and_people_they_concern(run: Published) -> None:
    counted = {row["code"]: row for row in problems_counted(run, EVERYBODY).to_dicts()}
    listed = problems_listed(run, EVERYBODY, code="SM-202")
    assert counted["SM-202"]["concerned"] == f"{listed.height} session" + (
        "s" if listed.height > 1 else ""
    )
    assert counted["SM-202"]["owners"] == ["Keeper of the supervision site"]


def test_every_feed_of_the_contract_has_somebody_who_can_mend_it() -> None:
    with (ROOT / "transform/seeds/vocabulary/feed_owners.csv").open(newline="") as seed:
        rows = {row["feed"]: row for row in csv.DictReader(seed)}
    assert set(rows) >= set(read_contract())
    assert all(all(row.values()) for row in rows.values())
