"""The pipeline from an inbox to a published file, over a small dbt project of its own."""

import json
import shutil
from datetime import date, timedelta
from pathlib import Path

import duckdb
import pytest

from ingestion.contract import read_contract
from ingestion.settings import Settings
from ingestion.transforming import TransformFailedError

from .conftest import DAY, SESSION, TEAM, Written, many, write_council
from .small_council import NOW, Run, pointer


def test_what_is_published_is_what_the_pointer_names(published: Path) -> None:
    told = pointer(published)
    assert told["data_date"] == "2026-10-31"
    rows = {"dim_feeds": len(read_contract()), "dim_workers": 40, "fct_reported_measures": 1}
    assert told["row_counts"] == rows
    with duckdb.connect(published / "data" / "warehouse" / str(told["file"]), read_only=True) as it:
        assert it.execute("select count(*) from marts.dim_workers").fetchall() == [(40,)]


def test_nothing_of_the_build_is_left(published: Path) -> None:
    left = {path.name for path in (published / "data" / "build").rglob("*") if path.is_file()}
    assert left == {"partial_parse.msgpack"}


def test_nothing_is_written_beside_the_code(published: Path, small_project: Path) -> None:
    assert not (small_project / "target").exists()
    assert not (small_project / "logs").exists()


def test_the_first_load_fixes_the_day_from_which_records_count(published: Path) -> None:
    told = json.loads((published / "data" / "landing" / "records_from.json").read_text())
    assert told == {"sharepoint_sessions": "2026-10-01"}


def test_the_same_inbox_again_is_nothing_new(council: Path, run: Run) -> None:
    before = pointer(council)
    assert run().status == "nothing new"
    assert pointer(council) == before


def test_an_export_of_the_next_day_is_published_and_an_earlier_session_moves_no_day(
    council: Path, run: Run
) -> None:
    earlier = {**SESSION, "Session ID": "S-0", "Held Date": "01/01/2026"}
    rows = [*many(SESSION, 60, "Session ID"), earlier]
    Written(council / "inbox").put("sharepoint_sessions", rows, DAY + timedelta(days=1))
    report = run()
    assert report.status == "published"
    assert report.snapshots.data_date() == DAY
    told = json.loads((council / "data" / "landing" / "records_from.json").read_text())
    assert told == {"sharepoint_sessions": "2026-10-01"}
    assert len(list((council / "data" / "warehouse").glob("*.duckdb"))) == 2


def test_half_a_staff_list_is_not_published_and_the_next_run_says_the_same(
    council: Path, run: Run
) -> None:
    before = pointer(council)
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=20)
    for _ in range(2):
        report = run()
        assert report.status == "refused"
        stops = report.problems.filter(report.problems["outcome"] == "refresh stopped")
        assert stops.select("code", "file_name").rows() == [
            ("SM-302", "hr_posts_20261101.csv"),
            ("SM-302", "hr_workers_20261101.csv"),
        ]
        assert pointer(council) == before


def test_a_refused_file_is_something_new_and_is_said_to_be_refused(
    council: Path, weigh: Run
) -> None:
    Written(council / "inbox").put("hr_teams", b"Team Name\nOne\n", DAY + timedelta(days=1))
    for _ in range(2):
        report = weigh()
        assert report.status == "published"
        assert report.problems["code"].to_list() == ["SM-103"]
        [teams] = report.snapshots.of("hr_teams")
        assert teams.extracted_on == DAY


def test_a_warehouse_file_that_is_damaged_is_made_again(council: Path, weigh: Run) -> None:
    path = council / "data" / "warehouse" / str(pointer(council)["file"])
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert weigh().status == "published"


def test_a_lost_pointer_does_not_let_half_a_staff_list_by(council: Path, weigh: Run) -> None:
    (council / "data" / "warehouse" / "current.json").unlink()
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=20)
    assert weigh().status == "refused"


def test_a_feed_that_goes_out_of_date_is_published_anew_with_its_warning(weigh: Run) -> None:
    report = weigh(days_later=60)
    assert report.status == "published"
    assert set(report.problems["code"]) == {"SM-141"}


def test_a_file_dated_in_the_future_counts_only_while_it_is_in_the_inbox(
    council: Path, weigh: Run
) -> None:
    path = Written(council / "inbox").put("hr_teams", [TEAM], date(2190, 1, 1))
    report = weigh()
    assert (report.status, report.problems["code"].to_list()) == ("published", ["SM-134"])
    path.unlink()
    assert weigh().status == "nothing new"


def test_an_older_export_is_told_of_once(council: Path, weigh: Run) -> None:
    Written(council / "inbox").put("hr_teams", [TEAM], date(2026, 9, 30))
    first, second = weigh(), weigh()
    assert (first.status, first.problems["code"].to_list()) == ("nothing new", ["SM-135"])
    assert (second.status, second.problems["code"].to_list()) == ("nothing new", [])


def test_a_failing_model_publishes_nothing_and_what_dbt_said_is_kept(
    council: Path, run: Run, small_project: Path, tmp_path: Path
) -> None:
    broken = tmp_path / "broken"
    shutil.copytree(small_project, broken)
    (broken / "models" / "marts" / "dim_teams.sql").write_text("select no_such_column from nowhere")
    before = pointer(council)
    with pytest.raises(TransformFailedError):
        run(project=broken)
    assert pointer(council) == before
    build = council / "data" / "build"
    assert "dim_teams" in (build / "last-failure.log").read_text()
    assert not list(build.glob("refresh.duckdb*"))
    assert run().status == "nothing new"


def test_another_policy_is_another_publication(weigh: Run) -> None:
    assert weigh(policy="knowsley").status == "published"


def test_a_setting_of_records_from_is_another_publication(weigh: Run) -> None:
    told = Settings(user="tester", records_from={"sharepoint_sessions": date(2025, 4, 1)})
    assert weigh(settings=told).status == "published"


def _reported(place: Path) -> list[tuple[object, ...]]:
    file = place / "data" / "warehouse" / str(pointer(place)["file"])
    with duckdb.connect(file, read_only=True) as connection:
        return connection.execute(
            "select as_at, open_count, reported_on, published_at "
            "from marts.fct_reported_measures order by all"
        ).fetchall()


@pytest.mark.soak
def test_what_was_first_reported_of_a_month_end_is_never_changed_by_later_refreshes(
    council: Path, run: Run
) -> None:
    september = (date(2026, 9, 30), 40, DAY, NOW)
    assert _reported(council) == [september]
    kept = council / "data" / "landing" / "reported" / "2026-09-30.parquet"
    before = kept.read_bytes()
    # Later recording in the same month, then a month later: the first word stands.
    write_council(Written(council / "inbox"), DAY, staff=42)
    assert run().status == "published"
    assert _reported(council) == [september]
    write_council(Written(council / "inbox"), date(2026, 11, 20), staff=43)
    assert run().status == "published"
    assert _reported(council) == [september, (date(2026, 10, 31), 43, date(2026, 11, 20), NOW)]
    assert kept.read_bytes() == before


@pytest.mark.soak
def test_the_warehouse_built_again_from_what_is_kept_reports_the_same(
    council: Path, run: Run
) -> None:
    before = _reported(council)
    shutil.rmtree(council / "data" / "warehouse")
    assert run().status == "published"
    assert _reported(council) == before


def test_a_kept_report_that_cannot_be_read_stops_the_refresh_and_is_not_reported_anew(
    council: Path, run: Run
) -> None:
    (council / "data" / "landing" / "reported" / "2026-09-30.parquet").write_bytes(b"not parquet")
    write_council(Written(council / "inbox"), DAY, staff=41)
    with pytest.raises(OSError, match="cannot be read"):
        run()
    assert (
        council / "data" / "landing" / "reported" / "2026-09-30.parquet"
    ).read_bytes() == b"not parquet"


def test_a_refresh_that_is_refused_reports_nothing(council: Path, run: Run) -> None:
    write_council(Written(council / "inbox"), date(2026, 11, 20), staff=10)
    assert run().status == "refused"
    assert [path.name for path in (council / "data" / "landing" / "reported").iterdir()] == [
        "2026-09-30.parquet"
    ]
