"""Dates in the form a mapping says they have, and in no other: dd/mm/yyyy, dd mmm yyyy, …"""

import re
from datetime import date, datetime

import polars as pl

from ingestion.days import read_days

#: How a mapping says that days stand as a spreadsheet counts them: 46315 is 20 October 2026.
SERIAL = "spreadsheet number"
_SERIAL = r"^[0-9]{5}(?:\.[0-9]+)?$"
_FIRST_SERIAL = date(1899, 12, 30)
_ISO_TIMED = r"^[0-9]{4}-[0-9]{2}-[0-9]{2}[ T][0-9]{2}:"
_TOKENS = {
    "yyyy": "%Y",
    "yy": "%y",
    "mmmm": "%B",
    "mmm": "%b",
    "mm": "%m",
    "dd": "%d",
    "hh:mm:ss am": "%I:%M:%S %p",
    "hh:mm am": "%I:%M %p",
    "hh:mm:ss": "%H:%M:%S",
    "hh:mm": "%H:%M",
}
_TOKEN = re.compile("|".join(sorted(_TOKENS, key=len, reverse=True)), re.IGNORECASE)
FORMS = "dd/mm/yyyy, mm/dd/yyyy, dd mmm yyyy, dd mmmm yyyy, dd/mm/yyyy hh:mm, dd.mm.yy"
_ISO = "%Y-%m-%d"
# A pivot year of its own: of staff and their supervision nothing is dated before 1970.
_CENTURY = date(1970, 1, 1)
_EARLIEST, _LATEST = date(1900, 1, 1), date(2199, 12, 31)
_MIDNIGHT = r"[ T]00:00(:00(\.0+)?)?$"


def to_strptime(form: str) -> str:
    """The form a person writes as the form a parser knows. Raises ValueError with what is wrong."""
    rest = _TOKEN.sub("", form)
    found = [part.lower() for part in _TOKEN.findall(form)]
    days = [part for part in found if part == "dd"]
    months = [part for part in found if part in ("mm", "mmm", "mmmm")]
    years = [part for part in found if part in ("yy", "yyyy")]
    if re.search(r"[a-z%]", rest, re.IGNORECASE) or not (
        len(days) == len(months) == len(years) == 1
    ):
        raise ValueError(
            f"{form!r} is no form of a date: write dd for the day, mm, mmm or mmmm for the month, "
            f"yyyy or yy for the year, for example {FORMS}"
        )
    return _TOKEN.sub(lambda match: _TOKENS[match[0].lower()], form)


def _tidied(cells: pl.Series, pattern: str) -> pl.Series:
    """Months as a parser knows them: Sept is Sep, and 3rd is 3."""
    if "%b" in pattern or "%B" in pattern:
        cells = cells.str.replace(r"(?i)\bsept\b", "Sep")
        cells = cells.str.replace(r"(?i)\b(\d{1,2})(st|nd|rd|th)\b", "$1")
    return cells


def _counted(cells: pl.Series) -> pl.Series:
    """Days as spreadsheets count them from the end of 1899; a time of day is a part of one."""
    whole = cells.set(~cells.str.contains(_SERIAL), None).str.slice(0, 5).cast(pl.Int32)
    return (whole + (_FIRST_SERIAL - date(1970, 1, 1)).days).cast(pl.Date)


def read_dates(cells: pl.Series, forms: tuple[str, ...]) -> pl.Series:
    """The cells that are dates in one of the forms; ISO always is, with a time or without, since
    it can be no other day.

    What fits none of them is null.
    """
    days = cells.str.replace(_MIDNIGHT, "").str.to_date(_ISO, strict=False)
    is_timed = (days.is_null() & cells.str.contains(_ISO_TIMED)).fill_null(False)
    if is_timed.any():
        days = days.zip_with(~is_timed, read_days(cells.set(~is_timed, None)))
    days = _within(days, _EARLIEST)
    for form in forms:
        if form == SERIAL:
            days = days.zip_with(days.is_not_null(), _within(_counted(cells), _EARLIEST))
            continue
        pattern = to_strptime(form)
        some = _tidied(cells, pattern)
        read = (
            some.str.to_datetime(pattern, strict=False, time_unit="us").dt.date()
            if ":%M" in pattern
            else some.str.replace(_MIDNIGHT, "").str.to_date(pattern, strict=False)
        )
        # A year of two figures is read as one of four by some parsers: as the year 26.
        read = _within(read, _CENTURY if "%y" in pattern else _EARLIEST)
        days = days.zip_with(days.is_not_null(), read)
    return days


def _within(days: pl.Series, earliest: date) -> pl.Series:
    return days.set(~days.is_between(earliest, _LATEST), None)


_SEPARATOR = r"[-._ /]"
_MONTHS = "jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec"
#: Every way in which a file's name may give a day without leaving a doubt, day before month.
DATE_IN_NAME = (
    r"(?:\d{4}[-._ ]\d{1,2}[-._ ]\d{1,2}|\d{1,2}[-._ ]\d{1,2}[-._ ]\d{4}"
    rf"|\d{{1,2}}(?:st|nd|rd|th)?[-._ ]?(?:{_MONTHS})[a-z]*[-._ ]?\d{{4}}|\d{{8}})"
)


def _try(text: str, *patterns: str) -> date | None:
    for pattern in patterns:
        try:
            return datetime.strptime(text, pattern).date()
        except ValueError:
            continue
    return None


def day_in_name(text: str, form: str | None = None) -> date | None:
    """The day a file's name gives; null where it is none."""
    plain = re.sub(_SEPARATOR, "-", text.strip().lower())
    if form:
        wanted = re.sub(_SEPARATOR, "-", to_strptime(form))
        return _try(plain, wanted)
    plain = re.sub(r"(\d)(st|nd|rd|th)\b", r"\1", plain)
    if re.fullmatch(r"\d{8}", plain):
        # Read both ways only one can be a day of this time: no month is numbered 19 or more.
        day = _try(plain, "%Y%m%d") if plain[:2] in ("19", "20", "21") else None
        return day or _try(plain, "%d%m%Y")
    if named := re.fullmatch(rf"(\d{{1,2}})-?({_MONTHS})[a-z]*-?(\d{{4}})", plain):
        return _try(f"{named[1]}-{named[2]}-{named[3]}", "%d-%b-%Y")
    return _try(plain, "%Y-%m-%d", "%d-%m-%Y")
