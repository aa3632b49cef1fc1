"""How each column of a file would be read: the field it goes to, how full it is, and what of it
could not be read.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace

import polars as pl

from ingestion.codes import Codes
from ingestion.feeds import ContractField, Feed
from ingestion.mapping_checks import holds_worker_ids
from ingestion.privacy import say_typed
from ingestion.proposing.coding import UnmappedCodes, unmapped_codes
from ingestion.proposing.dating import DateForms, detect_dates
from ingestion.proposing.evidence import Evidence, detect_id
from ingestion.proposing.looking import Looked
from ingestion.proposing.matching import CERTAIN, SURE, Match, match_columns
from ingestion.proposing.showing import are_headings, names_in, show_heading, without_doubtful
from ingestion.reading.spelling import OUTER

_EXAMPLES, _EXAMPLE_LENGTH = 3, 40
#: Ids of HR's own list, which are what they are called.
_SPINE = {"Employee Number", "SWE Number"}


@dataclass(frozen=True)
class Column:
    """One column of the file as it would be read."""

    match: Match
    heading: str
    """Its heading as it may be repeated."""
    filled: int
    looks_like: str = ""
    unreadable: int = 0
    examples: tuple[str, ...] = ()
    id_kind: str | None = None
    id_words: str = ""
    unmapped: UnmappedCodes = field(default_factory=UnmappedCodes)
    is_wrong: bool = False
    """Whether the cells are not at all what the field would need."""

    @property
    def field(self) -> ContractField | None:
        """The field it would be read as; none where it would not be."""
        is_read = not self.is_wrong and not self.match.stands_twice
        return self.match.field if is_read else None


@dataclass(frozen=True)
class Columns:
    """Every column of a file, and how its dates are written."""

    all: list[Column]
    dates: DateForms


def cells_of(looked: Looked, position: int) -> pl.Series:
    """The cells of a column; null where one is blank."""
    cells = looked.frame[str(position)].str.strip_chars(OUTER)
    return cells.set(cells == "", None)


def holds_workers(each: ContractField, feed: Feed) -> bool:
    """Whether a field holds ids of workers, of which there are several kinds."""
    if each.kind != "id" or not holds_worker_ids(each, feed):
        return False
    return not (feed.name == "hr_workers" and each.heading in _SPINE)


@dataclass(frozen=True)
class Judge:
    """Judges the columns of one file for one feed."""

    looked: Looked
    feed: Feed
    lists: Mapping[str, Codes]
    workers: Mapping[str, set[str]]
    held: Sequence[Evidence]

    def columns(self) -> Columns:
        """Match every column to the feed and see how its cells would be read."""
        matches = match_columns(self.looked.cells, self.feed, self.held)
        is_sure = are_headings(matches)
        matches = matches if is_sure else without_doubtful(matches)
        of_dates = [
            cells_of(self.looked, each.position)
            for each in matches
            if each.field is not None and each.field.kind == "date"
        ]
        dates = detect_dates(of_dates)
        names = names_in(self.looked.frame, self.looked.cells, self.held)
        told = [self._judge(each, dates, names, is_sure=is_sure) for each in matches]
        return Columns(told, dates)

    def _judge(
        self, match: Match, dates: DateForms, names: frozenset[str], *, is_sure: bool
    ) -> Column:
        cells = cells_of(self.looked, match.position)
        filled = cells.len() - cells.null_count()
        looks_like = self.held[match.position].in_words
        column = Column(match, show_heading(match, is_sure=is_sure), filled, looks_like)
        if match.field is None:
            return column
        is_date = match.field.kind == "date" and dates.forms
        ours = replace(match.field, date_forms=dates.forms) if is_date else match.field
        bad = cells.filter(cells.is_not_null() & ours.read(cells).is_null())
        # A column of which most cells cannot be read is the wrong one, and may say anything.
        is_wrong = bool(bad.len() * 2 > filled)
        may_show = not (is_wrong or ours.is_private)
        some = say_typed(bad.unique(maintain_order=True).head(_EXAMPLES), ours)
        column = replace(
            column,
            unreadable=bad.len(),
            examples=tuple(some.str.slice(0, _EXAMPLE_LENGTH).to_list()) if may_show else (),
            is_wrong=is_wrong and match.score < CERTAIN,
        )
        codes = self.lists.get(ours.code_list or "")
        if codes and not ours.is_private:
            told = unmapped_codes(cells, codes, names, is_sure=match.score >= SURE)
            column = replace(column, unmapped=told)
        if holds_workers(ours, self.feed):
            kind, words = detect_id(cells, self.workers)
            column = replace(column, id_kind=kind, id_words=words)
        return column
