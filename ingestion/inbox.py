"""What lies in the inbox: which files are exports of which feed, part and day, and which
are not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import polars as pl
from rapidfuzz import process

from ingestion import problems

WHOLE = "whole"
_NAME = re.compile(
    r"(?P<feed>[a-z][a-z0-9_]*?)(?:-(?P<part>[a-z0-9][a-z0-9 _-]*))?_(?P<digits>\d{8})\.csv",
    re.IGNORECASE | re.ASCII,
)
_UNFINISHED = (".tmp", ".part", ".crdownload", ".partial")


@dataclass(frozen=True)
class Arrival:
    """One file of the inbox that is an export by its name."""

    path: Path
    feed: str
    part: str
    extracted_on: date

    @property
    def name(self) -> str:
        """The file's name as a person sees it."""
        return self.path.name


@dataclass(frozen=True)
class Inbox:
    """The exports, oldest first, and what was said of everything else."""

    arrivals: list[Arrival]
    problems: pl.DataFrame


def _not_an_export(path: Path) -> str | None:
    """Say what kind of thing this is where it is not a plain, finished file."""
    kinds = {
        "a link to another file": path.is_symlink(),
        "a folder": path.is_dir(),
        "not a plain file": not path.is_file(),
        "the mark an open document leaves": path.name.startswith("~$"),
        "a hidden file": path.name.startswith("."),
        "a file still being copied": path.suffix.lower() in _UNFINISHED,
    }
    return next((words for words, is_so in kinds.items() if is_so), None)


def _day_of(digits: str) -> date | None:
    try:
        return datetime.strptime(digits, "%Y%m%d").date()
    except ValueError:
        return None


def _nearest_feed(name: str, feeds: Iterable[str]) -> str:
    stem = re.sub(r"[-_ ]*\d*\.\w+$", "", name.lower())
    match = process.extractOne(stem, list(feeds), score_cutoff=75)
    return f" The feed it looks most like is {match[0]}." if match else ""


def _recognise(path: Path, feeds: Iterable[str]) -> Arrival | pl.DataFrame:
    """Read a file's name: an arrival, or the problem with it."""
    if content := _not_an_export(path):
        return problems.report(problems.NOT_AN_EXPORT, file_name=path.name, content=content)
    match = _NAME.fullmatch(path.name)
    if not match or match["feed"].lower() not in feeds:
        nearest = _nearest_feed(path.name, feeds)
        return problems.report(problems.FILE_NOT_RECOGNISED, file_name=path.name, nearest=nearest)
    feed, day = match["feed"].lower(), _day_of(match["digits"])
    if day is None:
        digits = match["digits"]
        return problems.report(
            problems.NAME_WITHOUT_DATE, feed=feed, file_name=path.name, digits=digits
        )
    return Arrival(path, feed, (match["part"] or WHOLE).lower(), day)


def look(folder: Path, feeds: Iterable[str]) -> Inbox:
    """List the inbox.

    Of two files for one feed, part and day the later written comes later. Raises OSError.
    """
    arrivals, told = [], []
    for path in sorted(folder.iterdir()):
        recognised = _recognise(path, feeds)
        if isinstance(recognised, Arrival):
            arrivals.append(recognised)
        else:
            told.append(recognised)
    arrivals.sort(key=lambda each: (each.extracted_on, each.path.stat().st_mtime_ns, each.name))
    return Inbox(arrivals, problems.gather(told))
