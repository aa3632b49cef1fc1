"""Looks at an unknown file: its encoding, its separator, its heading row, and its cells as text."""

import codecs
import csv
import io
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.mapping import Reading
from ingestion.proposing.finding import heading_row, known_headings_of, worth
from ingestion.proposing.sheets import choose_sheet
from ingestion.reading.csv import CsvGrid
from ingestion.reading.export import Grid
from ingestion.reading.footers import Footers
from ingestion.reading.headings import Headings
from ingestion.reading.soundness import FileRefusedError, content_of
from ingestion.reading.spelling import OUTER
from ingestion.reading.workbooks import is_workbook
from ingestion.reading.xlsx import XlsxGrid

ENOUGH_ROWS = 200_000
_START = 1024 * 1024
_FOOTERS = ("Total*", "Grand total*", "End of *", "Number of rows*", "Row count*", "Printed *")
_SEPARATORS = ",;\t|"
_UNDEFINED_IN_CP1252 = bytes([0x81, 0x8D, 0x8F, 0x90, 0x9D])


@dataclass(frozen=True)
class Looked:
    """What a file looks like before anybody says what it means."""

    path: Path
    how: Reading
    """How it has to be opened: delimiter, encoding, sheet, rows above the headings."""
    row: int
    cells: list[str]
    frame: pl.DataFrame
    """The rows below the headings, as text, in columns "0", "1", …"""
    misshapen: int
    notes: list[str] = field(default_factory=list)
    footers: list[str] = field(default_factory=list)
    """Rows below the data that look like none."""

    @property
    def has_more(self) -> bool:
        """Whether the file has more rows than were looked at."""
        return self.frame.height >= ENOUGH_ROWS


def detect_encoding(path: Path) -> tuple[str, str]:
    """The encoding, and how it is known. Raises FileRefusedError or OSError."""
    with path.open("rb") as stream:
        start = stream.read(_START)
        if start.startswith(codecs.BOM_UTF8):
            return "utf-8", "the file says so by its mark"
        if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16", "the file says so by its mark"
        if start.count(0) * 5 > len(start):
            # Without its mark nobody can tell in which order its bytes stand.
            raise FileRefusedError(problems.UTF_16)
        decoder = codecs.getincrementaldecoder("utf-8")("strict")
        odd, is_ascii, block = False, True, start
        try:
            while block:
                is_ascii = is_ascii and block.isascii()
                odd = odd or any(byte in block for byte in _UNDEFINED_IN_CP1252)
                decoder.decode(block)
                block = stream.read(_START)
            decoder.decode(b"", final=True)
        except UnicodeDecodeError:
            odd = odd or any(byte in block for byte in _UNDEFINED_IN_CP1252)
            words = "it is not UTF-8; look whether names with accents and dashes come out right"
            return ("iso-8859-1" if odd else "cp1252"), words
    if is_ascii:
        return "utf-8", "it has plain letters only, which are the same in every encoding"
    return "utf-8", "all its letters are UTF-8"


def _rows_of(text: str, delimiter: str) -> list[list[str]]:
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
    try:
        return [row for row, _ in zip(reader, range(60), strict=False)]
    except csv.Error:
        return []


def detect_separator(path: Path, encoding: str, known: frozenset[str]) -> str:
    """The separator under which most headings are known, else the one that makes most columns."""
    with path.open("rb") as stream:
        text = stream.read(_START).decode(encoding, errors="ignore").removeprefix("\ufeff")

    def worth_of(delimiter: str) -> tuple[int, int]:
        rows = _rows_of(text, delimiter)
        held = max((worth(row, known) for row in rows if len(row) > 1), default=0)
        widths = sorted(len(row) for row in rows if row)
        return held, widths[len(widths) // 2] if widths else 0

    return max(_SEPARATORS, key=worth_of)


def _grid_of(
    path: Path, feeds: Mapping[str, Feed], feed: str | None, sheet: str | None
) -> tuple[Grid, Reading, list[str]]:
    if is_workbook(path):
        chosen, words = choose_sheet(path, feeds, feed, sheet)
        how = Reading(sheet=chosen, footers=_FOOTERS)
        return XlsxGrid(path, how), how, words
    with path.open("rb") as stream:
        content = content_of(stream.read(4096))
    if content:
        raise FileRefusedError(problems.NEITHER_TEXT_NOR_WORKBOOK, content=content)
    encoding, why = detect_encoding(path)
    separator = detect_separator(path, encoding, known_headings_of(feeds))
    how = Reading.model_validate(
        {"encoding": encoding, "delimiter": separator, "footers": _FOOTERS}
    )
    return CsvGrid(path, how), how, [f"encoding {encoding}: {why}"]


def look_at(
    path: Path, feeds: Mapping[str, Feed], feed: str | None = None, sheet: str | None = None
) -> Looked:
    """Look at a file. Raises FileRefusedError or OSError."""
    grid, how, notes = _grid_of(path, feeds, feed, sheet)
    start = grid.start()
    if not start:
        raise FileRefusedError(problems.FILE_EMPTY)
    row, cells = heading_row(start, known_headings_of(feeds))
    headings = Headings(row=row, width=len(cells), positions={}, unknown=(), narrative=())
    frames, height = [], 0
    for frame in grid.frames(headings):
        frames.append(frame)
        height += frame.height
        if height >= ENOUGH_ROWS:
            break
    filled = pl.any_horizontal(pl.exclude("_source_row").str.strip_chars(OUTER) != "")
    footers = Footers(_FOOTERS)
    whole = footers.take_out(pl.concat(frames).head(ENOUGH_ROWS).filter(filled))
    return Looked(
        path=path,
        how=how,
        row=row,
        cells=[cell.strip(OUTER) for cell in cells],
        frame=whole,
        misshapen=grid.misshapen.height,
        notes=notes,
        footers=[text.strip(OUTER + '"') for _, text in sorted([*footers.seen, *grid.footers])],
    )
