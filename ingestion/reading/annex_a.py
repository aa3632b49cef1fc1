"""One list of Ofsted's Annex A, from a workbook or a CSV of its own -> rows of involvements.

The lists come from every council in its own shape: titles above the headings, sheets called
`List 7`, `7` or `Child protection`, headings spelt anew each year. What is found is told; of two
headings for one thing none is guessed at.
"""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path

import polars as pl

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.mapping import Reading
from ingestion.privacy import is_narrative
from ingestion.reading.annex_a_lists import AnnexList, annex_lists, list_of_sheet, number_in
from ingestion.reading.annex_headings import Matched, known_count, match, squeezed
from ingestion.reading.csv import CsvGrid
from ingestion.reading.export import Finding, Grid
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import OUTER
from ingestion.reading.table import Table
from ingestion.reading.workbooks import is_workbook
from ingestion.reading.xlsx import XlsxGrid, sheet_names

_BLANKS = ("#N/A", "N/A", "#REF!", "#VALUE!", "NULL", "None", "(blank)", "-", "--")
_TYPE = "Involvement Type"
_LOOKED_AT, _TITLE_ROWS = 30, 5
_DAY_NUMBER = r"^\s*([2-5]\d{4})(\.\d+)?\s*$"
_DAY_ZERO = pl.lit("1899-12-30").str.to_date("%Y-%m-%d")


def _start(path: Path, sheet: str) -> list[tuple[int, list[str]]]:
    """The first rows of a sheet that may be the one; a sheet of charts has none."""
    try:
        return XlsxGrid(path, Reading(sheet=sheet)).start()
    except FileRefusedError:
        return []


def _shows(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """The list that a sheet is by what stands in it: its title, or the headings only one has."""
    for _, cells in rows[:_TITLE_ROWS]:
        titles = [cell for cell in cells if cell.strip(OUTER)]
        if len(titles) == 1 and titles[0].strip(OUTER).lower().startswith(("list", "annex")):
            return number_in(titles[0])
    scores = {
        annex.number: max(
            (len({squeezed(cell) for cell in cells} & {squeezed(each) for each in annex.own}))
            for _, cells in rows[:_LOOKED_AT]
        )
        for annex in annex_lists().values()
    }
    best = max(scores, key=lambda number: scores[number])
    others = max(score for number, score in scores.items() if number != best)
    return best if scores[best] > max(1, others) else None


def _sheet_of(path: Path, annex: AnnexList) -> str:
    """The sheet of a workbook that is this list. Raises FileRefusedError or OSError."""
    names = sheet_names(path)
    found = [name for name in names if list_of_sheet(name) == annex.number]
    called = {f"list{annex.number}", str(annex.number)}
    exact = [name for name in found if re.sub(r"[\W_]+", "", name).lower() in called]
    if len(found) > 1 and len(exact) == 1:
        return exact[0]
    nameless = [name for name in names if list_of_sheet(name) is None]
    if not found:
        shown = {name: rows for name in nameless if (rows := _start(path, name))}
        found = [name for name, rows in shown.items() if _shows(rows) == annex.number]
    if not found and len(names) == len(nameless) == 1 and number_in(path.stem) == annex.number:
        return names[0]
    details = {"number": annex.number, "title": annex.title, "found": ", ".join(found or names)}
    if len(found) != 1:
        kind = problems.LIST_TWICE if found else problems.LIST_MISSING
        raise FileRefusedError(kind, **details)
    return found[0]


def _heading_row(grid: Grid, annex: AnnexList) -> tuple[int, list[str], Matched]:
    """The row with the most headings of this list. Raises FileRefusedError."""
    rows = grid.start()
    if not rows:
        raise FileRefusedError(problems.FILE_EMPTY)
    matched = [(row, cells, match(cells, annex)) for row, cells in rows[:_LOOKED_AT]]
    counts = [known_count(cells, annex) + len(found.positions) for _, cells, found in matched]
    row, cells, found = matched[counts.index(max(counts))]
    if not found.positions and not found.twice:
        expected = ", ".join(each[0] for each in annex.fields.values())
        raise FileRefusedError(problems.NO_HEADING_ROW, expected=expected)
    return row, cells, found


def _refuse_unclear(found: Matched, cells: Sequence[str], annex: AnnexList) -> None:
    if found.twice:
        raise FileRefusedError(problems.HEADING_TWICE, heading=found.twice)
    missing = [annex.heading_of(name) for name in annex.required if name not in found.positions]
    if missing:
        doubtful = "".join(f"{each} may be it, or something else. " for each in found.doubtful)
        raise FileRefusedError(
            problems.HEADING_MISSING,
            missing=" and ".join(missing),
            nearest=doubtful,
            found=", ".join(cell.strip(OUTER)[:40] for cell in cells if cell.strip(OUTER)),
        )


class AnnexFile(Table):
    """One list as it is read."""

    def __init__(self, path: Path, feed: Feed, how: Reading, number: int) -> None:
        """Find the sheet and its headings; `feed` is that of this list.

        Raises FileRefusedError, or OSError where the file cannot be read.
        """
        annex = annex_lists()[number]
        if is_workbook(path):
            sheet = how.sheet or _sheet_of(path, annex)
            how = Reading.model_validate({**how.model_dump(), "sheet": sheet})
        grid: Grid = XlsxGrid(path, how) if is_workbook(path) else CsvGrid(path, how)
        row, cells, self._matched = _heading_row(grid, annex)
        _refuse_unclear(self._matched, cells, annex)
        used = set(self._matched.positions.values())
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
            "drop": self._left,
            "constants": {_TYPE: annex.typed_as},
            "blanks": (*_BLANKS, *how.blanks),
        }
        super().__init__(grid, feed, Reading.model_validate(told))
        self._numbered: dict[str, list[int]] = {}

    @property
    def findings(self) -> list[Finding]:
        """How the list was read: which heading as which, what was not kept, which dates were
        numbers.
        """
        found = self._matched
        told = [
            Finding(
                problems.HEADING_READ_AS, heading=theirs.strip(OUTER)[:80], details={"meant": ours}
            )
            for theirs, ours in found.read_as.items()
        ]
        told += [
            Finding(problems.HEADING_DOUBTFUL, heading=each.strip(OUTER)[:80])
            for each in found.doubtful
        ]
        left = [
            each for each in self._left if each not in {one.strip(OUTER) for one in found.doubtful}
        ]
        if left:
            columns = ", ".join(each[:60] for each in left)
            told.append(Finding(problems.COLUMNS_LEFT, details={"columns": columns}))
        headings = {field.name: field.heading for field in self._feed.fields}
        told += [
            Finding(problems.DAY_NUMBERS, pl.DataFrame({"source_row": rows}), headings[name])
            for name, rows in self._numbered.items()
        ]
        return [*super().findings, *told]

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
            yield self._with_days(frame.filter(anything), days)

    def _with_days(self, frame: pl.DataFrame, days: list[str]) -> pl.DataFrame:
        for name in days:
            rows = frame.filter(pl.col(name).str.contains(_DAY_NUMBER))["_source_row"].to_list()
            if rows:
                self._numbered.setdefault(name, []).extend(rows)
        count = {name: pl.col(name).str.extract(_DAY_NUMBER, 1).cast(pl.Int64) for name in days}
        return frame.with_columns(
            pl.when(count[name].is_not_null())
            .then((_DAY_ZERO + pl.duration(days=count[name])).dt.to_string("%Y-%m-%d"))
            .otherwise(pl.col(name))
            .alias(name)
            for name in days
        )
