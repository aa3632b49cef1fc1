"""What an export must look like, once the contract has been read: feeds, their fields and columns.

A feed has *fields* (one a heading, as text in the export) and *columns* (those of the raw table).
They differ only where privacy asks for it: one date of birth gives two birthdays, an absence type
gives a yes or no.
"""

from collections.abc import Collection
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING, Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from ingestion import problems
from ingestion.cells import (
    EARLIEST,
    LATEST,
    LONGEST_PHRASE,
    READERS,
    WORDS_APART,
    Kind,
    read_codes,
    read_words,
)
from ingestion.placeholders import DAYS
from ingestion.problems import ProblemKind
from ingestion.reading.dates import read_dates

if TYPE_CHECKING:
    from pandera.polars import DataFrameSchema


class Degrade(BaseModel):
    """How a private field becomes something that may be kept: a birthday, or whether it is another
    value.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)
    degrade: Literal["anniversary", "is_not"]
    years: int = 0
    value: str = ""


class ColumnMeta(BaseModel):
    """config.meta of a column."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    heading: str
    kind: Kind
    required: bool = False
    required_when: dict[str, str] = {}
    at_least: int | None = None
    at_most: int | None = None
    code_list: str | None = None
    given_by_history: bool = False
    privacy: Degrade | None = None


class TableMeta(BaseModel):
    """config.meta of a table."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    role: Literal["denominator", "evidence"]
    title: str
    key: tuple[str, ...] = ()
    freshness_days: int
    snapshot: Literal[True]
    format: Literal["table", "census_xml"] = "table"
    data_date_feed: bool = False
    records_from: bool = False
    equal_rows_stand: bool = False
    must_not_lose: str | None = None
    dropped_headings: tuple[str, ...] = ()
    #: Whose row it is: goes with them when they are erased. A worker, or a child or an adult.
    about_worker: str | None = None
    about_person: str | None = None
    #: Columns that name workers in rows about somebody else, and what else a worker is known by.
    names_workers: tuple[str, ...] = ()
    known_by: tuple[str, ...] = ()
    #: The days a row is as old as the last of, what keeps it while it is blank, and of whom or what
    #: the last row is never too old.
    dated_by: tuple[str, ...] = ()
    open_without: str | None = None
    last_kept: tuple[str, ...] = ()


@dataclass(frozen=True)
class Condition:
    """When a field must be there: another field's text, in lower case, is one of these."""

    field: str
    spellings: frozenset[str]
    words: str

    def holds(self) -> pl.Expr:
        """A boolean for each row; false where the other field is empty."""
        return pl.col(self.field).str.to_lowercase().is_in(list(self.spellings)).fill_null(False)


@dataclass(frozen=True)
class ContractField:
    """One heading of the export and what must be readable under it."""

    name: str
    heading: str
    kind: Kind
    required: bool
    condition: Condition | None
    at_least: int | None
    at_most: int | None
    is_private: bool
    date_forms: tuple[str, ...] = ()
    """How the mapping says that its dates are written; empty as in the reference."""
    code_list: str | None = None
    is_wordless: bool = False
    """Whether it is an id that no name can stand for: of a record, a team, a child or an adult."""
    spellings: frozenset[str] = frozenset()
    """Every known spelling of its codes, in lower case."""
    long_spellings: frozenset[str] = frozenset()
    """Spellings of its codes that are longer than other codes may be, in lower case."""

    @property
    def unreadable(self) -> ProblemKind:
        """What is reported of a cell that cannot be read as this kind."""
        if self.date_forms:
            return problems.DATE_NOT_IN_FORM
        return READERS[self.kind].unreadable

    @property
    def limits(self) -> str:
        """Which numbers or forms can be read, in words."""
        if self.date_forms:
            return " or ".join(self.date_forms)
        lowest = self.at_least or 0
        return (
            f"of {lowest} or more" if self.at_most is None else f"from {lowest} to {self.at_most}"
        )

    @property
    def read_name(self) -> str:
        """What the column of typed cells is called while it stands beside the text."""
        return f"{self.name} as read"

    def read(self, cells: pl.Series) -> pl.Series:
        """The cells as their own type, null where one cannot be read. Outer spaces are
        gone by now.
        """
        if self.kind == "code":
            return read_codes(cells, self.long_spellings).alias(self.read_name)
        values = (
            read_dates(cells, self.date_forms)
            if self.date_forms
            else READERS[self.kind].read(cells)
        )
        if self.is_wordless:
            values = values.set(cells.str.contains(WORDS_APART).fill_null(False), None)
        if self.kind == "date":
            values = values.set(~values.is_between(EARLIEST, LATEST), None)
            if not self.required:
                # In a cell that may be blank 01/01/1900 means nothing is known; elsewhere it is a
                # day.
                values = values.set(values.is_in(list(DAYS)), None)
        if self.kind == "text":
            # Of a text the contract limits the words.
            if self.at_most is not None:
                values = read_words(cells, LONGEST_PHRASE, self.at_most)
            return values.alias(self.read_name)
        if self.at_least is not None:
            values = values.set(values < self.at_least, None)
        if self.at_most is not None:
            values = values.set(values > self.at_most, None)
        return values.alias(self.read_name)

    def readable(self) -> pl.Expr:
        """A boolean for each row that has both columns; an empty cell is readable."""
        return pl.col(self.name).is_null() | pl.col(self.read_name).is_not_null()


@dataclass(frozen=True)
class ContractColumn:
    """One column of the raw table: a field as it is, or what privacy leaves of it."""

    name: str
    data_type: str
    field: str
    privacy: Degrade | None


@dataclass(frozen=True)
class Feed:
    """One export: its fields, its columns and what the gates must know of it."""

    name: str
    meta: TableMeta
    fields: tuple[ContractField, ...]
    columns: tuple[ContractColumn, ...]
    fingerprint: str
    given_by_history: tuple[str, ...] = ()
    """The columns that need not be there where history is built from snapshots."""

    @property
    def key(self) -> tuple[str, ...]:
        """The columns that tell one row from another; empty where equal rows are one and all others
        stand.
        """
        return self.meta.key

    @property
    def required_headings(self) -> list[str]:
        """The headings without which no row can stand."""
        return [field.heading for field in self.fields if field.required]

    def with_dates(self, forms: tuple[str, ...]) -> "Feed":
        """The same feed with its dates written in other forms."""
        if not forms:
            return self
        fields = (
            replace(field, date_forms=forms) if field.kind == "date" else field
            for field in self.fields
        )
        return replace(self, fields=tuple(fields))

    def with_names(self, columns: Collection[str]) -> "Feed":
        """The same feed where names may stand in some columns of ids, as a mapping may say."""
        if not any(field.is_wordless and field.name in columns for field in self.fields):
            return self
        fields = (
            replace(field, is_wordless=False) if field.name in columns else field
            for field in self.fields
        )
        return replace(self, fields=tuple(fields))

    def heading_of(self, column: str) -> str:
        """The heading a raw column is read from, for messages."""
        name = next(each.field for each in self.columns if each.name == column)
        return next(field.heading for field in self.fields if field.name == name)

    @cached_property
    def schema(self) -> "DataFrameSchema":
        """The pandera schema of text beside typed cells: it finds what is missing or unreadable,
        row by row.
        """
        return build_schema(self.fields)


def build_schema(fields: tuple[ContractField, ...]) -> "DataFrameSchema":
    """Make the pandera schema of text beside typed cells; each failing check carries the code of
    its problem.

    Pandera is imported only here: a refresh with nothing new never needs it, and it is slow to
    import.
    """
    import pandera.polars as pa  # noqa: PLC0415

    def check(expression: pl.Expr, kind: ProblemKind) -> pa.Check:
        return pa.Check(lambda data: data.lazyframe.select(expression), error=kind.code)

    columns = {}
    for field in fields:
        checks = [check(field.readable(), field.unreadable)]
        if field.required:
            checks.append(check(pl.col(field.name).is_not_null(), problems.CELL_MISSING))
        if field.condition:
            present = pl.col(field.name).is_not_null() | ~field.condition.holds()
            checks.append(check(present, problems.CELL_MISSING_HERE))
        columns[field.name] = pa.Column(str, checks=checks, nullable=True)
    return pa.DataFrameSchema(columns)
