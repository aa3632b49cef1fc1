"""The landing area: what is landed stays landed, once, and the newest good snapshot is known."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import polars as pl
import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as hypothesis_settings
from hypothesis import strategies as st

from ingestion.feeds import Feed
from ingestion.inbox import look
from ingestion.landing import Landing
from ingestion.loading import load_file
from ingestion.reading.csv import CsvFile
from ingestion.settings import Settings

from .conftest import DAY, SESSION, TEAM, WORKER, Loaded, Written, many, text_of

Land = Callable[..., Loaded]
EARLIER, LATER = date(2026, 9, 30), date(2026, 11, 30)


def _newest(data: Path) -> dict[tuple[str, str], str]:
    return {place: load.load_id for place, load in Landing(data / "landing").newest().items()}


def test_the_manifest_says_who_loaded_what_when_and_how_many(land: Land, data: Path) -> None:
    load = land("hr_teams", [TEAM, {**TEAM, "Team Code": ""}, TEAM]).load
    assert (load.received, load.accepted, load.quarantined, load.duplicate) == (3, 1, 1, 1)
    assert load.landed_by == "tester"
    told = json.loads((data / "landing" / f"{load.load_id}.json").read_text())
    assert told["file_name"] == "hr_teams_20261031.csv"
    assert len(told["sha256"]) == 64


def test_rows_know_the_file_the_row_and_the_day_they_are_from(land: Land) -> None:
    rows = land("hr_teams", [TEAM]).rows
    assert rows.select("_source_file", "_source_row", "_extracted_on").rows() == [
        ("hr_teams_20261031.csv", 2, DAY)
    ]


def test_the_same_bytes_again_make_no_new_load(land: Land, data: Path) -> None:
    first = land("hr_teams", [TEAM]).load
    before = {path: path.stat().st_mtime_ns for path in (data / "landing").rglob("*.*")}
    assert land("hr_teams", [TEAM]).load == first
    assert before == {path: path.stat().st_mtime_ns for path in (data / "landing").rglob("*.*")}


def test_the_same_bytes_of_another_day_are_a_new_snapshot(land: Land, data: Path) -> None:
    land("hr_teams", [TEAM])
    later = land("hr_teams", [TEAM], day=LATER).load
    assert _newest(data) == {("hr_teams", "whole"): later.load_id}


def test_an_older_export_arriving_later_is_landed_and_never_replaces_a_newer(
    land: Land, data: Path
) -> None:
    newer = land("hr_teams", [TEAM], day=DAY).load
    older = land("hr_teams", many(TEAM, 3, "Team Code"), day=EARLIER).load
    assert older.outcome == "landed"
    assert _newest(data) == {("hr_teams", "whole"): newer.load_id}


def test_a_correction_of_the_same_day_takes_the_place_of_the_first(land: Land, data: Path) -> None:
    land("hr_teams", [TEAM])
    second = land("hr_teams", [TEAM, {**TEAM, "Team Code": "T2"}]).load
    assert _newest(data) == {("hr_teams", "whole"): second.load_id}


def test_a_correction_taken_back_is_taken_back(land: Land, data: Path) -> None:
    first = land("hr_teams", [TEAM]).load
    land("hr_teams", [TEAM, {**TEAM, "Team Code": "T2"}])
    land("hr_teams", [TEAM])
    assert _newest(data) == {("hr_teams", "whole"): first.load_id}


def test_a_file_that_is_refused_leaves_the_last_good_one_in_place(land: Land, data: Path) -> None:
    good = land("hr_teams", [TEAM]).load
    assert land("hr_teams", b"Team Name\nOne\n", day=LATER).load.outcome == "refused"
    assert _newest(data) == {("hr_teams", "whole"): good.load_id}


def test_each_part_of_a_feed_has_snapshots_of_its_own(land: Land, data: Path) -> None:
    whole = land("hr_workers", [WORKER], day=LATER).load
    agency = land("hr_workers", [{**WORKER, "Employee Number": "9"}], part="agency").load
    assert _newest(data) == {
        ("hr_workers", "whole"): whole.load_id,
        ("hr_workers", "agency"): agency.load_id,
    }


def test_a_clock_that_goes_back_does_not_bring_back_the_first_of_a_day(
    land: Land, data: Path
) -> None:
    first = land("hr_teams", [TEAM]).load
    second = land("hr_teams", [TEAM, {**TEAM, "Team Code": "T2"}]).load
    path = data / "landing" / f"{second.load_id}.json"
    told = json.loads(path.read_text()) | {"landed_at": "1999-01-01T00:00:00"}
    path.write_text(json.dumps(told))
    assert _newest(data) == {("hr_teams", "whole"): second.load_id}
    assert first.landed_at.year > 1999


def test_a_file_that_may_not_be_read_is_refused_and_tried_again(
    inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    path = inbox.put("hr_teams", [TEAM])
    [arrival] = look(inbox.folder, feeds).arrivals
    content = path.read_bytes()
    path.unlink()
    refused = load_file(arrival, feeds["hr_teams"], Landing(data / "landing"), settings)
    path.write_bytes(content)
    loaded = load_file(arrival, feeds["hr_teams"], Landing(data / "landing"), settings)
    assert (refused.refused_for, loaded.outcome) == ("SM-112", "landed")


def test_a_file_written_to_while_it_is_read_is_refused_and_tried_again(
    inbox: Written,
    data: Path,
    feeds: dict[str, Feed],
    settings: Settings,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    path = inbox.put("hr_teams", [TEAM])
    [arrival] = look(inbox.folder, feeds).arrivals

    class TouchedWhileRead(CsvFile):
        def blocks(self) -> Iterator[pl.DataFrame]:
            yield from super().blocks()
            os.utime(path, (1, 1))

    with monkeypatch.context() as patch:
        patch.setattr("ingestion.reading.opening.CsvFile", TouchedWhileRead)
        refused = load_file(arrival, feeds["hr_teams"], Landing(data / "landing"), settings)
    loaded = load_file(arrival, feeds["hr_teams"], Landing(data / "landing"), settings)
    assert (refused.refused_for, loaded.outcome) == ("SM-114", "landed")


@hypothesis_settings(
    max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture], deadline=None
)
@given(
    rows=st.lists(
        st.fixed_dictionaries(
            {
                "Session ID": st.sampled_from(["", "S-1", "S-2", "S-3"]),
                "Supervisee": st.sampled_from(["", "1", "2"]),
                "Status": st.sampled_from(["Held", "Cancelled", ""]),
                "Held Date": st.sampled_from(["01/04/2026", "2026-04-01", "x", ""]),
                "Duration Minutes": st.sampled_from(["", "60", "-1"]),
            }
        ),
        min_size=1,
        max_size=12,
    )
)
def test_no_row_is_ever_lost_between_the_file_and_the_load(
    land: Land, rows: list[dict[str, str]]
) -> None:
    load = land("sharepoint_sessions", text_of(rows)).load
    assert load.received == len([row for row in rows if any(row.values())])
    assert load.received == load.accepted + load.quarantined + load.duplicate


RECEIVE = """
import sys
from pathlib import Path
from ingestion.contract import read_contract
from ingestion.inbox import look
from ingestion.landing import Landing
from ingestion.loading import load_file
from ingestion.settings import Settings
feeds = read_contract()
landing = Landing(Path(sys.argv[2]) / "landing")
print("ready", flush=True)
for arrival in look(Path(sys.argv[1]), feeds).arrivals:
    load_file(arrival, feeds[arrival.feed], landing, Settings(user="tester"))
    print("landed", flush=True)
"""


@pytest.mark.skipif(os.name == "nt", reason="there is no kill -9")
def test_a_load_killed_at_any_moment_is_there_wholly_or_not_at_all(
    inbox: Written, data: Path, tmp_path: Path
) -> None:
    for number in range(6):
        inbox.put("sharepoint_sessions", many(SESSION, 3000, "Session ID"), part=f"site{number}")
    for milliseconds in (0, 30, 120):
        with subprocess.Popen(
            [sys.executable, "-c", RECEIVE, str(inbox.folder), str(data)],
            stdout=subprocess.PIPE,
            cwd=Path(__file__).resolve().parents[2],
        ) as process:
            assert process.stdout is not None
            process.stdout.readline()
            time.sleep(milliseconds / 1000)
            process.kill()
        landing = Landing(data / "landing")
        for load in landing.loads.values():
            assert landing.rows(load).height == load.accepted == 3000
            assert landing.problems(load).is_empty()
    finished = subprocess.run(
        [sys.executable, "-c", RECEIVE, str(inbox.folder), str(data)],
        cwd=Path(__file__).resolve().parents[2],
        check=True,
        capture_output=True,
    )
    assert finished.stdout.count(b"landed") == 6
    assert len(Landing(data / "landing").newest()) == 6
    assert not list((data / "landing").rglob("*.tmp"))
