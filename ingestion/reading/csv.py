"""CSV -> all-text polars frames with row numbers, in blocks, so that memory does not grow with the
file.

Pyarrow parses: it alone of the readers at hand reports a row with too few or too many cells instead
of filling or cutting it, and it numbers rows as a spreadsheet does, blank rows and line breaks
within cells included.
"""

import csv
import io
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, ClassVar

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.mapping import REFERENCE, Reading
from ingestion.reading.footers import Footers
from ingestion.reading.headings import Headings
from ingestion.reading.soundness import BLOCK, FileRefusedError, examine
from ingestion.reading.spelling import OUTER
from ingestion.reading.table import Table

_START = 1024 * 1024
_START_ROWS = 100
_SEPARATOR_LINE = re.compile(r'\ufeff?"?sep=(.)"?\r?\n', re.IGNORECASE)


class CsvGrid:
    """The cells of a delimited text file."""

    finds_headings = False
    errors: ClassVar[list[tuple[int, int]]] = []
    without_results: ClassVar[list[tuple[int, int]]] = []

    def __init__(self, path: Path, how: Reading) -> None:
        """Look at the bytes.

        Raises FileRefusedError, or OSError where the file cannot be read.
        """
        self._path = path
        self._encoding = how.encoding
        with path.open("rb") as stream:
            self._start = stream.read(_START).decode(self._encoding, errors="ignore")
        told = _SEPARATOR_LINE.match(self._start)
        self.delimiter = told[1] if told else how.delimiter
        self._names_separator = bool(told)
        self._soundness = examine(path, self._encoding, self.delimiter)
        self._is_footer = Footers(how.footers)
        self._first = 1
        self._width = 0
        self._misshapen: dict[int, int] = {}
        self._passed_over: set[int] = set()
        self._rows_seen = 0

    def start(self) -> list[tuple[int, list[str]]]:
        """The first rows with anything in them, each with its number; a first line that only
        names the separator is none of them.
        """
        # However long a cell is, it is looked at here and refused, if it must be, in words.
        csv.field_size_limit(BLOCK)
        text = io.StringIO(self._start.removeprefix("\ufeff"), newline="")
        reader = csv.reader(text, delimiter=self.delimiter)
        rows = enumerate(reader, start=1)
        if self._names_separator:
            next(rows)
        return [
            (number, cells)
            for (number, cells), _ in zip(rows, range(_START_ROWS), strict=False)
            if any(cell.strip(OUTER) for cell in cells)
        ]

    @property
    def misshapen(self) -> pl.DataFrame:
        """Rows that have another number of cells than the heading row: source_row, cells."""
        told = {"source_row": list(self._misshapen), "cells": list(self._misshapen.values())}
        return pl.DataFrame(told, schema={"source_row": pl.Int32, "cells": pl.Int32})

    @property
    def footers(self) -> list[tuple[int, str]]:
        """Rows of another number of cells that the mapping calls footers."""
        return self._is_footer.seen

    def _note(self, row: Any) -> str:
        """Remember a row that the parser leaves out; a line of nothing but spaces is a blank line,
        not a row.
        """
        self._passed_over.add(row.number)
        if row.number < self._first or not row.text.strip(OUTER):
            return "skip"
        first = next((cell for cell in row.text.split(self.delimiter) if cell.strip(OUTER)), "")
        if self._is_footer.holds(first):
            self._is_footer.seen.append((row.number, first))
        else:
            self._misshapen[row.number] = row.actual_columns
        return "skip"

    def _open(self) -> Any:
        names = [str(position) for position in range(self._width)]
        return arrow_csv.open_csv(
            self._path,
            arrow_csv.ReadOptions(
                # Rows are numbered only by one thread.
                use_threads=False,
                column_names=names,
                block_size=BLOCK,
                encoding=self._encoding,
            ),
            arrow_csv.ParseOptions(
                delimiter=self.delimiter,
                newlines_in_values=True,
                ignore_empty_lines=False,
                invalid_row_handler=self._note,
            ),
            arrow_csv.ConvertOptions(
                column_types=dict.fromkeys(names, pa.string()), strings_can_be_null=False
            ),
        )

    def _number(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Give each row its number: those of rows that the parser left out are passed over."""
        first = self._rows_seen + 1
        left_out = [number for number in self._passed_over if number >= first]
        numbers = pl.int_range(first, first + frame.height + len(left_out), eager=True)
        numbers = numbers.filter(~numbers.is_in(left_out)).head(frame.height)
        self._passed_over = set(left_out)
        if frame.height:
            self._rows_seen = int(numbers[-1])
        return frame.with_columns(numbers.cast(pl.Int32).alias("_source_row"))

    def frames(self, headings: Headings) -> Iterator[pl.DataFrame]:
        """Every row below the headings.

        Raises FileRefusedError, at the end also where the last row stops in the middle.
        """
        self._first, self._width = headings.row, headings.width
        try:
            for batch in self._open():
                frame = self._number(pl.DataFrame(pa.Table.from_batches([batch])))
                yield frame.filter(pl.col("_source_row") > headings.row)
        except pa.ArrowInvalid as error:
            raise FileRefusedError(
                problems.ROW_TOO_LONG, megabytes=BLOCK // 1024 // 1024
            ) from error
        last = max(self._misshapen, default=0)
        is_short = last > self._rows_seen and self._misshapen[last] < headings.width
        if is_short and not self._soundness.ends_with_newline:
            raise FileRefusedError(problems.CUT_OFF, row=last)


class CsvFile(Table):
    """One export of delimited text."""

    def __init__(self, path: Path, feed: Feed, how: Reading = REFERENCE) -> None:
        """Look at the bytes and the heading row.

        Raises FileRefusedError, or OSError where the file cannot be read.
        """
        super().__init__(CsvGrid(path, how), feed, how)
