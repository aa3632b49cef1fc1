"""How the dates of a file are written, and whether the cells prove it."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

import polars as pl

from ingestion.proposing.evidence import SERIAL_DAY
from ingestion.reading.dates import SERIAL, read_dates
from ingestion.reading.spelling import OUTER

_FORMS = (
    *("dd/mm/yyyy", "mm/dd/yyyy", "dd-mm-yyyy", "mm-dd-yyyy", "dd.mm.yyyy", "dd mm yyyy"),
    *("dd mmm yyyy", "dd-mmm-yyyy", "dd mmmm yyyy", "dd-mmmm-yyyy", "dd/mmm/yyyy"),
    *("mmm dd yyyy", "mmm dd, yyyy", "mmmm dd yyyy", "mmmm dd, yyyy"),
    *("yyyy/mm/dd", "yyyy.mm.dd", "yyyymmdd"),
    *("dd/mm/yy", "mm/dd/yy", "dd-mm-yy", "dd.mm.yy", "dd-mmm-yy", "dd mmm yy", "dd/mmm/yy"),
)
_CLOCKS = ("", " hh:mm", " hh:mm:ss", " hh:mm am", " hh:mm:ss am")
_BOTH_NUMBERS = re.compile(r"^(dd|mm)([^a-z])(dd|mm)([^a-z].*)$")
_MOST = 50_000
BRITISH = ("dd/mm/yyyy",)


@dataclass(frozen=True)
class DateForms:
    """The forms a file's dates have, how that is known, and how many cells have none of them."""

    forms: tuple[str, ...]
    words: str
    unreadable: int
    is_ambiguous: bool = False


def _turned(form: str) -> str:
    """The form with day and month the other way about; the same where they are not both numbers."""
    return _BOTH_NUMBERS.sub(r"\3\2\1\4", form)


def _readable(cells: pl.Series, form: str) -> pl.Series:
    if form == SERIAL:
        return cells.str.contains(SERIAL_DAY)
    return read_dates(cells, (form,)).is_not_null()


def _cells(count: int) -> str:
    return "1 cell" if count == 1 else f"{count:,} cells"


def _in_words(form: str, cells: pl.Series) -> tuple[str, bool]:
    """Say whether day and month could be the other way about, and whether nobody can tell."""
    other = _turned(form)
    if form == SERIAL:
        return f"{SERIAL}: days counted from the end of 1899, as a spreadsheet keeps them", False
    if other == form:
        return f"{form}: nothing else fits", False
    here, there = _readable(cells, form), _readable(cells, other)
    only_here, only_there = int((here & ~there).sum()), int((there & ~here).sum())
    if only_here and only_there:
        told = f"{_cells(only_here)} can only be the one and {only_there:,} only the other"
        words = f"{form} AND {other}: {told}, so neither can be trusted; ask where the file is from"
        return words, True
    if only_here:
        return f"{form}: proven by {_cells(only_here)} that cannot be {other}", False
    ours, theirs = ("3 April", "4 March") if form.startswith("dd") else ("4 March", "3 April")
    return (
        f"{form} is AMBIGUOUS: every date of the file could be {other} too, so 03/04 would be read "
        f"as {ours} and may be {theirs}. Look at a date you know, and write {other} if it is that"
    ), True


def _iso_words(cells: pl.Series) -> list[str]:
    timed = cells.str.contains(":").any()
    plain = (~cells.str.contains(":")).any()
    named = {"yyyy-mm-dd (ISO)": plain, "yyyy-mm-dd with a time of day (ISO)": timed}
    return [f"{words}: can always be read" for words, is_so in named.items() if is_so]


def detect_dates(columns: Sequence[pl.Series]) -> DateForms:
    """The fewest forms that read all dates of a file; day before month where nothing proves
    otherwise, which is then said. Never a form and its turned one: that would be guessing.
    """
    cells = pl.concat([pl.Series("c", [], dtype=pl.String), *(each.alias("c") for each in columns)])
    cells = cells.str.strip_chars(OUTER)
    cells = cells.filter(cells.is_not_null() & (cells != "")).head(_MOST)
    is_iso = read_dates(cells, ()).is_not_null()
    left = cells.filter(~is_iso)
    chosen: list[str] = []
    words = _iso_words(cells.filter(is_iso)) if is_iso.any() else []
    is_ambiguous = False
    while left.len():
        some = left.unique(maintain_order=True).head(2_000)
        clocks = _CLOCKS if some.str.contains(":", literal=True).any() else _CLOCKS[:1]
        tried = [
            each
            for each in (*(form + clock for form in _FORMS for clock in clocks), SERIAL)
            if each not in chosen and _turned(each) not in chosen
        ]
        counts = {form: int(_readable(some, form).sum()) for form in tried}
        best = max(counts, key=lambda form: counts[form])
        if not counts[best]:
            break
        told, in_doubt = _in_words(best, left)
        words.append(told)
        is_ambiguous = is_ambiguous or in_doubt
        chosen.append(best)
        left = left.filter(~_readable(left, best))
    return DateForms(tuple(chosen), "; ".join(words) or "no dates", left.len(), is_ambiguous)
