"""The social work workforce census (XML) -> all-text polars frame, one row a worker element.

Only the elements of the contract are taken up; the others (gender, ethnicity, date of birth,
reasons of absence) are passed over while the file is parsed, so that they never become values here.
A document type, an entity or a reference to another file is refused before anything is expanded.
"""

import contextlib
import functools
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import NoReturn
from xml.sax import SAXParseException
from xml.sax.handler import ContentHandler
from xml.sax.xmlreader import Locator

import defusedxml.sax
import polars as pl
from defusedxml import DefusedXmlException

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.mapping import Reading
from ingestion.reading.export import Finding
from ingestion.reading.headings import Headings, match_headings
from ingestion.reading.soundness import FileRefusedError, content_of
from ingestion.reading.spelling import normalise

WORKER, CENSUS = "CSWWWorker", "CSWW"
_WORKER, _COLLECTION, _REFERENCE_DATE = "cswwworker", "collection", "referencedate"
_LONGEST = 200
_START, _SEPARATORS = 4000, (b",", b";", b"\t", b"|")
#: What somebody may have saved a census as.
_OTHERS = ("a table", "a spreadsheet", "an old spreadsheet")
#: With no header among so many elements it has none, and is no census.
_HEADER_WITHIN = 10_000
_DAY = re.compile(r"\s*(\d{4}-\d{2}-\d{2})(?:T00:00(?::00(?:\.0+)?)?)?(?:Z|[+-]\d{2}:\d{2})?\s*")
_ZONE = r"^(\d{4}-\d{2}-\d{2})(Z|[+-]\d{2}:\d{2})$"


@dataclass(frozen=True)
class Collection:
    """Which collection a file is, and the day it tells of; null where it does not say, or says
    something that is no day.
    """

    code: str
    counted_on: date | None
    typed: str = ""
    """What it says of the day."""


class _EnoughError(Exception):
    """What was wanted of the file is known, so the rest need not be parsed."""


@functools.lru_cache(1000)
def _plain(name: str) -> str:
    """The name of an element without its namespace, as it is compared."""
    return normalise(name.rpartition(":")[2])


class _Workers(ContentHandler):
    """Gathers the worker elements as they pass; of each, the wanted elements alone. Capitals and
    namespaces make no difference to a name.
    """

    def __init__(self, wanted: frozenset[str], header_only: bool = False) -> None:
        super().__init__()
        self.rows: list[dict[str, str]] = []
        self.lines: list[int] = []
        self.elements: dict[str, None] = {}
        self.header: dict[str, str] = {}
        self._wanted, self._header_only = wanted, header_only
        self._passed = 0
        self._row: dict[str, str] | None = None
        self._open: str | None = None
        self._text = ""
        self._where: Locator | None = None

    def setDocumentLocator(self, locator: Locator) -> None:  # noqa: N802
        """Whom to ask for the line."""
        self._where = locator

    @property
    def _line(self) -> int:
        return self._where.getLineNumber() or 0 if self._where else 0

    def startElement(self, name: str, attrs: object) -> None:  # noqa: N802
        """A worker begins, or something that is told of one."""
        plain = _plain(name)
        self._text, self._open = "", None
        self._passed += 1
        if self._header_only and (plain == _WORKER or self._passed > _HEADER_WITHIN):
            raise _EnoughError
        if plain == _WORKER and self._row is None:
            self._row = {}
            self.lines.append(self._line)
        elif plain == _WORKER:
            # A worker within a worker: which of the two an element tells of, nobody can say.
            raise FileRefusedError(problems.XML_BROKEN, line=self._line)
        elif self._row is None:
            self._open = plain if plain in (_COLLECTION, _REFERENCE_DATE) else None
        else:
            self.elements[name.rpartition(":")[2]] = None
            self._open = plain if plain in self._wanted else None

    def characters(self, content: str) -> None:
        """Text, where it is wanted; never more than a cell could hold."""
        if self._open and len(self._text) < _LONGEST:
            self._text += content

    def endElement(self, name: str) -> None:  # noqa: N802
        """What was told is complete. Told twice and differently, both stand side by side."""
        plain = _plain(name)
        if plain == _WORKER and self._row is not None:
            self.rows.append(self._row)
            self._row = None
        elif plain == self._open:
            kept = self.header if self._row is None else self._row
            told = dict.fromkeys(each for each in (kept.get(plain), self._text.strip()) if each)
            kept[plain] = "/".join(told)
        self._open = None


def _parse(path: Path, handler: _Workers) -> None:
    """Parse a file, following and expanding nothing. Raises FileRefusedError or OSError."""
    try:
        with path.open("rb") as stream:
            defusedxml.sax.parse(stream, handler, forbid_dtd=True)
    except DefusedXmlException as error:
        raise FileRefusedError(problems.XML_WITH_DOCTYPE) from error
    except SAXParseException as error:
        _refuse_broken(path, error.getLineNumber() or 1)
    except (LookupError, ValueError) as error:
        # An encoding that is named and does not exist, or is not kept to.
        raise FileRefusedError(problems.XML_BROKEN, line=1) from error


def _refuse_broken(path: Path, line: int) -> NoReturn:
    if not path.stat().st_size:
        raise FileRefusedError(problems.FILE_EMPTY)
    with path.open("rb") as stream:
        start = stream.read(_START)
    content = content_of(start)
    first = start.lstrip().split(b"\n", 1)[0]
    if not content and b"<" not in start and any(each in first for each in _SEPARATORS):
        content = "a table"
    if content.startswith(_OTHERS):
        raise FileRefusedError(problems.XML_IS_TABLE, content=content)
    raise FileRefusedError(problems.XML_BROKEN, line=line)


def _day_in(text: str) -> date | None:
    match = _DAY.fullmatch(text)
    try:
        return date.fromisoformat(match[1]) if match else None
    except ValueError:
        return None


def header_of(path: Path) -> Collection:
    """What a file says of itself in its header. Nothing below the header is looked at.

    Raises FileRefusedError or OSError where it cannot be read.
    """
    handler = _Workers(frozenset(), header_only=True)
    with contextlib.suppress(_EnoughError):
        _parse(path, handler)
    header = handler.header
    typed = header.get(_REFERENCE_DATE, "")
    return Collection(header.get(_COLLECTION, "").upper(), _day_in(typed), typed)


class CensusFile:
    """One census as it is read: ask for `headings`, go through `blocks` once. Every worker element
    is a row, so none is ever misshapen.
    """

    def __init__(self, path: Path, feed: Feed, how: Reading) -> None:
        """Parse the file.

        Raises FileRefusedError, or OSError where the file cannot be read.
        """
        self._feed = feed
        wanted = {normalise(field.heading) for field in feed.fields} | set(how.renamed)
        self._file = _Workers(frozenset(wanted))
        _parse(path, self._file)
        collection = self._file.header.get(_COLLECTION, CENSUS)
        if collection.upper() != CENSUS or not self._file.rows:
            raise FileRefusedError(problems.NOT_THE_CENSUS, worker=WORKER)
        self.headings: Headings = match_headings(list(self._file.elements), 0, feed, how)
        #: Whether the number of a row is which worker it is, because lines do not tell them apart.
        self.counts_workers = len(set(self._file.lines)) < len(self._file.lines)

    @property
    def misshapen(self) -> pl.DataFrame:
        """None: an element holds what it holds."""
        return pl.DataFrame(schema={"source_row": pl.Int32, "cells": pl.Int32})

    @property
    def findings(self) -> list[Finding]:
        """Nothing beside what the cells tell."""
        return []

    def blocks(self) -> Iterator[pl.DataFrame]:
        """Give the workers: _source_row, the line on which a worker begins (or which worker it is,
        where several begin on one line), and a text column for each field.
        """
        rows = self._file.rows
        found, places = self.headings.found, self.headings.positions
        names = {
            field.name: normalise(found[places[field.name]]) if field.name in places else ""
            for field in self._feed.fields
        }
        columns = {name: [row.get(theirs) for row in rows] for name, theirs in names.items()}
        frame = pl.DataFrame(columns, schema=dict.fromkeys(columns, pl.String))
        lines = self._file.lines
        if self.counts_workers:
            lines = list(range(1, len(lines) + 1))
        days = [field.name for field in self._feed.fields if field.kind == "date"]
        yield frame.with_columns(
            pl.col(days).str.strip_chars().str.replace(_ZONE, "$1"),
            pl.Series("_source_row", lines, dtype=pl.Int32),
        )
