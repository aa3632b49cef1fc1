"""What lies in the inbox: which files are exports of which feed, part and day, and which
are not.
"""

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

import polars as pl
from rapidfuzz import process

from ingestion import problems, statutory_names
from ingestion.file_names import WHOLE, as_part, fit
from ingestion.mapping import NO_MAPPING, REFERENCE, CouncilMapping, Reading
from ingestion.reading.annex_a_lists import annex_lists

_NAME = re.compile(
    r"(?P<feed>[a-z][a-z0-9_]*?)(?:-(?P<part>[a-z0-9][a-z0-9 _-]*))?_(?P<digits>\d{8})"
    r"\.(?:csv|xlsx|xlsm|xls)",
    re.IGNORECASE | re.ASCII,
)
#: How the name of a file ends that has rows an officer corrected.
CORRECTED = ".to-correct.csv"
#: The same where a browser or a person has put a number or a word after it.
_CORRECTED = re.compile(r".*\.to-correct\b[^.]*\.csv", re.IGNORECASE)
_TO_CORRECT = ".to-correct"
#: Files that people take for exports and that nothing here reads, by the ending of their names.
_OTHER_FORMS = {
    ".ods": "an OpenDocument spreadsheet",
    ".numbers": "an Apple Numbers document",
    ".xlsb": "a binary workbook",
    ".pdf": "a PDF",
    ".doc": "a document",
    ".docx": "a document",
    ".rtf": "a document",
    ".txt": "a text file",
    ".tsv": "a text file",
    ".htm": "a web page",
    ".html": "a web page",
    ".mht": "a web page",
    ".mhtml": "a web page",
    ".json": "JSON",
    ".zip": "an archive",
    ".gz": "an archive",
    ".7z": "an archive",
    ".rar": "an archive",
    ".mdb": "a database",
    ".accdb": "a database",
    ".msg": "an e-mail",
    ".eml": "an e-mail",
}
_UNFINISHED = (".tmp", ".part", ".crdownload", ".partial")


@dataclass(frozen=True)
class Arrival:
    """One file of the inbox that is an export by its name."""

    path: Path
    feed: str
    part: str
    extracted_on: date
    how: Reading = REFERENCE
    sheet: str = ""
    """Which of several lists in one workbook it is, where it is one of them."""

    @property
    def name(self) -> str:
        """The file's name as a person sees it."""
        return f"{self.path.name}, {self.sheet}" if self.sheet else self.path.name


@dataclass(frozen=True)
class Inbox:
    """The exports, oldest first, rows that were corrected by hand, and what was said of everything
    else.
    """

    arrivals: list[Arrival]
    problems: pl.DataFrame
    corrections: list[Path]


Found = tuple[list[Arrival], list[pl.DataFrame]]


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


def _by_reference(path: Path, feeds: Iterable[str], mapping: CouncilMapping) -> Found:
    """Read a reference name: an arrival, or the problem with it."""
    match = _NAME.fullmatch(path.name)
    if not match or match["feed"].lower() not in feeds:
        nearest = _nearest_feed(path.name, feeds)
        if content := _OTHER_FORMS.get(path.suffix.lower()):
            told = problems.report(
                problems.OTHER_FORM, file_name=path.name, content=content, nearest=nearest
            )
            return [], [told]
        told = problems.report(problems.FILE_NOT_RECOGNISED, file_name=path.name, nearest=nearest)
        return [], [told]
    feed, part = match["feed"].lower(), (match["part"] or WHOLE).lower()
    return _dated(path, feed, part, _day_of(match["digits"]), match["digits"], mapping)


def _dated(  # noqa: PLR0917
    path: Path, feed: str, part: str, day: date | None, digits: str, how: CouncilMapping | Reading
) -> Found:
    if day is None:
        told = problems.report(
            problems.NAME_WITHOUT_DATE, feed=feed, file_name=path.name, digits=digits
        )
        return [], [told]
    if isinstance(how, CouncilMapping):
        how = how.by_reference_name(feed, part)
    return [Arrival(path, feed, part, day, how)], []


def _by_mapping(path: Path, mapping: CouncilMapping) -> Found:
    """Every reading of the mapping that this file's name fits: one file may hold several feeds."""
    arrivals: list[Arrival] = []
    told: list[pl.DataFrame] = []
    for feed, readings in mapping.feeds.items():
        for how in readings:
            fits = (fit(path.name, pattern, how.file_date) for pattern in how.files)
            named = next((each for each in fits if each), None)
            if named:
                part = as_part(how.part) if how.part else named.part
                day = named.day if named.digits else how.extracted_on
                more, wrong = _dated(path, feed, part, day, named.digits, how)
                arrivals, told = arrivals + more, told + wrong
    places = [(each.feed, each.part) for each in arrivals]
    twice = sorted({place for place in places if places.count(place) > 1})
    told += [
        problems.report(problems.MAPPED_TWICE, feed=feed, file_name=path.name) for feed, _ in twice
    ]
    return [each for each in arrivals if (each.feed, each.part) not in twice], told


def _recognise(path: Path, feeds: Iterable[str], mapping: CouncilMapping) -> Found:
    if content := _not_an_export(path):
        return [], [problems.report(problems.NOT_AN_EXPORT, file_name=path.name, content=content)]
    if _TO_CORRECT in path.name.lower():
        name = path.name[: path.name.lower().index(_TO_CORRECT)] + CORRECTED
        told = [problems.report(problems.CORRECTIONS_NO_CSV, file_name=path.name, name=name)]
        return [], told
    arrivals, told = _by_mapping(path, mapping)
    if arrivals or told:
        return [part for each in arrivals for part in _lists_of(each)], told
    return _statutory(path, feeds, mapping) or _by_reference(path, feeds, mapping)


def _statutory(path: Path, feeds: Iterable[str], mapping: CouncilMapping) -> Found | None:
    """What a statutory file fills, where it is one."""
    found = statutory_names.recognise(path)
    if found is None or not {each.feed for each in found[0]} <= set(feeds):
        return None
    places, told = found
    arrivals = [
        Arrival(path, each.feed, each.part, each.day, _how(each, mapping)) for each in places
    ]
    return [part for each in arrivals for part in _lists_of(each)], told


def _how(place: statutory_names.Recognised, mapping: CouncilMapping) -> Reading:
    """How a statutory file is read. What the mapping says of a feed's other exports is not meant
    for a list of Annex A.
    """
    if place.annex_a is None:
        return mapping.by_reference_name(place.feed, place.part)
    how = mapping.by_reference_name(place.feed, place.part)
    told = how.model_dump() if how.part == place.part else {}
    return Reading.model_validate({**told, "annex_a": place.annex_a})


def _lists_of(arrival: Arrival) -> list[Arrival]:
    """A workbook of Annex A is as many arrivals as there are lists in it that are used."""
    if arrival.how.annex_a is None:
        return [arrival]
    whole = arrival.how.annex_a == "workbook"
    prefix = "annex_a" if arrival.part == WHOLE else arrival.part
    return [
        replace(
            arrival,
            part=f"{prefix}_list_{number}" if whole or arrival.part == WHOLE else arrival.part,
            how=Reading.model_validate({**arrival.how.model_dump(), "annex_a": number}),
            sheet=f"list {number}" if whole else "",
        )
        for number in (annex_lists() if whole else (arrival.how.annex_a,))
    ]


def _tell_same_place(arrivals: list[Arrival]) -> list[pl.DataFrame]:
    """Warn where a file of a mapping takes the place of another: perhaps they are two parts."""
    last = {(each.feed, each.part, each.extracted_on): each for each in arrivals}
    return [
        problems.report(problems.SAME_PLACE, feed=each.feed, file_name=each.name, other=later.name)
        for each in arrivals
        if (later := last[each.feed, each.part, each.extracted_on]) is not each
        and (each.how.files or each.how.annex_a)
    ]


def look(folder: Path, feeds: Iterable[str], mapping: CouncilMapping = NO_MAPPING) -> Inbox:
    """List the inbox.

    Of two files for one feed, part and day the later written comes later. Raises OSError.
    """
    arrivals, told, corrections = [], [], []
    for path in sorted(folder.iterdir()):
        if _CORRECTED.fullmatch(path.name) and not _not_an_export(path):
            corrections.append(path)
            continue
        found, wrong = _recognise(path, feeds, mapping)
        arrivals += found
        told += wrong
    arrivals.sort(key=lambda each: (each.extracted_on, each.path.stat().st_mtime_ns, each.name))
    return Inbox(arrivals, problems.gather([*told, *_tell_same_place(arrivals)]), corrections)
