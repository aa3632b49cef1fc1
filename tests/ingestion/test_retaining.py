"""What has passed its time goes, with a dry run before; what a figure still needs stays."""

from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path

import pytest

from ingestion.acts import Acts
from ingestion.feeds import Feed
from ingestion.landing import Landing
from ingestion.problems import KeepingError
from ingestion.retaining import LEAST_MONTHS, Retention
from ingestion.settings import Settings

from .conftest import DAY, POST, SESSION, Loaded

Land = Callable[..., Loaded]
FIVE_YEARS = Settings(user="tester", retention_months={"sharepoint_sessions": 60, "hr_posts": 60})


def _session(number: int, held: str, supervisee: str = "001001") -> dict[str, str]:
    return {**SESSION, "Session ID": f"S-{number}", "Held Date": held, "Supervisee": supervisee}


ROWS = [
    _session(1, "01/10/2019"),
    _session(2, "01/10/2020"),
    _session(3, "31/10/2021"),
    _session(4, "01/10/2026"),
    # Nothing since: that it is so long ago is what the figures say of this person.
    _session(5, "01/03/2018", "001003"),
    _session(6, "01/06/2018", "001003"),
]
KEPT = ["S-3", "S-4", "S-6"]


def test_rows_past_their_time_are_dropped_at_the_door_and_counted(land: Land) -> None:
    loaded = land("sharepoint_sessions", ROWS, with_settings=FIVE_YEARS)
    assert loaded.rows["session_id"].to_list() == KEPT
    assert (loaded.load.received, loaded.load.accepted, loaded.load.expired) == (6, 3, 3)


def test_by_itself_nothing_has_a_time(land: Land) -> None:
    assert land("sharepoint_sessions", ROWS).load.expired == 0


def test_a_dry_run_says_exactly_what_then_goes(
    land: Land, data: Path, feeds: dict[str, Feed]
) -> None:
    load = land("sharepoint_sessions", ROWS).load
    landing = Landing(data / "landing")
    retention = Retention(feeds, FIVE_YEARS)
    said = [each for each, _ in retention.due(landing, {load.load_id}, DAY)]
    assert [each.words for each in said] == [
        "sharepoint_sessions_20261031.csv: rows past their time: 3 rows"
    ]
    assert landing.rows(load).height == 6
    acts = Acts(data / "landing")
    assert retention.apply(landing, acts, {load.load_id}, DAY, "Ada") == said
    (kept,) = Landing(data / "landing").loads.values()
    assert landing.rows(kept)["session_id"].to_list() == KEPT
    assert (kept.received, kept.accepted, kept.expired) == (6, 3, 3)
    assert [act.words for act in acts.of("retention")] == [said[0].words]
    assert not list(retention.due(landing, {kept.load_id}, DAY))


def test_a_superseded_file_past_its_time_leaves_its_manifest_alone(
    land: Land, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    old = land("hr_posts", [{**POST, "FTE": "lots"}], date(2021, 1, 31)).load
    now = land("hr_posts", [POST], DAY).load
    landing = Landing(data / "landing")
    Retention(feeds, FIVE_YEARS).apply(landing, Acts(data / "landing"), {now.load_id}, DAY, "Ada")
    assert not landing.rows_path(old).exists()
    assert not landing.problems_path(old).exists()
    told = Landing(data / "landing").loads[old.load_id]
    assert (told.outcome, told.accepted, told.expired, told.received) == ("expired", 0, 1, 1)
    # The same bytes sent again stay what they are.
    sent_again = land("hr_posts", [{**POST, "FTE": "lots"}], date(2021, 1, 31)).load
    assert sent_again.outcome == "expired"
    assert landing.newest()["hr_posts", "whole"].load_id == now.load_id


def test_what_is_open_is_never_past_its_time(land: Land) -> None:
    ended = {**POST, "Employee Number": "001002", "Post End": "01/04/2021"}
    loaded = land("hr_posts", [POST, ended], with_settings=FIVE_YEARS)
    assert loaded.rows["employee_number"].to_list() == ["001001"]


def test_the_last_file_of_a_feed_never_expires_whole(
    land: Land, data: Path, feeds: dict[str, Feed]
) -> None:
    load = land("hr_posts", [POST], date(2019, 1, 31)).load
    due = Retention(feeds, FIVE_YEARS).due(Landing(data / "landing"), {load.load_id}, DAY)
    assert not list(due)


@pytest.mark.parametrize(
    ("months", "code"),
    [({"sharepoint_sessions": LEAST_MONTHS - 1}, "SM-522"), ({"sessions": 60}, "SM-521")],
)
def test_a_time_that_the_figures_forbid_and_a_feed_that_is_none_are_refused(
    feeds: dict[str, Feed], months: dict[str, int], code: str
) -> None:
    with pytest.raises(KeepingError, match=code):
        Retention(feeds, Settings(user="tester", retention_months=months)).check()


def test_what_was_reported_of_a_row_goes_with_it(land: Land) -> None:
    rows = [{**ROWS[0], "Duration Minutes": "an hour"}, ROWS[1], ROWS[3]]
    loaded = land("sharepoint_sessions", rows, with_settings=FIVE_YEARS)
    assert loaded.told() == []
    assert loaded.load.expired == 2


def test_nothing_newer_than_the_data_is_counted_from_a_clock_that_runs_ahead(
    land: Land, data: Path, feeds: dict[str, Feed]
) -> None:
    load = land("sharepoint_sessions", ROWS[3:4]).load
    landing = Landing(data / "landing")
    late = DAY + timedelta(days=1)
    assert not list(Retention(feeds, FIVE_YEARS).due(landing, {load.load_id}, late))
