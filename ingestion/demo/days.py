"""Days as whole numbers, because three years of a council are worked out a million times.

A `Day` is a proleptic Gregorian ordinal (`date.toordinal()`): adding days is adding integers,
and Monday is `(day - 1) % 7 == 0`. Months clamp to the end of the month, as people count them.
"""

from __future__ import annotations

from datetime import date, timedelta
from functools import cache
from typing import NamedTuple

Day = int

#: A day no record reaches: stands for "has not ended" inside the demo, never written to a file.
FAR_AHEAD: Day = date(2199, 12, 31).toordinal()


class Every(NamedTuple):
    """How often people mean to meet: a number of days, or of calendar months."""

    days: int = 0
    months: int = 0

    @property
    def length(self) -> int:
        """About how many days it is, to compare two of them and to scale lateness by it."""
        return self.days + self.months * 30


@cache
def add_months(day: Day, months: int) -> Day:
    """The same day some months later, or the last of that month where it has no such day."""
    start = date.fromordinal(day)
    index = start.year * 12 + start.month - 1 + months
    year, month = divmod(index, 12)
    following = date(year + (month == 11), (month + 1) % 12 + 1, 1)
    last = (following - timedelta(days=1)).day
    return date(year, month + 1, min(start.day, last)).toordinal()


def after(day: Day, every: Every) -> Day:
    """The day one interval later."""
    return add_months(day, every.months) + every.days if every.months else day + every.days


@cache
def month_index(day: Day) -> int:
    """Months since year nought: a key for anything that is constant within a month."""
    on = date.fromordinal(day)
    return on.year * 12 + on.month - 1


def last_first_of(month: int, day: Day) -> Day:
    """The last first day of a month (1 to 12) on or before a day."""
    on = date.fromordinal(day)
    return date(on.year if on.month >= month else on.year - 1, month, 1).toordinal()


def _easter_sunday(year: int) -> date:
    """Gregorian Easter (the anonymous algorithm of 1876)."""
    a, b, c = year % 19, year // 100, year % 100
    d, e = divmod(b, 4)
    g = (8 * b + 13) // 25
    h = (19 * a + b - d - g + 15) % 30
    i, k = divmod(c, 4)
    j = (32 + 2 * e + 2 * i - h - k) % 7
    m = (a + 11 * h + 19 * j) // 433
    month = (h + j - 7 * m + 90) // 25
    return date(year, month, (h + j - 7 * m + 33 * month + 19) % 32)


@cache
def _closed_days(year: int) -> frozenset[Day]:
    """Bank holidays of England in a year, near enough for a diary nobody is held to."""
    easter = _easter_sunday(year).toordinal()
    first_of_may = date(year, 5, 1).toordinal()
    end_of_may, end_of_august = date(year, 5, 31).toordinal(), date(year, 8, 31).toordinal()
    fixed = [date(year, 1, 1).toordinal(), date(year, 12, 25).toordinal()]
    mondays = [first_of_may + (1 - first_of_may) % 7]
    mondays += [last - (last - 1) % 7 for last in (end_of_may, end_of_august)]
    return frozenset([*fixed, date(year, 12, 26).toordinal(), easter - 2, easter + 1, *mondays])


@cache
def is_working(day: Day) -> bool:
    """Whether an office is open: Monday to Friday, and no bank holiday."""
    return (day - 1) % 7 < 5 and day not in _closed_days(date.fromordinal(day).year)


@cache
def working_on_or_before(day: Day) -> Day:
    """The last working day up to and with this one."""
    while not is_working(day):
        day -= 1
    return day


@cache
def working_on_or_after(day: Day) -> Day:
    """The first working day from this one on."""
    while not is_working(day):
        day += 1
    return day


def add_working_days(day: Day, count: int) -> Day:
    """The `count`-th working day after `day`; `day` itself where `count` is nought."""
    for _ in range(count):
        day = working_on_or_after(day + 1)
    return day


@cache
def as_text(day: Day | None) -> str:
    """A day as the exports carry it: dd/mm/yyyy, empty where there is none."""
    return "" if day is None else date.fromordinal(day).strftime("%d/%m/%Y")


def as_day(text: str) -> Day:
    """A dd/mm/yyyy text as a day."""
    return date(int(text[6:]), int(text[3:5]), int(text[:2])).toordinal()


def in_words(day: Day) -> str:
    """A day as a sentence carries it: 9 November 2026."""
    on = date.fromordinal(day)
    return f"{on.day} {_MONTHS[on.month - 1]} {on.year}"


#: Named here because strftime would follow the machine's language.
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
