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
from ingestion.proposing.matching import headings_by_feed
from ingestion.reading.csv import CsvGrid
from ingestion.reading.export import Grid
from ingestion.reading.footers import Footers
from ingestion.reading.headings import Headings
from ingestion.reading.soundness import FileRefusedError, content_of
from ingestion.reading.spelling import OUTER, normalise
from ingestion.reading.table import find_heading_row
from ingestion.reading.tracker import month_of
from ingestion.reading.workbooks import is_workbook
from ingestion.reading.xlsx import XlsxGrid, sheet_names

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
    """The encoding, and how it is known. Raises OSError."""
    with path.open("rb") as stream:
        start = stream.read(_START)
        if start.startswith(codecs.BOM_UTF8):
            return "utf-8", "the file says so by its mark"
        if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
            return "utf-16", "the file says so by its mark"
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


def detect_separator(path: Path, encoding: str, known: set[str]) -> str:
    """The separator under which most headings are known, else the one that makes most columns."""
    with path.open("rb") as stream:
        text = stream.read(_START).decode(encoding, errors="ignore").removeprefix("\ufeff")

    def worth(delimiter: str) -> tuple[int, int]:
        rows = _rows_of(text, delimiter)
        held = max((len({normalise(cell) for cell in row} & known) for row in rows), default=0)
        widths = sorted(len(row) for row in rows if row)
        return held, widths[len(widths) // 2] if widths else 0

    return max(_SEPARATORS, key=worth)


def _grid_of(path: Path, sheet: str | None, known: set[str]) -> tuple[Grid, Reading, list[str]]:
    if is_workbook(path):
        names = sheet_names(path)
        chosen = sheet
        how = Reading(sheet=chosen, footers=_FOOTERS)
        words = f"sheets: {', '.join(names)}; looked at: {chosen or 'the first that is not hidden'}"
        return XlsxGrid(path, how), how, [words]
    with path.open("rb") as stream:
        content = content_of(stream.read(4096))
    if content:
        raise FileRefusedError(problems.NEITHER_TEXT_NOR_WORKBOOK, content=content)
    encoding, why = detect_encoding(path)
    separator = detect_separator(path, encoding, known)
    how = Reading.model_validate(
        {"encoding": encoding, "delimiter": separator, "footers": _FOOTERS}
    )
    return CsvGrid(path, how), how, [f"encoding {encoding}: {why}"]


def look_at(path: Path, feeds: Mapping[str, Feed], sheet: str | None = None) -> Looked:
    """Look at a file. Raises FileRefusedError or OSError."""
    known = {normalise(each) for some in headings_by_feed(feeds).values() for each in some}
    grid, how, notes = _grid_of(path, sheet, known)
    start = grid.start()
    months = {
        normalise(cell)
        for _, row in start
        for cell in row
        if "/" not in cell and not cell.strip(OUTER).isdigit() and _is_month(cell)
    }
    row, cells = _heading_row(grid, start, known | months)
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


def _is_month(cell: str) -> bool:
    try:
        return month_of(cell) is not None
    except FileRefusedError:
        return True


def _heading_row(
    grid: Grid, start: list[tuple[int, list[str]]], known: set[str]
) -> tuple[int, list[str]]:
    """The row with most known headings; where none is known, the first that is as wide as most."""
    if not start:
        raise FileRefusedError(problems.FILE_EMPTY)
    row, cells = find_heading_row(grid, known, "find")
    if {normalise(cell) for cell in cells} & known:
        return row, cells
    filled = [sum(bool(cell.strip(OUTER)) for cell in cells) for _, cells in start]
    return start[filled.index(max(filled))]
