"""The newest good snapshot of every feed and part, and what follows from them together: above all the data date."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from ingestion.contract import Feed
from ingestion.landing import Load


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
        """The day up to which everything that must be known is known; null where no such feed is supplied."""
        return min((load.extracted_on for load in self.that_set_the_date()), default=None)

    def extracted_on(self, feed: str) -> date | None:
        """The day the oldest part of a feed was extracted."""
        return min((load.extracted_on for load in self.of(feed)), default=None)

    def is_stale(self, feed: str, today: date) -> bool:
        """Whether a supplied feed is older than it may be. Its own date counts, never when the file was copied."""
        day = self.extracted_on(feed)
        return day is not None and today - day > timedelta(self.feeds[feed].meta.freshness_days)

    def stale_feeds(self, today: date) -> list[str]:
        """The feeds that are older than they may be."""
        return [feed for feed in self.feeds if self.is_stale(feed, today)]
