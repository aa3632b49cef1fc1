"""A council's mapping: how its files differ from the reference exports, and nothing more.

One YAML file a council. For each feed it has a list of readings; a reading says which files it is
for and how they are read. Codes are no part of it: they are rows of the mapping seeds.
"""

import hashlib
import re
from collections.abc import Mapping
from datetime import date
from functools import cached_property
from typing import Annotated, Literal

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    field_validator,
    model_validator,
)

from ingestion.feeds import Feed
from ingestion.mapping_mistakes import cut, did_you_mean
from ingestion.reading.dates import SERIAL, to_strptime
from ingestion.reading.spelling import normalise

IdKind = Literal["employee_number", "system_login", "work_email", "swe_number", "name"]
Encoding = Literal["utf-8", "utf-16", "cp1252", "iso-8859-1"]
DELIMITERS = {"comma": ",", "semicolon": ";", "tab": "\t", "bar": "|", "\\t": "\t"}
_OTHER_NAMES = {
    "utf8": "utf-8",
    "utf-8-sig": "utf-8",
    "utf16": "utf-16",
    "utf-16le": "utf-16",
    "utf-16-le": "utf-16",
    "unicode": "utf-16",
    "windows-1252": "cp1252",
    "latin-1": "iso-8859-1",
    "latin1": "iso-8859-1",
}


def _one_or_more(value: object) -> object:
    """Let one word stand where a list of words may."""
    return (value,) if isinstance(value, str) else value


def without_blanks(given: object) -> object:
    """A key with nothing after it is as good as none."""
    if isinstance(given, dict):
        return {key: value for key, value in given.items() if value != ""}
    return given


Words = Annotated[tuple[str, ...], BeforeValidator(_one_or_more)]


def _know_form(form: str) -> str:
    to_strptime(form)
    return form


def _know_form_or_number(form: str) -> str:
    try:
        return form if form == SERIAL else _know_form(form)
    except ValueError as error:
        raise ValueError(f"{error}; or {SERIAL}") from error


DateForm = Annotated[str, AfterValidator(_know_form_or_number)]
FileDay = Annotated[str, AfterValidator(_know_form)]
DateForms = Annotated[tuple[DateForm, ...], BeforeValidator(_one_or_more)]


def _as_iso(value: object) -> object:
    """A day is written one way alone: a bare number would be taken for seconds since 1970."""
    if isinstance(value, str) and not re.fullmatch(r"\d{4}-\d{2}-\d{2}", value.strip()):
        raise ValueError(f"{cut(value)} is no day. Write it as 2026-11-20")
    return value


Day = Annotated[date, BeforeValidator(_as_iso)]


def _list_number(value: object) -> object:
    """Let the number of a list be text, as everything in a mapping file is."""
    text = value.strip() if isinstance(value, str) else ""
    return int(text) if text.isdecimal() else value


AnnexA = Annotated[Literal["workbook", 4, 6, 7, 8, 9] | None, BeforeValidator(_list_number)]


class Unpivot(BaseModel):
    """How a tracker is read: people down, months across, a date in the cell."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    into: str
    """The heading of ours that the dates are."""
    columns: Words = ()
    """The headings of theirs that are months; empty where every heading that is a month is one."""
    id: str | None = None
    """The heading of ours that a number is made up for, from the person and the month."""
    year_begins: Day | None = None
    """The first month of the tracker, where its headings name months without a year."""

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, given: object) -> object:
        return without_blanks(given)


class Reading(BaseModel):
    """How one kind of file of one feed is read; everything left out is as in the reference."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    files: Words = ()
    """Patterns of file names: * is anything, {date} the day of the extract, {part} the part."""
    part: str | None = None
    extracted_on: Day | None = None
    file_date: FileDay | None = None
    sheet: str | None = None
    skip_rows: int | Literal["find"] | None = None
    delimiter: str = ","
    encoding: Encoding = "utf-8"
    dates: DateForms = ()
    headings: dict[str, Words] = {}
    drop: Words = ()
    constants: dict[str, str] = {}
    footers: Words = ()
    blanks: Words = ()
    ids: dict[str, IdKind] = {}
    unpivot: Unpivot | None = None
    annex_a: AnnexA = None
    """Whether it is an Annex A workbook, or one list of it by its number."""
    history: Literal["from_snapshots"] | None = None
    """Whether the list gives today alone, so that its history is told by the lists before it."""

    @field_validator("delimiter", mode="before")
    @classmethod
    def _name_delimiter(cls, value: object) -> object:
        named = DELIMITERS.get(str(value).strip().lower(), value)
        if named not in DELIMITERS.values():
            allowed = [name for name in DELIMITERS if name.isalpha()]
            raise ValueError(f"{cut(value)} cannot stand here. {did_you_mean(str(value), allowed)}")
        return named

    @field_validator("encoding", mode="before")
    @classmethod
    def _name_encoding(cls, value: object) -> object:
        plain = value.strip().lower() if isinstance(value, str) else ""
        return _OTHER_NAMES.get(plain, plain) if plain else value

    @field_validator("skip_rows", mode="before")
    @classmethod
    def _count_rows(cls, value: object) -> object:
        if value in (None, "find") or str(value).isdecimal():
            return value
        raise ValueError(
            f"{cut(value)} cannot stand here: it is the number of rows above the headings, or the "
            "word find"
        )

    @model_validator(mode="before")
    @classmethod
    def _leave_out_blanks(cls, given: object) -> object:
        return without_blanks(given)

    @cached_property
    def renamed(self) -> dict[str, tuple[str, ...]]:
        """Their headings, in the form they are compared in, and ours that are read from each."""
        return {normalise(theirs): ours for theirs, ours in self.headings.items()}

    @property
    def given(self) -> set[str]:
        """Headings of ours that need no column, in the form they are compared in."""
        made = (self.unpivot.into, self.unpivot.id or "") if self.unpivot else ()
        return {normalise(heading) for heading in (*self.constants, *made)}

    @property
    def id_kinds(self) -> dict[str, str]:
        """Which kind of id each column holds in the files of this reading, as the warehouse calls
        it.
        """
        named = {"system_login": "login"}
        return {column: named.get(kind, kind) for column, kind in self.ids.items()}

    @cached_property
    def fingerprint(self) -> str:
        """Changes whenever anything in it does: the same bytes are then read again."""
        return hashlib.sha256(self.model_dump_json().encode()).hexdigest()


REFERENCE = Reading()


class CouncilMapping(BaseModel):
    """The whole file."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    council: str = ""
    feeds: dict[str, list[Reading]] = {}

    def by_reference_name(self, feed: str, part: str) -> Reading:
        """How a file with a reference name is read: as a reading without file names says, that of
        its part before one for all.
        """
        plain = [each for each in self.feeds.get(feed, []) if not each.files]
        for wanted in (part, None):
            for each in plain:
                if each.part == wanted:
                    return each
        return REFERENCE


def with_names(feeds: Mapping[str, Feed], mapping: CouncilMapping) -> dict[str, Feed]:
    """The feeds where a name may stand in every column of which the mapping says so."""
    named: dict[str, set[str]] = {}
    for feed, readings in mapping.feeds.items():
        for reading in readings:
            found = {column for column, kind in reading.ids.items() if kind == "name"}
            named.setdefault(feed, set()).update(found)
    return {name: feed.with_names(named.get(name, ())) for name, feed in feeds.items()}


NO_MAPPING = CouncilMapping()
