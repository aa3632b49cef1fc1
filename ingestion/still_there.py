"""The closing search of an erasure: every file kept is opened, packed ones unpacked, and named
where it still has a spelling of the person.
"""

import json
import re
import zipfile
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb

from ingestion import problems
from ingestion.spellings import WORKER, words_sql
from ingestion.tombstones import system_of

_SHORTEST = 4
_LONG_NUMBER = 6
_REFRESHED = {"warehouse", "landing"}
_OWN_CODE = {"tombstones.json", "refresh.lock"}


@dataclass(frozen=True)
class Wanted:
    """What is searched: words anywhere in a text, and what alone in a cell tells somebody."""

    kind: str
    words: str
    cells: str

    def in_sql(self, column: str) -> str:
        """Whether a column's text has any of them."""
        asked = [f"regexp_matches({words_sql(column)}, {_quoted(self.words)})"] * bool(self.words)
        asked += [f"regexp_matches({column}, {_quoted(self.cells)})"] * bool(self.cells)
        return f"({' or '.join(asked) or 'false'})"


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def wanted(ids: Iterable[str], kind: str) -> Wanted:
    """What to search. A short number or a word that is all letters tells nobody within a text:
    it must stand alone.
    """
    long = [one for one in ids if len(one.strip()) >= _SHORTEST]
    alone = [
        one
        for one in long
        if (one.isdigit() and len(one) < _LONG_NUMBER) or one.isalpha() or kind != WORKER
    ]
    within = [one for one in long if one not in alone]
    with duckdb.connect() as connection:
        told = connection.execute(
            f"select {words_sql('typed')} from (select unnest(?::varchar[]) as typed)",  # noqa: S608
            [within],
        ).fetchall()
    words = {text.strip() for (text,) in told}
    words |= {
        f"{last} {first}" for first, _, last in (each.rpartition(" ") for each in words) if first
    }
    spelt = "|".join(sorted(words - {""}))
    cells = "|".join(re.escape(one) for one in alone)
    edge = r"[\s\"',;]"
    return Wanted(
        kind,
        f" (?:{spelt}) " if spelt else "",
        f"(?i)(?:^|{edge})(?:{cells})(?:{edge}|$)" if cells else "",
    )


def _name(*parts: str) -> str:
    return ".".join('"' + part.replace('"', '""') + '"' for part in parts)


def _any(
    connection: duckdb.DuckDBPyConnection, source: str, columns: list[str], asked: Wanted
) -> bool:
    """Whether any of the columns of a table has it; what is nested is read as text."""
    texts = [f"cast({_name(column)} as varchar)" for column in columns]
    where = " or ".join(asked.in_sql(text) for text in texts)
    if not where:
        return False
    question = f"select 1 from {source} where {where} limit 1"  # noqa: S608
    return connection.execute(question).fetchone() is not None


def _is_text(data_type: str) -> bool:
    return any(word in data_type.upper() for word in ("VARCHAR", "JSON", "ENUM", "BLOB"))


def _in_parquet(path: Path, asked: Wanted) -> bool:
    with duckdb.connect() as connection:
        source = f"read_parquet({_quoted(str(path))})"
        told = connection.execute(f"describe select * from {source}").fetchall()  # noqa: S608
        columns = [name for name, data_type, *_ in told if _is_text(data_type)]
        return _any(connection, source, columns, asked)


def _in_duckdb(path: Path, asked: Wanted) -> bool:
    with duckdb.connect(path, read_only=True) as connection:
        told = connection.execute(
            "select schema_name, table_name, column_name, data_type from duckdb_columns() "
            "where not internal"
        ).fetchall()
        tables: dict[str, list[str]] = {}
        for schema, table, column, data_type in told:
            if _is_text(data_type):
                tables.setdefault(_name(schema, table), []).append(column)
        return any(_any(connection, table, columns, asked) for table, columns in tables.items())


def _texts_in(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for key, each in value.items():
            yield key
            yield from _texts_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from _texts_in(each)
    elif isinstance(value, str):
        yield value


def _texts_of(path: Path) -> list[str]:
    """What a file has to say, in UTF-8 and as Windows writes it."""
    if path.suffix == ".json":
        return list(_texts_in(json.loads(path.read_bytes())))
    if zipfile.is_zipfile(path):
        with zipfile.ZipFile(path) as archive:
            parts = [archive.read(each) for each in archive.namelist()]
        return [re.sub(r"<[^>]*>", "\n", part.decode(errors="replace")) for part in parts]
    content = path.read_bytes()
    encodings = ("utf-8", "cp1252", "utf-16") if b"\0" in content[:200] else ("utf-8", "cp1252")
    return [content.decode(each, errors="replace") for each in encodings]


def _in_texts(texts: list[str], asked: Wanted) -> bool:
    lines = [line for text in texts for line in text.replace("\0", " ").splitlines()]
    with duckdb.connect() as connection:
        question = (
            "select 1 from (select unnest(?::varchar[]) as typed) "  # noqa: S608
            f"where {asked.in_sql('typed')} limit 1"
        )
        return connection.execute(question, [lines]).fetchone() is not None


def _is_searched(place: Path, kind: str) -> bool:
    """Whether a file may be of this person: the same id of another system is another's."""
    top = place.parts[0]
    if place.name in _OWN_CODE:
        return False
    of_feed = place.parts[1] if top == "landing" and len(place.parts) > 2 else ""
    of_feed = place.name if top == "to-correct" else of_feed
    if kind == WORKER or of_feed in ("", "acts", "reported"):
        return True
    return system_of(of_feed) == kind


def _has(path: Path, name: str, asked: Wanted, ids: Iterable[str]) -> bool:
    if path.suffix == ".parquet":
        return _in_parquet(path, asked) or _in_texts([name], asked)
    if path.suffix == ".duckdb":
        cases = asked
        if asked.kind != WORKER:
            spelt = "|".join(re.escape(f"{asked.kind} {one}".casefold()) for one in ids)
            cases = Wanted(asked.kind, f"^ (?:{spelt}) $", "")
        return _in_duckdb(path, cases)
    return _in_texts([name, *_texts_of(path)], asked)


def still_there(data: Path, ids: tuple[str, ...], kind: str) -> list[str]:
    """A sentence for every file under the data folder that still has a spelling of the person, or
    that cannot be opened, with what to do.
    """
    asked, said = wanted(ids, kind), []
    for path in sorted(each for each in data.rglob("*") if each.is_file()):
        place = path.relative_to(data)
        if not _is_searched(place, kind):
            continue
        try:
            found = _has(path, place.as_posix(), asked, ids)
            problem = problems.STILL_NAMED
        except (OSError, ValueError, duckdb.Error, zipfile.BadZipFile):
            found, problem = True, problems.NOT_SEARCHED
        if found:
            fix = problem.fix
            if problem is problems.STILL_NAMED and place.parts[0] in _REFRESHED:
                fix = problems.STILL_PUBLISHED
            said.append(f"{problem.code} {problem.sentence.format(file=path)} {fix}")
    return said
