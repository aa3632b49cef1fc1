"""What was first reported of each month end: counts alone, kept once and never changed.

A month end is reported by the first publication whose data date lies after it and no later than the
next month end. What is recorded later moves the figures of the lists and not these, so that both
can be shown beside each other. They stand beside the landed files: without them a warehouse could
not be built again as it was.
"""

from datetime import date
from pathlib import Path

import duckdb
import polars as pl

from ingestion import durable

_NEW = """
    select distinct as_at
    from marts.fct_reported_measures
    where as_at not in (select as_at from raw.reported_measures)
    order by as_at
"""
_ROWS = "select * from marts.fct_reported_measures where as_at = $as_at order by all"


class FirstReports:
    """Reads and writes one small Parquet file a month end."""

    def __init__(self, folder: Path) -> None:
        """Look in this folder, which need not be there yet."""
        self._folder = folder

    def known(self) -> pl.DataFrame | None:
        """The counts of every month end that was reported; null where none was.

        Raises OSError where a file cannot be read: going on would report its month end anew.
        """
        files = sorted(self._folder.glob("*.parquet"))
        try:
            return pl.concat([pl.read_parquet(path) for path in files]) if files else None
        except pl.exceptions.PolarsError as broken:
            raise OSError(f"A file in {self._folder} cannot be read: {broken}") from broken

    def keep(self, build: Path) -> list[date]:
        """Keep what a build is the first to report; give the month ends it is first for.

        Raises duckdb.Error or OSError.
        """
        with duckdb.connect(build, read_only=True) as connection:
            new = [day for (day,) in connection.execute(_NEW).fetchall()]
            for day in new:
                counts = connection.execute(_ROWS, {"as_at": day}).pl()
                durable.put(self._folder / f"{day}.parquet", counts.write_parquet)
        return new
