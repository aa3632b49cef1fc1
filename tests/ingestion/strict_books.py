"""Workbooks, Annex A and the census read a second time, by openpyxl and the standard library alone."""

from __future__ import annotations

import functools
import io
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from math import isfinite
from xml.parsers import expat

import openpyxl
from openpyxl.cell.cell import Cell as OpenCell

from ingestion.feeds import ContractField, Feed
from ingestion.reading.annex_a_lists import annex_lists

from .strict import OUTER, Strict, same, value_of

_ERRORS = {"#N/A", "#REF!", "#VALUE!", "#DIV/0!", "#NAME?", "#NULL!", "#NUM!", "#SPILL!", "#CALC!"}
_BLANKS = {"#n/a", "n/a", "#ref!", "#value!", "null", "none", "(blank)", "-", "--"}
_LOOKED_AT = 100
#: Beyond this a spreadsheet's numbers are no longer exact.
_WHOLE = 2**53
_DAY_ZERO = datetime(1899, 12, 31)
_WORKER = "cswwworker"


def _text_of(cell: OpenCell) -> str:
    """What a cell of a sheet says, as text."""
    value = cell.value
    if value is None or value in _ERRORS:
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, time | timedelta):
        # A time or a length of time is kept as a day long ago; no column of ours means one.
        day = timedelta() if isinstance(value, time) else value
        return f"{_DAY_ZERO + day - timedelta(day >= timedelta(days=60)):%Y-%m-%d}"
    if isinstance(value, int | float):
        if not isfinite(value) or abs(value) >= _WHOLE:
            return f"{Decimal(float(value)):f}".lower().removesuffix("inity")
        return f"{Decimal(repr(value)):f}".removesuffix(".0")
    return {"true": "Yes", "false": "No"}.get(str(value), str(value))


@functools.lru_cache(1)
def _opened(content: bytes) -> openpyxl.Workbook:
    return openpyxl.load_workbook(io.BytesIO(content), data_only=True)


def _grid(content: bytes, sheet: str | None) -> dict[int, list[str]]:
    """The rows with anything in them of one sheet, or of the first that is not hidden."""
    book = _opened(content)
    visible = [each for each in book.worksheets if each.sheet_state == "visible"]
    chosen = book[sheet] if sheet else visible[0]
    rows = {
        at: [_text_of(cell) for cell in row] for at, row in enumerate(chosen.iter_rows(), start=1)
    }
    return {at: cells for at, cells in rows.items() if any(cells)}


def read_book(content: bytes, feed: Feed) -> Strict | None:
    """An export in a workbook; nothing where it cannot be read so."""
    try:
        rows = _grid(content, None)
    except Exception:
        return None
    known = {same(field.heading): field.name for field in feed.fields}
    start = {at: cells for at, cells in rows.items() if at <= _LOOKED_AT}
    held = {at: len({same(cell) for cell in cells} & known.keys()) for at, cells in start.items()}
    head = max(held, key=lambda at: (held[at], -at))
    positions = {
        known[same(cell.strip(OUTER))]: place
        for place, cell in enumerate(rows[head])
        if same(cell.strip(OUTER)) in known
    }
    below = {at: cells for at, cells in rows.items() if at > head}
    return Strict(positions, len(rows[head]), below)


def meaning_in_annex(text: str, field: ContractField) -> object:
    """What a cell of Annex A means, beside what it means in every export."""
    plain = text.strip(OUTER)
    if plain.lower() in _BLANKS:
        return None
    if field.kind == "date":
        if match := re.fullmatch(r"([2-5]\d{4})(\.\d+)?", plain):
            return date(1899, 12, 30) + timedelta(days=int(match[1]))
        marked = re.fullmatch(
            r"(\d{1,2})([-.])(\d{1,2})\2(\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?", plain
        )
        if marked:
            plain = f"{marked[1]}/{marked[3]}/{marked[4]}"
    return value_of(plain, field)


def _letters(heading: str) -> str:
    """A heading of Annex A as it is compared: its letters and figures alone."""
    return re.sub(r"[\W_]+", "", same(heading))


def read_annex(
    rows: dict[int, list[str]], feed: Feed, number: int, passed: Sequence[int], read_as: str
) -> Strict | None:
    """A list of Annex A: the row with most of Ofsted's headings and all below that has anything in a
    used column. `passed` are rows that were told to be guidance, `read_as` what was told of headings.
    """
    annex, same = annex_lists()[number], _letters
    exact = {same(spellings[0]): name for name, spellings in annex.fields.items()}
    held = {at: len({same(cell) for cell in cells} & exact.keys()) for at, cells in rows.items()}
    if not held:
        return None
    head = max(held, key=lambda at: (held[at], -at))
    positions = {
        exact[same(cell)]: place for place, cell in enumerate(rows[head]) if same(cell) in exact
    }
    for theirs, ours in re.findall(r"(?:: |; )(.+?) as ([^;]+?)(?=;|\.$)", read_as):
        places = [at for at, cell in enumerate(rows[head]) if cell.strip(OUTER)[:80] == theirs]
        if len(places) != 1 or same(ours) not in exact:
            return None
        positions[exact[same(ours)]] = places[0]
    width = len(rows[head])
    below = {
        at: cells
        for at, cells in rows.items()
        if at > head
        and at not in passed
        and any(cells[place].strip(OUTER) for place in positions.values() if place < len(cells))
    }
    return Strict(positions, width, below, {"involvement_type": annex.typed_as})


def grid_of_sheet(content: bytes, sheet: str) -> dict[int, list[str]] | None:
    """The rows of one sheet; nothing where it cannot be read so."""
    try:
        return _grid(content, sheet)
    except Exception:
        return None


def meaning_in_census(text: str, field: ContractField) -> object:
    """What an element means: a day may have a zone."""
    if field.kind == "date":
        text = re.sub(r"^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})$", r"\1", text.strip())
    return value_of(text, field)


def _lines_of(content: bytes) -> list[int]:
    """The line on which each worker begins."""
    lines: list[int] = []
    parser = expat.ParserCreate()

    def begin(name: str, _: object) -> None:
        if name.rpartition(":")[2].casefold() == _WORKER:
            lines.append(parser.CurrentLineNumber)

    parser.StartElementHandler = begin
    parser.Parse(content, True)
    return lines


def read_census(content: bytes, feed: Feed) -> Strict | None:
    """The workers of a census, each a row by the line it begins on, or by its place where lines tell
    nothing; nothing where it cannot be read so, or has a worker within a worker.
    """
    try:
        root = ET.fromstring(content)
    except Exception:
        return None
    workers = [each for each in root.iter() if _plain(each.tag) == _WORKER]
    lines = _lines_of(content)
    if any(
        _plain(one.tag) == _WORKER for each in workers for one in each.iter() if one is not each
    ):
        return None
    if len(set(lines)) < len(lines):
        lines = list(range(1, len(lines) + 1))
    names = {same(field.heading): at for at, field in enumerate(feed.fields)}
    rows = {}
    for line, worker in zip(lines, workers, strict=True):
        cells = [""] * len(names)
        for each in worker.iter():
            at = names.get(_plain(each.tag))
            if at is not None and len(each) == 0:
                told = dict.fromkeys(one for one in (cells[at], (each.text or "").strip()) if one)
                cells[at] = "/".join(told)
        rows[line] = cells
    return Strict({field.name: at for at, field in enumerate(feed.fields)}, len(names), rows)


def _plain(tag: object) -> str:
    return str(tag).rpartition("}")[2].casefold() if isinstance(tag, str) else ""
