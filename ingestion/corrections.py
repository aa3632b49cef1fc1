"""Takes in what an officer corrected in a file of `to_correct`, dropped back into the inbox.

Its rows take the place of the rows they came from, by file and row number: the file then counts as
received once, with fewer rows held back. The same corrections again change nothing.
"""

import csv
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from ingestion import problems
from ingestion.checking import Checked, Settled, check, settle
from ingestion.feeds import ContractField, Feed
from ingestion.landing import Landing, Load
from ingestion.mapping import REFERENCE
from ingestion.privacy import degrade
from ingestion.reading.csv import CsvFile
from ingestion.reading.soundness import FileRefusedError, fingerprint
from ingestion.settings import Settings
from ingestion.to_correct import (
    APOSTROPHE,
    OF_FILE,
    ROW,
    TO_DO,
    WRONG,
    as_text,
    mark_of,
    offer,
    path_for,
)


@dataclass(frozen=True)
class Corrections:
    """One file of corrections, and what it takes to take them in."""

    path: Path
    feed: Feed
    landing: Landing
    settings: Settings

    def tell(self, kind: problems.ProblemKind, **details: Any) -> pl.DataFrame:
        """Report something about this file."""
        return problems.report(kind, feed=self.feed.name, file_name=self.path.name, **details)


def _with_origin(feed: Feed) -> Feed:
    """The feed as it is in a file of corrections: without what is private, with where each row came
    from.
    """
    row = ContractField("_row", ROW, "integer", True, None, 1, None, False)
    of_file = ContractField("_of_file", OF_FILE, "id", True, None, None, None, False)
    meta = feed.meta.model_copy(update={"dropped_headings": (WRONG, TO_DO)})
    fields = [
        replace(each, required=False, is_private=False) if each.is_private else each
        for each in feed.fields
    ]
    return replace(feed, meta=meta, fields=(row, of_file, *fields))


def _read(path: Path, feed: Feed) -> pl.DataFrame:
    """The corrected rows as text, with the row and the file each is of.

    Raises FileRefusedError or OSError.
    """
    wider = _with_origin(feed)
    frame = pl.concat(CsvFile(path, wider, REFERENCE).blocks())
    texts = [pl.col(field.name).str.replace(APOSTROPHE, "$1") for field in wider.fields]
    return frame.with_columns(texts)


def _first_mark(path: Path) -> str:
    """The file that the first row says it is of; nothing where it says none."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        try:
            return str(next(csv.DictReader(stream), {}).get(OF_FILE) or "").strip()
        except csv.Error:
            return ""


def correct(
    path: Path, feeds: Mapping[str, Feed], landing: Landing, settings: Settings
) -> pl.DataFrame:
    """Take in one file of corrections: what is to be told of it.

    The same file again changes nothing. Raises OSError where the landing area cannot be written.
    """
    mark = _first_mark(path)
    feed = feeds.get(mark.partition(" ")[0])
    if feed is None:
        return problems.report(problems.CORRECTION_OF_NOTHING, file_name=path.name)
    return _correct(Corrections(path, feed, landing, settings))


def _correct(corrections: Corrections) -> pl.DataFrame:
    try:
        frame = _read(corrections.path, corrections.feed)
    except FileRefusedError as refused:
        return corrections.tell(refused.kind, **refused.details)
    told = []
    marks = frame["_of_file"].str.strip_chars()
    for mark in marks.unique().sort().drop_nulls():
        base = _base_of(corrections, str(mark))
        if base is None:
            told.append(corrections.tell(problems.CORRECTION_OF_NOTHING))
        else:
            told.append(_apply(frame.filter(marks == mark), base, corrections))
    return problems.gather(told)


def _base_of(corrections: Corrections, mark: str) -> Load | None:
    """The load that corrections are made to: the file itself, or what earlier ones made of it."""
    found = [
        load
        for load in corrections.landing.loads.values()
        if mark_of(load) == mark and load.outcome == "landed"
    ]
    return max(found, key=lambda each: each.rank, default=None)


def _apply(rows: pl.DataFrame, base: Load, corrections: Corrections) -> pl.DataFrame:
    """Put corrected rows in the place of those of one load that were held back."""
    landing, feed = corrections.landing, corrections.feed
    root = base.corrects or base.load_id
    load_id = f"{root}+{fingerprint(corrections.path)[:12]}"
    if load_id in landing.loads:
        return problems.none()
    before = landing.problems(base)
    held = before.filter(pl.col("outcome") == "row quarantined")["source_row"].drop_nulls()
    numbers = rows["_row"].str.strip_chars().cast(pl.Int32, strict=False)
    rows = rows.with_columns(_source_row=numbers).filter(numbers.is_in(held.implode()))
    rows = rows.unique("_source_row", keep="first", maintain_order=True)
    rows, _ = landing.tombstones.apply(rows, feed)
    others, told = numbers.len() - rows.height, []
    if others:
        told.append(corrections.tell(problems.CORRECTION_OF_OTHER_ROWS, count=f"{others:,}"))
    if rows.is_empty():
        return problems.gather(told)
    checked = check(_as_export(rows, feed), feed, base.file_name)
    settled = _together(base, checked, corrections)
    load = _counted(base, checked, settled).model_copy(
        update={
            "load_id": load_id,
            "corrects": root,
            "sequence": landing.next_sequence(),
            "landed_at": datetime.now(UTC).replace(tzinfo=None),
            "landed_by": corrections.settings.user,
        }
    )
    stays = before.filter(
        ~pl.col("source_row").is_in(rows["_source_row"].implode()).fill_null(False)
    )
    wrong = problems.gather([stays, *_tell(base, checked, settled, corrections)])
    landing.keep(load, settled.rows, wrong)
    offer(load, feed, _still_held(checked, settled, feed), wrong, landing)
    return problems.gather(told)


def _as_export(rows: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """Corrected rows as text with every field of the feed; what is private is never typed here."""
    none = pl.lit(None, dtype=pl.String)
    cells = [
        (none if field.is_private else pl.col(field.name)).alias(field.name)
        for field in feed.fields
    ]
    return rows.select("_source_row", *cells)


def _together(base: Load, checked: Checked, corrections: Corrections) -> Settled:
    """The rows that stood and those that stand now, equal ones as one."""
    lineage = {"_source_file": pl.lit(base.file_name), "_extracted_on": pl.lit(base.extracted_on)}
    vague = _with_what_was_private(degrade(checked.rows, corrections.feed), base, corrections)
    frames = [corrections.landing.rows(base), vague.with_columns(**lineage)]
    rows = pl.concat(frames, how="diagonal_relaxed").sort("_source_row")
    return settle(rows, corrections.feed)


def _counted(base: Load, checked: Checked, settled: Settled) -> Load:
    """The counts of both together; no row may be lost on the way. Raises ArithmeticError."""
    accepted, held = settled.rows.height, base.quarantined - checked.rows.height
    copies, clash = base.duplicate + settled.duplicate, settled.quarantined
    if base.accepted + checked.rows.height != accepted + settled.duplicate + clash:
        raise ArithmeticError(f"the rows corrected do not add up with those of {base.load_id}")
    counts = {"accepted": accepted, "quarantined": held + clash, "duplicate": copies}
    return base.model_copy(update=counts)


def _clashing(settled: Settled, feed: Feed) -> pl.DataFrame:
    return settled.conflicts if feed.meta.role == "evidence" else settled.conflicts.clear()


def _tell(
    base: Load, checked: Checked, settled: Settled, corrections: Corrections
) -> list[pl.DataFrame]:
    """What is said of the corrected rows."""
    feed, fixed = corrections.feed, checked.rows.height
    told = [checked.problems]
    if fixed:
        told.append(
            problems.report(
                problems.ROWS_CORRECTED,
                feed=feed.name,
                file_name=base.file_name,
                count=f"{fixed:,}",
                of_file=corrections.path.name,
            )
        )
    clash = _clashing(settled, feed)
    if clash.height:
        told.append(
            problems.report(
                problems.KEY_CONFLICT,
                feed=feed.name,
                file_name=base.file_name,
                heading=" and ".join(feed.heading_of(part) for part in feed.key),
                rows=clash.select(pl.col("_source_row").alias("source_row"), "typed_text"),
            )
        )
    return told


def _still_held(checked: Checked, settled: Settled, feed: Feed) -> pl.DataFrame:
    """The corrected rows that cannot stand yet, as text."""
    clash = _clashing(settled, feed).select("_source_row")
    again = checked.rows.join(clash, on="_source_row", how="semi")
    return pl.concat([checked.held, as_text(again, feed)], how="diagonal_relaxed")


def _with_what_was_private(
    vague: pl.DataFrame, base: Load, corrections: Corrections
) -> pl.DataFrame:
    """Birthdays and the like of the rows as they were when the file was read."""
    names = [column.name for column in corrections.feed.columns if column.privacy]
    path = path_for(base, corrections.landing).with_suffix(".parquet")
    if not names or not path.exists():
        return vague
    return vague.drop(names).join(pl.read_parquet(path), on="_source_row", how="left")
