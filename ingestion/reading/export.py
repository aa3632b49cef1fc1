"""What every reader of a file gives: its headings, then its rows, then what else it found."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Protocol

import polars as pl

from ingestion.problems import ProblemKind
from ingestion.reading.headings import Headings


@dataclass(frozen=True)
class Finding:
    """Something a reader has to tell, beside what checking the cells tells.

    `rows` has source_row, and typed_text where what was typed may be kept. Where `held_back`, each
    of them was received and is not among the blocks; otherwise they are no rows of the feed.
    """

    kind: ProblemKind
    rows: pl.DataFrame | None = None
    heading: str | None = None
    held_back: bool = False
    details: dict[str, object] = field(default_factory=dict)

    @property
    def quarantined(self) -> int:
        """How many rows it held back."""
        return self.rows.height if self.held_back and self.rows is not None else 0


class Export(Protocol):
    """One export as it is read: ask for `headings`, go through `blocks` once, then ask for the
    rest.
    """

    @property
    def headings(self) -> Headings:
        """Where each field stands."""

    def blocks(self) -> Iterator[pl.DataFrame]:
        """The rows in order, in blocks: _source_row and a text column for each field, null where
        the file has none. Raises FileRefusedError.
        """

    @property
    def misshapen(self) -> pl.DataFrame:
        """Rows with another number of cells than the heading row, all held back: source_row,
        cells.
        """

    @property
    def findings(self) -> list[Finding]:
        """What else there is to tell."""


class Grid(Protocol):
    """Cells as text, before anybody knows what they mean."""

    finds_headings: bool
    """Whether rows above the headings are looked past without being told to."""

    def start(self) -> list[tuple[int, list[str]]]:
        """The first rows with anything in them, each with its number. Raises FileRefusedError."""

    def frames(self, headings: Headings) -> Iterator[pl.DataFrame]:
        """Every row below the headings: a text column "0", "1", … for each, and _source_row.

        Raises FileRefusedError.
        """

    @property
    def misshapen(self) -> pl.DataFrame:
        """Rows that are not among the frames, for their number of cells."""

    @property
    def errors(self) -> list[tuple[int, int]]:
        """Cells that hold an error such as #N/A and are blank for it: row number, column."""

    @property
    def without_results(self) -> list[tuple[int, int]]:
        """Cells that hold a formula and not its result, blank for it: row number, column."""

    @property
    def footers(self) -> list[tuple[int, str]]:
        """Rows that are not among the frames because the mapping calls them footers."""
