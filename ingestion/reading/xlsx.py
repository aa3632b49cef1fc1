"""A sheet of a workbook -> an all-text polars frame with the row numbers a person sees.

Calamine reads, column by column: numbers come without a tail of ".0", text cells as they are,
leading zeros included, real dates as ISO dates.
"""

import functools
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

import fastexcel
import polars as pl

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.mapping import REFERENCE, Reading
from ingestion.reading.formulas import without_results
from ingestion.reading.headings import Headings
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import normalise
from ingestion.reading.table import Table
from ingestion.reading.workbooks import examine_workbook

_START_ROWS = 100
_SLICE = 100_000
_MOST_WORDS, _MOST_TOLD = 3, 40
_WITHOUT_WORDS = "(a sheet with a longer name)"
# A day in a cell of a sheet has a time, mostly midnight; the day alone is what the rules go by.
_MOMENT = r"^(\d{4}-\d{2}-\d{2}) \d{2}:\d{2}:\d{2}(\.\d+)?$"
_ERROR = r"^#(N/A|REF!|VALUE!|DIV/0!|NAME\?|NULL!|NUM!|SPILL!|CALC!)$"
_TICKS = {"true": "Yes", "false": "No"}


def _open(path: Path) -> fastexcel.ExcelReader:
    """The workbook. One of many sheets is asked for again and again, so the last one stays open."""
    state = path.stat()
    return _opened(path, state.st_ino, state.st_size, state.st_mtime_ns)


@functools.lru_cache(1)
def _opened(path: Path, *_: int) -> fastexcel.ExcelReader:
    examine_workbook(path)
    try:
        return fastexcel.read_excel(path.read_bytes())
    except Exception as error:
        raise FileRefusedError(problems.WORKBOOK_DAMAGED) from error
    except BaseException as error:
        raise _as_refusal(error) from error


def _as_refusal(error: BaseException) -> BaseException:
    """A panic of the library is no Exception; it means a damaged file all the same."""
    if type(error).__name__ == "PanicException":
        return FileRefusedError(problems.WORKBOOK_DAMAGED)
    return error


def sheet_names(path: Path) -> list[str]:
    """The names of a workbook's sheets, in order. Raises FileRefusedError or OSError."""
    return list(_open(path).sheet_names)


def may_be_told(names: Sequence[str]) -> list[str]:
    """Names of sheets as they may be repeated: one of many words may be somebody's note."""
    shown = [name if len(name.split()) <= _MOST_WORDS else _WITHOUT_WORDS for name in names]
    return [*dict.fromkeys(shown)][:_MOST_TOLD]


def _load(reader: fastexcel.ExcelReader, at: int, rows: int | None = None) -> fastexcel.ExcelSheet:
    try:
        return reader.load_sheet(at, header_row=None, skip_rows=0, n_rows=rows, dtypes="string")
    except Exception as error:
        raise FileRefusedError(problems.WORKBOOK_DAMAGED) from error
    except BaseException as error:
        raise _as_refusal(error) from error


@dataclass(frozen=True)
class SheetStart:
    """The first rows of one sheet with anything in them, each with its number."""

    name: str
    is_hidden: bool
    rows: list[tuple[int, list[str]]]


def starts_of_sheets(path: Path) -> list[SheetStart]:
    """How every sheet of a workbook begins, in order; a sheet that is no table has no rows.

    Raises FileRefusedError or OSError.
    """
    reader = _open(path)
    starts = []
    for at, name in enumerate(reader.sheet_names):
        try:
            sheet = _load(reader, at, _START_ROWS)
            frame = pl.DataFrame(sheet.to_arrow()).fill_null("")
        except (FileRefusedError, pl.exceptions.PolarsError):
            starts.append(SheetStart(name, is_hidden=False, rows=[]))
            continue
        rows = [(row, list(cells)) for row, cells in enumerate(frame.rows(), start=1) if any(cells)]
        starts.append(SheetStart(name, is_hidden=sheet.visible != "visible", rows=rows))
    return starts


def _sheet(path: Path, wanted: str | None) -> fastexcel.ExcelSheet:
    """The sheet of that name, or the first that is not hidden."""
    reader = _open(path)
    names = list(reader.sheet_names)
    if wanted is not None:
        alike = [normalise(name) for name in names]
        if normalise(wanted) not in alike:
            raise FileRefusedError(
                problems.SHEET_MISSING,
                sheet=wanted,
                found=", ".join(may_be_told(names)) or "none",
            )
        return _load(reader, alike.index(normalise(wanted)))
    for at in range(len(names)):
        sheet = _load(reader, at)
        if sheet.visible == "visible":
            return sheet
    raise FileRefusedError(problems.FILE_EMPTY)


class XlsxGrid:
    """The cells of one sheet."""

    finds_headings = True

    def __init__(self, path: Path, how: Reading = REFERENCE) -> None:
        """Read the sheet. Raises FileRefusedError, or OSError where the file cannot be read."""
        sheet = _sheet(path, how.sheet)
        #: Whether a person who opens the workbook does not see it.
        self.is_hidden = sheet.visible != "visible"
        batch, told = sheet.to_arrow_with_errors()
        frame = pl.DataFrame(batch)
        frame.columns = [str(at) for at in range(frame.width)]
        #: The cells that hold an error such as #N/A in place of a value: row and column.
        self.errors: list[tuple[int, int]] = [
            (each.position[0] + 1, each.position[1]) for each in (told.errors if told else [])
        ]
        #: The cells that hold a formula whose result was not saved: row and column.
        self.without_results = without_results(path, sheet.name)
        self._frame = self._plain(frame)

    def _plain(self, frame: pl.DataFrame) -> pl.DataFrame:
        for name in frame.columns:
            typed = frame.select(pl.col(name).str.contains(_ERROR)).to_series()
            self.errors += [(row + 1, int(name)) for row in typed.arg_true().to_list()]
        told = frame.with_columns(
            pl.when(~pl.all().str.contains(_ERROR))
            .then(pl.all().str.replace(_MOMENT, "$1").replace(_TICKS))
            .fill_null("")
        )
        return told.with_row_index("_source_row", offset=1).cast({"_source_row": pl.Int32})

    def start(self) -> list[tuple[int, list[str]]]:
        """The first rows with anything in them, each with its number."""
        rows = self._frame.head(_START_ROWS).rows()
        return [(row, list(cells)) for row, *cells in rows if any(cell.strip() for cell in cells)]

    def frames(self, headings: Headings) -> Iterator[pl.DataFrame]:
        """Every row below the headings."""
        below = self.below(headings.row)
        if below.is_empty():
            yield below
        yield from below.iter_slices(_SLICE)

    def below(self, row: int) -> pl.DataFrame:
        """The rows below one of them."""
        return self._frame.filter(pl.col("_source_row") > row)

    @property
    def misshapen(self) -> pl.DataFrame:
        """None: every row of a sheet has as many cells."""
        return pl.DataFrame(schema={"source_row": pl.Int32, "cells": pl.Int32})

    @property
    def footers(self) -> list[tuple[int, str]]:
        """None: all are among the frames."""
        return []


class XlsxFile(Table):
    """One export in a workbook."""

    def __init__(self, path: Path, feed: Feed, how: Reading = REFERENCE) -> None:
        """Read the sheet and find its headings.

        Raises FileRefusedError, or OSError where the file cannot be read.
        """
        super().__init__(XlsxGrid(path, how), feed, how)
