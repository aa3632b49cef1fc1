"""A person in the rows that were held back, which wait in `to-correct` for an officer.

Such a row is nowhere else. A row about them goes, with what waits beside it of its private cells;
a row about somebody else that names them stands, with a marker in their place.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import polars as pl

from ingestion import durable
from ingestion.as_read import headings_of
from ingestion.feeds import Feed
from ingestion.spellings import WORKER
from ingestion.to_correct import APOSTROPHE, OF_FILE, ROW, TO_DO, WRONG
from ingestion.tombstones import MARKER, matches, system_of

Mentions = Callable[[pl.Series], pl.Series]
_OURS = (ROW, WRONG, TO_DO, OF_FILE)


@dataclass(frozen=True)
class HeldBack:
    """One file of rows to correct, once a person is out of it."""

    path: Path
    rows: int
    stays: pl.DataFrame

    def take_out(self) -> None:
        """Write what stays, here and beside it; nothing where nothing stays. Raises OSError."""
        beside = self.path.with_suffix(".parquet")
        if self.stays.is_empty():
            self.path.unlink()
            beside.unlink(missing_ok=True)
            return
        if beside.exists():
            rows = self.stays[ROW].cast(pl.Int64, strict=False)
            kept = pl.read_parquet(beside)
            left = kept.filter(pl.col("_source_row").cast(pl.Int64).is_in(rows.to_list()))
            durable.put(beside, left.write_parquet)
        durable.put(
            self.path,
            partial(self.stays.write_csv, include_bom=True, quote_style="necessary"),
        )


def readable(path: Path) -> pl.DataFrame:
    """The rows of a list an officer may be halfway through; none where it is no table, and then the
    closing search says whether it names the person.
    """
    try:
        return pl.read_csv(path, infer_schema=False)
    except pl.exceptions.PolarsError:
        return pl.DataFrame()


def _without(
    rows: pl.DataFrame, feed: Feed, kind: str, keys: frozenset[str]
) -> tuple[pl.DataFrame, pl.Series]:
    """The rows with a marker where they name the person, and which of them are about the person."""
    about = feed.meta.about_worker if kind == WORKER else feed.meta.about_person
    headings = headings_of(feed)
    goes = pl.repeat(value=False, n=rows.height, eager=True)
    for heading in (one for one in rows.columns if one not in _OURS):
        told = matches(rows[heading].str.replace(APOSTROPHE, "$1"), keys, kind)
        name = headings.get(heading)
        if name == about or (kind == WORKER and name in feed.meta.known_by):
            goes |= told
        elif kind == WORKER:
            marked = pl.when(told).then(pl.lit(MARKER)).otherwise(pl.col(heading))
            rows = rows.with_columns(marked.alias(heading))
    return rows, goes


def search(
    data: Path, feeds: Mapping[str, Feed], kind: str, keys: frozenset[str], says: Mentions
) -> Iterator[HeldBack]:
    """Every file of rows to correct that holds anything of a person. Raises OSError."""
    for path in sorted(data.glob("to-correct/*.csv")):
        rows = readable(path)
        if OF_FILE not in rows.columns or rows.is_empty():
            continue
        name = str(rows[OF_FILE].drop_nulls().first() or "").partition(" ")[0]
        feed = feeds.get(name)
        if kind not in (WORKER, system_of(name)):
            continue
        if feed is None:
            goes = pl.repeat(value=False, n=rows.height, eager=True)
            for column in rows.get_columns():
                goes |= matches(column, keys, kind)
            left = rows
        else:
            left, goes = _without(rows, feed, kind, keys)
        goes |= says(rows[WRONG])
        if goes.any() or not left.equals(rows):
            yield HeldBack(path, int(goes.sum()), left.filter(~goes))
