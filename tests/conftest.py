"""What every lane shares: councils written and published once, by the commands a council would use."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from filelock import FileLock

ROOT = Path(__file__).resolve().parent.parent
SHARED = ROOT.parent / "shared"
EXAMPLE = SHARED / "data" / "example-council"


LONGEST_FIRST = ("browser", "transform")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The lanes that take longest come first, so that the workers end together."""

    def place(item: pytest.Item) -> int:
        lane = Path(item.path).relative_to(ROOT / "tests").parts[0]
        return LONGEST_FIRST.index(lane) if lane in LONGEST_FIRST else len(LONGEST_FIRST)

    items.sort(key=place)


def run_ingestion(*arguments: str) -> subprocess.CompletedProcess[str]:
    """`python -m ingestion …` as a scheduler runs it."""
    return subprocess.run(
        [sys.executable, "-m", "ingestion", *arguments],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )


@pytest.fixture(scope="session")
def shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """One folder for the whole run, whichever worker asks first."""
    base = tmp_path_factory.getbasetemp()
    return base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base


@pytest.fixture(scope="session")
def make_once(shared_folder: Path) -> Callable[[str, Callable[[Path], None]], Path]:
    """Make a folder once for all workers: the first one in makes it, the others wait and take it."""

    def make(name: str, write: Callable[[Path], None]) -> Path:
        folder = shared_folder / name
        with FileLock(f"{folder}.lock"):
            if not (folder / ".made").exists():
                folder.mkdir(parents=True, exist_ok=True)
                write(folder)
                (folder / ".made").touch()
        return folder

    return make


@pytest.fixture(scope="session")
def refresh_into(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., None]:
    """Refresh an inbox into a data folder, by the command.

    It is refreshed in one place and moved from there: dbt keeps its parse of the project, a fifth of
    the time of a small council, only for a warehouse of the same path.
    """
    place = tmp_path_factory.mktemp("refreshing")
    kept = place / "partial_parse.msgpack"

    def refresh(inbox: Path, folder: Path, *more: str) -> None:
        data = place / "data"
        parsed = data / "build" / "dbt" / kept.name
        parsed.parent.mkdir(parents=True)
        if kept.exists():
            shutil.copyfile(kept, parsed)
        try:
            finished = run_ingestion("refresh", "--inbox", str(inbox), "--data", str(data), *more)
            assert finished.returncode == 0, finished.stdout + finished.stderr
            shutil.copyfile(parsed, kept)
            for path in data.iterdir():
                path.rename(folder / path.name)
        finally:
            shutil.rmtree(data)

    return refresh


@pytest.fixture(scope="session")
def publish(
    make_once: Callable[[str, Callable[[Path], None]], Path], refresh_into: Callable[..., None]
) -> Callable[[str, Path], Path]:
    """Refresh an inbox into a data folder, once for all workers, and give the data folder."""
    return lambda name, inbox: make_once(name, lambda folder: refresh_into(inbox, folder))


@pytest.fixture(scope="session")
def demo_inbox(make_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """The demo council's exports."""

    def write(folder: Path) -> None:
        finished = run_ingestion("demo", "--inbox", str(folder))
        assert finished.returncode == 0, finished.stdout + finished.stderr

    return make_once("demo-inbox", write)


@pytest.fixture(scope="session")
def demo_data(publish: Callable[[str, Path], Path], demo_inbox: Path) -> Path:
    """The demo council, published by the real pipeline."""
    return publish("demo-data", demo_inbox)


@pytest.fixture(scope="session")
def example_council() -> Path:
    """The example council with its independently worked ledger, where the machine has it."""
    if not EXAMPLE.exists():
        pytest.skip("the example council is not on this machine")
    return EXAMPLE
