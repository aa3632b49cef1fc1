"""Somebody who is erased is nowhere any more, stays away, and takes nobody else's records along."""

import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import polars as pl
import pytest

from ingestion import again, erasing
from ingestion.acts import Acts
from ingestion.feeds import Feed
from ingestion.landing import Landing
from ingestion.problems import KeepingError
from ingestion.refresh import Refresh
from ingestion.tombstones import MARKER

from .conftest import DAY, INVOLVEMENT, POST, SESSION, TEAM, WORKER, Loaded, Row, Written, many
from .small_council import pointer, quiet, refresh

GONE = {
    "Employee Number": "007007",
    "Full Name": "Gwendolyn Gonehence",
    "Work Email": "gwen.gonehence@example.org",
    "SWE Number": "SW777777",
    "Start Date": "01/04/2020",
}
MARKS = ("007007", "Gonehence", "gwen.gonehence", "SW777777")


def _with_gone(inbox: Written, day: object = DAY) -> None:
    """A council with one worker who will ask to be erased, named in every way a system names."""
    workers = [*many(WORKER, 40, "Employee Number"), GONE]
    inbox.put("hr_workers", workers, day)  # type: ignore[arg-type]
    posts = [
        *many({**POST, "Line Manager Employee Number": "007007"}, 40, "Employee Number"),
        {**POST, "Employee Number": "007007"},
        {**POST, "Employee Number": "007007", "FTE": "007007 lots"},
    ]
    inbox.put("hr_posts", posts, day)  # type: ignore[arg-type]
    inbox.put("hr_teams", [{**TEAM, "Team Manager Employee Number": "007007"}], day)  # type: ignore[arg-type]
    sessions: list[Row] = [
        *many({**SESSION, "Supervisor": "gwen.gonehence@example.org"}, 60, "Session ID"),
        {**SESSION, "Session ID": "G-1", "Supervisee": "SW777777"},
        {**SESSION, "Session ID": "G-2", "Supervisee": "007007"},
        # Two that contradict each other: they are held back, and what was typed is kept.
        {**SESSION, "Session ID": "G-3", "Supervisee": "007007", "Duration Minutes": "1"},
        {**SESSION, "Session ID": "G-3", "Supervisee": "007007", "Duration Minutes": "2"},
    ]
    inbox.put("sharepoint_sessions", sessions, day)  # type: ignore[arg-type]


@pytest.fixture(scope="session")
def with_gone(published: Path, make_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """That council, published twice so that there is an older version that names them."""

    def write(place: Path) -> None:
        (place / "inbox").mkdir()
        for later in range(2):
            _with_gone(Written(place / "inbox"), DAY + timedelta(days=later))
            with quiet() as steps:
                job = refresh(place / "inbox", place / "data", published / "transform")
                assert job.run(steps).status == "published"
        (place / "data" / "build" / "last-failure.log").write_text("007007 would not add up")

    return make_once("with-gone", write)


@pytest.fixture
def council_with_gone(with_gone: Path, tmp_path: Path) -> Path:
    """A copy to erase in."""
    shutil.copytree(with_gone, tmp_path / "gone")
    return tmp_path / "gone"


def _texts(data: Path) -> Iterator[tuple[str, str]]:
    """Everything the product keeps, as text: what is packed is unpacked first."""
    for path in data.rglob("*"):
        if path.suffix == ".parquet":
            yield str(path), str(pl.read_parquet(path).to_dicts())
        elif path.suffix == ".duckdb":
            with duckdb.connect(path, read_only=True) as connection:
                ask = connection.execute
                for (table,) in ask("select table_name from duckdb_tables()").fetchall():
                    yield str(path), str(ask(f"select * from marts.{table}").fetchall())
        if path.is_file():
            yield str(path), path.read_bytes().decode("utf-8", errors="replace")


def _named_in(data: Path) -> set[str]:
    return {path for path, text in _texts(data) if any(mark in text for mark in MARKS)}


def _job(place: Path, project: Path, inbox: bool = True) -> Refresh:
    job = refresh(place / "inbox" if inbox else None, place / "data", project)
    job.now += timedelta(days=2)
    return job


def _begin(job: Refresh, person: str = "007007", system: str | None = None) -> erasing.Journal:
    return erasing.begin(person, system, ("Dee", "She asked for it"), job.landing, job.feeds)


def _erase(place: Path, project: Path) -> None:
    job = _job(place, project, inbox=False)
    with quiet() as steps:
        again.erase(job, _begin(job), steps)


def test_an_erased_worker_is_in_no_byte_that_is_kept_and_a_file_sent_again_brings_nobody_back(
    council_with_gone: Path, small_project: Path
) -> None:
    place, data = council_with_gone, council_with_gone / "data"
    assert len(_named_in(data)) > 5
    _erase(place, small_project)
    assert _named_in(data) == set()
    assert [path.name for path in (data / "warehouse").glob("*.duckdb")] == [pointer(place)["file"]]
    (act,) = Acts(data / "landing").of("erased")
    assert (act.by, act.reason) == ("Dee", "She asked for it")
    assert "erased a worker: 8 rows in 8 files taken out" in act.words
    # The same inbox is nothing new; the same people in a new file come without her.
    with quiet() as steps:
        job = _job(place, small_project)
        assert job.weigh(job.receive(steps), steps).status == "nothing new"
    _with_gone(Written(place / "inbox"), DAY + timedelta(days=2))
    with quiet() as steps:
        job = _job(place, small_project)
        report = job.weigh(job.receive(steps), steps)
    assert report.status == "published"
    assert _named_in(data) == set()
    (sessions,) = report.snapshots.of("sharepoint_sessions")
    assert (sessions.received, sessions.accepted, sessions.erased) == (64, 60, 4)
    assert (sessions.quarantined, sessions.duplicate) == (0, 0)


def test_the_records_of_others_stand_with_a_marker_where_she_was_named(
    council_with_gone: Path, small_project: Path
) -> None:
    job = _job(council_with_gone, small_project)
    before = {load.load_id: load for load in job.landing.loads.values()}
    erasing.scrub(job.landing, job.feeds, _begin(job), job.landing.tombstones)
    for load in Landing(council_with_gone / "data" / "landing").loads.values():
        was = before[load.load_id]
        assert load.received == was.received
        gone = load.erased + load.expired
        assert load.received == load.accepted + load.quarantined + load.duplicate + gone
    (posts, *_) = (each for each in job.landing.loads.values() if each.feed == "hr_posts")
    rows = job.landing.rows(posts)
    assert rows.height == 40
    assert rows["line_manager_employee_number"].unique().to_list() == [MARKER]
    (sessions, *_) = (x for x in job.landing.loads.values() if x.feed == "sharepoint_sessions")
    rows = job.landing.rows(sessions)
    assert (rows.height, rows["supervisor"].unique().to_list()) == (60, [MARKER])
    assert rows["supervisee"].unique().to_list() == ["001001"]


def test_a_dry_run_changes_nothing(council_with_gone: Path) -> None:
    data = council_with_gone / "data"

    def bytes_of() -> dict[str, bytes]:
        return {str(p): p.read_bytes() for p in (data / "landing").rglob("*") if p.is_file()}

    before = bytes_of()
    done = _run_command(
        *(
            "erase",
            "--data",
            data,
            "--person",
            "007007",
            "--by",
            "Dee",
            "--reason",
            "x",
            "--dry-run",
        )
    )
    assert done[0] == 0, done
    assert "Would be erased from 8 files" in done[1]
    assert "sharepoint_sessions_20261031.csv: 2 rows of theirs, named in 60 others" in done[1]
    assert bytes_of() == before


def test_nobody_is_erased_who_is_not_there(council_with_gone: Path, small_project: Path) -> None:
    job = _job(council_with_gone, small_project)
    for person, system in (("7008", None), ("007007", "ics"), ("007007", "nowhere")):
        with pytest.raises(KeepingError, match="SM-531"):
            _begin(job, person, system)
    assert not erasing.journal_path(job.landing_folder).exists()


@pytest.mark.parametrize("cut_after", ["journal", "stones", "half of the loads", "the loads"])
def test_an_erasure_that_was_cut_short_is_finished_by_the_next_refresh(
    council_with_gone: Path, small_project: Path, cut_after: str
) -> None:
    data = council_with_gone / "data"
    job = _job(council_with_gone, small_project)
    journal = _begin(job)
    erasing.write_journal(journal, job.landing_folder)
    if cut_after != "journal":
        job.landing.tombstones.add(journal.kind, journal.ids)
    if cut_after == "half of the loads":
        shutil.copytree(data / "landing", data.parent / "as it was")
    if cut_after in ("half of the loads", "the loads"):
        erasing.scrub(job.landing, job.feeds, journal, job.landing.tombstones)
    if cut_after == "half of the loads":
        for feed in ("hr_posts", "sharepoint_sessions"):
            shutil.rmtree(data / "landing" / feed)
            shutil.copytree(data.parent / "as it was" / feed, data / "landing" / feed)
    if cut_after == "the loads":
        with quiet() as steps:
            assert _job(council_with_gone, small_project).run(steps).status == "nothing new"
        assert _named_in(data) == set()
    else:
        job = _job(council_with_gone, small_project)
        erasing.scrub(job.landing, job.feeds, journal, job.landing.tombstones)
        assert not {path for path in _named_in(data / "landing") if "erasing" not in path}


def test_a_name_that_two_people_share_is_left_where_it_may_mean_the_other(
    inbox: Written, land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    twin = {**GONE, "Employee Number": "008008", "Work Email": "other@example.org"}
    del twin["SWE Number"]
    land("hr_workers", [GONE, twin])
    landing = Landing(data / "landing")
    known = erasing.known_as("007007", landing, feeds)
    mail = "gwen.gonehence"
    assert known == ("007007", "SW777777", mail, f"{mail}@example.org")


def test_a_child_is_erased_in_one_system_and_not_in_another(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    other = {**INVOLVEMENT, "Person ID": "10002"}
    for system in ("ics", "swift"):
        land(f"{system}_involvements", [INVOLVEMENT, other])
    landing = Landing(data / "landing")
    journal = erasing.begin("10001", "ics", ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    left = {load.feed: landing.rows(load)["person_id"].to_list() for load in landing.loads.values()}
    assert left == {"ics_involvements": ["10002"], "swift_involvements": ["10001", "10002"]}
    # And so it stays when the system sends her again.
    again_there = land("ics_involvements", [INVOLVEMENT, other], DAY + timedelta(days=1))
    assert again_there.rows["person_id"].to_list() == ["10002"]
    assert (again_there.load.erased, again_there.load.accepted) == (1, 1)


@pytest.mark.parametrize(
    "written",
    [
        "7007",
        " 007007 ",
        "GWEN.GONEHENCE@example.org",
        "Gwen Gonehence <gwen.gonehence@example.org>",
        "COUNCIL\\gwen.gonehence",
        "sw777777",
        "Gonehence, Gwendolyn",
    ],
)
def test_however_a_system_writes_her_she_is_known(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed], written: str
) -> None:
    land("hr_workers", [GONE, WORKER])
    land("sharepoint_sessions", [{**SESSION, "Supervisor": written}])
    landing = Landing(data / "landing")
    journal = erasing.begin("007007", None, ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    (sessions,) = (load for load in landing.loads.values() if load.feed == "sharepoint_sessions")
    assert landing.rows(sessions)["supervisor"].to_list() == [MARKER]


def test_the_tombstone_holds_no_id(
    land: Callable[..., Loaded], data: Path, feeds: dict[str, Feed]
) -> None:
    land("hr_workers", [GONE, WORKER])
    landing = Landing(data / "landing")
    journal = erasing.begin("007007", None, ("Dee", "Asked"), landing, feeds)
    erasing.scrub(landing, feeds, journal, landing.tombstones)
    told = (data / "landing" / "tombstones.json").read_text()
    assert not any(mark in told for mark in MARKS)
    assert len(landing.tombstones._stones.hashes) == 5


def test_who_decided_something_is_masked_where_it_was_she(
    council_with_gone: Path, small_project: Path
) -> None:
    job = _job(council_with_gone, small_project)
    job.acts.add("accepted", "Gwendolyn Gonehence", reason="I, 007007, say so")
    erasing.scrub_acts(job.acts, _begin(job))
    (act,) = Acts(job.landing_folder).of("accepted")
    assert (act.by, act.reason) == (MARKER, f"I, {MARKER}, say so")


def _run_command(*arguments: object) -> tuple[int, str]:
    done = subprocess.run(
        [sys.executable, "-m", "ingestion", *map(str, arguments)],
        cwd=Path(__file__).resolve().parents[2],
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    return done.returncode, done.stdout + done.stderr
