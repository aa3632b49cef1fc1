"""Which sheet of a workbook is which list of Annex A: by its name, by its title, or by headings
that only one list has.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingestion import problems
from ingestion.mapping import Reading
from ingestion.reading.annex_a_lists import (
    AnnexList,
    annex_lists,
    list_of_sheet,
    list_of_title,
    may_be_called,
    number_in,
    unused_lists,
)
from ingestion.reading.annex_headings import WIDEST, match
from ingestion.reading.annex_likeness import squeezed
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import OUTER
from ingestion.reading.xlsx import XlsxGrid, may_be_told, sheet_names

LOOKED_AT, _TITLE_ROWS = 30, 5
#: How many sheets without a telling name are looked into.
MOST_SHEETS = 40
_LONGEST_TITLE = 80
_OF_COPIES = ("old", "new", "copy", "cont", "continued", "part", "page", "final", "draft")
#: As many headings of one list as make it known for that list.
_KNOWN = 2


def grid_of(path: Path, sheet: str) -> XlsxGrid | None:
    """The cells of a sheet that may be the one; a sheet of charts has none."""
    try:
        return XlsxGrid(path, Reading(sheet=sheet))
    except FileRefusedError:
        return None


def start_of(path: Path, sheet: str) -> list[tuple[int, list[str]]]:
    """The first rows of a sheet that may be the one."""
    grid = grid_of(path, sheet)
    return grid.start() if grid else []


def _titled(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """The list that a line with nothing beside it names, above the headings."""
    for _, cells in rows[:_TITLE_ROWS]:
        titles = [cell.strip(OUTER) for cell in cells if cell.strip(OUTER)]
        if len(titles) == 1 and len(titles[0]) <= _LONGEST_TITLE:
            number = list_of_title(titles[0])
            if number is not None:
                return number
    return None


def shows(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """The list that a sheet is by what stands in it: its title, or the headings only one has."""
    titled = _titled(rows)
    if titled is not None:
        return titled
    looked_at = [{squeezed(cell) for cell in cells} for _, cells in rows[:LOOKED_AT]]
    lists = annex_lists() | unused_lists()
    scores = {
        number: max(len(cells & {squeezed(own) for own in each.own}) for cells in looked_at)
        for number, each in lists.items()
    }
    best = max(scores, key=lambda number: scores[number])
    others = max(score for number, score in scores.items() if number != best)
    if scores[best] > max(1, others):
        return best
    return _only_one_with_its_dates(rows) if scores[best] < _KNOWN else None


def _only_one_with_its_dates(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """The one list whose start and end are among headings that nobody has spelt so before."""
    fits = [
        annex.number
        for annex in annex_lists().values()
        if any(
            {"person_id", "start_date", "end_date"} <= match(cells, annex).positions.keys()
            for _, cells in rows[:LOOKED_AT]
            if len(cells) <= WIDEST
        )
    ]
    return fits[0] if len(fits) == 1 else None


def _narrowed(path: Path, found: list[str], annex: AnnexList) -> list[str]:
    """Of several sheets that may be a list: those that are not hidden, that have its headings, and
    that have its very name.
    """
    seen = {name: grid for name in found if (grid := grid_of(path, name))}
    visible = [name for name, grid in seen.items() if not grid.is_hidden]
    found = visible or found
    headed = [
        name
        for name in found
        if name in seen
        and any(
            set(annex.required) <= match(cells, annex).positions.keys()
            for _, cells in seen[name].start()[:LOOKED_AT]
            if len(cells) <= WIDEST
        )
    ]
    found = headed or found
    called = {f"list{annex.number}", str(annex.number)}
    exact = [name for name in found if re.sub(r"[\W_]+", "", name).lower() in called]
    return exact if len(exact) == 1 else found


def _told(names: Sequence[str]) -> str:
    """Names of sheets as they may be repeated: in full where they are made of the words of lists
    alone, else what of them is no sentence.
    """
    known = {"list", "annex", "a", "and", "of", *_OF_COPIES}
    for each in (annex_lists() | unused_lists()).values():
        known.update(" ".join(each.names).split())
    told = []
    for name in names:
        words = re.sub(r"[\W\d_]+", " ", name).lower().split()
        number = number_in(name)
        if set(words) <= known:
            told.append(name)
        else:
            told += may_be_told([name]) if number is None else [f"List {number} …"]
    return ", ".join(dict.fromkeys(told[:MOST_SHEETS]))


@dataclass(frozen=True)
class Chosen:
    """The sheet that is a list, and what else seems to be of that list."""

    sheet: str
    beside: tuple[str, ...] = ()
    """Sheets that may be seen, have rows and are not read, each with how many."""


@dataclass(frozen=True)
class _Rows:
    """What stands on one sheet: how many rows, and whose they are where it has the headings."""

    count: int
    children: frozenset[str] | None


def _rows_of(grid: XlsxGrid, annex: AnnexList) -> _Rows:
    """The rows of a sheet. A row is a child's where it has a number and a day with a figure."""
    start = [(row, cells) for row, cells in grid.start()[:LOOKED_AT] if len(cells) <= WIDEST]
    found = [(row, match(cells, annex).positions) for row, cells in start]
    headed = [(row, at) for row, at in found if set(annex.required) <= at.keys()]
    if not headed:
        rows = grid.below(0).drop("_source_row")
        filled = rows.filter(pl.sum_horizontal(pl.all().str.strip_chars(OUTER) != "") > 1)
        return _Rows(filled.height, None)
    row, at = headed[0]
    whose, day = (pl.col(str(at[name])).str.strip_chars(OUTER) for name in annex.required)
    told = grid.below(row).select(whose=whose.str.to_lowercase(), day=day)
    told = told.filter(pl.col("whose") != "", pl.col("day").str.contains(r"\d"))
    return _Rows(told.height, frozenset(told["whose"]))


def _beside(path: Path, chosen: str, others: Sequence[str], annex: AnnexList) -> tuple[str, ...]:
    """The other sheets of a list, as they are told. A sheet that is hidden is a copy. Raises
    FileRefusedError where one of them has the list's headings and other children.
    """
    grid = grid_of(path, chosen)
    read = _rows_of(grid, annex) if grid else _Rows(0, None)
    told = []
    for name in others:
        other = grid_of(path, name) if name != chosen else None
        is_named = list_of_sheet(name) == annex.number
        if other is None or other.is_hidden:
            continue
        if not is_named and shows(other.start()) != annex.number:
            continue
        rows = _rows_of(other, annex)
        if is_named and read.children and rows.children and rows.children - read.children:
            both = f"{_told([chosen])} with {_counted(read)}; {_told([name])} with {_counted(rows)}"
            details = {"number": annex.number, "title": annex.title, "found": both}
            raise FileRefusedError(problems.LIST_CONTINUED, **details)
        if rows.count:
            told.append(f"{_told([name])} with {_counted(rows)}")
    return tuple(told)


def _may_be(path: Path, names: Sequence[str], annex: AnnexList) -> str:
    """What is told of sheets whose names are like that of a list; nothing where there is none."""
    told = []
    for name in names:
        rows = start_of(path, name)[:LOOKED_AT] if may_be_called(name, annex) else []
        places = [match(cells, annex).positions for _, cells in rows if len(cells) <= WIDEST]
        if not places:
            continue
        best = max(places, key=len)
        lacking = [annex.heading_of(each) for each in annex.required if each not in best]
        was_not = f" ({' and '.join(lacking)} not found)" if lacking else ""
        told.append(
            f"{_told([name])} may be it: call the sheet List {annex.number}, and have its headings "
            f"as Ofsted's template has them{was_not}."
        )
    return " ".join(told)


def _counted(rows: _Rows) -> str:
    return f"{rows.count:,} {'row' if rows.count == 1 else 'rows'}"


def sheet_of(path: Path, annex: AnnexList) -> Chosen:
    """The sheet of a workbook that is this list. Raises FileRefusedError or OSError."""
    names = sheet_names(path)
    found = [name for name in names if list_of_sheet(name) == annex.number]
    nameless = [name for name in names if list_of_sheet(name) is None][:MOST_SHEETS]
    if not found:
        shown = {name: rows for name in nameless if (rows := start_of(path, name))}
        found = [name for name, rows in shown.items() if shows(rows) == annex.number]
    if not found and len(names) == len(nameless) == 1 and number_in(path.stem) == annex.number:
        return Chosen(names[0])
    several, found = found, _narrowed(path, found, annex) if len(found) > 1 else found
    details = {"number": annex.number, "title": annex.title}
    if not found:
        told = _may_be(path, nameless, annex) or f"The sheets are: {_told(names)}."
        raise FileRefusedError(problems.LIST_MISSING, **details, found=told)
    if len(found) != 1:
        raise FileRefusedError(problems.LIST_TWICE, **details, found=_told(found))
    return Chosen(found[0], _beside(path, found[0], [*several, *nameless], annex))
