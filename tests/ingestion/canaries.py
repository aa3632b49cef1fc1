"""What the canary tests search for and how: every byte under a folder, and what is compressed in it."""

from collections.abc import Iterator
from pathlib import Path

import duckdb
import polars as pl

MARK = b"CANARY"
#: Longer than any name, title, code, question or standard: what cannot be told from one by its
#: length is not what this test is about.
SAYING = (
    "On Monday she said CANARY{} and that she would not go back to the flat again while he was in it "
    "and had the key"
)


def files_with(folder: Path) -> Iterator[str]:
    """The files under a folder that hold the mark in their bytes; some come and go meanwhile."""
    for path in sorted(folder.rglob("*")):
        try:
            if path.is_file() and MARK in path.read_bytes():
                yield str(path)
        except OSError:
            continue


def decoded_with(folder: Path) -> Iterator[str]:
    """The same of what Parquet and DuckDB keep compressed."""
    for path in sorted(folder.rglob("*.parquet")):
        if MARK.decode() in str(pl.read_parquet(path).to_dicts()):
            yield str(path)
    for path in sorted(folder.rglob("*.duckdb")):
        with duckdb.connect(str(path), read_only=True) as connection:
            tables = connection.execute(
                "select schema_name, table_name from duckdb_tables() union all "
                "select schema_name, view_name from duckdb_views() where not internal"
            ).fetchall()
            for schema, table in tables:
                found = connection.execute(
                    f'select count(*) from "{schema}"."{table}" as t where t::varchar like ?',
                    ["%CANARY%"],
                ).fetchall()
                if found[0][0]:
                    yield f"{path}: {schema}.{table}"
