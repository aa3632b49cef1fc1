"""What a person decides about what is published: accepting, going back; and what is told of it."""

import csv
import io
import json
import shutil
import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest

from ingestion.acceptance import accept
from ingestion.acts import Acts
from ingestion.again import publish_again
from ingestion.problems import KeepingError
from ingestion.publishing import Version, is_whole
from ingestion.rolling_back import roll_back

from .conftest import DAY, Written, write_council
from .small_council import Run, marts_of, pointer, quiet, refresh

ROOT = Path(__file__).resolve().parents[2]


def _command(*arguments: object) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "ingestion", *map(str, arguments)],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )


def _acts(place: Path) -> Acts:
    return Acts(place / "data" / "landing")


def _load_of(place: Path, feed: str) -> str:
    refusal = _acts(place).refusal()
    assert refusal is not None
    return next(str(stop.load_id) for stop in refusal.stops if stop.feed == feed)


def test_a_refusal_is_lifted_by_naming_each_file_and_only_for_that_file(
    council: Path, run: Run, weigh: Run
) -> None:
    inbox, later = Written(council / "inbox"), DAY + timedelta(days=1)
    write_council(inbox, later, staff=20)
    told = run()
    assert told.status == "refused"
    stops = told.problems.filter(told.problems["outcome"] == "refresh stopped")
    for load_id, fix in stops.select("load_id", "fix").rows():
        assert f"accept --data {council / 'data'} --load {load_id} --by NAME --reason TEXT" in fix
    data = council / "data"
    for feed in ("hr_workers", "hr_posts"):
        assert weigh().status == "refused"
        load = _load_of(council, feed)
        told_back = _command(
            "accept", "--data", data, "--load", load, "--by", "Ada Lead", "--reason", "20 moved"
        )
        assert told_back.returncode == 0, told_back.stderr
        assert "There are 20 rows; the last time there were 40." in told_back.stdout
    published = run()
    assert published.status == "published"
    said = published.problems.filter(published.problems["code"] == "SM-501")["sentence"].to_list()
    assert len(said) == 2
    assert all("Ada Lead accepted this on" in words and "20 moved" in words for words in said)
    # The very next file is weighed anew.
    write_council(inbox, later + timedelta(days=1), staff=8)
    again = weigh()
    assert again.status == "refused"
    stops = again.problems.filter(again.problems["outcome"] == "refresh stopped")
    assert set(stops["code"]) == {"SM-302"}
    assert "SM-501" not in set(again.problems["code"])


def test_what_was_accepted_is_in_the_load_tables_and_in_the_history(
    council: Path, weigh: Run
) -> None:
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=20)
    weigh()
    load = _load_of(council, "hr_workers")
    accept(_acts(council), load, "Ada Lead", "Half of us\nmoved to the trust")
    done = _command("history", "--data", council / "data", "--csv")
    rows = list(csv.DictReader(io.StringIO(done.stdout)))
    (accepted,) = (row for row in rows if row["entry"] == "load" and row["load_id"] == load)
    assert accepted["accepted_by"] == "Ada Lead"
    assert accepted["accepted_reason"] == "Half of us moved to the trust"
    assert {row["entry"] for row in rows} == {"load", "published", "refused", "accepted"}


@pytest.mark.parametrize(
    ("load", "by", "reason", "told"),
    [
        ("hr_workers/whole/20261031_none", "Ada", "Because", "SM-502"),
        (None, " ", "Because", "SM-504"),
        (None, "Ada", "", "SM-504"),
    ],
)
def test_an_acceptance_names_a_refused_file_a_person_and_a_reason(
    council: Path, weigh: Run, load: str | None, by: str, reason: str, told: str
) -> None:
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=20)
    weigh()
    with pytest.raises(KeepingError, match=told):
        accept(_acts(council), load or _load_of(council, "hr_workers"), by, reason)
    assert weigh().status == "refused"


def test_a_file_that_could_not_be_read_and_a_missing_staff_list_cannot_be_accepted(
    council: Path, weigh: Run
) -> None:
    Written(council / "inbox").put("hr_workers", b"", DAY + timedelta(days=1))
    told = weigh()
    assert told.status == "refused"
    stops = told.problems.filter(told.problems["outcome"] == "refresh stopped")
    assert all("This cannot be accepted" in fix for fix in stops["fix"])
    with pytest.raises(KeepingError, match="SM-503"):
        accept(_acts(council), _load_of(council, "hr_workers"), "Ada", "Because")


@pytest.fixture(scope="session")
def twice_published(
    published: Path, make_once: Callable[[str, Callable[[Path], None]], Path]
) -> Path:
    """The small council and a day later, each published."""

    def write(place: Path) -> None:
        for name in ("inbox", "data"):
            shutil.copytree(published / name, place / name)
        write_council(Written(place / "inbox"), DAY + timedelta(days=1), staff=41)
        with quiet() as steps:
            job = refresh(place / "inbox", place / "data", published / "transform")
            job.now += timedelta(days=1)
            assert job.run(steps).status == "published"

    return make_once("twice-published", write)


@pytest.fixture
def council_of_two(twice_published: Path, tmp_path: Path) -> Path:
    """Two versions of the small council, to be gone on with."""
    shutil.copytree(twice_published, tmp_path / "two")
    return tmp_path / "two"


def test_going_back_serves_the_version_before_and_a_night_with_nothing_new_stays_there(
    council_of_two: Path, small_project: Path
) -> None:
    place, data = council_of_two, council_of_two / "data"
    second = str(pointer(place)["file"])
    done = _command("rollback", "--data", data, "--by", "Ada", "--reason", "Wrong posts")
    assert done.returncode == 0, done.stderr
    first = str(pointer(place)["file"])
    assert first < second
    assert first in done.stdout
    version = Version.model_validate(pointer(place))
    assert is_whole(version, data / "warehouse")

    def weighed(days_later: int = 0) -> str:
        job = refresh(place / "inbox", data, small_project)
        job.now += timedelta(days=days_later)
        with quiet() as steps:
            return job.weigh(job.receive(steps), steps).status

    assert weighed() == "nothing new"
    # Not even a feed that goes out of date while nobody looks goes forward again.
    assert weighed(days_later=60) == "nothing new"
    write_council(Written(place / "inbox"), DAY + timedelta(days=2), staff=42)
    assert weighed() == "published"
    (act,) = _acts(place).of("rolled back")
    assert (act.by, act.reason, act.file) == ("Ada", "Wrong posts", first)


def test_there_is_no_going_back_to_what_is_not_kept_whole(council_of_two: Path) -> None:
    data = council_of_two / "data"
    first = min((data / "warehouse").glob("*.duckdb"))
    content = bytearray(first.read_bytes())
    content[len(content) // 2] ^= 1
    first.write_bytes(content)
    with pytest.raises(KeepingError, match="SM-511"):
        roll_back(data / "warehouse", _acts(council_of_two), None, "Ada", "Because")
    done = _command(
        *("rollback", "--data", data, "--to", first.name, "--by", "Ada", "--reason", "Because")
    )
    assert done.returncode == 2
    assert "SM-512" in done.stderr


def test_a_rollback_that_was_cut_short_is_finished_by_the_next_run(
    council_of_two: Path, small_project: Path
) -> None:
    place = council_of_two
    before = (place / "data" / "warehouse" / "current.json").read_bytes()
    roll_back(place / "data" / "warehouse", _acts(place), None, "Ada", "Because")
    wanted = pointer(place)
    (place / "data" / "warehouse" / "current.json").write_bytes(before)
    with quiet() as steps:
        report = refresh(place / "inbox", place / "data", small_project).run(steps)
    assert report.status == "nothing new"
    assert pointer(place) == wanted


def test_a_rebuild_from_the_landing_area_alone_gives_the_same_marts_row_for_row(
    council: Path, small_project: Path
) -> None:
    (council / "inbox" / "minutes.docx").write_bytes(b"x")
    Written(council / "inbox").put("hr_teams", b"Team Name\nOne\n", DAY + timedelta(days=1))
    with quiet() as steps:
        first = refresh(council / "inbox", council / "data", small_project).run(steps)
    assert first.version is not None
    before = marts_of(council / "data")
    for name in ("warehouse", "build"):
        shutil.rmtree(council / "data" / name)
    (council / "data" / "refresh.lock").unlink(missing_ok=True)
    shutil.rmtree(council / "inbox")
    job = refresh(None, council / "data", small_project)
    with quiet() as steps:
        assert publish_again(job, steps).version is not None
    assert marts_of(council / "data") == before


def test_deleting_the_warehouse_lets_no_half_staff_list_by(council: Path, weigh: Run) -> None:
    shutil.rmtree(council / "data" / "warehouse")
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=20)
    assert weigh().status == "refused"


def test_a_copied_inbox_in_another_order_is_nothing_new(council: Path, weigh: Run) -> None:
    files = sorted((council / "inbox").iterdir(), reverse=True)
    told = [(path.name, path.read_bytes()) for path in files]
    shutil.rmtree(council / "inbox")
    (council / "inbox").mkdir()
    for name, content in told:
        (council / "inbox" / name).write_bytes(content)
    assert weigh().status == "nothing new"


def test_history_tells_each_load_once_with_what_took_its_place(council_of_two: Path) -> None:
    done = _command("history", "--data", council_of_two / "data", "--csv", "--feed", "hr_workers")
    first, second = csv.DictReader(io.StringIO(done.stdout))
    assert (first["is_current"], first["superseded_by"]) == ("false", "hr_workers_20261101.csv")
    assert (second["is_current"], second["superseded_by"]) == ("true", "")
    assert (first["rows_received"], first["rows_accepted"]) == ("40", "40")
    assert (first["by"], first["outcome"], len(first["sha256"])) == ("tester", "landed", 64)
    shown = _command("history", "--data", council_of_two / "data")
    assert shown.returncode == 0
    assert "superseded by hr_workers_20261101.csv" in shown.stdout
    assert shown.stdout.count("published") >= 2


def test_a_reason_is_no_formula_in_a_spreadsheet(council: Path, weigh: Run) -> None:
    write_council(Written(council / "inbox"), DAY + timedelta(days=1), staff=20)
    weigh()
    accept(_acts(council), _load_of(council, "hr_workers"), "Ada", "=HYPERLINK(1)")
    done = _command("history", "--data", council / "data", "--csv")
    reasons = {row["reason"] for row in csv.DictReader(io.StringIO(done.stdout))}
    assert "'=HYPERLINK(1)" in reasons


def test_landed_rows_that_were_changed_are_read_again_or_refused_in_words(
    council: Path, run: Run, small_project: Path
) -> None:
    (rows,) = (council / "data" / "landing" / "hr_teams").glob("*/*[0-9a-f].parquet")
    sound = rows.read_bytes()
    rows.write_bytes(sound[:-9] + b"x" * 9)
    (council / "data" / "warehouse" / "current.json").unlink()
    (council / "inbox" / "hr_teams_20261031.csv").rename(council / "teams.csv")
    with pytest.raises(KeepingError, match=r"SM-541.*hr_teams_20261031.csv"):
        run()
    (council / "teams.csv").rename(council / "inbox" / "hr_teams_20261031.csv")
    assert run().status == "published"
    assert rows.read_bytes() == sound


def test_a_publication_that_was_never_recorded_is_recorded_by_the_next_run(
    council: Path, run: Run
) -> None:
    for path in (council / "data" / "landing" / "acts").iterdir():
        path.unlink()
    assert run().status == "nothing new"
    (act,) = _acts(council).all
    assert act.file == pointer(council)["file"]


def test_reports_kept_where_they_used_to_be_are_taken_along(council: Path, run: Run) -> None:
    (council / "data" / "landing" / "reported").rename(council / "data" / "reported")
    assert run().status == "nothing new"
    assert (council / "data" / "landing" / "reported" / "2026-09-30.parquet").exists()


def test_acts_are_one_file_each_and_numbered(council: Path) -> None:
    (path,) = (council / "data" / "landing" / "acts").iterdir()
    assert path.name == "000001_published.json"
    assert json.loads(path.read_text())["kind"] == "published"


def test_the_same_marts_are_told_apart_where_one_row_differs(
    published: Path, twice_published: Path
) -> None:
    first, second = marts_of(published / "data"), marts_of(twice_published / "data")
    assert first.keys() == second.keys()
    assert first["dim_workers"] != second["dim_workers"]
