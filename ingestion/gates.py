"""What stops a refresh: signs that an export is not the whole truth, held against the last
published snapshots.

Each gate gives problems; all of them are gathered before anything is said. A gate looks only at
what has changed since the last publication, so a snapshot that was published once never stops
anything again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

import polars as pl

from ingestion import problems
from ingestion.causes import causes
from ingestion.contract import known_spellings
from ingestion.feeds import Feed
from ingestion.gates_of_files import (
    headings_absent,
    no_staff_list,
    tell,
    too_far_apart,
    who_refused,
)
from ingestion.landing import Landing, Load
from ingestion.problems import ProblemKind
from ingestion.settings import Settings
from ingestion.snapshots import Snapshots
from ingestion.to_correct import path_for

_NO_DATA = (problems.LINE_OF_TOTALS.code, problems.HEADINGS_AGAIN.code)


_NAMED = 10


@dataclass(frozen=True)
class Change:
    """A snapshot that is not yet published, and the published one it would take the place of."""

    feed: Feed
    now: Load
    before: Load | None

    def tell(self, kind: ProblemKind, heading: str | None = None, **details: Any) -> pl.DataFrame:
        """Report something about this file."""
        return tell(kind, self.now, heading, **details)


def _distinct(load: Load) -> int:
    return load.received - load.duplicate


def quarantined(change: Change, landing: Landing, settings: Settings) -> Iterator[pl.DataFrame]:
    """Too large a share of the rows was held back.

    Lines of totals and headings that stand there again are no rows: nothing is lost by them.
    """
    now = change.now
    if now.quarantined <= settings.quarantined_share * now.received:
        return
    told = landing.problems(now)
    no_rows = told.filter(pl.col("code").is_in(_NO_DATA))["source_row"].n_unique()
    held, received = now.quarantined - no_rows, now.received - no_rows
    if held > settings.quarantined_share * received:
        yield change.tell(
            problems.GATE_QUARANTINED,
            quarantined=f"{held:,}",
            received=f"{received:,}",
            share=f"{settings.quarantined_share:.0%}",
            place="in the folder to-correct and put that file in the inbox"
            if path_for(now, landing).exists()
            else "in the file itself and put it in the inbox again",
        )


def shrunk(change: Change, settings: Settings) -> Iterator[pl.DataFrame]:
    """Far fewer rows than the last time, or none at all.

    Copies of a row are not counted on either side.
    """
    if change.before is None:
        return
    now, before = _distinct(change.now), _distinct(change.before)
    lost = before - now
    if before and not now:
        yield change.tell(problems.GATE_NO_ROWS, before=f"{before:,}")
    elif lost > settings.shrink_share * before and lost > settings.shrink_rows:
        yield change.tell(problems.GATE_SHRUNK, now=f"{now:,}", before=f"{before:,}")


def columns_lost(change: Change, settings: Settings) -> Iterator[pl.DataFrame]:
    """A column that said something the last time says nothing now.

    One with a handful of values may do so by chance.
    """
    if change.before is None or not change.now.accepted:
        return
    told = set()
    for column in change.feed.columns:
        now = change.now.columns.get(column.name)
        before = change.before.columns.get(column.name)
        heading = change.feed.heading_of(column.name)
        if (
            now is None
            or before is None
            or heading in told
            or before.filled <= settings.filled_cells
        ):
            continue
        if not now.filled:
            told.add(heading)
            yield change.tell(problems.GATE_EMPTIED, heading, before=f"{before.filled:,}")
        elif now.is_constant and not before.is_constant and now.filled > settings.filled_cells:
            told.add(heading)
            yield change.tell(problems.GATE_CONSTANT, heading, now=f"{now.filled:,}")


def zeros_lost(change: Change, settings: Settings) -> Iterator[pl.DataFrame]:
    """Ids that began with a nought no longer do: a spreadsheet took them for numbers."""
    if change.before is None:
        return
    for column in change.feed.columns:
        now = change.now.columns.get(column.name)
        before = change.before.columns.get(column.name)
        if now is None or before is None or not now.filled:
            continue
        share = before.noughts / max(before.filled, 1)
        if before.noughts > settings.filled_cells and now.noughts / now.filled < share / 2:
            yield change.tell(
                problems.GATE_ZEROS_LOST,
                change.feed.heading_of(column.name),
                before=f"{before.noughts:,}",
                now=f"{now.noughts:,}" if now.noughts else "none",
            )


@dataclass(frozen=True)
class Codes:
    """How many codes of one column a load has, and how many of them nobody recognises."""

    filled: int
    unknown: int

    @property
    def share(self) -> float:
        """The share nobody recognises."""
        return self.unknown / self.filled if self.filled else 0.0


def _codes(landing: Landing, load: Load, column: str, known: frozenset[str]) -> Codes:
    codes = pl.scan_parquet(landing.rows_path(load)).select(column).collect()[column].drop_nulls()
    unknown = codes.filter(~codes.str.to_lowercase().is_in(list(known)))
    return Codes(codes.len(), unknown.len())


def codes_unknown(
    change: Change, landing: Landing, settings: Settings
) -> Iterator[tuple[bool, pl.DataFrame]]:
    """Codes that nobody recognises, with whether they must stop the refresh.

    They must where the feed says who must be supervised and the codes were recognised before: no
    rule binds by such a code, and whoever has one would drop out of the figures. Held against the
    mappings as they are now, so that adding a spelling is enough.
    """
    spellings = known_spellings()
    for field in change.feed.fields:
        if field.code_list is None or field.is_private:
            continue
        known = spellings.get(field.code_list, frozenset())
        now = _codes(landing, change.now, field.name, known)
        if now.share <= settings.unknown_share or now.unknown <= settings.filled_cells:
            continue
        figures = {"unknown": f"{now.unknown:,}", "filled": f"{now.filled:,}"}
        before = change.before and _codes(landing, change.before, field.name, known)
        has_grown = before and now.share > before.share + settings.unknown_share
        if before and has_grown and change.feed.meta.role == "denominator":
            told = f"{before.unknown:,}" if before.unknown else "none"
            yield (
                True,
                change.tell(problems.GATE_CODES_UNKNOWN, field.heading, before=told, **figures),
            )
        else:
            yield False, change.tell(problems.CODES_UNKNOWN, field.heading, **figures)


def grown(change: Change, settings: Settings) -> Iterator[pl.DataFrame]:
    """Far more rows than the last time: worth a look, but it hides nobody."""
    if change.before is None:
        return
    now, before = _distinct(change.now), _distinct(change.before)
    more = now - before
    if more > settings.grown_share * before and more > settings.grown_rows:
        yield change.tell(problems.GROWN, now=f"{now:,}", before=f"{before:,}")


def _values(landing: Landing, loads: list[Load], column: str) -> set[str]:
    return {value for load in loads for value in landing.rows(load)[column] if value is not None}


def _and_so_on(values: list[str]) -> str:
    named, more = values[:_NAMED], len(values) - _NAMED
    last = f"{more:,} more" if more > 0 else named.pop()
    return f"{', '.join(named)} and {last}" if named else last


def gone(now: Snapshots, before: Snapshots, landing: Landing) -> Iterator[pl.DataFrame]:
    """Something that must not be lost, such as a team, was in the last snapshots of a feed and is
    in none now. Where there are no rows at all, that is said and nothing is named.
    """
    for feed in now.feeds.values():
        column, loads, earlier = feed.meta.must_not_lose, now.of(feed.name), before.of(feed.name)
        if column is None or loads == earlier or not any(_distinct(load) for load in loads):
            continue
        lost = sorted(_values(landing, earlier, column) - _values(landing, loads, column))
        if lost:
            were, are = ("were", "are") if len(lost) > 1 else ("was", "is")
            heading = feed.heading_of(column)
            words = f"{_and_so_on(lost)} {were}"
            yield tell(problems.GATE_GONE, loads[-1], heading, gone=words, verb=are)


def _changes(now: Snapshots, before: Snapshots) -> Iterator[Change]:
    """The snapshots that are not yet published, each beside the one it would take the place of."""
    published = {load.load_id for load in before.loads}
    earlier = {load.place: load for load in before.loads}
    for load in now.loads:
        if load.load_id not in published:
            yield Change(now.feeds[load.feed], load, earlier.get(load.place))


def _gather(told: list[pl.DataFrame]) -> pl.DataFrame:
    return pl.concat([problems.with_load_id(problems.none()), *told])


def stand_in_the_way(  # noqa: PLR0917
    now: Snapshots,
    before: Snapshots,
    refused: list[Load],
    landing: Landing,
    settings: Settings,
    today: date,
) -> pl.DataFrame:
    """Everything that stops this refresh, with the load it lies in: none where it may go on.

    `now` is what would be published, `before` what was, and `refused` the files in the inbox that
    could not be read.
    """
    found = causes(refused, landing)
    told = [*no_staff_list(now, found), *headings_absent(found)]
    told += [*too_far_apart(now, settings, today), *who_refused(now, found)]
    for change in _changes(now, before):
        told += quarantined(change, landing, settings)
        for gate in (shrunk, columns_lost, zeros_lost):
            told += gate(change, settings)
        told += [each for stops, each in codes_unknown(change, landing, settings) if stops]
    return _gather([*told, *gone(now, before, landing)])


def worth_a_look(
    now: Snapshots, before: Snapshots, landing: Landing, settings: Settings
) -> pl.DataFrame:
    """What is published with a warning, beside what is out of date."""
    told: list[pl.DataFrame] = []
    for change in _changes(now, before):
        told += grown(change, settings)
        told += [each for stops, each in codes_unknown(change, landing, settings) if not stops]
    return _gather(told)
