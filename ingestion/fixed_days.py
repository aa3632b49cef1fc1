"""The day from which each evidence feed's records count: the council's setting, or the earliest
record at the first load.

Fixed once and kept beside the landed files, so that records which arrive late never move it.
"""

from datetime import date
from pathlib import Path

import duckdb
from pydantic import TypeAdapter

from ingestion import durable
from ingestion.feeds import Feed
from ingestion.settings import Settings

_DAYS = TypeAdapter(dict[str, date])
FIRST_LOAD, SETTING = "first load", "setting"


class NotAnEvidenceFeedError(Exception):
    """The setting names a feed that has no such day."""


class FixedDays:
    """Reads and writes the days that are fixed."""

    def __init__(self, folder: Path, feeds: dict[str, Feed], settings: Settings) -> None:
        """Look at the setting. Raises NotAnEvidenceFeedError where it makes no sense."""
        self._path = folder / "records_from.json"
        self._feeds = [name for name, feed in feeds.items() if feed.meta.records_from]
        self._set = settings.records_from
        if unknown := set(self._set) - set(self._feeds):
            raise NotAnEvidenceFeedError(
                f"SUPERVISION_RECORDS_FROM names {', '.join(sorted(unknown))}; the feeds that "
                f"may be named are "
                f"{', '.join(self._feeds)}"
            )

    def known(self) -> dict[str, tuple[date, str]]:
        """The day and its origin for every feed that has one already; the setting goes before the
        first load.
        """
        first = {feed: (day, FIRST_LOAD) for feed, day in self._fixed().items()}
        return first | {feed: (day, SETTING) for feed, day in self._set.items()}

    def fix(self, build: Path) -> None:
        """Keep the days this build worked out for feeds that had none.

        Raises duckdb.Error or OSError.
        """
        with duckdb.connect(build, read_only=True) as connection:
            rows = connection.execute(
                "select feed, records_from from marts.dim_feeds where records_from is not null"
            ).fetchall()
        new = {feed: day for feed, day in rows if feed in self._feeds and feed not in self.known()}
        if new:
            fixed = self._fixed() | new
            durable.put_text(self._path, _DAYS.dump_json(fixed, indent=1).decode())

    def _fixed(self) -> dict[str, date]:
        return _DAYS.validate_json(self._path.read_bytes()) if self._path.exists() else {}
