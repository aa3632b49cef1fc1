"""The data date, and how old a feed may be."""

from collections.abc import Callable
from datetime import date

from ingestion.feeds import Feed
from ingestion.snapshots import take_snapshots

from .conftest import POST, RECORD, SESSION, TEAM, WORKER, Loaded

Land = Callable[..., Loaded]


def test_the_data_date_is_the_earliest_of_the_feeds_that_must_be_known(
    land: Land, feeds: dict[str, Feed]
) -> None:
    loads = [
        land("hr_workers", [WORKER], day=date(2026, 10, 31)).load,
        land("hr_posts", [POST], day=date(2026, 10, 30)).load,
        land("ics_case_supervisions", [RECORD], day=date(2026, 10, 28)).load,
        land("hr_teams", [TEAM], day=date(2026, 1, 1)).load,
    ]
    assert take_snapshots(feeds, loads).data_date() == date(2026, 10, 28)


def test_the_oldest_part_of_a_feed_holds_the_data_date_back(
    land: Land, feeds: dict[str, Feed]
) -> None:
    north = land("sharepoint_sessions", [SESSION], day=date(2026, 10, 31), part="north").load
    south = land("sharepoint_sessions", [SESSION], day=date(2026, 10, 20), part="south").load
    snapshots = take_snapshots(feeds, [north, south])
    assert snapshots.data_date() == date(2026, 10, 20)
    assert snapshots.extracted_on("sharepoint_sessions") == date(2026, 10, 20)


def test_a_feed_is_out_of_date_after_its_own_number_of_days(
    land: Land, feeds: dict[str, Feed]
) -> None:
    load = land("hr_workers", [WORKER], day=date(2026, 10, 1)).load
    snapshots = take_snapshots(feeds, [load])
    assert snapshots.stale_feeds(date(2026, 11, 5)) == []
    assert snapshots.stale_feeds(date(2026, 11, 6)) == ["hr_workers"]
    assert "1 October 2026" in snapshots.tell_dates(date(2026, 11, 6))["sentence"].item()


def test_a_file_dated_in_the_future_is_warned_of(land: Land, feeds: dict[str, Feed]) -> None:
    load = land("hr_workers", [WORKER], day=date(2026, 10, 31)).load
    snapshots = take_snapshots(feeds, [load])
    assert snapshots.tell_dates(date(2026, 10, 30)).is_empty()
    assert snapshots.tell_dates(date(2026, 10, 29))["code"].to_list() == ["SM-134"]


def test_a_feed_that_left_the_contract_is_passed_over(land: Land, feeds: dict[str, Feed]) -> None:
    load = land("hr_teams", [TEAM]).load
    fewer = {name: feed for name, feed in feeds.items() if name != "hr_teams"}
    assert take_snapshots(fewer, [load]).loads == ()
