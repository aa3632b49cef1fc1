"""Dates and counts in words, the one way the screens write them."""

from calendar import monthrange
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

LONDON = ZoneInfo("Europe/London")


def say_date(day: date | None, none: str = "not known") -> str:
    """21 November 2026."""
    return f"{day.day} {day:%B %Y}" if day is not None else none


def say_narrow_date(day: date | None, none: str = "") -> str:
    """21 November 2026, day and month kept on one line, for the columns of narrow tables."""
    return f"{day.day}\u00a0{day:%B} {day.year}" if day is not None else none


def say_month(day: date) -> str:
    """November 2026."""
    return f"{day:%B %Y}"


def say_time(moment: datetime) -> str:
    """21 November 2026 at 6:04am, by the clock in England. A time without a zone is UTC."""
    there = (moment if moment.tzinfo else moment.replace(tzinfo=UTC)).astimezone(LONDON)
    hour = there.hour % 12 or 12
    half = "am" if there.hour < 12 else "pm"
    return f"{say_date(there.date())} at {hour}:{there:%M}{half}"


def say_days_between(first: date, last: date | None) -> str:
    """'3 to 17 November', as a stretch of days is written beside a row."""
    if last is None:
        return f"since {say_date(first)}"
    if first == last:
        return f"on {say_date(first)}"
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {last.day} {last:%B}"
    if first.year == last.year:
        return f"{first.day} {first:%B} to {last.day} {last:%B}"
    return f"{say_date(first)} to {say_date(last)}"


def months_before(day: date, months: int) -> date:
    """The same day some months earlier, or the month's last: where a chart begins."""
    year, month = divmod(day.year * 12 + day.month - 1 - months, 12)
    return date(year, month + 1, min(day.day, monthrange(year, month + 1)[1]))


def say_count(number: int, one: str, many: str | None = None) -> str:
    """'1 person', '2 people'; thousands have a comma."""
    return f"{number:,} {one if number == 1 else (many or one + 's')}"


def say_whole_days_between(first: date, last: date | None) -> str:
    """'26 June 2025 to 26 September 2025': a stretch that may be of another year, in full."""
    if last is None or first == last:
        return say_days_between(first, last)
    return f"{say_date(first)} to {say_date(last)}"


def say_within(count: int, unit: str) -> str:
    """The time allowed for something asked for once: 'within 1 month', 'within 7 working days'."""
    return f"within {say_count(count, unit.replace('_', ' '))}"


def say_interval(count: int, unit: str) -> str:
    """An interval as a policy speaks of it: 'every calendar month', 'every 2 weeks'."""
    if unit == "month":
        return "every calendar month" if count == 1 else f"every {count} calendar months"
    if count == 1:
        return f"every {unit}"
    return f"every {count} {unit}s"
