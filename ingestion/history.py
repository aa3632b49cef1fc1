"""History where a list has none: which landed snapshots of a list of today's staff or posts are
laid one on another, so that SQL can tell when each thing was first and last seen.

The mapping says of a list that its history is built from snapshots; the manifest of each load
remembers it. Nothing is worked out here.
"""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Protocol

import polars as pl

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.landing import Landing, Load

SEEN = "_seen"
"""What the table of all snapshots is called after the feed's own."""


class SeenWriter(Protocol):
    """Whatever writes a table of all snapshots."""

    def write_seen(
        self, feed: Feed, columns: dict[str, str], loads: list[Load], landing: Landing
    ) -> None:
        """Write the rows of some snapshots of a feed."""


def without_starts(feed: Feed) -> Feed:
    """The feed as it is read where its history is built: the day a post or an employment began need
    not be there, because the snapshots tell it.
    """
    given = {column.field for column in feed.columns if column.name in feed.given_by_history}
    fields = (
        replace(field, required=False) if field.name in given else field for field in feed.fields
    )
    return replace(feed, fields=tuple(fields))


def behind(loads: Iterable[Load], landing: Landing) -> list[Load]:
    """Every landed snapshot behind some current loads, the current ones among them, oldest first.

    Of several of one day the last received counts. One that arrives late takes its place by its
    day; one dated after the current snapshot is not yet part of anything.
    """
    current = {load.place: load for load in loads if load.builds_history}
    found: dict[tuple[object, ...], Load] = {}
    for load in sorted(landing.loads.values(), key=lambda each: each.rank):
        newest = current.get(load.place)
        if newest and load.outcome == "landed" and load.builds_history and load.rank <= newest.rank:
            found[*load.place, load.extracted_on] = load
    return list(found.values())


def write_behind(
    writer: SeenWriter,
    feed: Feed,
    loads: list[Load],
    landing: Landing,
    tables: Mapping[str, dict[str, str]],
) -> None:
    """Write the table of all snapshots of a feed that may have one; it is empty where the feed has
    a history of its own.
    """
    columns = tables.get(feed.name + SEEN)
    if columns:
        writer.write_seen(feed, columns, behind(loads, landing), landing)


def tell_older(load: Load, newer: Load) -> pl.DataFrame:
    """Say that a file just landed, older than what is there, takes its place in the history."""
    return problems.report(
        problems.HISTORY_FILLED,
        feed=load.feed,
        file_name=load.file_name,
        day=problems.in_words(load.extracted_on),
        newer=problems.in_words(newer.extracted_on),
    )
