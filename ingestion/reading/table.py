"""A grid of text -> the rows of a feed: the heading row found, columns matched, the mapping's
constants and blanks put in, footers and repeated headings taken out.
"""

from collections.abc import Iterator

import polars as pl

from ingestion import problems
from ingestion.feeds import ContractField, Feed
from ingestion.mapping import Reading
from ingestion.problems import ProblemKind
from ingestion.reading.asked import tell_not_found
from ingestion.reading.export import Finding, Grid
from ingestion.reading.footers import Footers
from ingestion.reading.headings import Headings, match_headings
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import OUTER, normalise

_PERSON_FIRST = r"^\s*([^;]*[^;\d][^;]*);#\d+\s*$"
_NUMBER_FIRST = r"^\s*\d+;#([^;]*[^;\d][^;]*)$"


def known_headings(feed: Feed, how: Reading) -> set[str]:
    """Every heading this feed may be read from, in the form they are compared in."""
    dropped = {normalise(heading) for heading in how.drop}
    return {normalise(field.heading) for field in feed.fields} - dropped | set(how.renamed)


def find_heading_row(
    grid: Grid, known: set[str], skip_rows: int | str | None
) -> tuple[int, list[str]]:
    """The heading row: the first with anything in it, below as many rows as the mapping says; or,
    where it is to be found, the one that holds most of the known headings.

    Raises FileRefusedError.
    """
    skipped = skip_rows if isinstance(skip_rows, int) else 0
    rows = [(number, cells) for number, cells in grid.start() if number > skipped]
    if not rows:
        raise FileRefusedError(problems.FILE_EMPTY)
    if skip_rows != "find" and not (skip_rows is None and grid.finds_headings):
        return rows[0]
    held = [len({normalise(cell) for cell in cells} & known) for _, cells in rows]
    return rows[held.index(max(held))]


def _one_person(cell: pl.Expr) -> pl.Expr:
    """SharePoint writes a person as `Name;#12` or `12;#Name`. Several people, and two
    numbers, stay as they are.
    """
    plain = cell.str.replace(_PERSON_FIRST, "$1").str.replace(_NUMBER_FIRST, "$1")
    return pl.when(cell.str.contains(";#", literal=True)).then(plain).otherwise(cell)


def _with_other_rows(
    refused: FileRefusedError, grid: Grid, row: int, feed: Feed
) -> FileRefusedError:
    """Name the row in which a missing heading stands, as where cells were merged over two rows."""
    if refused.kind is not problems.HEADING_MISSING:
        return refused
    missing = str(refused.details["missing"]).split(" and ")
    others = {
        normalise(cell): number for number, cells in grid.start() for cell in cells if number != row
    }
    told = [
        f"{each} stands in row {others[normalise(each)]} and other headings in row {row}: put all "
        "of them in one row. "
        for each in missing
        if normalise(each) in others
    ]
    if told:
        refused.details["nearest"] = "".join(told)
    return refused


class Table:
    """One export that has a row for a row of the feed."""

    headings: Headings

    def __init__(self, grid: Grid, feed: Feed, how: Reading) -> None:
        """Find the heading row. Raises FileRefusedError, or OSError."""
        self._start(grid, feed, how)
        row, cells = find_heading_row(grid, known_headings(feed, how), how.skip_rows)
        try:
            self.headings = match_headings(cells, row, feed, how)
        except FileRefusedError as refused:
            raise _with_other_rows(refused, grid, row, feed) from refused

    def _start(self, grid: Grid, feed: Feed, how: Reading) -> None:
        self._grid, self._feed, self._how = grid, feed, how
        self._footers = Footers(how.footers)
        self._again: list[int] = []
        self._rows = 0

    @property
    def misshapen(self) -> pl.DataFrame:
        """Rows with another number of cells than the heading row."""
        return self._grid.misshapen

    @property
    def findings(self) -> list[Finding]:
        """Footers passed over, and headings that stand again among the rows."""
        told = []
        passed = sorted([*self._footers.seen, *self._grid.footers])
        if passed:
            rows = pl.DataFrame({"source_row": [row for row, _ in passed]})
            told.append(Finding(problems.FOOTER_PASSED_OVER, rows))
        if self._again:
            rows = pl.DataFrame({"source_row": self._again})
            told.append(Finding(problems.HEADINGS_AGAIN, rows, held_back=True))
        return [
            *told,
            *self._blank_for(problems.CELL_IN_ERROR, self._grid.errors),
            *self._blank_for(problems.NO_RESULT, self._grid.without_results),
            *self._not_found(),
        ]

    def _not_found(self) -> list[Finding]:
        """Headings that the mapping speaks of and the file has not."""
        return list(tell_not_found(self.headings, self.headings.found, self._feed, self._how))

    def _blank_for(self, kind: ProblemKind, cells: list[tuple[int, int]]) -> list[Finding]:
        """Cells of the contract's columns that are blank because of what they hold."""
        columns = {at: name for name, at in self.headings.positions.items()}
        names = {field.name: field.heading for field in self._feed.fields}
        below = [(row, at) for row, at in cells if row > self.headings.row]
        return [
            Finding(
                kind,
                pl.DataFrame({"source_row": sorted(row for row, at in below if at == column)}),
                names[columns[column]],
            )
            for column in sorted({at for _, at in below} & set(columns))
        ]

    def blocks(self) -> Iterator[pl.DataFrame]:
        """Give the rows in order: _source_row and a text column for each field, null where its
        heading is absent. Raises FileRefusedError.
        """
        for rows in self._rows_of_grid():
            yield rows.select("_source_row", *(self._read_from(each) for each in self._feed.fields))

    def _rows_of_grid(self) -> Iterator[pl.DataFrame]:
        """The rows that are data. A footer that counts others than there are refuses the file."""
        for frame in self._grid.frames(self.headings):
            filled = frame.filter(pl.any_horizontal(pl.exclude("_source_row") != ""))
            rows = self._without_headings(self._footers.take_out(filled))
            self._rows += rows.height
            yield rows
        rows_there = self._rows + self._grid.misshapen.height
        self._footers.reconcile(rows_there, self._grid.footers)

    def _without_headings(self, frame: pl.DataFrame) -> pl.DataFrame:
        """Take out rows that are the heading row again, as where exports were laid end to end."""
        places = sorted(set(self.headings.positions.values()))
        cells = [(pl.col(str(at)), self.headings.found[at]) for at in places]
        if not cells:
            return frame
        is_again = frame.select(
            pl.all_horizontal(cell.str.strip_chars(OUTER) == text for cell, text in cells)
        ).to_series()
        if is_again.any():
            self._again += frame.filter(is_again)["_source_row"].to_list()
            return frame.filter(~is_again)
        return frame

    def _read_from(self, field: ContractField) -> pl.Expr:
        at = self.headings.positions.get(field.name)
        if at is None:
            constants = {normalise(ours): value for ours, value in self._how.constants.items()}
            given = constants.get(normalise(field.heading))
            return pl.lit(given, dtype=pl.String).alias(field.name)
        return self._cell(at, field)

    def _cell(self, at: int, field: ContractField) -> pl.Expr:
        """What a field has in one column of the file."""
        cell = pl.col(str(at))
        if field.kind == "id":
            cell = _one_person(cell)
        if self._how.blanks:
            plain = [blank.strip(OUTER).lower() for blank in self._how.blanks]
            stands = ~cell.str.strip_chars(OUTER).str.to_lowercase().is_in(plain)
            cell = pl.when(stands).then(cell)
        return cell.alias(field.name)
