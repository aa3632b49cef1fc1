"""How each kind of cell is read: what it becomes, and what is said when it cannot be read.

Cells are polars Series of text with the outer spaces gone and blanks null; what cannot be read
becomes null. Whole columns are read at once, so that five million rows take seconds.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from ingestion import problems
from ingestion.problems import ProblemKind

Kind = Literal["id", "code", "date", "tick", "integer", "number", "text"]

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_ID = 100
_MIDNIGHT = r"[ T]00:00(:00(\.0+)?)?$"
_CALCULATED = r"^[+-]?\d+([.,]\d+)?[eE]\+\d+$"


def _read_date(cells: pl.Series) -> pl.Series:
    """dd/mm/yyyy first, since nearly all are; what that leaves unread may be ISO or end in a
    midnight.
    """
    days = cells.str.to_date("%d/%m/%Y", strict=False)
    if days.null_count() > cells.null_count():
        trimmed = cells.str.replace(_MIDNIGHT, "")
        british = trimmed.str.to_date("%d/%m/%Y", strict=False)
        days = british.zip_with(
            british.is_not_null(), trimmed.str.to_date("%Y-%m-%d", strict=False)
        )
    return days.set(~days.is_between(EARLIEST, LATEST), None)


def _read_tick(cells: pl.Series) -> pl.Series:
    return cells.str.to_lowercase().replace_strict(
        {"yes": True, "no": False}, default=None, return_dtype=pl.Boolean
    )


def _read_integer(cells: pl.Series) -> pl.Series:
    return cells.set(~cells.str.contains(r"^[0-9]{1,9}$"), None).cast(pl.Int32)


def _read_number(cells: pl.Series) -> pl.Series:
    return cells.set(~cells.str.contains(r"^[0-9]{0,9}\.?[0-9]{1,9}$"), None).cast(pl.Float64)


def _read_id(cells: pl.Series) -> pl.Series:
    is_broken = cells.str.contains(rf"[[:cntrl:]]|{_CALCULATED}")
    return cells.set(is_broken | (cells.str.len_chars() > LONGEST_ID), None)


def _read_words(cells: pl.Series) -> pl.Series:
    return cells


@dataclass(frozen=True)
class Reader:
    """How one kind of cell is read, what it becomes, and what is said when it cannot be."""

    read: Callable[[pl.Series], pl.Series]
    data_type: str
    unreadable: ProblemKind


READERS: Mapping[Kind, Reader] = {
    "id": Reader(_read_id, "varchar", problems.ID_UNREADABLE),
    "code": Reader(_read_words, "varchar", problems.ID_UNREADABLE),
    "text": Reader(_read_words, "varchar", problems.ID_UNREADABLE),
    "date": Reader(_read_date, "date", problems.DATE_UNREADABLE),
    "tick": Reader(_read_tick, "boolean", problems.TICK_UNREADABLE),
    "integer": Reader(_read_integer, "integer", problems.INTEGER_UNREADABLE),
    "number": Reader(_read_number, "double", problems.NUMBER_UNREADABLE),
}
