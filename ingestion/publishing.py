"""A proven build becomes the published warehouse: a new file that never changes, then a pointer to it, moved last.

Readers keep the file they have open and find the next one by the pointer. Beside each file stands a manifest of the
same name; the pointer is a copy of the newest one, so that it can be moved back and be made again if it is lost.
"""

import time
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path

import duckdb
from pydantic import BaseModel, ConfigDict, ValidationError

from ingestion import durable
from ingestion.reading.soundness import fingerprint
from ingestion.settings import Settings

PUBLISHED_SCHEMA = "marts"


class Version(BaseModel):
    """The manifest of a published warehouse file."""

    model_config = ConfigDict(frozen=True)
    file: str
    sha256: str
    data_date: date | None
    built_at: datetime
    policy_override: str | None
    code_version: str
    row_counts: dict[str, int]
    loads: list[str]
    refused: list[str]
    stale_feeds: list[str]
    settings: str


class NotProven(Exception):
    """The copy is not what it should be, and is not published."""


def current_version(warehouse: Path) -> Version | None:
    """What the pointer names, where that file is there and whole; null otherwise."""
    try:
        version = Version.model_validate_json((warehouse / "current.json").read_bytes())
        is_whole = fingerprint(warehouse / version.file) == version.sha256
    except (OSError, ValidationError):
        return None
    return version if is_whole else None


def _names(connection: duckdb.DuckDBPyConnection, catalogue: str, database: str) -> list[str]:
    kind = "table" if catalogue == "duckdb_tables" else "view"
    rows = connection.execute(
        f"select {kind}_name from {catalogue}() where database_name = ? and schema_name = ? order by 1",
        [database, PUBLISHED_SCHEMA],
    ).fetchall()
    return [name for (name,) in rows]


def _other_schemas(connection: duckdb.DuckDBPyConnection) -> Iterator[str]:
    rows = connection.execute(
        "select schema_name from duckdb_schemas() where database_name = 'published' and not internal"
    ).fetchall()
    for (name,) in rows:
        if name not in (PUBLISHED_SCHEMA, "main"):
            yield name


def copy_published(build: Path, copy: Path, settings: Settings) -> None:
    """Copy the published schema, with its comments and macros, into a new file.

    The shape of everything is copied first and the other schemas are taken out while they are empty, so that no row
    of theirs was ever in the new file, not even in its free space. Raises duckdb.Error.
    """
    config = {"memory_limit": settings.memory, "threads": settings.threads}
    with duckdb.connect(config=config) as connection:
        # dbt's views name the database they were made in, which is the file's own name.
        connection.execute(f"attach '{build}' as \"{build.stem}\" (read_only)")
        connection.execute(f"attach '{copy}' as published")
        connection.execute(f'copy from database "{build.stem}" to published (schema)')
        for schema in _other_schemas(connection):
            connection.execute(f'drop schema published."{schema}" cascade')
        for table in _names(connection, "duckdb_tables", build.stem):
            place = f'{PUBLISHED_SCHEMA}."{table}"'
            connection.execute(
                f'insert into published.{place} select * from "{build.stem}".{place}'
            )
        connection.execute("checkpoint published")


def prove(copy: Path) -> dict[str, int]:
    """Read every value of every table, which checks every block's checksum, and count the rows. Raises NotProven."""
    if copy.with_name(f"{copy.name}.wal").exists():
        raise NotProven("the new file was not closed: there is a write-ahead log beside it")
    counts = {}
    with duckdb.connect(copy, read_only=True) as connection:
        database = copy.stem
        for table in _names(connection, "duckdb_tables", database):
            place = f'{PUBLISHED_SCHEMA}."{table}"'
            rows = connection.execute(
                f"select count(*), bit_xor(hash(each)) from {place} as each"
            ).fetchall()
            counts[table] = int(rows[0][0])
    if not counts:
        raise NotProven(f"the build has no table in the schema {PUBLISHED_SCHEMA}")
    return counts


def _free_name(warehouse: Path, built_at: datetime) -> str:
    """The time in the file's name; a clock that went back must not name a file that is there."""
    stem = name = f"{built_at:%Y%m%dT%H%M%SZ}"
    number = 2
    while (warehouse / f"{name}.duckdb").exists():
        name, number = f"{stem}-{number}", number + 1
    return name
