"""One file of the inbox -> one load of the landing area: read, checked, made private, counted,
stored.
"""

import functools
import hashlib
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

import polars as pl

from ingestion import placeholders, problems
from ingestion.as_read import as_read, as_told
from ingestion.checking import Settled, check, settle
from ingestion.feeds import Feed
from ingestion.file_problems import (
    once_for_errors,
    refuse_as_a_whole,
    refuse_out_of_bounds,
    refuse_too_many_columns,
    refuse_too_many_rows,
    tell_births_ahead,
    tell_findings,
    tell_headings,
    tell_misshapen,
    tell_numbers,
    tell_repeats,
)
from ingestion.inbox import Arrival
from ingestion.landing import ColumnFill, Landing, Load
from ingestion.mapping import Reading
from ingestion.privacy import degrade
from ingestion.reading.opening import open_export
from ingestion.reading.soundness import FileRefusedError, fingerprint
from ingestion.retaining import Retention, as_of, without_rows
from ingestion.said_of_people import SENTENCE, SERVICE
from ingestion.settings import Settings
from ingestion.to_correct import as_text, offer
from ingestion.tombstones import Tombstones
from ingestion.unsaid import CODE_WORDS, PRIVATE_WORDS, leave_unsaid

_HERE = Path(__file__).parent
_NO_FINGERPRINT = "unreadable"
_TRIED_AGAIN = (problems.NOT_READABLE.code, problems.STILL_CHANGING.code)
_READING_CODE = (
    *("as_read.py", "cells.py", "checking.py", "corrected_file.py", "corrections.py"),
    *("days.py", "feeds.py", "file_problems.py"),
    *("loading.py", "mapping.py", "mappings/*.yml", "not_data.py", "placeholders.py"),
    *("privacy.py", "problems/*.py", "reading/*.py", "reasons.py", "said_of_people.py"),
    "unsaid.py",
)


@functools.cache
def _reading_code() -> bytes:
    """The fingerprint of the code that turns bytes into rows: read otherwise, the same bytes are
    another load.
    """
    paths = sorted(path for pattern in _READING_CODE for path in _HERE.glob(pattern))
    paths += [placeholders.PATH, CODE_WORDS, PRIVATE_WORDS, SENTENCE, SERVICE]
    return hashlib.sha256(b"".join(path.read_bytes() for path in paths)).digest()


def how_to_read(arrival: Arrival, feed: Feed, settings: Settings) -> Reading:
    """How this file is read: as the mapping says; the encoding may be a setting too."""
    how = arrival.how
    if feed.name in settings.cp1252_feeds and how.encoding == "utf-8":
        how = Reading.model_validate({**how.model_dump(), "encoding": "cp1252"})
    return how


def _reading_of(feed: Feed, how: Reading) -> str:
    told = _reading_code() + feed.fingerprint.encode() + how.fingerprint.encode()
    return hashlib.sha256(told).hexdigest()[:8]


@dataclass(frozen=True)
class Kept:
    """What must not be kept of any file: people who were erased, and rows past their time."""

    tombstones: Tombstones
    retention: Retention
    today: date


@dataclass(frozen=True)
class _Rows:
    """What reading a file gave: stored columns with lineage, counts, problems, and how full each
    field was.
    """

    rows: pl.DataFrame
    received: int
    quarantined: int
    duplicate: int
    erased: int
    expired: int
    columns: dict[str, ColumnFill]
    problems: pl.DataFrame
    held: pl.DataFrame


def _fill_of(typed: pl.DataFrame, feed: Feed) -> dict[str, ColumnFill]:
    """How full each column is, by the field it is read from: what privacy leaves may be full where
    the field is not.
    """
    if typed.is_empty():
        return {column.name: ColumnFill(filled=0, is_constant=False) for column in feed.columns}
    filled = typed.select(pl.all().count()).row(0, named=True)
    differ = typed.select(pl.all().min() != pl.all().max()).row(0, named=True)
    ids = [field.name for field in feed.fields if field.kind == "id"]
    starts = {name: typed[name].str.starts_with("0") for name in ids}
    noughts = {name: int(some.sum() or 0) for name, some in starts.items()}
    return {
        column.name: ColumnFill(
            filled=filled[column.field],
            is_constant=differ[column.field] is False,
            noughts=noughts.get(column.field, 0),
        )
        for column in feed.columns
    }


def _standing(typed: pl.DataFrame, settled: pl.DataFrame) -> pl.DataFrame:
    """The typed fields of the rows that still stand."""
    if settled.height == typed.height:
        return typed
    return typed.join(settled.select("_source_row"), on="_source_row", how="semi")


def _in_conflict(typed: pl.DataFrame, settled: Settled, feed: Feed) -> pl.DataFrame:
    """The rows held back because they contradict each other, as text."""
    if not settled.quarantined:
        return as_text(typed.clear(), feed)
    return as_text(typed.join(settled.conflicts, on="_source_row", how="semi"), feed)


def _read(arrival: Arrival, feed: Feed, how: Reading, settings: Settings, kept: Kept) -> _Rows:
    """Read and check one file. Raises FileRefusedError, or OSError where it cannot be read."""
    refuse_out_of_bounds(arrival.path, settings)
    feed = as_told(feed, how)
    file = open_export(arrival.path, feed, how)
    refuse_too_many_columns(file.headings.width, feed, settings)
    told = tell_headings(file, feed, arrival.name)
    blocks, held, received, held_back, erased = [], [], 0, 0, 0
    for block in file.blocks():
        received += block.height
        refuse_too_many_rows(received, settings)
        stays, goes = kept.tombstones.apply(block, feed)
        erased += goes.height
        checked = check(stays, feed, arrival.name)
        # A name is bare once what was said behind it is cut: whose it is, is asked again.
        rows, gone = kept.tombstones.apply(checked.rows, feed)
        erased += gone.height
        blocks.append(rows)
        held.append(kept.tombstones.apply(checked.held, feed)[0])
        held_back += checked.quarantined
        told.append(checked.problems)
    refuse_as_a_whole(told, file.misshapen, received, file.headings.width, settings)
    typed, ahead, fallen = tell_births_ahead(
        pl.concat(blocks), feed, arrival.name, arrival.extracted_on
    )
    told += ahead
    held.append(as_text(fallen, feed))
    held_back += fallen.height
    misshapen = file.misshapen.height + sum(each.quarantined for each in file.findings)
    settled = settle(degrade(typed, feed), feed)
    told += tell_misshapen(file, feed, arrival.name)
    told += tell_findings(file, feed, arrival.name)
    told += tell_repeats(settled.duplicate, settled.conflicts, feed, arrival.name)
    everything = once_for_errors(problems.gather(told), feed, arrival.name)
    everything = tell_numbers(file, everything, feed, arrival.name)
    today = as_of(arrival.extracted_on, kept.today)
    rows, past = kept.retention.split(settled.rows, feed, today)
    fallen = pl.concat([*held, _in_conflict(typed, settled, feed)], how="diagonal_relaxed")
    unsaid = leave_unsaid(rows, fallen, feed, arrival.name)
    return _Rows(
        rows=unsaid.rows.with_columns(
            _source_file=pl.lit(arrival.name), _extracted_on=pl.lit(arrival.extracted_on)
        ),
        received=received + misshapen,
        quarantined=held_back + misshapen + settled.quarantined,
        duplicate=settled.duplicate,
        erased=erased,
        expired=past.height,
        columns=_fill_of(_standing(typed, settled.rows), feed),
        problems=without_rows(problems.gather([everything, unsaid.problems]), past),
        held=unsaid.held,
    )


def _read_readable(
    arrival: Arrival, feed: Feed, how: Reading, settings: Settings, kept: Kept
) -> _Rows:
    """Read a file, or say plainly why it could not be opened. Raises FileRefusedError."""
    try:
        return _read(arrival, feed, how, settings, kept)
    except OSError as error:
        raise FileRefusedError(problems.NOT_READABLE, reason=error.strerror) from error


def _state_of(path: Path) -> tuple[int, int] | None:
    """What changes when somebody writes to a file; null where it is gone."""
    try:
        told = path.stat()
    except OSError:
        return None
    return told.st_mtime_ns, told.st_size


def _fingerprint_of(path: Path) -> str:
    """The file's fingerprint; a file that cannot be opened has none."""
    try:
        return fingerprint(path)
    except OSError:
        return _NO_FINGERPRINT


def _describe(
    arrival: Arrival, feed: Feed, how: Reading, landing: Landing, settings: Settings
) -> Load:
    """What is known of a file before it is read."""
    sha256, reading = _fingerprint_of(arrival.path), _reading_of(feed, how)
    name = f"{arrival.extracted_on:%Y%m%d}_{sha256[:12]}_{reading}"
    return Load(
        load_id=f"{feed.name}/{arrival.part}/{name}",
        sequence=landing.next_sequence(),
        feed=feed.name,
        part=arrival.part,
        file_name=arrival.name,
        sha256=sha256,
        reading=reading,
        extracted_on=arrival.extracted_on,
        landed_at=datetime.now(UTC).replace(tzinfo=None),
        landed_by=settings.user,
        outcome="landed",
        builds_history=how.history is not None,
        annex_a=how.annex_a if isinstance(how.annex_a, int) else None,
        id_kinds=how.id_kinds,
    )


def load_file(arrival: Arrival, feed: Feed, landing: Landing, settings: Settings) -> Load:
    """Load one file, or find that it is loaded already: the same bytes make no new load.

    A file that is refused is remembered too; one that could not be opened, or was being written to,
    is tried again every time. Raises OSError where the landing area cannot be written.
    """
    state = _state_of(arrival.path)
    how = how_to_read(arrival, feed, settings)
    load = _describe(arrival, feed, how, landing, settings)
    known = landing.loads.get(load.load_id)
    if known and known.refused_for not in _TRIED_AGAIN and landing.is_whole(known):
        return _known_again(known, landing)
    rows, held = None, pl.DataFrame({"_source_row": []}, schema={"_source_row": pl.Int32})
    try:
        kept = Kept(landing.tombstones, Retention({feed.name: feed}, settings), date.today())
        read = _read_readable(arrival, feed, how, settings, kept)
        if _state_of(arrival.path) != state:
            raise FileRefusedError(problems.STILL_CHANGING)
        load, rows, told, held = _counted(load, read), read.rows, read.problems, read.held
    except FileRefusedError as refused:
        load, told = _refusal(arrival, feed, refused, load)
    load = landing.keep(load, rows, told)
    if load.outcome == "landed" and how.unpivot is None:
        offer(load, as_read(feed, load), held, told, landing)
    return load


def _refusal(
    arrival: Arrival, feed: Feed, refused: FileRefusedError, load: Load
) -> tuple[Load, pl.DataFrame]:
    told = problems.report(refused.kind, feed=feed.name, file_name=arrival.name, **refused.details)
    update = {"outcome": "refused", "refused_for": refused.kind.code}
    return load.model_copy(update=update), told


def _known_again(known: Load, landing: Landing) -> Load:
    """Take a file that was loaded before: where another of its day came after it, it counts as the
    later one now.
    """
    of_its_day = [
        load
        for load in landing.loads.values()
        if load.place == known.place
        and load.extracted_on == known.extracted_on
        and load.outcome == "landed"
    ]
    newest = max(of_its_day, key=lambda each: each.rank, default=known)
    if newest.corrects == known.load_id:
        return newest
    if known.outcome == "landed" and newest is not known:
        return landing.receive_again(known)
    return known


def _counted(load: Load, read: _Rows) -> Load:
    """Enter the counts; no row may be lost on the way. Raises ArithmeticError."""
    accepted = read.rows.height
    gone = read.erased + read.expired
    if read.received != accepted + read.quarantined + read.duplicate + gone:
        raise ArithmeticError(
            f"{load.file_name}: {read.received} rows were received, but {accepted} accepted, "
            f"{read.quarantined} quarantined, {read.duplicate} duplicate and {gone} not to be kept "
            "do not make as many"
        )
    names = ("received", "quarantined", "duplicate", "erased", "expired")
    counts = {name: getattr(read, name) for name in names}
    return load.model_copy(update={**counts, "accepted": accepted, "columns": read.columns})
