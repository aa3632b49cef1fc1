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
from ingestion.checking import Checked, Settled, check, key_in_words, settle
from ingestion.feeds import ContractField, Feed
from ingestion.landing import Landing, Load
from ingestion.mapping import REFERENCE
from ingestion.privacy import degrade
from ingestion.reading.annex_a_lists import TEAMS_BY_NAME, number_in
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
    landed = [each for each in corrections.landing.loads.values() if each.outcome == "landed"]
    found = [load for load in landed if mark_of(load) == mark]
    if not found:
        # A mark that names no part was given before parts were told apart.
        found = [load for load in landed if f"{load.feed} {load.sha256[:12]}" == mark]
        if len({load.part for load in found}) > 1:
            return None
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
    as_typed = feed.with_names(TEAMS_BY_NAME) if number_in(base.part) else feed
    checked = check(_as_export(rows, feed), as_typed, base.file_name)
    settled = _together(base, checked, corrections)
    left_out = _left_out(before, rows["_source_row"], settled, feed)
    load = _counted(base, checked, settled, left_out.len()).model_copy(
        update={
            "load_id": load_id,
            "corrects": root,
            "sequence": landing.next_sequence(),
            "landed_at": datetime.now(UTC).replace(tzinfo=None),
            "landed_by": corrections.settings.user,
        }
    )
    answered = pl.concat([rows["_source_row"], left_out])
    stays = before.filter(~pl.col("source_row").is_in(answered.implode()).fill_null(False))
    wrong = problems.gather(
        [stays, *_tell(base, checked, settled, corrections), _tell_left_out(base, left_out)]
    )
    landing.keep(load, settled.rows, wrong)
    offer(load, feed, _still_held(checked, settled, feed), wrong, landing)
    return problems.gather(told)


def _left_out(
    before: pl.DataFrame, corrected: pl.Series, settled: Settled, feed: Feed
) -> pl.Series:
    """The held-back rows that an officer took out of the file to end a contradiction.

    Only where, of all the rows that had one key, one alone is in the corrected file and stands now
    with that key. Whatever else is not in the file stays held back.
    """
    clashes = before.filter(
        (pl.col("code") == problems.KEY_CONFLICT.code)
        & (pl.col("typed_text").str.len_chars() < problems.TYPED_TEXT_LENGTH)
    ).select("source_row", "typed_text")
    if clashes.is_empty():
        return pl.Series("_source_row", [], dtype=corrected.dtype)
    standing = settled.rows.select(source_row="_source_row", typed_text=key_in_words(feed))
    in_file = clashes.filter(pl.col("source_row").is_in(corrected.implode()))
    alone = in_file.filter(pl.len().over("typed_text") == 1)
    kept = alone.join(standing, on=["source_row", "typed_text"], how="semi")
    gone = clashes.join(in_file, on="source_row", how="anti")
    gone = gone.join(kept, on="typed_text", how="semi")
    return gone["source_row"].unique().sort().cast(corrected.dtype).alias("_source_row")


def _tell_left_out(base: Load, left_out: pl.Series) -> pl.DataFrame:
    if left_out.is_empty():
        return problems.none()
    rows = pl.DataFrame({"source_row": left_out})
    kind = problems.ROW_LEFT_OUT
    return problems.report(kind, feed=base.feed, file_name=base.file_name, rows=rows)


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


def _counted(base: Load, checked: Checked, settled: Settled, left_out: int) -> Load:
    """The counts of both together; no row may be lost on the way. A row left out in favour of
    another counts as another copy of it. Raises ArithmeticError.
    """
    accepted, held = settled.rows.height, base.quarantined - checked.rows.height - left_out
    copies, clash = base.duplicate + settled.duplicate + left_out, settled.quarantined
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
