"""A proven build becomes the published warehouse: a new file that never changes, then a pointer to
it, moved last.

Readers keep the file they have open and find the next one by the pointer. Beside each file stands a
manifest of the same name; the pointer is a copy of the newest one, so that it can be moved back and
be made again if it is lost.
"""

import time
from contextlib import suppress
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
from pydantic import BaseModel, ConfigDict, ValidationError

from ingestion import durable
from ingestion.reading.soundness import fingerprint
from ingestion.scenarios import SCHEMA as SCENARIO
from ingestion.settings import Settings

PUBLISHED_SCHEMA = "marts"
#: What is published besides: the steps of a scenario and what they are worked from.
ALL_PUBLISHED = (PUBLISHED_SCHEMA, SCENARIO)
POINTER = "current.json"


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
    history: list[str] = []
    refused: list[str]
    stale_feeds: list[str]
    records_from: list[str]
    id_kinds: list[str] = []


@dataclass(frozen=True)
class Copy:
    """A proven copy: its name in the warehouse folder, its sha256 and the rows of each table."""

    file: str
    sha256: str
    row_counts: dict[str, int]


class NotProvenError(Exception):
    """The copy is not what it should be, and is not published."""


def _place(path: Path) -> tuple[str, int]:
    """Where a file stands among the published ones: by its time, then by its number."""
    time_of, _, number = path.name.partition(".")[0].partition("-")
    return time_of, int(number) if number.isdigit() else 1


def is_before(one: str, other: str) -> bool:
    """Whether a published file was published before another, whatever the clocks said."""
    return _place(Path(one)) < _place(Path(other))


def _newest_first(warehouse: Path, ending: str) -> list[Path]:
    return sorted(warehouse.glob(f"[0-9]*Z*{ending}"), key=_place, reverse=True)


def _read(path: Path) -> Version | None:
    try:
        return Version.model_validate_json(path.read_bytes())
    except (OSError, ValidationError):
        return None


def last_published(warehouse: Path) -> Version | None:
    """The manifest the pointer holds, or the newest where the pointer is lost; null at first."""
    paths = [warehouse / POINTER, *_newest_first(warehouse, ".json")]
    return next((version for version in map(_read, paths) if version), None)


def kept_whole(warehouse: Path) -> list[Version]:
    """The published versions that are still there, byte for byte as published, newest first."""
    versions = filter(None, map(_read, _newest_first(warehouse, ".json")))
    return [each for each in versions if is_file_whole(each, warehouse)]


def is_file_whole(version: Version, warehouse: Path) -> bool:
    """Whether a version's file is, byte for byte, what was published, with no log of another
    beside it.
    """
    try:
        if (warehouse / f"{version.file}.wal").exists():
            return False
        return fingerprint(warehouse / version.file) == version.sha256
    except OSError:
        return False


def is_whole(version: Version, warehouse: Path) -> bool:
    """Whether the pointer names this version and its file is, byte for byte, what was published."""
    return _read(warehouse / POINTER) == version and is_file_whole(version, warehouse)


def _quoted(path: Path) -> str:
    """A path as SQL text: a folder may be called St Helen's."""
    told = str(path).replace("'", "''")
    return f"'{told}'"


def _tables(connection: duckdb.DuckDBPyConnection, database: str) -> list[str]:
    rows = connection.execute(
        "select schema_name, table_name from duckdb_tables() "
        "where database_name = ? and list_contains(?, schema_name) order by all",
        [database, list(ALL_PUBLISHED)],
    ).fetchall()
    return [f'{schema}."{name}"' for schema, name in rows]


def _other_schemas(connection: duckdb.DuckDBPyConnection) -> list[str]:
    rows = connection.execute(
        "select schema_name from duckdb_schemas() "
        "where database_name = 'published' and not internal and schema_name <> 'main' "
        "and not list_contains(?, schema_name)",
        [list(ALL_PUBLISHED)],
    ).fetchall()
    return [f'published."{name}"' for (name,) in rows]


def copy_published(build: Path, copy: Path, settings: Settings) -> None:
    """Copy the published schemas, with their comments and macros, into a new file.

    The shape of everything is copied first and the other schemas are taken out while they are
    empty, so that no row of theirs was ever in the new file, not even in its free space. Raises
    duckdb.Error.
    """
    with duckdb.connect(config=settings.for_duckdb(build.parent)) as connection:
        # dbt's views name the database they were made in, which is the file's own name.
        built = f'"{build.stem}"'
        connection.execute(f"attach {_quoted(build)} as {built} (read_only)")
        connection.execute(f"attach {_quoted(copy)} as published")
        connection.execute(f"copy from database {built} to published (schema)")
        for schema in _other_schemas(connection):
            connection.execute(f"drop schema {schema} cascade")
        for table in _tables(connection, build.stem):
            statement = f"insert into published.{table} select * from {built}.{table}"  # noqa: S608
            connection.execute(statement)
        connection.execute("checkpoint published")


def prove(copy: Path) -> dict[str, int]:
    """Read every value of every table, which checks every block's checksum, and count the rows.

    Raises NotProvenError.
    """
    if copy.with_name(f"{copy.name}.wal").exists():
        raise NotProvenError("the new file was not closed: there is a write-ahead log beside it")
    counts = {}
    with duckdb.connect() as connection:
        connection.execute(f"attach {_quoted(copy)} as published (read_only)")
        for table in _tables(connection, "published"):
            everything = "count(*), bit_xor(hash(each_row))"
            statement = f"select {everything} from published.{table} as each_row"  # noqa: S608
            rows = connection.execute(statement).fetchall()
            counts[table.replace('"', "").removeprefix(f"{PUBLISHED_SCHEMA}.")] = int(rows[0][0])
    if not any("." not in table for table in counts):
        raise NotProvenError(f"the build has no table in the schema {PUBLISHED_SCHEMA}")
    return counts


def _free_name(warehouse: Path, built_at: datetime) -> str:
    """The time in the file's name, so that names are in the order of publication; a clock that
    went back, or a second publication in a second, takes a number after the newest there is.
    """
    newest = next(iter(_newest_first(warehouse, "")), None)
    now = f"{built_at:%Y%m%dT%H%M%SZ}"
    stem, number = _place(newest) if newest else ("", 0)
    return now if now > stem else f"{stem}-{number + 1}"


def copy_to_warehouse(build: Path, warehouse: Path, built_at: datetime, settings: Settings) -> Copy:
    """Put a proven copy of the build in the warehouse folder, where nobody knows of it yet.

    Raises NotProvenError, duckdb.Error or OSError; the warehouse is as it was then.
    """
    path = warehouse / f"{_free_name(warehouse, built_at)}.duckdb"
    counts: dict[str, int] = {}

    def write(unfinished: Path) -> None:
        unfinished.unlink(missing_ok=True)
        copy_published(build, unfinished, settings)
        counts.update(prove(unfinished))

    durable.put(path, write)
    return Copy(path.name, fingerprint(path), counts)


def point_to(version: Version, warehouse: Path) -> None:
    """Make a copy the published version: its manifest first, the pointer last, each in one step.

    Raises OSError.
    """
    told = version.model_dump_json(indent=1)
    durable.put_text((warehouse / version.file).with_suffix(".json"), told)
    durable.put_text(warehouse / POINTER, told)


def _may_go(path: Path, settings: Settings) -> bool:
    return time.time() - path.stat().st_mtime > 60 * settings.keep_minutes


def remove_old(warehouse: Path, settings: Settings) -> None:
    """Keep the newest versions and what the pointer names; nothing young is removed, for readers on
    their way.

    Copies with no manifest were never published: a refresh ended before it came to that.
    """
    version = last_published(warehouse)
    files = _newest_first(warehouse, ".duckdb")
    published = [path for path in files if path.with_suffix(".json").exists()]
    kept = {path.name for path in published[: settings.keep_versions]}
    kept |= {version.file} if version else set()
    for path in [*files, *warehouse.glob(".*.tmp*")]:
        if path.name not in kept and _may_go(path, settings):
            # On Windows a file that a reader has open stays until the next time.
            with suppress(PermissionError):
                _remove(path)


def _remove(path: Path) -> None:
    """Remove a published file with all that stands beside it."""
    for beside in (path, path.with_name(f"{path.name}.wal"), path.with_suffix(".json")):
        beside.unlink(missing_ok=True)


def remove_all_but(file: str | None, warehouse: Path) -> int:
    """Remove every version but one at once, young or not: a person in them must go.

    Gives how many files went. Raises OSError.
    """
    gone = [path for path in _newest_first(warehouse, ".duckdb") if path.name != file]
    for path in [*gone, *warehouse.glob(".*.tmp*")]:
        _remove(path)
    return len(gone)


def point_back(version: Version, warehouse: Path) -> None:
    """Let the pointer name a version that was published before. Raises OSError."""
    durable.put_text(warehouse / POINTER, version.model_dump_json(indent=1))
