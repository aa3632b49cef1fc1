"""Files read with a mapping, and workbooks to read."""

from collections.abc import Callable, Iterable
from io import BytesIO
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from ingestion.feeds import Feed
from ingestion.inbox import look
from ingestion.landing import Landing
from ingestion.loading import load_file
from ingestion.mapping import NO_MAPPING
from ingestion.mapping_file import read_mapping
from ingestion.settings import Settings

from ..conftest import Loaded, Written

LandMapped = Callable[..., list[Loaded]]


def workbook_of(rows: Iterable[Iterable[object]], title: str = "Sheet1") -> bytes:
    """The bytes of a workbook with one sheet; a cell that begins with # is an error."""
    book = openpyxl.Workbook()
    book.active.title = title
    for row in rows:
        book.active.append(list(row))
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


@pytest.fixture
def land_mapped(
    inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings, tmp_path: Path
) -> LandMapped:
    """Write a file and a mapping, look at the inbox, and load all that is there."""

    def load(mapping: str, name: str = "", content: str | bytes = b"") -> list[Loaded]:
        path = tmp_path / "mapping.yml"
        path.write_text(mapping, encoding="utf-8")
        if name:
            raw = content if isinstance(content, bytes) else content.encode()
            (inbox.folder / name).write_bytes(raw)
        told = read_mapping(path, feeds) if mapping else NO_MAPPING
        landing = Landing(data / "landing")
        made = []
        for arrival in look(inbox.folder, feeds, told).arrivals:
            one = load_file(arrival, feeds[arrival.feed], landing, settings)
            rows = landing.rows(one) if one.outcome == "landed" else pl.DataFrame()
            made.append(Loaded(one, rows, landing.problems(one)))
        return made

    return load


@pytest.fixture
def take(
    inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings
) -> Callable[..., dict[str, Loaded]]:
    """Load everything in the inbox, and tell what became of it by part."""

    def load(mapping: str = "") -> dict[str, Loaded]:
        told = NO_MAPPING
        if mapping:
            (inbox.folder.parent / "mapping.yml").write_text(mapping)
            told = read_mapping(inbox.folder.parent / "mapping.yml", feeds)
        landing = Landing(data / "landing")
        taken = {}
        for arrival in look(inbox.folder, feeds, told).arrivals:
            made = load_file(arrival, feeds[arrival.feed], landing, settings)
            rows = landing.rows(made) if made.outcome == "landed" else pl.DataFrame()
            taken[arrival.part] = Loaded(made, rows, landing.problems(made))
        return taken

    return load
