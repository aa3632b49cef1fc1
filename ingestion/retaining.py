"""What has passed its time: rows and superseded snapshots older than the council keeps them.

Which days tell how old a row is, and what keeps it for longer, is declared in the contract. What is
open (a post held, a case not closed) is never too old, nor is the last of its kind about somebody:
since when they have been overdue rests on it. Every month end of two years back can be shown, and
what was owed then rests on a year of records before, so a shorter time than that is refused.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from ingestion import problems
from ingestion.acts import Acts
from ingestion.feeds import Feed
from ingestion.landing import Landing, Load
from ingestion.problems import KeepingError
from ingestion.settings import Settings

#: 24 month ends, and before the first of them the longest interval there is: a year.
LEAST_MONTHS = 36


@dataclass(frozen=True)
class Removal:
    """What is, or would be, taken out of one load."""

    load: Load
    rows: int
    is_whole: bool

    @property
    def words(self) -> str:
        """In a sentence."""
        what = "superseded snapshot, all" if self.is_whole else "rows past their time:"
        return f"{self.load.file_name}: {what} {problems.how_many(self.rows, 'row')}"


class Retention:
    """How long each feed is kept; a feed that is not named is kept without end."""

    def __init__(self, feeds: Mapping[str, Feed], settings: Settings) -> None:
        """Of these feeds, by the setting."""
        self._feeds, self._months = feeds, settings.retention_months

    def check(self) -> None:
        """Make sure that the setting makes sense. Raises KeepingError."""
        if unknown := set(self._months) - set(self._feeds):
            told = {"unknown": ", ".join(sorted(unknown)), "known": ", ".join(self._feeds)}
            raise KeepingError(problems.RETENTION_FEED, **told)
        for feed, months in self._months.items():
            if months < LEAST_MONTHS:
                raise KeepingError(
                    problems.RETENTION_SHORT, feed=feed, months=months, least=LEAST_MONTHS
                )

    def cutoff(self, feed: str, today: date) -> date | None:
        """The day before which rows of a feed have passed their time; null where none do."""
        months = self._months.get(feed)
        if not months:
            return None
        day: date = pl.Series([today]).dt.offset_by(f"-{months}mo")[0]
        return day

    def split(
        self, rows: pl.DataFrame, feed: Feed, today: date
    ) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows that stay and those that go, as of a day."""
        cutoff = self.cutoff(feed.name, today)
        if cutoff is None or not feed.meta.dated_by or rows.is_empty():
            return rows, rows.clear()
        there = [pl.col(name) for name in feed.meta.dated_by if name in rows.columns]
        newest = pl.max_horizontal(there)
        goes = (newest < cutoff).fill_null(value=False)
        if feed.meta.open_without:
            goes &= pl.col(feed.meta.open_without).is_not_null()
        if feed.meta.last_kept:
            goes &= newest < newest.max().over(feed.meta.last_kept)
        told = rows.select(goes.alias("goes")).to_series()
        return rows.filter(~told), rows.filter(told)

    def due(
        self, landing: Landing, current: set[str], today: date
    ) -> Iterator[tuple[Removal, pl.DataFrame | None]]:
        """What has passed its time in the landing area, and what is left of each load.

        A load that is current loses rows; one that is superseded goes whole once it is too old.
        """
        for load in list(landing.loads.values()):
            feed = self._feeds.get(load.feed)
            cutoff = self.cutoff(load.feed, today)
            if feed is None or cutoff is None or load.outcome != "landed":
                continue
            if load.load_id not in current and load.extracted_on < cutoff:
                yield Removal(load, load.accepted, is_whole=True), None
                continue
            stays, goes = self.split(landing.rows(load), feed, today)
            if goes.height:
                yield Removal(load, goes.height, is_whole=False), stays

    def apply(
        self, landing: Landing, acts: Acts, current: set[str], today: date, by: str
    ) -> list[Removal]:
        """Take out what has passed its time, and record what went. Raises OSError."""
        told = []
        for removal, stays in self.due(landing, current, today):
            if stays is None:
                landing.let_go(removal.load)
            else:
                take_rows(landing, removal.load, stays, "expired")
            told.append(removal)
        landing.sweep()
        if told:
            acts.add("retention", by, words="; ".join(each.words for each in told))
        return told


def take_rows(landing: Landing, load: Load, stays: pl.DataFrame, count: str) -> Load:
    """Keep of a load the rows that stay, under the count of what went. Raises OSError."""
    goes = landing.rows(load).join(stays, on="_source_row", how="anti")
    told = without_rows(landing.problems(load), goes)
    went = load.accepted - stays.height
    update = {"accepted": stays.height, count: getattr(load, count) + went}
    return landing.revise(load.model_copy(update=update), stays, told)


def without_rows(told: pl.DataFrame, goes: pl.DataFrame) -> pl.DataFrame:
    """What is still to be told once some rows are gone."""
    rows = goes["_source_row"].to_list()
    return told.filter(~pl.col("source_row").is_in(rows).fill_null(value=False))


def as_of(data_date: date | None, now: date) -> date:
    """The day that ages are counted from: the data's own, so that a wrong clock removes nothing."""
    return min(data_date or now, now + timedelta(days=1))
