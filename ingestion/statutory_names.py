"""Which files are statutory ones, recognised without any mapping: the workforce census, and Annex
A as a workbook or list by list.

A census is known by its name or by what it says of itself, and is always dated by the day on which
the workers were counted: the name may hold the day it was sent, which tells nothing of anybody.
"""

import re
from dataclasses import dataclass
from datetime import date
from pathlib import Path

import polars as pl

from ingestion import problems
from ingestion.file_names import WHOLE
from ingestion.reading.annex_a_lists import (
    ANNEX_FEED,
    LIST_IN_NAME,
    annex_lists,
    list_of_sheet,
    number_in,
)
from ingestion.reading.census import CENSUS, Collection, header_of
from ingestion.reading.dates import DATE_IN_NAME, day_in_name
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.workbooks import ENDINGS

CENSUS_FEED = "census_workers"
_LONGEST_DAY = 20
_CENSUS_NAME = re.compile(r"census[-_ ]workers|csww", re.IGNORECASE)
_ANNEX_NAME = re.compile(r"annex[\W_]*a(?![a-z])", re.IGNORECASE)
_LIST_NAME = re.compile(r"[\W_]*(?:(?:ofsted|ilacs)[\W_]*)*list", re.IGNORECASE)
_SHORT_DAY = re.compile(r"(?<!\d)(?<!\d[-._ ])(\d{1,2})[-._ ](\d{1,2})[-._ ](\d{2})(?![\d])")
#: For how many years back a day with a short year is taken for one.
_RECENT = 4
_DAY = re.compile(rf"(?<!\d){DATE_IN_NAME}(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Recognised:
    """One place that a statutory file fills: a feed, a part of it and the day it tells of."""

    feed: str
    part: str
    day: date
    annex_a: int | str | None = None
    """The number of the list, or the word workbook."""


Found = tuple[list[Recognised], list[pl.DataFrame]]


def _named_day(name: str) -> date | None:
    match = _DAY.search(name)
    return day_in_name(match[0]) if match else None


def _short_day(name: str) -> date | None:
    """The day in a name whose year has two figures, as 31.10.26, where only one reading of it is a
    day of the last years.
    """
    match = _SHORT_DAY.search(name)
    if match is None:
        return None
    read = {day_in_name(f"{match[1]}-{match[2]}-20{match[3]}")}
    read.add(day_in_name(f"20{match[1]}-{match[2]}-{match[3]}"))
    today = date.today()
    days = [
        day
        for day in read
        if day and today.replace(day=1, year=today.year - _RECENT) <= day <= today
    ]
    return days[0] if len(days) == 1 else None


def day_of_census(path: Path, named: date | None) -> Found:
    """The day a census tells of: its own reference date, else the day in its name."""
    try:
        collection = header_of(path)
    except (FileRefusedError, OSError) as error:
        if named is None and isinstance(error, FileRefusedError):
            return [], [problems.report(error.kind, file_name=path.name, **error.details)]
        # With a day it is read, which then tells why it cannot be.
        collection = Collection("", None)
    counted = collection.counted_on
    day = counted or named
    if collection.typed and counted is None:
        return _named_alone(path, collection.typed, named)
    if day is None:
        told = [
            problems.report(problems.CENSUS_WITHOUT_DATE, feed=CENSUS_FEED, file_name=path.name)
        ]
        return [], told
    told = []
    if counted and named and counted != named:
        told.append(
            problems.report(
                problems.CENSUS_DAY_TAKEN,
                feed=CENSUS_FEED,
                file_name=path.name,
                named=problems.in_words(named),
                counted=problems.in_words(counted),
            )
        )
    return [Recognised(CENSUS_FEED, WHOLE, day)], told


def _named_alone(path: Path, typed: str, named: date | None) -> Found:
    """The day in the name, where what the census says is no day."""
    taken = f"so {problems.in_words(named)}, the day in its name, was taken" if named else ""
    told = problems.report(
        problems.CENSUS_DAY_UNREADABLE,
        feed=CENSUS_FEED,
        file_name=path.name,
        typed=repr(typed[:_LONGEST_DAY]),
        effect=taken or "and its name holds no day either, so it was left unread",
    )
    return [Recognised(CENSUS_FEED, WHOLE, named)] if named else [], [told]


def _annex_a(path: Path) -> Found | None:
    """A file that is Annex A, or a list of it, by its name."""
    number = number_in(path.stem)
    is_csv = path.suffix.lower() == ".csv"
    if number is None and is_csv and _ANNEX_NAME.search(path.stem):
        number = list_of_sheet(_DAY.sub(" ", path.stem))
    if not _ANNEX_NAME.search(path.stem) and not (number and _LIST_NAME.match(path.stem)):
        return None
    if number is None and is_csv:
        return None
    if number is not None and number not in annex_lists():
        return [], [problems.report(problems.LIST_NOT_USED, file_name=path.name, number=number)]
    named = LIST_IN_NAME.sub(" ", path.stem)
    day = _named_day(named) or _short_day(named)
    if day is None:
        told = problems.report(problems.ANNEX_WITHOUT_DATE, feed=ANNEX_FEED, file_name=path.name)
        return [], [told]
    return [Recognised(ANNEX_FEED, WHOLE, day, number or "workbook")], []


def _refused(path: Path, refused: FileRefusedError) -> Found | None:
    """An XML file that asks for more than data is told as that whatever it is called."""
    if refused.kind is not problems.XML_WITH_DOCTYPE:
        return None
    return [], [problems.report(refused.kind, file_name=path.name, **refused.details)]


def recognise(path: Path) -> Found | None:
    """What a statutory file fills, and what is to be told of its name; null where it is none."""
    ending = path.suffix.lower()
    if ending == ".csv" or ending in ENDINGS:
        return _annex_a(path)
    if ending != ".xml":
        return None
    if not _CENSUS_NAME.match(path.name):
        try:
            if header_of(path).code != CENSUS:
                return None
        except FileRefusedError as refused:
            return _refused(path, refused)
        except OSError:
            return None
    return day_of_census(path, _named_day(path.stem))
