"""A list of today's posts, kept day after day: which of them are laid one on another."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any

import duckdb
import pytest
from rich.console import Console

from ingestion.mapping_file import MappingError
from ingestion.refresh import Received, Refresh, Report
from ingestion.settings import Settings
from ingestion.steps import Steps
from ingestion.weighing import state_of

from .conftest import TEAM, WORKER, Row, Written, many

MAPPING = """
feeds:
  hr_posts:
    - history: from_snapshots
"""
JULY, AUGUST, SEPTEMBER = date(2026, 7, 31), date(2026, 8, 31), date(2026, 9, 30)
UNSEEN = Steps(Console(quiet=True))
Build = Callable[[], tuple[Refresh, Received, Report]]
Ask = Callable[[str], list[tuple[Any, ...]]]


def post(worker: str, manager: str, **more: str) -> Row:
    return {
        "Employee Number": worker,
        "Team Code": "T1",
        "Line Manager Employee Number": manager,
        **more,
    }


@pytest.fixture
def build(inbox: Written, data: Path) -> Build:
    """Receive what is in the inbox and lay it out, as a refresh does before dbt begins."""
    data.mkdir()
    (data / "mapping.yml").write_text(MAPPING)
    inbox.put("hr_workers", many(WORKER, 3, "Employee Number"), SEPTEMBER)
    inbox.put("hr_teams", [TEAM], SEPTEMBER)

    def make() -> tuple[Refresh, Received, Report]:
        refresh = Refresh(inbox.folder, data, None, Settings(user="tester"))
        received = refresh.receive(UNSEEN)
        return refresh, received, refresh.build(refresh.weigh(received, UNSEEN), UNSEEN)

    return make


@pytest.fixture
def ask(data: Path) -> Ask:
    """Ask the tables that were laid out."""

    def rows(sql: str) -> list[tuple[Any, ...]]:
        (built,) = (data / "build").glob("*.duckdb")
        with duckdb.connect(built, read_only=True) as connection:
            return connection.execute(sql).fetchall()

    return rows


SEEN = """select _extracted_on, employee_number, line_manager_employee_number, _part
from raw.hr_posts_seen order by all"""


def test_without_a_start_a_post_stands_where_history_is_built(
    inbox: Written, build: Build, ask: Ask
) -> None:
    inbox.put("hr_posts", [post("1", "A"), post("2", "A")], SEPTEMBER)
    _, received, report = build()
    assert not [load for load in received.loads if load.outcome == "refused"]
    assert report.counts["hr_posts"].accepted == 2
    assert ask("select employee_number, post_start from raw.hr_posts") == [("1", None), ("2", None)]


def test_without_the_mapping_the_same_list_is_refused(
    inbox: Written, build: Build, data: Path
) -> None:
    (data / "mapping.yml").unlink()
    inbox.put("hr_posts", [post("1", "A")], SEPTEMBER)
    _, received, _ = build()
    assert [load.refused_for for load in received.refused] == ["SM-103"]


def test_every_day_that_was_landed_is_there_and_the_newest_alone_is_the_feed(
    inbox: Written, build: Build, ask: Ask
) -> None:
    inbox.put("hr_posts", [post("1", "A")], JULY)
    inbox.put("hr_posts", [post("1", "B")], SEPTEMBER)
    build()
    assert ask(SEEN) == [(JULY, "1", "A", "whole"), (SEPTEMBER, "1", "B", "whole")]
    assert ask("select line_manager_employee_number from raw.hr_posts") == [("B",)]


def test_what_was_landed_before_still_counts_when_it_is_no_longer_in_the_inbox(
    inbox: Written, build: Build, ask: Ask
) -> None:
    older = inbox.put("hr_posts", [post("1", "A")], JULY)
    build()
    older.unlink()
    inbox.put("hr_posts", [post("1", "B")], SEPTEMBER)
    build()
    assert [row[:3] for row in ask(SEEN)] == [(JULY, "1", "A"), (SEPTEMBER, "1", "B")]


def test_an_older_list_that_comes_late_slots_in_and_is_something_new(
    inbox: Written, build: Build, ask: Ask
) -> None:
    inbox.put("hr_posts", [post("1", "A")], JULY)
    inbox.put("hr_posts", [post("1", "C")], SEPTEMBER)
    refresh, received, report = build()
    before = state_of(refresh, report.snapshots, received)
    inbox.put("hr_posts", [post("1", "B")], AUGUST)
    refresh, received, report = build()
    assert [row[2] for row in ask(SEEN)] == ["A", "B", "C"]
    assert state_of(refresh, report.snapshots, received) != before
    told = report.problems.filter(report.problems["file_name"] == f"hr_posts_{AUGUST:%Y%m%d}.csv")
    assert told["code"].to_list() == ["SM-175"]


def test_of_two_lists_of_one_day_the_later_is_the_list_of_that_day(
    inbox: Written, build: Build, ask: Ask
) -> None:
    inbox.put("hr_posts", [post("1", "A")], JULY)
    build()
    inbox.put("hr_posts", [post("1", "B")], JULY)
    inbox.put("hr_posts", [post("1", "C")], SEPTEMBER)
    build()
    assert [row[2] for row in ask(SEEN)] == ["B", "C"]


def test_a_part_that_has_its_own_history_is_not_among_the_lists(
    inbox: Written, data: Path, build: Build, ask: Ask
) -> None:
    """Agency staff from a system that knows only today, beside HR, which knows everything."""
    told = MAPPING.replace("- history", "- part: agency\n      history")
    (data / "mapping.yml").write_text(told)
    inbox.put("hr_posts", [post("1", "A", **{"Post Start": "01/04/2020"})], SEPTEMBER)
    inbox.put("hr_posts", [post("9", "A")], JULY, part="agency")
    inbox.put("hr_posts", [post("9", "B")], SEPTEMBER, part="agency")
    build()
    assert ask(SEEN) == [(JULY, "9", "A", "agency"), (SEPTEMBER, "9", "B", "agency")]
    assert len(ask("select * from raw.hr_posts")) == 2


def test_where_every_list_has_its_own_history_nothing_is_laid_on_anything(
    inbox: Written, data: Path, build: Build, ask: Ask
) -> None:
    (data / "mapping.yml").unlink()
    for day in (JULY, SEPTEMBER):
        inbox.put("hr_posts", [post("1", "A", **{"Post Start": "01/04/2020"})], day)
    build()
    assert ask(SEEN) == []


def test_history_of_what_has_none_is_a_mistake_in_the_mapping(build: Build, data: Path) -> None:
    (data / "mapping.yml").write_text(MAPPING.replace("hr_posts", "hr_teams"))
    with pytest.raises(MappingError, match="only of lists of staff and of posts"):
        build()
