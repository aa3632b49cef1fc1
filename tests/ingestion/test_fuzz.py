"""Thousands of damaged exports: no crash, no hang, every row accounted for, nothing taken that the
contract does not allow, and nothing changed on its way without a word.
"""

import random
import time
from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest
from rich.console import Console

from ingestion.demo import write_council
from ingestion.feeds import Feed
from ingestion.inbox import WHOLE, Arrival
from ingestion.landing import Landing
from ingestion.loading import load_file
from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps

from .conftest import DAY
from .judging import judge
from .mutations import mutate, read, write
from .strict import read_file

SECONDS, ROWS = 20, 40
Exports = dict[str, bytes]


@pytest.fixture(scope="session")
def exports(make_once: Callable[[str, Callable[[Path], None]], Path]) -> Exports:
    """The first rows of every export of a small demo council."""

    def make(folder: Path) -> None:
        write_council(folder, 1, 0.05, date(2026, 10, 31), lambda *_: None)

    made = make_once("fuzz-exports", make)
    return {path.name: write(read(path.read_bytes())[:ROWS]) for path in sorted(made.glob("*.csv"))}


def _problem_with(content: bytes, feed: Feed, folder: Path) -> str | None:
    """Load one file; what is wrong with what became of it."""
    path = folder / f"{feed.name}_{DAY:%Y%m%d}.csv"
    path.write_bytes(content)
    landing = Landing(folder / "landing")
    began = time.monotonic()
    load = load_file(Arrival(path, feed.name, WHOLE, DAY), feed, landing, Settings(user="fuzz"))
    if time.monotonic() - began > SECONDS:
        return "it took too long"
    return judge(load, landing, feed, lambda: read_file(content, feed))


def _try(exports: Exports, feeds: dict[str, Feed], folder: Path, seed: int, count: int) -> None:
    chance = random.Random(seed)
    names = sorted(exports)
    for number in range(count):
        name = chance.choice(names)
        feed = feeds[name.rpartition("_")[0].split("-")[0]]
        content = mutate(exports[name], chance)
        place = folder / str(number)
        place.mkdir()
        try:
            wrong = _problem_with(content, feed, place)
        except Exception as error:
            raise AssertionError(f"{name}, file {number} of seed {seed}: {error!r}") from error
        assert wrong is None, f"{name}, file {number} of seed {seed}: {wrong}"


def test_every_export_undamaged_is_taken_as_the_standard_library_reads_it(
    exports: Exports, feeds: dict[str, Feed], tmp_path: Path
) -> None:
    for name, content in exports.items():
        folder = tmp_path / name
        folder.mkdir()
        assert _problem_with(content, feeds[name.rpartition("_")[0].split("-")[0]], folder) is None


@pytest.mark.parametrize("seed", range(5))
def test_damaged_exports_are_refused_or_read_as_they_are_written(
    exports: Exports, feeds: dict[str, Feed], tmp_path: Path, seed: int
) -> None:
    _try(exports, feeds, tmp_path, seed, 100)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(100, 125))
def test_thousands_more_damaged_exports_are_too(
    exports: Exports, feeds: dict[str, Feed], tmp_path: Path, seed: int
) -> None:
    _try(exports, feeds, tmp_path, seed, 200)


def test_a_check_that_finds_nothing_would_find_a_changed_cell(
    exports: Exports, feeds: dict[str, Feed], tmp_path: Path
) -> None:
    """The check itself is tried: what is landed of one file is held against another."""
    name = next(name for name in exports if name.startswith("hr_workers_"))
    feed, content = feeds["hr_workers"], exports[name]
    path = tmp_path / name
    path.write_bytes(content)
    landing = Landing(tmp_path / "landing")
    load = load_file(Arrival(path, feed.name, WHOLE, DAY), feed, landing, Settings(user="fuzz"))
    cells = read(content)
    at = cells[0].index("Start Date")
    cells[3][at] = "02/02/1999"
    wrong = judge(load, landing, feed, lambda: read_file(write(cells), feed))
    assert wrong and "02/02/1999" in wrong


@pytest.mark.parametrize("seed", range(3))
def test_an_inbox_of_damaged_exports_is_weighed_without_a_crash(
    exports: Exports, tmp_path: Path, seed: int
) -> None:
    chance = random.Random(1000 + seed)
    inbox, data = tmp_path / "inbox", tmp_path / "data"
    inbox.mkdir()
    steps = Steps(Console(quiet=True))
    for name, content in exports.items():
        (inbox / name).write_bytes(content)
    for _ in range(2):
        job = Refresh(inbox, data, None, Settings(user="fuzz"))
        report = job.weigh(job.receive(steps), steps)
        assert report.status in ("published", "refused")
        for load in report.snapshots.loads:
            assert load.received == load.accepted + load.quarantined + load.duplicate
        for name, content in exports.items():
            (inbox / name).write_bytes(mutate(content, chance))
