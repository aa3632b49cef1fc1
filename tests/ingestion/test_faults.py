"""Faults that really happen: processes killed, disks full, folders read-only, files spoilt, clocks
wrong. Each ends in the old version served, a plain message, and a next run that heals.
"""

import os
import random
import resource
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path

import duckdb
import pytest

from ingestion.landing import Landing
from ingestion.lock import hold
from ingestion.publishing import Version, is_whole, last_published

from .conftest import DAY, Written, write_council
from .small_council import Run, marts_of, pointer, quiet, refresh

ROOT = Path(__file__).resolve().parents[2]
#: A refresh of the small council, as a process that can be killed.
REFRESH = """
import sys
from pathlib import Path
sys.path.insert(0, {root!r})
from rich.console import Console
from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps
place, project = Path(sys.argv[1]), Path(sys.argv[2])
job = Refresh(place / "inbox", place / "data", None, Settings(user="tester"), project)
with Steps(Console(file=sys.stdout, width=80)) as steps:
    print("status:", job.run(steps).status, flush=True)
"""
#: Landing and publishing over and over, so that most kills fall into them.
LAND = """
import sys
from datetime import date, timedelta
from pathlib import Path
sys.path.insert(0, {root!r})
from ingestion.contract import read_contract
from ingestion.inbox import Arrival
from ingestion.landing import Landing
from ingestion.loading import load_file
from ingestion.settings import Settings
folder, data = Path(sys.argv[1]), Path(sys.argv[2])
feed, landing = read_contract()["hr_workers"], Landing(data / "landing")
for number in range(10_000):
    path = folder / f"{number}.csv"
    path.write_text("Employee Number,Start Date\\n" + f"{number},01/04/2020\\n" * 3)
    day = date(2026, 1, 1) + timedelta(number)
    load_file(Arrival(path, "hr_workers", "whole", day), feed, landing, Settings())
    if number == 0:
        print("begun", flush=True)
"""
PUBLISH = """
import sys
from datetime import datetime
from pathlib import Path
sys.path.insert(0, {root!r})
from ingestion.publishing import Version, copy_to_warehouse, point_to, remove_old
from ingestion.settings import Settings
build, warehouse = Path(sys.argv[1]), Path(sys.argv[2])
settings = Settings(keep_minutes=0, keep_versions=2)
print("begun", flush=True)
while True:
    now = datetime.now().replace(microsecond=0)
    copy = copy_to_warehouse(build, warehouse, now, settings)
    version = Version(
        file=copy.file, sha256=copy.sha256, data_date=None, built_at=now, policy_override=None,
        code_version="", row_counts=copy.row_counts, loads=[], refused=[], stale_feeds=[],
        records_from=[],
    )
    point_to(version, warehouse)
    remove_old(warehouse, settings)
"""


def _start(script: str, *arguments: object, **more: object) -> "subprocess.Popen[str]":
    told = script.replace("{root!r}", repr(str(ROOT)))
    return subprocess.Popen(
        [sys.executable, "-c", told, *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
        start_new_session=True,
        **more,  # type: ignore[call-overload]
    )


def _kill_after(process: "subprocess.Popen[str]", seconds: float) -> None:
    """Kill the process alone, as a crash would: what it started must end by itself."""
    try:
        process.wait(timeout=seconds)
    except subprocess.TimeoutExpired:
        process.send_signal(signal.SIGKILL)
    process.communicate(timeout=60)


def _served(place: Path) -> Version:
    """What a reader is served now: it must be whole and hold the whole council, old or new."""
    version = last_published(place / "data" / "warehouse")
    assert version is not None
    assert is_whole(version, place / "data" / "warehouse")
    path = place / "data" / "warehouse" / version.file
    with duckdb.connect(path, read_only=True) as connection:
        (people,) = connection.execute("select count(*) from marts.dim_workers").fetchall()[0]
    assert people in (40, 44)
    return version


def _killed_over_and_over(place: Path, project: Path, kills: int, seconds: float) -> None:
    """Kill so many refreshes at random, look after each at what is served, then let one finish."""
    dice, later = random.Random(kills), 1
    write_council(Written(place / "inbox"), DAY + timedelta(days=1), staff=44)
    for _ in range(kills):
        process = _start(REFRESH, place, project)
        _kill_after(process, dice.uniform(0.2, seconds))
        if _served(place).row_counts["dim_workers"] == 44:
            # It was quicker than the blow: another day's files make it worth killing again.
            for path in (place / "inbox").iterdir():
                path.unlink()
            later += 1
            write_council(Written(place / "inbox"), DAY + timedelta(days=later), staff=44)
    process = _start(REFRESH, place, project)
    told, wrong = process.communicate(timeout=300)
    assert "status: " in told, wrong
    assert "refused" not in told
    assert _served(place).row_counts["dim_workers"] == 44
    landing = Landing(place / "data" / "landing")
    assert all(landing.is_whole(load) for load in landing.loads.values())
    assert not list((place / "data" / "build").glob("refresh.duckdb*"))


def test_refreshes_killed_at_random_never_leave_anything_but_a_whole_version(
    council: Path, small_project: Path
) -> None:
    _killed_over_and_over(council, small_project, kills=3, seconds=5)


@pytest.mark.soak
@pytest.mark.timeout(7200)
def test_200_refreshes_killed_at_random_never_leave_anything_but_a_whole_version(
    council: Path, small_project: Path
) -> None:
    _killed_over_and_over(council, small_project, kills=200, seconds=8)


def _landings_killed(place: Path, kills: int) -> None:
    dice, data, folder = random.Random(kills), place / "data", place / "files"
    folder.mkdir()
    for _ in range(kills):
        process = _start(LAND, folder, data)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        _kill_after(process, dice.uniform(0.0, 0.4))
        landing = Landing(data / "landing")
        assert landing.loads
        for load in landing.loads.values():
            assert landing.is_whole(load)
            assert load.received == load.accepted + load.quarantined + load.duplicate == 3
        landing.sweep()
        left = {path.name for path in (data / "landing" / "hr_workers" / "whole").iterdir()}
        assert len(left) == 3 * len(landing.loads)


def test_landings_killed_at_random_are_there_wholly_or_not_at_all(tmp_path: Path) -> None:
    _landings_killed(tmp_path, kills=4)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_100_landings_killed_at_random_are_there_wholly_or_not_at_all(tmp_path: Path) -> None:
    _landings_killed(tmp_path, kills=100)


def _publications_killed(place: Path, kills: int) -> None:
    dice, warehouse, build = random.Random(kills), place / "warehouse", place / "refresh.duckdb"
    with duckdb.connect(build) as connection:
        connection.execute("create schema marts")
        connection.execute("create table marts.dim_teams as select range as id from range(1000)")
    for _ in range(kills):
        process = _start(PUBLISH, build, warehouse)
        assert process.stdout is not None
        assert process.stdout.readline() == "begun\n"
        while not (warehouse / "current.json").exists() and process.poll() is None:
            time.sleep(0.05)
        _kill_after(process, dice.uniform(0.0, 0.6))
        version = last_published(warehouse)
        assert version is not None
        assert is_whole(version, warehouse)
        with duckdb.connect(warehouse / version.file, read_only=True) as connection:
            assert connection.execute("select sum(id) from marts.dim_teams").fetchall() == [
                (499500,)
            ]


def test_publications_killed_at_random_leave_the_pointer_old_or_new(tmp_path: Path) -> None:
    _publications_killed(tmp_path, kills=4)


@pytest.mark.soak
@pytest.mark.timeout(3600)
def test_100_publications_killed_at_random_leave_the_pointer_old_or_new(tmp_path: Path) -> None:
    _publications_killed(tmp_path, kills=100)


def _tells_and_heals(council: Path, run: Run, told: subprocess.CompletedProcess[str]) -> None:
    assert told.returncode == 1, told.stdout + told.stderr
    assert "Traceback" not in told.stdout + told.stderr
    assert "nothing was published" in told.stderr.lower()
    assert _served(council).row_counts["dim_workers"] == 40
    assert run().status == "published"
    assert _served(council).row_counts["dim_workers"] == 44


def _command(council: Path, **more: object) -> subprocess.CompletedProcess[str]:
    """The real command, which fails before its minutes of dbt begin."""
    return subprocess.run(
        [
            *(sys.executable, "-m", "ingestion", "refresh"),
            *("--inbox", str(council / "inbox"), "--data", str(council / "data")),
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
        **more,  # type: ignore[call-overload]
    )


@pytest.mark.soak
@pytest.mark.parametrize("kilobytes", [1, 40])
def test_a_limit_on_file_sizes_fails_in_words_and_the_next_run_heals(
    council: Path, run: Run, kilobytes: int
) -> None:
    """1 KB is too little for what is landed, 40 KB for the tables that dbt reads."""
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=44)

    def limit() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (kilobytes * 1024, kilobytes * 1024))

    told = _command(council, preexec_fn=limit)
    _tells_and_heals(council, run, told)


@pytest.fixture
def small_disk(tmp_path: Path) -> Iterator[Callable[..., Path]]:
    """A disk of a few megabytes to keep the data on."""
    place = tmp_path / "disk"
    place.mkdir()

    def mount(*options: str) -> Path:
        done = subprocess.run(
            ["mount", "-t", "tmpfs", "-o", ",".join(options), "tmpfs", str(place)],
            capture_output=True,
        )
        if done.returncode:
            pytest.skip("a disk can be mounted by root only")
        return place

    yield mount
    subprocess.run(["umount", "-l", str(place)], capture_output=True)


def _moved_to(council: Path, disk: Path) -> None:
    """The council's data folder lies on that disk from now on."""
    shutil.copytree(council / "data", disk / "data")
    shutil.rmtree(council / "data")
    (council / "data").symlink_to(disk / "data")


def test_a_full_disk_fails_in_words_and_the_next_run_heals(
    council: Path, run: Run, small_disk: Callable[..., Path]
) -> None:
    disk = small_disk("size=12m")
    _moved_to(council, disk)
    ballast = disk / "ballast"
    with ballast.open("wb") as stream, pytest.raises(OSError, match="No space left"):
        while True:
            stream.write(bytes(65536))
            stream.flush()
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=44)
    told = _command(council)
    assert "No space left on device" in told.stderr
    ballast.unlink()
    subprocess.run(["mount", "-o", "remount,size=200m", str(disk)], check=True)
    _tells_and_heals(council, run, told)


def test_a_read_only_disk_fails_in_words_and_the_next_run_heals(
    council: Path, run: Run, small_disk: Callable[..., Path]
) -> None:
    disk = small_disk("size=200m")
    _moved_to(council, disk)
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=44)
    subprocess.run(["mount", "-o", "remount,ro", str(disk)], check=True)
    told = _command(council)
    assert "Read-only file system" in told.stderr
    subprocess.run(["mount", "-o", "remount,rw", str(disk)], check=True)
    _tells_and_heals(council, run, told)


def test_a_log_left_beside_the_published_file_is_not_served_and_the_next_run_heals(
    council: Path, weigh: Run
) -> None:
    path = council / "data" / "warehouse" / str(pointer(council)["file"])
    path.with_name(f"{path.name}.wal").write_bytes(b"of another file")
    assert weigh().status == "published"
    path.with_name(f"{path.name}.wal").unlink()
    assert weigh().status == "nothing new"


@pytest.mark.parametrize("content", [None, b"", b"{", b'{"file": "20200101T000000Z.duckdb"}'])
def test_a_lost_pointer_is_moved_to_a_new_publication(
    council: Path, weigh: Run, content: bytes | None
) -> None:
    path = council / "data" / "warehouse" / "current.json"
    path.unlink()
    if content is not None:
        path.write_bytes(content)
    assert weigh().status == "published"


def test_a_second_refresh_ends_at_once_and_says_whose_turn_it_is(council: Path) -> None:
    with hold(council / "data", 0):
        told = _command(council)
    assert told.returncode == 75
    assert f"process {os.getpid()}" in told.stderr
    _served(council)


def test_a_lock_of_a_process_that_is_dead_holds_nobody_up(council: Path, run: Run) -> None:
    (council / "data" / "refresh.lock").touch()
    (council / "data" / "refresh.pid").write_text("999999999")
    assert run().status == "nothing new"


def test_a_clock_that_went_back_a_year_does_no_harm(council: Path, small_project: Path) -> None:
    before = str(pointer(council)["file"])
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=44)
    job = refresh(council / "inbox", council / "data", small_project)
    job.now -= timedelta(days=3)
    with quiet() as steps:
        assert job.run(steps).status == "published"
    version = _served(council)
    assert (version.file, version.row_counts["dim_workers"]) == (f"{before[:-7]}-2.duckdb", 44)
    (council / "data" / "warehouse" / "current.json").unlink()
    found = last_published(council / "data" / "warehouse")
    assert found is not None
    assert found.file == version.file


def test_a_clock_a_year_ahead_shows_the_same_days_and_warns_that_feeds_are_old(weigh: Run) -> None:
    told = weigh(days_later=365)
    assert set(told.problems["code"]) == {"SM-141"}
    assert told.snapshots.data_date() == DAY


ERASE = """
import sys
from datetime import datetime
from pathlib import Path
sys.path.insert(0, {root!r})
from rich.console import Console
from ingestion import again, erasing
from ingestion.lock import hold
from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps
place, project = Path(sys.argv[1]), Path(sys.argv[2])
job = Refresh(None, place / "data", None, Settings(user="tester"), project)
with hold(place / "data", 0), Steps(Console(quiet=True)) as steps:
    again.settle(job, steps)
    if "001001-7" in sys.argv[3:] and erasing.read_journal(job.landing_folder) is None:
        who = ("Dee", "She asked for it")
        journal = erasing.begin("001001-7", None, who, job.landing, job.feeds)
        print("begun", flush=True)
        again.erase(job, journal, steps)
"""


def _erasures_killed(place: Path, project: Path, kills: int) -> None:
    dice, begun = random.Random(kills), False
    for _ in range(kills):
        process = _start(ERASE, place, project, "" if begun else "001001-7")
        assert process.stdout is not None
        if not begun:
            assert process.stdout.readline() == "begun\n"
        _kill_after(process, dice.uniform(0.0, 1.0) + (1.5 if begun else 0.0))
        begun = begun or (place / "data" / "landing" / "erasing.json").exists()
    with quiet() as steps:
        refresh(place / "inbox", place / "data", project).run(steps)
    landing = Landing(place / "data" / "landing")
    assert not (place / "data" / "landing" / "erasing.json").exists()
    for load in landing.loads.values():
        assert landing.is_whole(load)
        assert load.received == load.accepted + load.quarantined + load.duplicate + load.erased
        if load.feed in ("hr_workers", "hr_posts"):
            assert load.erased == 1
    assert "001001-7" not in str(marts_of(place / "data"))
    for path in (place / "data").rglob("*.json"):
        assert "001001-7" not in path.read_text()


def test_an_erasure_killed_anywhere_is_finished_by_the_next_refresh(
    council: Path, small_project: Path
) -> None:
    _erasures_killed(council, small_project, kills=2)


@pytest.mark.soak
@pytest.mark.timeout(3600)
@pytest.mark.parametrize("kills", range(1, 21))
def test_20_erasures_killed_anywhere_are_finished_by_the_next_refresh(
    council: Path, small_project: Path, kills: int
) -> None:
    _erasures_killed(council, small_project, kills=kills)
