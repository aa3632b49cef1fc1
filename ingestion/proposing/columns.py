"""How each column of a file would be read: the field it goes to, how full it is, and what of it
could not be read.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace

import polars as pl

from ingestion.feeds import ContractField, Feed
from ingestion.proposing.evidence import (
    DateForms,
    Unmapped,
    detect_dates,
    detect_id,
    unmapped_codes,
)
from ingestion.proposing.looking import Looked
from ingestion.proposing.matching import CERTAIN, Match, match_columns
from ingestion.reading.spelling import OUTER

_EXAMPLES, _EXAMPLE_LENGTH = 3, 40
#: Ids that are of no worker, and those of HR's own list, which are what they are called.
_OF_NO_WORKER = {"Action ID", "Audit ID", "Person ID", "Record ID", "Session ID", "Team Code"}
_SPINE = {"Employee Number", "SWE Number"}


@dataclass(frozen=True)
class Column:
    """One column of the file as it would be read."""

    match: Match
    filled: int
    unreadable: int = 0
    examples: tuple[str, ...] = ()
    id_kind: str | None = None
    id_words: str = ""
    unmapped: tuple[Unmapped, ...] = field(default_factory=tuple)
    is_wrong: bool = False
    """Whether the cells are not at all what the field would need."""


@dataclass(frozen=True)
class Columns:
    """Every column of a file, and how its dates are written."""

    all: list[Column]
    dates: DateForms


def _cells(looked: Looked, position: int) -> pl.Series:
    cells = looked.frame[str(position)].str.strip_chars(OUTER)
    return cells.set(cells == "", None)


def holds_workers(each: ContractField, feed: Feed) -> bool:
    """Whether a field holds ids of workers, of which there are several kinds."""
    if each.kind != "id" or each.heading in _OF_NO_WORKER:
        return False
    return not (feed.name == "hr_workers" and each.heading in _SPINE)


def _judge(
    match: Match, looked: Looked, feed: Feed, dates: DateForms, workers: Mapping[str, set[str]]
) -> Column:
    cells = _cells(looked, match.position)
    filled = cells.len() - cells.null_count()
    if match.field is None:
        return Column(match, filled)
    ours = replace(match.field, date_forms=dates.forms) if dates.forms else match.field
    if ours.kind != "date":
        ours = match.field
    bad = cells.filter(cells.is_not_null() & ours.read(cells).is_null())
    # A column of which most cells cannot be read is the wrong one, and its cells may say anything.
    is_wrong = bool(bad.len() * 2 > filled)
    may_show = not (is_wrong or ours.is_private)
    examples = bad.unique(maintain_order=True).head(_EXAMPLES).str.slice(0, _EXAMPLE_LENGTH)
    column = Column(
        match,
        filled,
        bad.len(),
        tuple(examples.to_list()) if may_show else (),
        is_wrong=is_wrong and match.score < CERTAIN,
    )
    if ours.code_list and not ours.is_private:
        column = replace(column, unmapped=tuple(unmapped_codes(cells, ours.code_list)))
    if holds_workers(ours, feed):
        kind, words = detect_id(cells, workers)
        column = replace(column, id_kind=kind, id_words=words)
    return column


def read_columns(looked: Looked, feed: Feed, workers: Mapping[str, set[str]]) -> Columns:
    """Match every column of a file to the feed and see how its cells would be read."""
    matches = match_columns(looked.cells, feed)
    of_dates = [
        _cells(looked, each.position)
        for each in matches
        if each.field is not None and each.field.kind == "date"
    ]
    dates = detect_dates(of_dates)
    return Columns([_judge(each, looked, feed, dates, workers) for each in matches], dates)
