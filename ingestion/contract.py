"""The bridge from dbt's source YAML to pandera: what each export must look like is written once, in
that YAML.

A feed has *fields* (one a heading, as text in the export) and *columns* (those of the raw table).
They differ only where privacy asks for it: one date of birth gives two birthdays, an absence type
gives a yes or no.
"""

import csv
import hashlib
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

import polars as pl
import yaml
from pydantic import BaseModel, ConfigDict, ValidationError

from ingestion import problems
from ingestion.problems import ProblemKind

if TYPE_CHECKING:
    from pandera.polars import DataFrameSchema

REPOSITORY = Path(__file__).resolve().parent.parent
TRANSFORM = REPOSITORY / "transform"
CODE_MAPPINGS = Path("seeds") / "mappings" / "code_mappings.csv"

Kind = Literal["id", "code", "date", "tick", "integer", "number", "text"]

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_ID = 100
_MIDNIGHT = r"[ T]00:00(:00(\.0+)?)?$"
_CALCULATED = r"^[+-]?\d+([.,]\d+)?[eE][+-]?\d+$"


class ContractError(Exception):
    """The contract itself is wrong: says which file, feed and column."""


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
    code_list: str | None = None
    privacy: Degrade | None = None


class TableMeta(BaseModel):
    """config.meta of a table."""

    model_config = ConfigDict(extra="forbid", frozen=True)
    role: Literal["denominator", "evidence"]
    title: str
    key: tuple[str, ...] = ()
    freshness_days: int
    snapshot: Literal[True]
    data_date_feed: bool = False
    records_from: bool = False
    must_not_lose: str | None = None
    dropped_headings: tuple[str, ...] = ()


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
    is_private: bool

    @property
    def unreadable(self) -> ProblemKind:
        """What is reported of a cell that cannot be read as this kind."""
        return READERS[self.kind].unreadable

    @property
    def read_name(self) -> str:
        """What the column of typed cells is called while it stands beside the text."""
        return f"{self.name} as read"

    def read(self, cells: pl.Series) -> pl.Series:
        """The cells as their own type, null where one cannot be read. Outer spaces are
        gone by now.
        """
        values = READERS[self.kind].read(cells)
        if self.at_least is not None:
            values = values.set(values < self.at_least, None)
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


def _read_date(cells: pl.Series) -> pl.Series:
    """dd/mm/yyyy first, since nearly all are; what that leaves unread may be ISO or end in a
    midnight.
    """
    days = cells.str.to_date("%d/%m/%Y", strict=False)
    if days.null_count() > cells.null_count():
        trimmed = cells.str.replace(_MIDNIGHT, "")
        british = trimmed.str.to_date("%d/%m/%Y", strict=False)
        days = british.zip_with(
            british.is_not_null(), trimmed.str.to_date("%Y-%m-%d", strict=False)
        )
    return days.set(~days.is_between(EARLIEST, LATEST), None)


def _read_tick(cells: pl.Series) -> pl.Series:
    return cells.str.to_lowercase().replace_strict(
        {"yes": True, "no": False}, default=None, return_dtype=pl.Boolean
    )


def _read_integer(cells: pl.Series) -> pl.Series:
    return cells.set(~cells.str.contains(r"^[0-9]{1,9}$"), None).cast(pl.Int32)


def _read_number(cells: pl.Series) -> pl.Series:
    return cells.set(~cells.str.contains(r"^[0-9]{0,9}\.?[0-9]{1,9}$"), None).cast(pl.Float64)


def _read_id(cells: pl.Series) -> pl.Series:
    is_broken = cells.str.contains(rf"[[:cntrl:]]|{_CALCULATED}")
    return cells.set(is_broken | (cells.str.len_chars() > LONGEST_ID), None)


def _read_words(cells: pl.Series) -> pl.Series:
    return cells


@dataclass(frozen=True)
class Reader:
    """How one kind of cell is read, what it becomes, and what is said when it cannot be."""

    read: Callable[[pl.Series], pl.Series]
    data_type: str
    unreadable: ProblemKind


READERS: Mapping[Kind, Reader] = {
    "id": Reader(_read_id, "varchar", problems.ID_UNREADABLE),
    "code": Reader(_read_words, "varchar", problems.ID_UNREADABLE),
    "text": Reader(_read_words, "varchar", problems.ID_UNREADABLE),
    "date": Reader(_read_date, "date", problems.DATE_UNREADABLE),
    "tick": Reader(_read_tick, "boolean", problems.TICK_UNREADABLE),
    "integer": Reader(_read_integer, "integer", problems.INTEGER_UNREADABLE),
    "number": Reader(_read_number, "double", problems.NUMBER_UNREADABLE),
}


def build_schema(fields: tuple[ContractField, ...]) -> "DataFrameSchema":
    """Make the pandera schema of text beside typed cells; each failing check carries the code of
    its problem.

    Pandera is imported only here: a refresh with nothing new never needs it, and it is slow to
    import.
    """
    import pandera.polars as pa

    def check(expression: pl.Expr, kind: ProblemKind) -> pa.Check:
        return pa.Check(lambda data: data.lazyframe.select(expression), error=kind.code)

    columns = {}
    for field in fields:
        checks = (
            [] if field.kind in ("code", "text") else [check(field.readable(), field.unreadable)]
        )
        if field.required:
            checks.append(check(pl.col(field.name).is_not_null(), problems.CELL_MISSING))
        if field.condition:
            present = pl.col(field.name).is_not_null() | ~field.condition.holds()
            checks.append(check(present, problems.CELL_MISSING_HERE))
        columns[field.name] = pa.Column(str, checks=checks, nullable=True)
    return pa.DataFrameSchema(columns)


def _meta_of(node: Mapping[str, Any], model: type[Any], where: str) -> Any:
    try:
        return model(**(node.get("config") or {}).get("meta", {}))
    except ValidationError as error:
        raise ContractError(f"{where}: config.meta is not as it should be: {error}") from error


def _is_not_null_tested(column: Mapping[str, Any], where: str) -> bool:
    """Whether dbt is told to test the column for nulls; any other test has no check at the door, so
    none is let by.
    """
    tests = [*column.get("data_tests", []), *column.get("tests", [])]
    unknown = [test for test in tests if test != "not_null"]
    if unknown:
        raise ContractError(
            f"{where}: the test {unknown[0]} is not known to ingestion, which knows not_null only"
        )
    return bool(tests)


def _spellings(transform: Path, code_list: str | None, code: str) -> frozenset[str]:
    """Every way the council's systems write one code, in lower case, as the mapping seed has it."""
    with (transform / CODE_MAPPINGS).open(encoding="utf-8", newline="") as seed:
        rows = [row for row in csv.DictReader(seed) if row["code_list"] == code_list]
    return frozenset({code, *(row["source_code"].lower() for row in rows if row["code"] == code)})


def _name_of_private_field(heading: str) -> str:
    return heading.lower().replace("-", "").replace(" ", "_")


def _field_of(
    column: str, meta: ColumnMeta, is_required: bool, condition: Condition | None
) -> ContractField:
    return ContractField(
        name=_name_of_private_field(meta.heading) if meta.privacy else column,
        heading=meta.heading,
        kind=meta.kind,
        required=is_required,
        condition=condition,
        at_least=meta.at_least,
        is_private=meta.privacy is not None,
    )


def _condition_of(
    metas: Mapping[str, ColumnMeta], meta: ColumnMeta, transform: Path
) -> Condition | None:
    if not meta.required_when:
        return None
    ((name, code),) = meta.required_when.items()
    spellings = _spellings(transform, metas[name].code_list, code)
    words = f"{metas[name].heading} is {code.replace('_', ' ').capitalize()}"
    return Condition(name, spellings, words)


def build_feed(table: Mapping[str, Any], transform: Path) -> Feed:
    """Make one feed of one table of the source YAML.

    Raises ContractError where the YAML does not make sense.
    """
    name = table["name"]
    metas: dict[str, ColumnMeta] = {}
    fields: dict[str, ContractField] = {}
    columns = []
    for column in table["columns"]:
        where = f"{name}.{column['name']}"
        metas[column["name"]] = meta = _meta_of(column, ColumnMeta, where)
        is_required = _is_not_null_tested(column, where) or meta.required
        field = _field_of(column["name"], meta, is_required, _condition_of(metas, meta, transform))
        fields.setdefault(field.name, field)
        if meta.privacy is None and column["data_type"] != READERS[meta.kind].data_type:
            raise ContractError(
                f"{where}: a {meta.kind} is {READERS[meta.kind].data_type}, not "
                f"{column['data_type']}"
            )
        columns.append(
            ContractColumn(column["name"], column["data_type"], field.name, meta.privacy)
        )
    conditions = [sorted(each.condition.spellings) for each in fields.values() if each.condition]
    told = json.dumps([table, conditions], sort_keys=True, default=str)
    return Feed(
        name=name,
        meta=_meta_of(table, TableMeta, name),
        fields=tuple(fields.values()),
        columns=tuple(columns),
        fingerprint=hashlib.sha256(told.encode()).hexdigest(),
    )


def _tables(transform: Path) -> Iterator[Mapping[str, Any]]:
    for path in sorted((transform / "models" / "staging").glob("*/_*__sources.yml")):
        for source in yaml.safe_load(path.read_text(encoding="utf-8"))["sources"]:
            yield from source["tables"]


def read_contract(transform: Path = TRANSFORM) -> dict[str, Feed]:
    """Read every feed of the contract from the dbt project: the source tables that say which role
    they have.
    """
    feeds = {
        table["name"]: build_feed(table, transform)
        for table in _tables(transform)
        if "role" in (table.get("config") or {}).get("meta", {})
    }
    if not feeds:
        raise ContractError(f"no feeds are declared under {transform / 'models' / 'staging'}")
    return feeds


def read_load_tables(transform: Path = TRANSFORM) -> dict[str, dict[str, str]]:
    """Read what the tables about the load itself look like: for each, its columns and
    their types.
    """
    return {
        table["name"]: {column["name"]: column["data_type"] for column in table["columns"]}
        for table in _tables(transform)
        if "role" not in (table.get("config") or {}).get("meta", {})
    }
