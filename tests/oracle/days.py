"""Days, months and intervals: the only arithmetic the calculation rests on."""

from __future__ import annotations

import calendar
import re
from datetime import date, timedelta
from functools import cache

import holidays

DAY = timedelta(days=1)
FAR = date.max  # the open end of a range that still runs


def add_months(day: date, months: int) -> date:
    """The same day of a later month, clamped to the month's end (31 Jan + 1 month = 28 Feb)."""
    index = day.year * 12 + day.month - 1 + months
    year, month = divmod(index, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(day.day, last))


def add_interval(day: date, count: int, unit: str, times: int = 1) -> date:
    """`day` plus `times` whole intervals; months are added in one go, so they clamp once."""
    if unit in ("month", "year"):
        return add_months(day, count * times * (12 if unit == "year" else 1))
    return day + timedelta(days=count * times * (7 if unit == "week" else 1))


@cache
def find_bank_holidays(year: int) -> frozenset[date]:
    """The bank holidays of England in a year."""
    return frozenset(holidays.country_holidays("GB", subdiv="ENG", years=year))


def is_working_day(day: date) -> bool:
    """Monday to Friday, less the bank holidays of England."""
    return day.weekday() < 5 and day not in find_bank_holidays(day.year)


def add_working_days(day: date, count: int) -> date:
    """The count-th working day after the day, whatever day it is itself."""
    while count:
        day += DAY
        count -= is_working_day(day)
    return day


def parse_day(text: str) -> date | None:
    """A date typed as dd/mm/yyyy or ISO; None where it is neither."""
    british = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", text)
    iso = re.fullmatch(r"(\d{4})-(\d{2})-(\d{2})", text)
    try:
        if british:
            return date(int(british[3]), int(british[2]), int(british[1]))
        if iso:
            return date(int(iso[1]), int(iso[2]), int(iso[3]))
    except ValueError:
        return None
    return None


def end_after(last_day: date | None, data_date: date) -> date:
    """The half-open end of something whose last day is typed: later than known still runs."""
    if last_day is None or last_day > data_date:
        return FAR
    return last_day + DAY


def text_of(day: date | None) -> str:
    """A day as ISO text, nothing for none."""
    return day.isoformat() if day else ""
