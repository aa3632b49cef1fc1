"""What a file's name says: by the reference, <feed>_<yyyymmdd>.csv, or by a mapping's pattern."""

import re
from dataclasses import dataclass
from datetime import date

from ingestion.reading.dates import DATE_IN_NAME, day_in_name

WHOLE = "whole"
_PIECE = re.compile(r"\{date\}|\{part\}|\*|\?|[^{*?]+|\{")
_FORMS = {
    "yyyy": r"\d{4}",
    "yy": r"\d{2}",
    "mmmm": "[a-z]+",
    "mmm": "[a-z]{3,4}",
    "mm": r"\d{1,2}",
    "dd": r"\d{1,2}",
}


@dataclass(frozen=True)
class Named:
    """What a name that fits a pattern says; the day is null where it is none."""

    part: str
    day: date | None
    digits: str


def _expression_of(form: str) -> str:
    pieces = re.split(r"(yyyy|yy|mmmm|mmm|mm|dd)", form.lower())
    return "".join(_FORMS.get(piece) or re.escape(piece) for piece in pieces)


def as_part(text: str) -> str:
    """A part's name as a folder may be called."""
    return re.sub(r"[^a-z0-9 _-]+", "-", text.strip().lower()).strip(" -") or WHOLE


def fit(name: str, pattern: str, form: str | None) -> Named | None:
    """Hold a file's name against a pattern; null where it does not fit. Capitals do not matter."""
    day = _expression_of(form) if form else DATE_IN_NAME
    expressions = {
        "*": ".*",
        "?": ".",
        "{date}": rf"(?<!\d)(?P<date>{day})(?!\d)",
        "{part}": "(?P<part>.+?)",
    }
    told = "".join(expressions.get(piece) or re.escape(piece) for piece in _PIECE.findall(pattern))
    match = re.fullmatch(told, name, re.IGNORECASE)
    if not match:
        return None
    found = match.groupdict()
    digits = found.get("date") or ""
    return Named(
        part=as_part(found["part"]) if found.get("part") else WHOLE,
        day=day_in_name(digits, form) if digits else None,
        digits=digits,
    )
