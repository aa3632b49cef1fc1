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
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import polars as pl
import pyarrow as pa
from pyarrow import csv as arrow_csv
from rapidfuzz import process

from ingestion import problems
from ingestion.feeds import ContractField, Feed
from ingestion.privacy import is_narrative
from ingestion.reading.soundness import BLOCK, FileRefusedError, examine

OUTER = " \t\r\n\x0b\x0c\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
_OTHER_SEPARATORS = {";": "semicolons", "\t": "tabs", "|": "upright bars"}
_LONGEST_HEADING_ROW = 1024 * 1024


def normalise(heading: str) -> str:
    """Bring a heading to the form it is compared in: no case, no space of any kind, nothing
    invisible.
    """
    return re.sub(rf"[\s{OUTER}]+", "", heading).casefold()


@dataclass(frozen=True)
class Headings:
    """The heading row: where each field of the contract stands and what else there is."""

    row: int
    width: int
    positions: dict[str, int]
    unknown: tuple[str, ...]
    narrative: tuple[str, ...]


def _words(headings: list[str]) -> str:
    return ", ".join(heading[:40] for heading in headings[:40]) or "nothing"


def _nearest(missing: list[str], found: list[str]) -> str:
    """Say which of the headings found is spelt most like a missing one."""
    likely = [(one, process.extractOne(one, found, score_cutoff=75)) for one in missing]
    return "".join(f"{match[0]} looks like {one}. " for one, match in likely if match)


def _refuse_missing(feed: Feed, found: list[str], positions: dict[str, int]) -> None:
    missing = [each.heading for each in feed.fields if each.required and each.name not in positions]
    if not missing:
        return
    first = found[0] if len(found) == 1 else ""
    for separator, words in _OTHER_SEPARATORS.items():
        known = {normalise(each.heading) for each in feed.fields}
        if known & {normalise(part) for part in first.split(separator)[:-1]}:
            raise FileRefusedError(problems.WRONG_SEPARATOR, separator=words)
    if not positions:
        expected = _words([each.heading for each in feed.fields])
        raise FileRefusedError(problems.NO_HEADING_ROW, expected=expected)
    raise FileRefusedError(
        problems.HEADING_MISSING,
        missing=" and ".join(missing),
        nearest=_nearest(missing, found),
        found=_words(found),
    )


def match_headings(cells: list[str], row: int, feed: Feed) -> Headings:
    """Find the feed's fields among the cells of the heading row. Raises FileRefusedError."""
    fields: dict[str, ContractField] = {normalise(each.heading): each for each in feed.fields}
    meant_to_go = {normalise(heading) for heading in feed.meta.dropped_headings}
    found = [cell.strip(OUTER) for cell in cells]
    positions: dict[str, int] = {}
    others = []
    for position, cell in enumerate(found):
        field = fields.get(normalise(cell))
        if field and field.name in positions:
            raise FileRefusedError(problems.HEADING_TWICE, heading=field.heading)
        if field:
            positions[field.name] = position
        elif cell and normalise(cell) not in meant_to_go:
            others.append(cell)
    _refuse_missing(feed, [cell for cell in found if cell], positions)
    return Headings(
        row=row,
        width=len(cells),
        positions=positions,
        unknown=tuple(cell for cell in others if not is_narrative(cell)),
        narrative=tuple(cell for cell in others if is_narrative(cell)),
    )


def _read_heading_row(path: Path, encoding: str) -> tuple[list[str], int]:
    with path.open("rb") as stream:
        start = stream.read(_LONGEST_HEADING_ROW).decode(encoding, errors="ignore")
    reader = csv.reader(io.StringIO(start.removeprefix("\ufeff"), newline=""))
    for row, cells in enumerate(reader, start=1):
        if any(cell.strip(OUTER) for cell in cells):
            return cells, row
    raise FileRefusedError(problems.FILE_EMPTY)


class CsvFile:
    """One export as it is read: ask for `headings`, go through `blocks` once, then ask for
    `misshapen`.
    """

    def __init__(self, path: Path, feed: Feed, encoding: str = "utf-8") -> None:
        """Look at the bytes and the heading row.

        Raises FileRefusedError, or OSError where the file cannot be read.
        """
        self._path = path
        self._feed = feed
        self._encoding = encoding
        self._soundness = examine(path, encoding)
        self.headings = match_headings(*_read_heading_row(path, encoding), feed)
        self._misshapen: dict[int, int] = {}
        self._passed_over: set[int] = set()
        self._rows_seen = 0

    @property
    def misshapen(self) -> pl.DataFrame:
        """Rows that have another number of cells than the heading row: source_row, cells."""
        told = {"source_row": list(self._misshapen), "cells": list(self._misshapen.values())}
        return pl.DataFrame(told, schema={"source_row": pl.Int32, "cells": pl.Int32})

    def _note(self, row: Any) -> str:
        """Remember a row that the parser leaves out; a line of nothing but spaces is a blank line,
        not a row.
        """
        self._passed_over.add(row.number)
        if row.text.strip(OUTER):
            self._misshapen[row.number] = row.actual_columns
        return "skip"

    def _open(self) -> Any:
        names = [str(position) for position in range(self.headings.width)]
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
                newlines_in_values=True, ignore_empty_lines=False, invalid_row_handler=self._note
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

    def _narrow(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Keep the rows below the headings that are not blank, and of them the fields of the
        contract.
        """
        anything = pl.any_horizontal(pl.exclude("_source_row") != "")
        frame = frame.filter(anything & (pl.col("_source_row") > self.headings.row))
        positions = self.headings.positions
        fields = [
            pl.col(str(positions[each.name])).alias(each.name)
            if each.name in positions
            else pl.lit(None, dtype=pl.String).alias(each.name)
            for each in self._feed.fields
        ]
        return frame.select("_source_row", *fields)

    def blocks(self) -> Iterator[pl.DataFrame]:
        """Give the rows in order: _source_row and a text column for each field, null where its
        heading is absent.

        Raises FileRefusedError, at the end also where the last row stops in the middle.
        """
        try:
            for batch in self._open():
                frame = pl.DataFrame(pa.Table.from_batches([batch]))
                yield self._narrow(self._number(frame))
        except pa.ArrowInvalid as error:
            raise FileRefusedError(
                problems.ROW_TOO_LONG, megabytes=BLOCK // 1024 // 1024
            ) from error
        self._refuse_cut_off()

    def _refuse_cut_off(self) -> None:
        last = max(self._misshapen, default=0)
        is_short = last > self._rows_seen and self._misshapen[last] < self.headings.width
        if is_short and not self._soundness.ends_with_newline:
            raise FileRefusedError(problems.CUT_OFF, row=last)
