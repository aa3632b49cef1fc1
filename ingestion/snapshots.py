"""The newest good snapshot of every feed and part, and what follows from them together: above all
the data date.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

import polars as pl

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.landing import Load

#: How many files of one feed are named.
_NAMED = 5


def is_ahead(load: Load, today: date) -> bool:
    """Whether a file says it was extracted on a day that has not come, anywhere on earth."""
    return load.extracted_on > today + timedelta(days=1)


@dataclass(frozen=True)
class Snapshots:
    """The loads a warehouse is built on, in a settled order."""

    feeds: Mapping[str, Feed]
    loads: tuple[Load, ...]

    def of(self, feed: str) -> list[Load]:
        """The current load of each part of a feed; none where the feed was never supplied."""
        return [load for load in self.loads if load.feed == feed]

    def that_set_the_date(self) -> list[Load]:
        """The loads whose extract dates the data date is the earliest of."""
        return [load for load in self.loads if self.feeds[load.feed].meta.data_date_feed]

    def data_date(self) -> date | None:
        """The day up to which everything that must be known is known; null where no such feed is
        supplied.
        """
        return min((load.extracted_on for load in self.that_set_the_date()), default=None)

    def extracted_on(self, feed: str) -> date | None:
        """The day the oldest part of a feed was extracted."""
        return min((load.extracted_on for load in self.of(feed)), default=None)

    def is_stale(self, feed: str, today: date) -> bool:
        """Whether a supplied feed is older than it may be.

        Its own date counts, never when the file was copied.
        """
        day = self.extracted_on(feed)
        return day is not None and today - day > timedelta(self.feeds[feed].meta.freshness_days)

    def stale_feeds(self, today: date) -> list[str]:
        """The feeds that are older than they may be."""
        return [feed for feed in self.feeds if self.is_stale(feed, today)]

    def _stale_loads(self, feed: str, today: date, told: Collection[str]) -> list[Load]:
        """The parts of a feed that are older than they may be."""
        limit = timedelta(self.feeds[feed].meta.freshness_days)
        loads = [load for load in self.of(feed) if load.load_id not in told]
        return [load for load in loads if today - load.extracted_on > limit]

    def _tell_stale(self, feed: str, loads: list[Load]) -> pl.DataFrame:
        """Warn of the parts of a feed that are out of date, each by its file and day."""
        days = [
            f"{load.file_name} on {problems.in_words(load.extracted_on)}" for load in loads[:_NAMED]
        ]
        if len(loads) > _NAMED:
            days.append(f"and {len(loads) - _NAMED:,} more files")
        return problems.report(
            problems.FEED_STALE,
            feed=feed,
            file_name=loads[0].file_name if len(loads) == 1 else None,
            files=", ".join(days),
            days=self.feeds[feed].meta.freshness_days,
        )

    def tell_dates(self, today: date, told: Collection[str] = ()) -> pl.DataFrame:
        """Warn of feeds that are out of date and of files dated in the future, but for the loads of
        which that is told already.
        """
        stale = {feed: self._stale_loads(feed, today, told) for feed in self.stale_feeds(today)}
        warnings = [self._tell_stale(feed, loads) for feed, loads in stale.items() if loads]
        warnings += [
            problems.report(
                problems.CENSUS_AHEAD
                if self.feeds[load.feed].meta.format == "census_xml"
                else problems.DATED_AHEAD,
                feed=load.feed,
                file_name=load.file_name,
                day=problems.in_words(load.extracted_on),
            )
            for load in self.loads
            if is_ahead(load, today) and load.load_id not in told
        ]
        return problems.gather(warnings)


def declared_kinds(loads: Iterable[Load]) -> dict[tuple[str, str], str]:
    """The kind of identifier a column of a feed holds, by feed and column, where every one of these
    loads was read with the same word on it. Where one was not, any kind may stand in the column.
    """
    kinds: dict[str, list[dict[str, str]]] = {}
    for load in loads:
        kinds.setdefault(load.feed, []).append(load.id_kinds)
    return {
        (feed, column): kind
        for feed, some in kinds.items()
        for column, kind in some[0].items()
        if all(each.get(column) == kind for each in some)
    }


def take_snapshots(feeds: Mapping[str, Feed], loads: Iterable[Load]) -> Snapshots:
    """Put loads in order, leaving out those of feeds that are no longer in the contract."""
    known = [load for load in loads if load.feed in feeds]
    return Snapshots(feeds, tuple(sorted(known, key=lambda load: load.place)))


def tell_older(load: Load, newer: Load) -> pl.DataFrame:
    """Say that a file just landed changes nothing, because a newer one is there."""
    return problems.report(
        problems.OLDER_SNAPSHOT,
        feed=load.feed,
        file_name=load.file_name,
        day=problems.in_words(load.extracted_on),
        newer=problems.in_words(newer.extracted_on),
    )
