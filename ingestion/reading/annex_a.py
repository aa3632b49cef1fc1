"""One list of Ofsted's Annex A, from a workbook or a CSV of its own -> rows of involvements.

The lists come from every council in its own shape: titles above the headings, sheets called
`List 7`, `7` or `Child protection`, headings spelt anew each year. What is found is told; of two
headings for one thing none is guessed at.
"""

from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from ingestion import problems
from ingestion.feeds import ContractField, Feed
from ingestion.mapping import Reading
from ingestion.privacy import is_narrative
from ingestion.reading.annex_a_lists import (
    WORKER,
    AnnexList,
    annex_lists,
)
from ingestion.reading.annex_days import as_iso, numbered_rows
from ingestion.reading.annex_headings import (
    WIDEST,
    Matched,
    known_count,
    match,
    refuse_other_separator,
    second_worker,
    worth,
)
from ingestion.reading.annex_left import tell_left
from ingestion.reading.annex_likeness import squeezed
from ingestion.reading.annex_sheets import LOOKED_AT, sheet_of
from ingestion.reading.annex_templates import guidance_rows, open_text
from ingestion.reading.csv import CsvGrid
from ingestion.reading.export import Finding, Grid
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import OUTER
from ingestion.reading.table import Table
from ingestion.reading.workbooks import is_workbook
from ingestion.reading.xlsx import XlsxGrid

_BLANKS = ("#N/A", "N/A", "#REF!", "#VALUE!", "NULL", "None", "(blank)", "-", "--")
_TYPE = "Involvement Type"
#: With fewer headings that are known a row may be data: of it only those are repeated.
_PLAINLY = 2


def _expected(annex: AnnexList) -> str:
    return ", ".join(each[0] for each in annex.fields.values())


def _heading_row(
    grid: Grid, annex: AnnexList, how: Reading, delimiter: str | None
) -> tuple[int, list[str], Matched]:
    """The row with the most headings of this list; `delimiter` is that of a text file. Raises
    FileRefusedError.
    """
    rows = grid.start()
    if not rows:
        raise FileRefusedError(problems.FILE_EMPTY)
    looked_at = rows[:LOOKED_AT]
    widest = max(len(cells) for _, cells in looked_at)
    if widest > WIDEST:
        wanted = len(annex.fields) + len(annex.others)
        raise FileRefusedError(problems.TOO_MANY_COLUMNS, columns=f"{widest:,}", expected=wanted)
    counts = [worth(cells, annex, how) for _, cells in looked_at]
    row, cells = looked_at[counts.index(max(counts))]
    found = match(cells, annex, how)
    if delimiter:
        refuse_other_separator([each for _, each in looked_at], annex, delimiter)
    if not found.positions and not found.twice:
        raise FileRefusedError(problems.NO_HEADING_ROW, expected=_expected(annex))
    return row, cells, found


def _refuse_unclear(found: Matched, cells: Sequence[str], annex: AnnexList) -> None:
    if found.twice:
        raise FileRefusedError(problems.HEADING_TWICE, heading=found.twice)
    missing = [annex.heading_of(name) for name in annex.required if name not in found.positions]
    known = known_count(cells, annex)
    if missing and not known:
        raise FileRefusedError(problems.NO_HEADING_ROW, expected=_expected(annex))
    if missing:
        doubtful = "".join(f"{each} may be it, or something else. " for each in found.doubtful)
        told = [cell for cell in cells if known >= _PLAINLY or known_count([cell], annex)]
        raise FileRefusedError(
            problems.HEADING_MISSING,
            missing=" and ".join(missing),
            nearest=doubtful if known >= _PLAINLY else "",
            found=", ".join(cell.strip(OUTER)[:40] for cell in told if cell.strip(OUTER)),
        )


class AnnexFile(Table):
    """One list as it is read."""

    def __init__(self, path: Path, feed: Feed, how: Reading, number: int) -> None:
        """Find the sheet and its headings; `feed` is that of this list.

        Raises FileRefusedError, or OSError where the file cannot be read.
        """
        annex = annex_lists()[number]
        self._beside: tuple[str, ...] = ()
        if is_workbook(path) and not how.sheet:
            chosen = sheet_of(path, annex)
            self._beside = chosen.beside
            how = Reading.model_validate({**how.model_dump(), "sheet": chosen.sheet})
        self._annex, self._reads_marks, delimiter = annex, not how.dates, None
        grid: Grid
        self._has_windows_marks = self._is_hidden = False
        if is_workbook(path):
            grid = book = XlsxGrid(path, how)
            self._is_hidden = book.is_hidden
        else:
            grid = text = self._open_text(path, how)
            delimiter = text.delimiter
        row, cells, self._matched = _heading_row(grid, annex, how, delimiter)
        _refuse_unclear(self._matched, cells, annex)
        self._instead = second_worker(cells, self._matched, annex)
        used = {*self._matched.positions.values(), self._instead}
        listed = {squeezed(each) for each in annex.others}
        self._left = [
            cell.strip(OUTER)
            for at, cell in enumerate(cells)
            if at not in used
            and cell.strip(OUTER)
            and (squeezed(cell) in listed or not is_narrative(cell))
        ]
        told = {
            **how.model_dump(),
            "skip_rows": row - 1,
            "headings": {
                cells[at]: (annex.heading_of(name),) for name, at in self._matched.positions.items()
            },
            "drop": [*self._left, *(cells[at] for at in (self._instead,) if at is not None)],
            "constants": {_TYPE: annex.typed_as},
            "blanks": (*_BLANKS, *how.blanks),
        }
        super().__init__(grid, feed, Reading.model_validate(told))
        self._numbered: dict[str, list[int]] = {}
        self._guidance: list[int] | None = None
        self._given = 0
        self._nothing: list[int] = []
        self._typed = pl.Series(dtype=pl.Int32)

    def _open_text(self, path: Path, how: Reading) -> CsvGrid:
        grid, self._has_windows_marks = open_text(path, how)
        return grid

    @property
    def findings(self) -> list[Finding]:
        """How the list was read: which heading as which, what was not kept, which dates were
        numbers.
        """
        found = self._matched
        annex, told = self._annex, []
        if WORKER not in found.positions:
            details = {
                "number": annex.number, "title": annex.title, "worker": annex.heading_of(WORKER),
            }  # fmt: skip
            told.append(Finding(problems.LIST_WITHOUT_WORKER, details=details))
        pairs = [f"{theirs.strip(OUTER)[:80]} as {ours}" for theirs, ours in found.read_as.items()]
        if self._instead is not None:
            theirs = self.headings.found[self._instead][:80]
            pairs.append(f"{theirs} as {annex.heading_of(WORKER)}, in rows where that is blank")
        if pairs:
            told.append(Finding(problems.HEADING_READ_AS, details={"read": "; ".join(pairs)}))
        told += [
            Finding(problems.HEADING_DOUBTFUL, heading=each.strip(OUTER)[:80])
            for each in found.doubtful
        ]
        doubtful = {one.strip(OUTER) for one in found.doubtful}
        left = [each for each in self._left if each not in doubtful]
        told += tell_left(annex, found, left, doubtful, self._given)
        told += self._beside_the_data()
        headings = {field.name: field.heading for field in self._feed.fields}
        told += [
            Finding(problems.DAY_NUMBERS, pl.DataFrame({"source_row": rows}), headings[name])
            for name, rows in self._numbered.items()
        ]
        return [*super().findings, *told]

    def _beside_the_data(self) -> list[Finding]:
        """What the sheet or the file is, beside its headings and rows."""
        told = []
        details = {"number": self._annex.number, "title": self._annex.title}
        if self._beside:
            sheets = "; ".join(self._beside)
            told.append(Finding(problems.LIST_BESIDE, details={**details, "sheets": sheets}))
        if self._is_hidden:
            told.append(Finding(problems.LIST_HIDDEN, details=details))
        if self._has_windows_marks:
            told.append(Finding(problems.WINDOWS_MARKS))
        if self._nothing:
            rows = pl.DataFrame({"source_row": self._nothing})
            told.append(Finding(problems.NOTHING_IN_ROW, rows))
        if self._guidance:
            rows = pl.DataFrame({"source_row": self._guidance})
            told.append(Finding(problems.GUIDANCE_PASSED_OVER, rows))
        return told

    def _read_from(self, field: ContractField) -> pl.Expr:
        """A field; of the worker, row by row, whoever is it where no other is named."""
        cell = super()._read_from(field)
        if field.name != WORKER or self._instead is None:
            return cell
        named = pl.when(cell.str.strip_chars(OUTER) != "").then(cell)
        return pl.coalesce(named, self._cell(self._instead, field)).alias(field.name)

    def _rows_of_grid(self) -> Iterator[pl.DataFrame]:
        """The rows, remembering in which anything is typed in the columns that are used."""
        used = [str(at) for at in {*self.headings.positions.values(), self._instead} - {None}]
        for rows in super()._rows_of_grid():
            is_typed = pl.any_horizontal(pl.col(used).str.strip_chars(OUTER) != "")
            self._typed = rows.filter(is_typed)["_source_row"]
            yield rows

    def blocks(self) -> Iterator[pl.DataFrame]:
        """Give the rows that have anything under a heading that is used; dates that a spreadsheet
        wrote as numbers are dates.
        """
        used = list(self.headings.positions)
        days = [
            each.name for each in self._feed.fields if each.kind == "date" and each.name in used
        ]
        for frame in super().blocks():
            anything = pl.any_horizontal(pl.col(used).str.strip_chars(OUTER).fill_null("") != "")
            filled = frame.filter(anything)
            said = frame.filter(~anything, pl.col("_source_row").is_in(self._typed.implode()))
            self._nothing += said["_source_row"].to_list()
            if self._guidance is None:
                self._guidance = guidance_rows(filled, "person_id", days)
                filled = filled.filter(~pl.col("_source_row").is_in(self._guidance))
            self._given += filled.height
            yield self._with_days(filled, days)

    def _with_days(self, frame: pl.DataFrame, days: list[str]) -> pl.DataFrame:
        for name in days:
            if rows := numbered_rows(frame, name):
                self._numbered.setdefault(name, []).extend(rows)
        return frame.with_columns(as_iso(name, reads_marks=self._reads_marks) for name in days)
