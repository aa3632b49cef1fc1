"""The contract read a second time, by the standard library alone: what each cell of a file means.

It shares no code with ingestion but the contract's own declarations, so that what was accepted can
be held against what was written.
"""

import csv
import io
import re
import unicodedata
from calendar import monthrange
from dataclasses import dataclass, field
from datetime import date, datetime
from zoneinfo import ZoneInfo

from ingestion.feeds import ContractColumn, ContractField, Feed

OUTER = " \t\r\n\x0b\x0c\u00a0\u2007\u202f\u200b\u200c\u200d\u2060\ufeff"
MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
UNREADABLE = object()
CLOCK = r"(\d{2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?"


@dataclass(frozen=True)
class Strict:
    """A file as it is written: its headings, where they stand, and its rows by number."""

    positions: dict[str, int]
    width: int
    rows: dict[int, list[str]]
    given: dict[str, object] = field(default_factory=dict)
    """What stands for every row where there is no column."""


def same(heading: str) -> str:
    """A heading as it is compared: any spaces and capitals."""
    plain = unicodedata.normalize("NFKC", heading)
    return re.sub(rf"[\s{OUTER}]+", "", plain).casefold()


def _is_row(row: list[str], width: int) -> bool:
    """A line of nothing, or of so many empty cells as there are headings, is no row."""
    if len(row) <= 1:
        return any(cell.strip(OUTER) for cell in row)
    return len(row) != width or any(cell != "" for cell in row)


def read_file(content: bytes, feed: Feed) -> Strict:
    """The rows below the headings, but blank ones, each with the number a spreadsheet gives it."""
    text = content.decode("utf-8-sig")
    delimiter = ","
    if told := re.match(r'"?sep=(.)"?\r?\n', text, re.IGNORECASE):
        delimiter = told[1]
    rows = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    head = next(
        at for at, row in enumerate(rows) if any(cell.strip(OUTER) for cell in row) and not (told and at == 0)
    )  # fmt: skip
    known = {same(field.heading): field.name for field in feed.fields}
    positions = {}
    for place, cell in enumerate(rows[head]):
        if same(cell.strip(OUTER)) in known:
            positions[known[same(cell.strip(OUTER))]] = place
    width = len(rows[head])
    filled = {at + 1: row for at, row in enumerate(rows) if at > head and _is_row(row, width)}
    return Strict(positions, width, filled)


def _day(year: str, month: str | int, day: str) -> date | None:
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def _as_date(text: str) -> date | None:
    if not text.isascii():
        return None
    if m := re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text):
        return _day(m[3], m[2], m[1])
    if m := re.fullmatch(r"(\d{4})-(\d{1,2})-(\d{1,2})", text):
        return _day(m[1], m[2], m[3])
    if m := re.fullmatch(rf"(\d{{4}}-\d{{2}}-\d{{2}})[ T]{CLOCK}(Z|[+-]\d{{2}}:?\d{{2}})?", text):
        zone = (m[5] or "").replace("Z", "+00:00")
        zone = f"{zone[:3]}:{zone[-2:]}" if zone else ""
        try:
            moment = datetime.fromisoformat(f"{m[1]}T{m[2]}:{m[3]}:{m[4] or '00'}{zone}")
        except ValueError:
            return None
        return (moment.astimezone(ZoneInfo("Europe/London")) if zone else moment).date()
    if m := re.fullmatch(rf"(\d{{1,2}})/(\d{{1,2}})/(\d{{4}})[ T]{CLOCK}", text):
        clock = int(m[4]) < 24 and int(m[5]) < 60 and int(m[6] or 0) < 60
        return _day(m[3], m[2], m[1]) if clock else None
    if m := re.fullmatch(
        r"(\d{1,2})(?:st|nd|rd|th)?[ -]([A-Za-z]{3,9})[ -](\d{4})", text, re.IGNORECASE
    ):
        name = m[2].lower()
        full = [date(2000, at, 1).strftime("%B").lower() for at in range(1, 13)]
        if name in MONTHS or name in full or name == "sept":
            return _day(m[3], MONTHS.index(name[:3]) + 1, m[1])
    return None  # fmt: skip


def value_of(text: str, field: ContractField) -> object:
    """What a cell means: None where it is blank, UNREADABLE where it means nothing that this kind
    of cell may. Ids and words that must be judged by their looks are given as they stand.
    """
    plain = text.strip(OUTER)
    if field.kind in ("code", "text"):
        visible = "".join(
            each for each in plain if unicodedata.category(each) != "Cf" or each == " "
        )
        plain = re.sub(r"[\x00-\x1f\x7f\u00a0 ]+", " ", visible).strip(OUTER) if (
            visible != plain or re.search(r"[\x00-\x1f\x7f\u00a0]|  ", plain)
        ) else plain  # fmt: skip
    if plain == "":
        return None
    if field.kind == "date":
        day = _as_date(plain)
        return day if day and 1900 <= day.year <= 2199 else UNREADABLE
    if field.kind == "tick":
        return {"yes": True, "no": False}.get(plain.lower(), UNREADABLE)
    if field.kind == "integer":
        return int(plain) if re.fullmatch(r"[0-9]{1,9}", plain) else UNREADABLE
    if field.kind == "number":
        return float(plain) if re.fullmatch(r"[0-9]{0,9}\.?[0-9]{1,9}", plain) else UNREADABLE
    return unicodedata.normalize("NFKC", plain) if field.kind == "id" else plain


def stored(value: object, column: ContractColumn) -> object:
    """What may be kept of a value."""
    if column.privacy is None:
        return value
    if column.privacy.degrade == "is_not":
        return not (isinstance(value, str) and value.lower() == column.privacy.value.lower())
    if not isinstance(value, date):
        return value
    year = value.year + column.privacy.years
    return date(year, value.month, min(value.day, monthrange(year, value.month)[1]))
