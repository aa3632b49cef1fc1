"""The published warehouse, opened for reading. With `rerunning` alone knows DuckDB.

A refresh never changes a published file: it makes a new one and then moves the pointer
`current.json`. So a file is opened once, kept open, and asked with a cursor of its own per query
(one connection shared by threads would give one reader another reader's rows).
"""

import hashlib
import json
import re
import threading
from collections import OrderedDict
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import date, datetime
from functools import cache, lru_cache
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

QUERIES = Path(__file__).with_name("queries")
POINTER = "current.json"
KEPT_OPEN = 2
_PARAMETER = re.compile(r"\$([a-z_]+)")

# Read only, no files, no network, no extensions, and the settings themselves locked.
_HARDENING: dict[str, str | bool | int | float | list[str]] = {
    "enable_external_access": "false",
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "512MB",
    "threads": "1",
    "max_temp_directory_size": "1GB",
    "lock_configuration": "true",
}


class WarehouseProblem(Exception):  # noqa: N818  (it is told to readers, not programmers)
    """There is no warehouse that can be shown: `sentence` says what happened, `fix` what to do."""

    def __init__(self, code: str, sentence: str, fix: str) -> None:
        super().__init__(f"{code}: {sentence} {fix}")
        self.code = code
        self.sentence = sentence
        self.fix = fix


@dataclass(frozen=True)
class Published:
    """One published warehouse. `file` is the key of everything remembered about it."""

    file: str
    sha256: str
    data_date: date
    built_at: datetime
    #: Why an earlier version is shown in place of the one that is named as current.
    instead: str = ""


def published(data: Path) -> Published:
    """The warehouse the pointer names now, or the one before where that cannot be shown.

    Raises WarehouseProblem in words for the reader.
    """
    folder = data / "warehouse"
    named = None
    try:
        named = _named(folder)
        _connection(named)
    except WarehouseProblem as problem:
        for earlier in _earlier(folder, named):
            with suppress(WarehouseProblem):
                _connection(earlier)
                said = f"What was published last cannot be shown. {problem.sentence} {problem.fix}"
                return replace(earlier, instead=said)
        raise
    return named


def _place(name: str) -> tuple[str, int]:
    """Where a file stands among the published ones: by its time, then by its number."""
    time_of, _, number = Path(name).stem.partition("-")
    return time_of, int(number) if number.isdigit() else 1


def _earlier(folder: Path, named: Published | None) -> Iterator[Published]:
    """What was published before, newest first; by the manifests beside the files."""
    manifests = (path for path in folder.glob("*.json") if path.name != POINTER)
    for path in sorted(manifests, key=lambda each: _place(each.name), reverse=True):
        if named is None or _place(path.name) < _place(Path(named.file).name):
            with suppress(WarehouseProblem):
                yield _read(folder, path)


def _named(folder: Path) -> Published:
    """What the pointer names."""
    if not (folder / POINTER).is_file() and not any(folder.glob("*.json")):
        raise WarehouseProblem(
            "SM-W1",
            "No data has been published yet.",
            "Run a refresh: python -m ingestion refresh --inbox DIR --data DIR.",
        )
    return _read(folder, folder / POINTER)


def _read(folder: Path, note: Path) -> Published:
    """What a pointer or a manifest names. Raises WarehouseProblem."""
    try:
        named = json.loads(note.read_text(encoding="utf-8"))
        file = (folder / Path(str(named["file"])).name).resolve()
        found = Published(
            file=str(file),
            sha256=str(named["sha256"]),
            data_date=date.fromisoformat(str(named["data_date"])),
            built_at=datetime.fromisoformat(str(named["built_at"])),
        )
    except (OSError, ValueError, KeyError, TypeError):
        raise WarehouseProblem(
            "SM-W2",
            "The note that says which data is current cannot be read.",
            "Run a refresh again, or roll back: python -m ingestion rollback --data DIR.",
        ) from None
    if not file.is_file():
        raise WarehouseProblem(
            "SM-W3",
            "The data that is named as current is not there.",
            "Run a refresh again, or roll back: python -m ingestion rollback --data DIR.",
        )
    return found


def ask(run: Published, query: str, **parameters: Any) -> pl.DataFrame:
    """The answer of `queries/<query>.sql`, given those of the parameters that it names.

    Every query may name `$data_date`, and `$as_at`: the day asked for, else the data date.

    Raises WarehouseProblem where the file is damaged or older than the dashboard.
    """
    days = {"data_date": run.data_date, "as_at": parameters.get("as_at") or run.data_date}
    return answer(_connection(run), query, {**parameters, **days})


def answer(
    connection: duckdb.DuckDBPyConnection,
    query: str,
    parameters: Mapping[str, Any],
    within: str | None = None,
) -> pl.DataFrame:
    """What a connection answers to a query, with a cursor of its own; `within` names the database
    whose schemas the query means.
    """
    text, named = read_query(QUERIES / f"{query}.sql")
    cursor = connection.cursor()
    try:
        if within is not None:
            cursor.execute(f"use {within}")
        given = {name: parameters[name] for name in named}
        return cursor.sql(text, params=given).pl()
    except (duckdb.CatalogException, duckdb.BinderException) as problem:
        raise WarehouseProblem(
            "SM-W5",
            "The published data was made by another version of this product "
            f"(the question '{query}' does not fit it).",
            "Run a refresh with this version.",
        ) from problem
    except duckdb.IOException as problem:
        raise _damaged() from problem
    finally:
        cursor.close()


@cache
def read_query(path: Path) -> tuple[str, frozenset[str]]:
    """The text of a file of SQL, and the parameters it names."""
    text = path.read_text(encoding="utf-8")
    return text, frozenset(_PARAMETER.findall(text))


_open: OrderedDict[str, duckdb.DuckDBPyConnection] = OrderedDict()
_opening = threading.Lock()


def _connection(run: Published) -> duckdb.DuckDBPyConnection:
    """The one connection to a file. The oldest is let go, and closes when its last query ends."""
    with _opening:
        if run.file not in _open:
            _open[run.file] = _proven(run)
        _open.move_to_end(run.file)
        while len(_open) > KEPT_OPEN:
            _open.popitem(last=False)
        return _open[run.file]


def check_file(run: Published) -> None:
    """Make sure that the file's bytes are those that were published: once, while it is open."""
    _connection(run)


@lru_cache(maxsize=64)
def _sha256_of(file: str, _written: int, _size: int) -> str:
    """The fingerprint of a file, worked out again once it was written to."""
    with Path(file).open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def _proven(run: Published) -> duckdb.DuckDBPyConnection:
    """The file opened, once its bytes are those that were published."""
    try:
        told = Path(run.file).stat()
        if Path(f"{run.file}.wal").exists():
            raise _damaged()
        if _sha256_of(run.file, told.st_mtime_ns, told.st_size) != run.sha256:
            raise _damaged()
    except OSError as problem:
        raise _damaged() from problem
    try:
        return duckdb.connect(run.file, read_only=True, config=_HARDENING)
    except duckdb.Error as problem:
        raise _damaged() from problem


def _damaged() -> WarehouseProblem:
    return WarehouseProblem(
        "SM-W4",
        "The published data is damaged: it is not what the refresh wrote.",
        "Run a refresh again, or roll back: python -m ingestion rollback --data DIR.",
    )
