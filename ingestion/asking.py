"""Whom nobody can tell, written down for an officer once something is published."""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from ingestion import people, problems


def ask(warehouse: Path, folder: Path, today: date) -> pl.DataFrame:
    """Write down which people cannot be told, and say so.

    What is published stands whether or not this can be written.
    """
    try:
        asked, path = people.keep(warehouse, folder, today)
    except (OSError, duckdb.Error, pl.exceptions.PolarsError):
        return problems.none()
    if not asked.open_count:
        return problems.none()
    return problems.report(
        problems.PEOPLE_NOT_TOLD,
        texts=problems.how_many(asked.open_count, "name or number", "names or numbers"),
        count=problems.how_many(asked.rows_concerned, "row"),
        path=path,
    )
