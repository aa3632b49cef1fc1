"""What the cells themselves show: dates, numbers, names, codes that are known, which kind of id."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

import polars as pl

from ingestion.codes import Codes
from ingestion.feeds import ContractField
from ingestion.landing import Landing
from ingestion.reading.spelling import OUTER

_LOOKED_AT = 2_000
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
_DATE = (
    r"(?i)^(?:\d{1,2}[-/. ]\d{1,2}[-/. ]\d{2,4}|\d{4}[-/. ]\d{1,2}[-/. ]\d{1,2}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[-/. ]*(?:{_MONTHS})[a-z]*[-/., ]*\d{{2,4}}"
    rf"|(?:{_MONTHS})[a-z]*[-/. ]\d{{1,2}},?[-/. ]\d{{4}})(?:[ T,]+\d{{1,2}}:\d{{2}}.*)?$"
)
#: Days from 1954 to 2064 as spreadsheets count them.
SERIAL_DAY = r"^[2-5]\d{4}(?:\.\d+)?$"
_NUMBER = r"^\d{1,9}(?:\.\d+)?$"
_TICK = r"(?i)^(?:y|n|yes|no|true|false|[01])$"
_SENTENCE = r"^(?:\S+\s+){6,}\S"
_NAME = r"^[\p{L}'’.\-]+,? [\p{L}'’. ,\-]+$"
_SHAPES = {
    "work_email": r"^[^@\s]+@[^@\s]+\.[^@\s]+$",
    "swe_number": r"(?i)^sw\d{4,10}$",
    "name": _NAME,
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
class Evidence:
    """What a column's cells look like, each as a share of those that are filled."""

    filled: int
    dates: float = 0.0
    serials: float = 0.0
    numbers: float = 0.0
    ticks: float = 0.0
    sentences: float = 0.0
    names: float = 0.0
    codes: dict[str, float] = field(default_factory=dict)
    distinct_codes: int = 0

    def fits(self, field: ContractField) -> float:
        """How well the cells are what a field would need, from 0 to 1."""
        shares = {
            "date": max(self.dates, self.serials),
            "integer": self.numbers,
            "number": self.numbers,
            "tick": self.ticks,
            "id": 1 - max(self.dates, self.sentences),
            "text": 1 - max(self.dates, self.sentences, self.numbers),
        }
        if field.kind == "code":
            known = self.codes.get(field.code_list or "", 0.0)
            return max(known, 0.6 - max(self.dates, self.sentences, self.names))
        return shares[field.kind]

    @property
    def in_words(self) -> str:
        """What the cells look like, for a person."""
        codes = max(self.codes, key=lambda name: self.codes[name], default="")
        likely = {
            "dates": self.dates,
            f"codes ({codes.replace('_', ' ')})": self.codes.get(codes, 0.0),
            "yes or no": self.ticks,
            "sentences": self.sentences,
            "numbers": self.numbers,
            "names": self.names,
        }
        best = max(likely, key=lambda words: likely[words])
        if not self.filled:
            return "empty"
        if self.serials > 0.8:
            return "numbers; perhaps dates as a spreadsheet counts them"
        return best if likely[best] >= 0.6 else "a mixture"


def look_at_cells(cells: pl.Series, lists: Mapping[str, Codes]) -> Evidence:
    """See what the first filled cells of a column look like."""
    plain = cells.str.strip_chars(OUTER)
    some = plain.filter(plain.is_not_null() & (plain != "")).head(_LOOKED_AT)
    if some.is_empty():
        return Evidence(0)

    def share(pattern: str) -> float:
        return float(some.str.contains(pattern).mean() or 0)  # type: ignore[arg-type]

    lower = some.str.to_lowercase()
    distinct = set(lower.unique())
    codes = {
        name: float(lower.is_in(list(codes.spellings)).mean() or 0)  # type: ignore[arg-type]
        for name, codes in lists.items()
        if distinct & set(codes.spellings)
    }
    best = max(codes, key=lambda name: codes[name], default="")
    return Evidence(
        filled=some.len(),
        dates=share(_DATE),
        serials=share(SERIAL_DAY),
        numbers=share(_NUMBER),
        ticks=share(_TICK),
        sentences=share(_SENTENCE),
        names=share(_NAME) if not codes else 0.0,
        codes=codes,
        distinct_codes=len(distinct & set(lists[best].spellings)) if best else 0,
    )


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
