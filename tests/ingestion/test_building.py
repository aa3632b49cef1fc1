"""The raw tables dbt reads: one for every feed, whatever was supplied."""

from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import pytest

from ingestion import problems
from ingestion.acts import Acts
from ingestion.building import LINEAGE, RawWriter
from ingestion.contract import read_load_tables
from ingestion.feeds import Feed
from ingestion.landing import Landing, Load
from ingestion.load_report import LoadReport, Run
from ingestion.settings import Settings
from ingestion.snapshots import take_snapshots

from .conftest import INVOLVEMENT, SESSION, TEAM, WORKER, Loaded, many

Land = Callable[..., Loaded]
Ask = Callable[[str], list[tuple[Any, ...]]]


@pytest.fixture
def build(
    data: Path, tmp_path: Path, feeds: dict[str, Feed], settings: Settings
) -> Callable[..., Ask]:
    """Build the raw tables of some loads and give a way to ask them."""

    def make(*loads: Load) -> Ask:
        landing = Landing(data / "landing")
        snapshots = take_snapshots(feeds, loads)
        run = Run(
            datetime(2026, 11, 1), None, "abc", {"asye_reviews": (date(2025, 4, 1), "setting")}
        )
        path = tmp_path / "build.duckdb"
        with RawWriter(path, settings) as writer:
            counts = {
                feed.name: writer.write_feed(feed, snapshots.of(feed.name), landing)
                for feed in feeds.values()
            }
            told = problems.none().with_columns(pl.lit(None, dtype=pl.String).alias("load_id"))
            report = LoadReport(run, snapshots, counts, landing, told, Acts(data / "landing"))
            report.write(writer, read_load_tables())
        return lambda sql: duckdb.connect(path, read_only=True).execute(sql).fetchall()

    return make


def test_a_feed_that_is_not_supplied_is_an_empty_table_of_the_right_shape(
    build: Callable[..., Ask], feeds: dict[str, Feed]
) -> None:
    ask = build()
    told = ask(
        "select table_name, column_name, lower(data_type) from information_schema.columns "
        "where table_schema = 'raw' and table_name not like 'load%' "
        "and table_name not in ('records_from', 'blank_columns', 'reported_measures', 'id_kinds')"
    )
    expected = {
        (feed.name, name, kind)
        for feed in feeds.values()
        for name, kind in [*((c.name, c.data_type) for c in feed.columns), *LINEAGE.items()]
    }
    assert set(told) == expected
    assert ask("select count(*) from raw.hr_workers") == [(0,)]
    assert ask("select distinct is_supplied from raw.load_feeds") == [(False,)]


def test_rows_come_as_they_were_landed(build: Callable[..., Ask], land: Land) -> None:
    ask = build(land("ics_involvements", [INVOLVEMENT]).load)
    assert ask(
        "select person_id, start_date, turns_18_on, team_code, _source_file, _source_row, "
        "_extracted_on from raw.ics_involvements"
    ) == [
        (
            *("10001", date(2026, 6, 1), date(2026, 2, 28), None),
            *("ics_involvements_20261031.csv", 2, date(2026, 10, 31)),
        )
    ]


def test_a_row_in_two_parts_is_one_and_counted(build: Callable[..., Ask], land: Land) -> None:
    north = land("hr_workers", [WORKER], part="north").load
    south = land("hr_workers", [WORKER, {**WORKER, "Employee Number": "2"}], part="south").load
    ask = build(north, south)
    assert ask("select employee_number from raw.hr_workers order by 1") == [("001001",), ("2",)]
    assert ask(
        "select rows_received, rows_accepted, rows_quarantined, rows_duplicate "
        "from raw.load_feeds where feed = 'hr_workers'"
    ) == [(3, 2, 0, 1)]
    assert ask("select code from raw.load_problems") == [("SM-221",)]


def test_evidence_in_two_parts_that_contradicts_is_held_back_from_both(
    build: Callable[..., Ask], land: Land
) -> None:
    north = land("sharepoint_sessions", [SESSION, {**SESSION, "Session ID": "S-2"}], part="n").load
    south = land("sharepoint_sessions", [{**SESSION, "Duration Minutes": "90"}], part="s").load
    ask = build(north, south)
    assert ask("select session_id from raw.sharepoint_sessions") == [("S-2",)]
    assert ask("select code, file_name, source_row from raw.load_problems order by 2") == [
        ("SM-222", "sharepoint_sessions-n_20261031.csv", 2),
        ("SM-222", "sharepoint_sessions-s_20261031.csv", 2),
    ]
    assert ask(
        "select rows_received, rows_accepted, rows_quarantined from raw.load_feeds "
        "where feed = 'sharepoint_sessions'"
    ) == [(3, 1, 2)]


def test_every_load_is_listed_and_the_current_ones_marked(
    build: Callable[..., Ask], land: Land
) -> None:
    old = land("hr_teams", [TEAM], day=date(2026, 9, 30)).load
    new = land("hr_teams", [TEAM]).load
    refused = land("hr_teams", b"Team Name\nOne\n", day=date(2026, 11, 1)).load
    ask = build(new)
    assert set(ask("select load_id, is_current, outcome from raw.load_files")) == {
        (old.load_id, False, "landed"),
        (new.load_id, True, "landed"),
        (refused.load_id, False, "refused"),
    }


def test_columns_with_no_value_in_any_row_that_stands_are_listed(
    build: Callable[..., Ask], land: Land
) -> None:
    bad = {**SESSION, "Session ID": "S-2", "Status": "", "Booked On": "01/01/2026"}
    ask = build(land("sharepoint_sessions", [*many(SESSION, 20, "Session ID"), bad]).load)
    blank = {name for _, name in ask("select feed, column_name from raw.blank_columns")}
    assert "booked_on" in blank
    assert "rearranged_to" in blank
    assert "held_date" not in blank
    assert ask("select distinct feed from raw.blank_columns") == [("sharepoint_sessions",)]


def test_a_type_of_absence_that_is_never_given_is_a_blank_column(
    build: Callable[..., Ask], land: Land
) -> None:
    ask = build(land("hr_absences", [{"Employee Number": "1", "First Day": "01/04/2026"}]).load)
    assert ("hr_absences", "breaks_supervision") in ask("select * from raw.blank_columns")


def test_the_run_says_when_and_from_what_day(build: Callable[..., Ask], land: Land) -> None:
    ask = build(land("hr_workers", [WORKER]).load)
    assert ask("select * from raw.load_run") == [
        (date(2026, 10, 31), datetime(2026, 11, 1), None, "abc")
    ]
    assert ask("select * from raw.records_from") == [("asye_reviews", date(2025, 4, 1), "setting")]
