"""Which of the first rows of a sheet or file is the row of headings."""

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from rapidfuzz import fuzz, process

from ingestion.feeds import Feed
from ingestion.proposing.matching import LIKELY, headings_by_feed
from ingestion.proposing.wording import spelt_out
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import OUTER, normalise
from ingestion.reading.tracker import month_of

Rows = Sequence[tuple[int, list[str]]]
_LONGEST = 80
_KNOWN, _ALIKE = 10, 6
_A_TRACKER = 3
_OTHER_DAY = re.compile(r"^\d{4}-\d{2}-(?!01)\d{2}")


def known_headings_of(feeds: Mapping[str, Feed]) -> frozenset[str]:
    """Every heading of every feed, with its other names."""
    return frozenset(each for some in headings_by_feed(feeds).values() for each in some)


def is_month(cell: str) -> bool:
    """Whether a heading names a month, with its year or without."""
    plain = cell.strip(OUTER)
    if not plain or len(plain) > _LONGEST or plain.isdigit():
        return False
    try:
        return month_of(plain) is not None
    except FileRefusedError:
        return True


@lru_cache(maxsize=8)
def _as_words(known: frozenset[str]) -> tuple[frozenset[str], tuple[str, ...]]:
    words = {" ".join(spelt_out(each)) for each in known}
    return frozenset(normalise(each) for each in known), tuple(words)


@lru_cache(maxsize=100_000)
def _worth_of_cell(cell: str, known: frozenset[str]) -> int:
    plain = cell.strip(OUTER)
    if not plain or len(plain) > _LONGEST or not any(map(str.isalpha, plain)):
        return 0
    exact, words = _as_words(known)
    if normalise(plain) in exact:
        return _KNOWN
    told = " ".join(spelt_out(plain))
    near = process.extractOne(told, words, scorer=fuzz.ratio, score_cutoff=LIKELY) if told else None
    return _ALIKE if near else 0


def _is_month_heading(cell: str) -> bool:
    """Whether a cell is a month in a row of headings; any other day is a date in a row of data."""
    plain = cell.strip(OUTER)
    return "/" not in plain and not _OTHER_DAY.search(plain) and is_month(plain)


def worth(cells: Sequence[str], known: frozenset[str]) -> int:
    """How much of a row is headings that are known or like known ones, or months."""
    months = [cell for cell in cells if _is_month_heading(cell)]
    are_months = len(set(months)) == len(months) >= _A_TRACKER
    of_months = _ALIKE * len(months) if are_months else 0
    return of_months + sum(_worth_of_cell(cell, known) for cell in cells if cell not in months)


def heading_row(rows: Rows, known: frozenset[str]) -> tuple[int, list[str]]:
    """The row with most known headings; where none is known, the first that is nearly as wide as
    any.
    """
    scores = [worth(cells, known) for _, cells in rows]
    if max(scores) >= _KNOWN:
        return rows[scores.index(max(scores))]
    filled = [sum(bool(cell.strip(OUTER)) for cell in cells) for _, cells in rows]
    wide = next(at for at, count in enumerate(filled) if count * 10 >= max(filled) * 7)
    return rows[wide]
