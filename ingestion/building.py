"""Current snapshots -> the raw tables that dbt reads: one table for every feed of the contract,
supplied or not.
"""

from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import duckdb
import polars as pl

from ingestion import problems
from ingestion.checking import settle
from ingestion.feeds import Feed
from ingestion.file_problems import tell_repeats
from ingestion.history import SEEN
from ingestion.landing import Landing, Load
from ingestion.settings import Settings

LINEAGE = {"_source_file": "varchar", "_source_row": "integer", "_extracted_on": "date"}
TYPES: dict[str, pl.DataType] = {
    "varchar": pl.String(),
    "date": pl.Date(),
    "integer": pl.Int32(),
    "double": pl.Float64(),
    "boolean": pl.Boolean(),
    "timestamp": pl.Datetime("us"),
}


@dataclass(frozen=True)
class Counts:
    """A feed's rows over all its parts, and the problems found in laying the parts together."""

    received: int
    accepted: int
    quarantined: int
    duplicate: int
    problems: pl.DataFrame
    erased: int = 0
    expired: int = 0


def _sum(loads: list[Load]) -> Counts:
    return Counts(
        received=sum(load.received for load in loads),
        accepted=sum(load.accepted for load in loads),
        quarantined=sum(load.quarantined for load in loads),
        duplicate=sum(load.duplicate for load in loads),
        problems=problems.none(),
        erased=sum(load.erased for load in loads),
        expired=sum(load.expired for load in loads),
    )


def _columns_of(feed: Feed) -> dict[str, str]:
    return {column.name: column.data_type for column in feed.columns} | LINEAGE


def _lay_together(feed: Feed, loads: list[Load], landing: Landing) -> tuple[pl.DataFrame, Counts]:
    """Lay the parts of a feed together: a row may be in two of them, or contradict one in
    another.
    """
    empty = pl.DataFrame(schema={name: TYPES[kind] for name, kind in _columns_of(feed).items()})
    parts = pl.concat([empty, *(landing.rows(load) for load in loads)], how="diagonal")
    settled = settle(parts.select(empty.columns), feed)
    told = tell_repeats(settled.duplicate, settled.conflicts.clear(), feed, None)
    for (name,), some in settled.conflicts.group_by("_source_file", maintain_order=True):
        told += tell_repeats(0, some, feed, str(name))
    each = _sum(loads)
    counts = Counts(
        received=each.received,
        accepted=settled.rows.height,
        quarantined=each.quarantined + settled.quarantined,
        duplicate=each.duplicate + settled.duplicate,
        problems=problems.gather(told),
        erased=each.erased,
        expired=each.expired,
    )
    return settled.rows, counts


class RawWriter:
    """Writes the schema `raw` of a new DuckDB file; to be used in a `with`.

    Raises duckdb.Error on a full disk.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        """Make the file."""
        self._connection = duckdb.connect(path, config=settings.for_duckdb(path.parent))
        self._connection.execute("create schema raw")

    def __enter__(self) -> Self:
        """Nothing to prepare."""
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        """Close the file, so that dbt may open it."""
        self._connection.close()

    def write_feed(self, feed: Feed, loads: list[Load], landing: Landing) -> Counts:
        """Write one feed's table from the current load of each of its parts; empty where there is
        none.
        """
        self._create(feed.name, _columns_of(feed))
        if len(loads) > 1:
            rows, counts = _lay_together(feed, loads, landing)
            self._insert(feed.name, rows)
            return counts
        for load in loads:
            self._copy(feed, landing.rows_path(load))
        return _sum(loads)

    def write_seen(
        self, feed: Feed, columns: dict[str, str], loads: list[Load], landing: Landing
    ) -> None:
        """Write the rows of every snapshot a feed's history is built from, each with its part."""
        table = feed.name + SEEN
        self._create(table, columns)
        for load in loads:
            self._copy(feed, landing.rows_path(load), table, load.part)

    def write_table(self, name: str, columns: dict[str, str], rows: pl.DataFrame) -> None:
        """Write a table whose rows are at hand."""
        self._create(name, columns)
        self._insert(name, rows.select(list(columns)))

    # The names in these statements are the contract's own; what people typed never is in one.
    def _create(self, table: str, columns: dict[str, str]) -> None:
        told = ", ".join(f'"{name}" {data_type}' for name, data_type in columns.items())
        self._connection.execute(f'create table raw."{table}" ({told})')

    def _copy(self, feed: Feed, path: Path, table: str = "", part: str = "") -> None:
        """Copy a load's rows into the feed's table, or into another with the part they came in.

        One landed under an older contract may lack a column, which is then null.
        """
        there = pl.read_parquet_schema(path)
        names = ", ".join(f'"{name}"' for name in _columns_of(feed) if name in there)
        into, given = (f"{names}, _part", [part, str(path)]) if table else (names, [str(path)])
        part_told = ", ?" if table else ""
        self._connection.execute(
            f'insert into raw."{table or feed.name}" ({into}) '  # noqa: S608
            f"select {names}{part_told} from read_parquet(?)",
            given,
        )

    def _insert(self, table: str, rows: pl.DataFrame) -> None:
        names = ", ".join(f'"{name}"' for name in rows.columns)
        self._connection.register("rows_at_hand", rows.to_arrow())
        self._connection.execute(
            f'insert into raw."{table}" ({names}) select {names} from rows_at_hand'  # noqa: S608
        )
        self._connection.unregister("rows_at_hand")
