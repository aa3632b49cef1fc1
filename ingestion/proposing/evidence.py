"""What the cells themselves prove: how dates are written, which kind of id a column holds, which
codes nobody has mapped.
"""

import csv
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from rapidfuzz import process

from ingestion.contract import CODE_MAPPINGS, TRANSFORM
from ingestion.landing import Landing
from ingestion.reading.dates import read_dates
from ingestion.reading.spelling import OUTER

_FORMS = (
    *("dd/mm/yyyy", "mm/dd/yyyy", "dd-mm-yyyy", "mm-dd-yyyy", "dd.mm.yyyy"),
    *("dd mmm yyyy", "dd-mmm-yyyy", "dd mmmm yyyy", "mmm dd yyyy", "mmm dd, yyyy", "mmmm dd, yyyy"),
    *("dd/mm/yy", "mm/dd/yy", "dd-mm-yy", "dd.mm.yy", "dd-mmm-yy", "dd mmm yy"),
)
_CLOCKS = ("", " hh:mm", " hh:mm:ss")
_BOTH_NUMBERS = re.compile(r"^(dd|mm)([^a-z])(dd|mm)([^a-z].*)$")
_CODES = Path("seeds") / "vocabulary" / "codes.csv"
_SHAPES = {
    "work_email": r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
    "swe_number": r"(?i)^sw\d{4,10}$",
    "name": r"^[\p{L}'’.\-]+,? [\p{L}'’. ,\-]+$",
    "employee_number": r"^[A-Za-z]{0,2}\d{3,}$",
    "system_login": r"^([\w.\-]+\\)?[A-Za-z][\w.\-]*$",
}
#: Where HR's own rows hold each kind of id.
_OF_WORKERS = {
    "employee_number": "employee_number",
    "work_email": "work_email",
    "swe_number": "swe_number",
    "name": "full_name",
}


@dataclass(frozen=True)
class DateForms:
    """The forms a file's dates have, how that is known, and how many cells have none of them."""

    forms: tuple[str, ...]
    words: str
    unreadable: int


def _turned(form: str) -> str:
    """The form with day and month the other way about; the same where they are not both numbers."""
    return _BOTH_NUMBERS.sub(r"\3\2\1\4", form)


def _readable(cells: pl.Series, form: str) -> pl.Series:
    return read_dates(cells, (form,)).is_not_null()


def _in_words(form: str, cells: pl.Series) -> str:
    """Say whether day and month could be the other way about."""
    if _turned(form) == form:
        return f"{form}: nothing else fits"
    here, there = _readable(cells, form), _readable(cells, _turned(form))
    only_here, only_there = int((here & ~there).sum()), int((there & ~here).sum())
    if only_here and only_there:
        return (
            f"{form} AND {_turned(form)}: {only_here:,} cells can only be the one and "
            f"{only_there:,} only the other, so neither can be trusted; ask where the file is from"
        )
    if only_here:
        return f"{form}: proven by {only_here:,} cells that cannot be {_turned(form)}"
    return f"{form}: not proven, since every date could be {_turned(form)} too; look at one"


def detect_dates(columns: Sequence[pl.Series]) -> DateForms:
    """The fewest forms that read all dates of a file; day before month where nothing proves
    otherwise.
    """
    cells = pl.concat([pl.Series("c", [], dtype=pl.String), *columns])
    cells = cells.filter(cells.is_not_null() & (cells != "")).head(50_000)
    left = cells.filter(~read_dates(cells, ()).is_not_null())
    chosen: list[str] = []
    words = ["ISO (yyyy-mm-dd)"] if left.len() < cells.len() else []
    while left.len():
        counts = {
            form + clock: int(_readable(left, form + clock).sum())
            for form in _FORMS
            for clock in _CLOCKS
        }
        best = max(counts, key=lambda form: counts[form])
        if not counts[best]:
            break
        words.append(_in_words(best, left))
        chosen.append(best)
        left = left.filter(~_readable(left, best))
    return DateForms(tuple(chosen), "; ".join(words) or "no dates", left.len())


def landed_workers(data: Path | None) -> dict[str, set[str]]:
    """Every id of the newest staff lists landed, by kind. Raises OSError."""
    known: dict[str, set[str]] = {kind: set() for kind in _OF_WORKERS}
    if data is None or not (data / "landing").is_dir():
        return known
    landing = Landing(data / "landing")
    for (feed, _), load in landing.newest().items():
        if feed == "hr_workers":
            rows = landing.rows(load)
            for kind, column in _OF_WORKERS.items():
                known[kind] |= set(rows[column].drop_nulls().str.to_lowercase().to_list())
    return known


def detect_id(cells: pl.Series, workers: Mapping[str, set[str]]) -> tuple[str | None, str]:
    """Which kind of id a column of workers holds, and how that is known."""
    plain = cells.str.strip_chars(OUTER)
    filled = plain.filter(plain.is_not_null() & (plain != ""))
    if filled.is_empty():
        return None, "empty"
    lower = filled.str.to_lowercase()
    held = {kind: int(lower.is_in(list(some)).sum()) for kind, some in workers.items() if some}
    best = max(held, key=lambda kind: held[kind], default=None)
    if best and held[best] * 2 > filled.len():
        return best, f"{held[best]:,} of {filled.len():,} are in the staff list as {best}"
    shaped = {kind: int(filled.str.contains(shape).sum()) for kind, shape in _SHAPES.items()}
    likely = max(shaped, key=lambda kind: shaped[kind])
    if shaped[likely] * 2 > filled.len():
        return likely, f"{shaped[likely]:,} of {filled.len():,} have the shape of one"
    return None, "the cells have no one shape"


def _rows_of(transform: Path, seed: Path) -> list[dict[str, str]]:
    with (transform / seed).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table))


@dataclass(frozen=True)
class Unmapped:
    """A code as typed that no row of the mapping seed knows, and the code it is most like."""

    typed: str
    count: int
    nearest: str


def unmapped_codes(cells: pl.Series, code_list: str, transform: Path = TRANSFORM) -> list[Unmapped]:
    """The codes of a column that are not mapped, the commonest first."""
    rows = [row for row in _rows_of(transform, CODE_MAPPINGS) if row["code_list"] == code_list]
    spellings = {row["source_code"].lower(): row["code"] for row in rows}
    labels = {
        row["label"].lower(): row["code"]
        for row in _rows_of(transform, _CODES)
        if row["code_list"] == code_list
    }
    plain = cells.str.strip_chars(OUTER).str.to_lowercase().str.slice(0, 60)
    counts = plain.filter(plain.is_not_null() & (plain != "")).value_counts(sort=True, name="count")
    told = []
    for typed, count in counts.rows():
        if typed not in spellings:
            near = process.extractOne(typed, [*spellings, *labels], score_cutoff=60)
            nearest = ({**labels, **spellings}[near[0]]) if near else ""
            told.append(Unmapped(typed, count, nearest))
    return told
