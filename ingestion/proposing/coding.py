"""Codes that no row of the mapping seed knows: how many cells they fill, and what they may mean."""

from dataclasses import dataclass

import polars as pl

from ingestion.codes import Codes
from ingestion.proposing.showing import may_show_code
from ingestion.reading.spelling import OUTER


@dataclass(frozen=True)
class Unmapped:
    """A code as typed that no row of the mapping seed knows, and the code it is most like."""

    typed: str
    count: int
    nearest: str


@dataclass(frozen=True)
class UnmappedCodes:
    """The codes of one column that are not mapped, and how many more are not shown."""

    shown: tuple[Unmapped, ...] = ()
    not_shown: int = 0
    cells_not_shown: int = 0

    def __bool__(self) -> bool:
        return bool(self.shown or self.not_shown)


def unmapped_codes(
    cells: pl.Series, codes: Codes, names: frozenset[str] = frozenset(), *, is_sure: bool = True
) -> UnmappedCodes:
    """The codes of a column that are not mapped, the commonest first. Where it is not sure that it
    is a column of codes at all, none is repeated.
    """
    plain = cells.str.strip_chars(OUTER).str.to_lowercase().alias("typed")
    counts = plain.filter(plain.is_not_null() & (plain != "")).value_counts(name="count")
    counts = counts.sort("count", "typed", descending=[True, False])
    is_known = counts["typed"].is_in(list(codes.spellings))
    total = int(counts["count"].sum())
    known = int(counts.filter(is_known)["count"].sum()) / total if total else 0.0
    shown, hidden, cells_hidden = [], 0, 0
    for typed, count in counts.filter(~is_known).rows():
        may_show = is_sure or known >= 0.5
        if may_show and may_show_code(typed, count, codes=codes, known=known, names=names):
            shown.append(Unmapped(typed, count, codes.nearest(typed)))
        else:
            hidden += 1
            cells_hidden += count
    return UnmappedCodes(tuple(shown), hidden, cells_hidden)
