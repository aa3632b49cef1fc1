"""Inboxes of small real files, and what became of them."""

import csv
import io
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingestion.contract import read_contract
from ingestion.feeds import Feed
from ingestion.inbox import WHOLE, Arrival
from ingestion.landing import Landing, Load
from ingestion.loading import load_file
from ingestion.settings import Settings

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
