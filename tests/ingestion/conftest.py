"""Inboxes of small real files, and what became of them."""

import csv
import io
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import polars as pl
import pytest

from ingestion.contract import read_contract
from ingestion.feeds import Feed
from ingestion.inbox import WHOLE, Arrival
from ingestion.landing import Landing, Load
from ingestion.loading import load_file
from ingestion.refresh import Report
from ingestion.settings import Settings

from .small_council import Run, quiet, refresh, write_project

Row = dict[str, str]
DAY = date(2026, 10, 31)

# One row of each of the feeds that tests speak of, everything in it readable.
WORKER = {
    "Employee Number": "001001",
    "Full Name": "Ada Example",
    "Start Date": "01/04/2020",
}
POST = {"Employee Number": "001001", "Team Code": "T1", "Post Start": "01/04/2020"}
TEAM = {"Team Code": "T1", "Team Name": "Team one", "Directorate": "Children"}
SESSION = {
    "Session ID": "S-1",
    "Supervisee": "001001",
    "Supervisor": "001002",
    "Format": "One to one",
    "Status": "Held",
    "Held Date": "01/10/2026",
    "Duration Minutes": "60",
}
INVOLVEMENT = {
    "Person ID": "10001",
    "Involvement Type": "child_protection",
    "Start Date": "01/06/2026",
    "Date of Birth": "29/02/2008",
}
RECORD = {"Record ID": "R-1", "Person ID": "10001", "Supervision Date": "01/07/2026"}


def text_of(rows: list[Row]) -> str:
    """CSV text of rows under every heading that one of them has."""
    headings = dict.fromkeys(heading for row in rows for heading in row)
    stream = io.StringIO()
    writer = csv.DictWriter(stream, list(headings), lineterminator="\n", restval="")
    writer.writeheader()
    writer.writerows(rows)
    return stream.getvalue()


def many(row: Row, count: int, key: str) -> list[Row]:
    """So many rows alike but for one column, which is numbered."""
    return [{**row, key: f"{row[key]}-{number}"} for number in range(count)]


@dataclass
class Written:
    """An inbox that tests write into."""

    folder: Path

    def put(
        self,
        feed: str,
        content: str | bytes | list[Row],
        day: date = DAY,
        part: str = "",
    ) -> Path:
        """Write one export and give its path."""
        name = f"{feed}-{part}" if part else feed
        path = self.folder / f"{name}_{day:%Y%m%d}.csv"
        if isinstance(content, list):
            content = text_of(content)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return path


@dataclass
class Loaded:
    """What became of one file."""

    load: Load
    rows: pl.DataFrame
    problems: pl.DataFrame

    def told(self) -> list[tuple[object, ...]]:
        """The problems in short: code, row, heading, what was typed, outcome."""
        columns = ("code", "source_row", "heading", "typed_text", "outcome")
        return self.problems.select(columns).rows()


@pytest.fixture(scope="session")
def feeds() -> dict[str, Feed]:
    """The contract as it stands."""
    return read_contract()


@pytest.fixture
def settings() -> Settings:
    """The settings as they come, with a known user."""
    return Settings(user="tester")


@pytest.fixture
def inbox(tmp_path: Path) -> Written:
    """An empty inbox."""
    folder = tmp_path / "inbox"
    folder.mkdir()
    return Written(folder)


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """The folder the product keeps."""
    return tmp_path / "data"


@pytest.fixture
def land(
    inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings
) -> Callable[..., Loaded]:
    """Write one export, load it, and tell what became of it."""

    def load(
        feed: str,
        content: str | bytes | list[Row],
        day: date = DAY,
        part: str = "",
        with_settings: Settings = settings,
    ) -> Loaded:
        path = inbox.put(feed, content, day, part)
        landing = Landing(data / "landing")
        arrival = Arrival(path, feed, part or WHOLE, day)
        made = load_file(arrival, feeds[feed], landing, with_settings)
        rows = landing.rows(made) if made.outcome == "landed" else pl.DataFrame()
        return Loaded(made, rows, landing.problems(made))

    return load


def write_council(inbox: Written, day: date = DAY, staff: int = 40) -> None:
    inbox.put("hr_workers", many(WORKER, staff, "Employee Number"), day)
    inbox.put("hr_posts", many(POST, staff, "Employee Number"), day)
    inbox.put("hr_teams", [TEAM], day)
    inbox.put("sharepoint_sessions", many(SESSION, 60, "Session ID"), day)


@pytest.fixture(scope="session")
def published(make_once: Callable[[str, Callable[[Path], None]], Path]) -> Path:
    """A folder with a dbt project, an inbox and the data folder it was published into."""

    def write(place: Path) -> None:
        write_project(place / "transform")
        (place / "inbox").mkdir()
        write_council(Written(place / "inbox"))
        with quiet() as steps:
            job = refresh(place / "inbox", place / "data", place / "transform")
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
        with quiet() as steps:
            return refresh(council / "inbox", council / "data", project, **told).run(steps)

    return again


@pytest.fixture
def weigh(council: Path, small_project: Path) -> Run:
    """Receive the council's inbox again and say what would be done, without doing it."""

    def say(days_later: int = 0, **told: object) -> Report:
        job = refresh(council / "inbox", council / "data", small_project, **told)
        job.now += timedelta(days=days_later)
        return job.weigh(job.receive(quiet()), quiet())

    return say
