"""The pipeline from an inbox to a published file, over a small dbt project of its own."""

import json
import shutil
from collections.abc import Callable
from datetime import date, datetime, timedelta
from pathlib import Path

import duckdb
import pytest
from rich.console import Console

from ingestion.contract import TRANSFORM, read_contract
from ingestion.refresh import Refresh, Report
from ingestion.settings import Settings
from ingestion.steps import Steps
from ingestion.transforming import TransformFailedError

from .conftest import DAY, POST, SESSION, TEAM, WORKER, Written, many

DBT_PROJECT = """
name: small
version: "1.0"
profile: supervision_monitor
models: {small: {marts: {+schema: marts, +materialized: table}}}
seeds: {small: {+schema: seeds}}
"""
DIM_FEEDS = """
select
    feeds.feed,
    feeds.is_supplied,
    coalesce(fixed.records_from, sessions.first_held) as records_from
from {{ source('load', 'load_feeds') }} as feeds
left join {{ source('load', 'records_from') }} as fixed using (feed)
left join (
    select 'sharepoint_sessions' as feed, min(held_date) as first_held
    from {{ source('sharepoint', 'sharepoint_sessions') }}
) as sessions using (feed)
"""
REPORTED = """
select * from {{ source('load', 'reported_measures') }}
union all
select
    date_trunc('month', run.data_date)::date - 1 as as_at, 'council' as level_code, '' as place_id,
    'staff_supervision' as obligation_type, (select count(*) from {{ source('hr', 'hr_workers') }})::integer as open_count,
    0 as in_date_count, 0 as overdue_count, run.data_date as reported_on, run.built_at as published_at
from {{ source('load', 'load_run') }} as run
where date_trunc('month', run.data_date)::date - 1 not in (
    select as_at from {{ source('load', 'reported_measures') }}
)
"""
DIM_WORKERS = "select employee_number as worker_id from {{ source('hr', 'hr_workers') }}"

NOW = datetime(2026, 11, 5, 7)

Run = Callable[..., Report]


def _write_project(project: Path) -> None:
    """A dbt project with the real contract and two marts, which builds in a few seconds."""
    for path in (TRANSFORM / "models").rglob("_*__sources.yml"):
        copy = project / path.relative_to(TRANSFORM)
        copy.parent.mkdir(parents=True)
        shutil.copy(path, copy)
    for folder in ("seeds/policy", "seeds/mappings"):
        for path in (TRANSFORM / folder).glob("*.csv"):
            (project / folder).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, project / folder)
    shutil.copy(TRANSFORM / "profiles.yml", project)
    (project / "macros").mkdir()
    shutil.copy(TRANSFORM / "macros" / "generate_schema_name.sql", project / "macros")
    (project / "dbt_project.yml").write_text(DBT_PROJECT)
    (project / "models" / "marts").mkdir()
    (project / "models" / "marts" / "dim_feeds.sql").write_text(DIM_FEEDS)
    (project / "models" / "marts" / "dim_workers.sql").write_text(DIM_WORKERS)
    (project / "models" / "marts" / "fct_reported_measures.sql").write_text(REPORTED)


def _refresh(inbox: Path, data: Path, project: Path, **told: object) -> Refresh:
    settings = told.pop("settings", None) or Settings(user="tester")
    policy = told.pop("policy", None)
    assert isinstance(settings, Settings)
    job = Refresh(inbox, data, str(policy) if policy else None, settings, project)
    job.now = NOW
    return job


def _steps() -> Steps:
    return Steps(Console(quiet=True))


def _write_council(inbox: Written, day: date = DAY, staff: int = 40) -> None:
    inbox.put("hr_workers", many(WORKER, staff, "Employee Number"), day)
    inbox.put("hr_posts", many(POST, staff, "Employee Number"), day)
    inbox.put("hr_teams", [TEAM], day)
    inbox.put("sharepoint_sessions", many(SESSION, 60, "Session ID"), day)


@pytest.fixture(scope="session")
def published(make_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A folder with a dbt project, an inbox and the data folder it was published into."""

    def write(place: Path) -> None:
        _write_project(place / "transform")
        (place / "inbox").mkdir()
        _write_council(Written(place / "inbox"))
        with _steps() as steps:
            job = _refresh(place / "inbox", place / "data", place / "transform")
            assert job.run(steps).status == "published"

    return make_once("small-council", write)


@pytest.fixture
def small_project(published: Path) -> Path:
    """The dbt project the small council was published with."""
    return published / "transform"


@pytest.fixture
def council(published: Path, tmp_path: Path) -> Path:
    """The published council, to be gone on with."""
    shutil.copytree(published, tmp_path / "council")
    return tmp_path / "council"


@pytest.fixture
def run(council: Path, small_project: Path) -> Run:
    """Refresh the council again."""

    def again(**told: object) -> Report:
        project = told.pop("project", small_project)
        assert isinstance(project, Path)
        with _steps() as steps:
            return _refresh(council / "inbox", council / "data", project, **told).run(steps)

    return again


@pytest.fixture
def weigh(council: Path, small_project: Path) -> Run:
    """Receive the council's inbox again and say what would be done, without doing it."""

    def say(days_later: int = 0, **told: object) -> Report:
        job = _refresh(council / "inbox", council / "data", small_project, **told)
        job.now += timedelta(days=days_later)
        return job.weigh(job.receive(_steps()), _steps())

    return say


def _pointer(place: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads(
        (place / "data" / "warehouse" / "current.json").read_text()
    )
    return told


def test_what_is_published_is_what_the_pointer_names(published: Path) -> None:
    told = _pointer(published)
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
    before = _pointer(council)
    assert run().status == "nothing new"
    assert _pointer(council) == before


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
    before = _pointer(council)
    _write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=20)
    for _ in range(2):
        report = run()
        assert report.status == "refused"
        stops = report.problems.filter(report.problems["outcome"] == "refresh stopped")
        assert stops.select("code", "file_name").rows() == [
            ("SM-302", "hr_posts_20261101.csv"),
            ("SM-302", "hr_workers_20261101.csv"),
        ]
        assert _pointer(council) == before


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
    path = council / "data" / "warehouse" / str(_pointer(council)["file"])
    content = bytearray(path.read_bytes())
    content[-1] ^= 1
    path.write_bytes(content)
    assert weigh().status == "published"


def test_a_lost_pointer_does_not_let_half_a_staff_list_by(council: Path, weigh: Run) -> None:
    (council / "data" / "warehouse" / "current.json").unlink()
    _write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=20)
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
    before = _pointer(council)
    with pytest.raises(TransformFailedError):
        run(project=broken)
    assert _pointer(council) == before
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
    file = place / "data" / "warehouse" / str(_pointer(place)["file"])
    with duckdb.connect(file, read_only=True) as connection:
        return connection.execute(
            "select as_at, open_count, reported_on, published_at "
            "from marts.fct_reported_measures order by all"
        ).fetchall()


def test_what_was_first_reported_of_a_month_end_is_never_changed_by_later_refreshes(
    council: Path, run: Run
) -> None:
    september = (date(2026, 9, 30), 40, DAY, NOW)
    assert _reported(council) == [september]
    kept = council / "data" / "landing" / "reported" / "2026-09-30.parquet"
    before = kept.read_bytes()
    # Later recording in the same month, then a month later: the first word stands.
    _write_council(Written(council / "inbox"), DAY, staff=42)
    assert run().status == "published"
    assert _reported(council) == [september]
    _write_council(Written(council / "inbox"), date(2026, 11, 20), staff=43)
    assert run().status == "published"
    assert _reported(council) == [september, (date(2026, 10, 31), 43, date(2026, 11, 20), NOW)]
    assert kept.read_bytes() == before


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
    _write_council(Written(council / "inbox"), DAY, staff=41)
    with pytest.raises(OSError, match="cannot be read"):
        run()
    assert (
        council / "data" / "landing" / "reported" / "2026-09-30.parquet"
    ).read_bytes() == b"not parquet"


def test_a_refresh_that_is_refused_reports_nothing(council: Path, run: Run) -> None:
    _write_council(Written(council / "inbox"), date(2026, 11, 20), staff=10)
    assert run().status == "refused"
    assert [path.name for path in (council / "data" / "landing" / "reported").iterdir()] == [
        "2026-09-30.parquet"
    ]
