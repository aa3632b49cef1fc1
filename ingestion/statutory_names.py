"""Which files are statutory ones, recognised without any mapping: the workforce census.

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
from ingestion.reading.census import CENSUS, collection_of
from ingestion.reading.dates import DATE_IN_NAME, day_in_name

CENSUS_FEED = "census_workers"
_CENSUS_NAME = re.compile(r"census[-_ ]workers|csww", re.IGNORECASE)
_DAY = re.compile(rf"(?<!\d){DATE_IN_NAME}(?!\d)", re.IGNORECASE)


@dataclass(frozen=True)
class Recognised:
    """One place that a statutory file fills: a feed, a part of it and the day it tells of."""

    feed: str
    part: str
    day: date


Found = tuple[list[Recognised], list[pl.DataFrame]]


def _named_day(name: str) -> date | None:
    match = _DAY.search(name)
    return day_in_name(match[0]) if match else None


def day_of_census(path: Path, named: date | None) -> Found:
    """The day a census tells of: its own reference date, else the day in its name."""
    collection = collection_of(path)
    counted = collection.counted_on if collection else None
    day = counted or named
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


def recognise(path: Path) -> Found | None:
    """What a statutory file fills, and what is to be told of its name; null where it is none."""
    if path.suffix.lower() != ".xml":
        return None
    if not _CENSUS_NAME.match(path.name):
        collection = collection_of(path)
        if collection is None or collection.code != CENSUS:
            return None
    return day_of_census(path, _named_day(path.stem))
