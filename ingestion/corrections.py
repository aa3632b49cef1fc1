"""Takes in what an officer corrected in a file of `to_correct`, dropped back into the inbox.

Its rows take the place of the rows they came from, by file and row number: the file then counts as
received once, with fewer rows held back. The same corrections again change nothing.
"""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import polars as pl

from ingestion import problems
from ingestion.as_read import as_read
from ingestion.checking import Checked, Settled, check, key_in_words, settle
from ingestion.corrected_file import eased, marks_in, read_corrected, refuse_too_large
from ingestion.feeds import Feed
from ingestion.file_problems import tell_births_ahead
from ingestion.landing import Landing, Load
from ingestion.privacy import degrade
from ingestion.reading.soundness import FileRefusedError, fingerprint
from ingestion.settings import Settings
from ingestion.to_correct import (
    as_text,
    mark_of,
    offer,
    offered,
    put_private,
    rows_kept,
    waiting,
)
from ingestion.unsaid import leave_unsaid


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


def correct(
    path: Path, feeds: Mapping[str, Feed], landing: Landing, settings: Settings
) -> pl.DataFrame:
    """Take in one file of corrections: what is to be told of it.

    The same file again changes nothing. Raises OSError where the landing area cannot be written.
    """
    try:
        refuse_too_large(path)
        for mark in dict.fromkeys(marks_in(path)):
            feed = feeds.get(mark.partition(" ")[0])
            base = _base_of(landing, mark) if feed else None
            if feed and base:
                as_it_was = Corrections(path, as_read(feed, base), landing, settings)
                return _correct(as_it_was, feed)
    except FileRefusedError as refused:
        return problems.report(refused.kind, file_name=path.name, **refused.details)
    return problems.report(problems.CORRECTION_OF_NOTHING, file_name=path.name)


def _correct(corrections: Corrections, plain: Feed) -> pl.DataFrame:
    """Take in the rows, file by file; `plain` is the feed as the contract has it."""
    try:
        frame, wrong = read_corrected(corrections.path, corrections.feed)
    except FileRefusedError as refused:
        return corrections.tell(refused.kind, **refused.details)
    told = [wrong]
    marks = frame["_of_file"].str.strip_chars()
    for mark in marks.unique().sort().drop_nulls():
        base = _base_of(corrections.landing, str(mark))
        if base is None or base.feed != corrections.feed.name:
            told.append(corrections.tell(problems.CORRECTION_OF_NOTHING))
        else:
            mine = replace(corrections, feed=as_read(plain, base))
            told.append(_apply(frame.filter(marks == mark), base, mine))
    return problems.gather(told)


def _base_of(landing: Landing, mark: str) -> Load | None:
    """The load that corrections are made to: the file itself, or what earlier ones made of it."""
    landed = [each for each in landing.loads.values() if each.outcome == "landed"]
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
        count = problems.how_many(others, "row")
        told.append(corrections.tell(problems.CORRECTION_OF_OTHER_ROWS, count=count))
    if rows.is_empty():
        return problems.gather(told)
    checked = _checked(_with_noughts(rows, base, corrections), base, corrections)
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
    unsaid = leave_unsaid(settled.rows, _still_held(checked, settled, feed), feed, base.file_name)
    of_these = pl.col("source_row").is_in(rows["_source_row"].implode())
    answered = pl.concat([rows["_source_row"], left_out])
    stays = before.filter(~pl.col("source_row").is_in(answered.implode()).fill_null(False))
    wrong = problems.gather(
        [
            stays,
            *_tell(base, checked, settled, corrections),
            _tell_left_out(base, left_out),
            unsaid.problems.filter(of_these),
        ]
    )
    landing.keep(load, unsaid.rows, wrong)
    offer(load, feed, unsaid.held, wrong, landing)
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


def _with_noughts(rows: pl.DataFrame, base: Load, corrections: Corrections) -> pl.DataFrame:
    """The rows with the noughts back at the front of an id that a spreadsheet took away: the row
    was offered with them, and nothing else of the cell was changed.
    """
    feed = corrections.feed
    before = offered(base, feed, corrections.landing)
    ids = [each.name for each in feed.fields if each.kind == "id" and not each.is_private]
    was = before.select("_source_row", *(pl.col(name).alias(f"{name} offered") for name in ids))
    beside = rows.join(was, on="_source_row", how="left", maintain_order="left")
    cells = []
    for name in ids:
        offered_id = pl.col(f"{name} offered")
        is_cut = offered_id.str.contains("^0+[0-9]") & (
            offered_id.str.strip_chars_start("0") == pl.col(name).str.strip_chars()
        )
        cells.append(pl.when(is_cut).then(offered_id).otherwise(name).alias(name))
    return beside.with_columns(cells).select(rows.columns)


def _checked(rows: pl.DataFrame, base: Load, corrections: Corrections) -> Checked:
    """Check corrected rows. What is private need not be typed again where it waits."""
    feed = corrections.feed
    rows = rows.select("_source_row", *(field.name for field in feed.fields))
    kept = rows_kept(waiting(base, corrections.landing), feed)
    waits = rows["_source_row"].is_in(list(kept))
    easier = replace(feed, fields=tuple(eased(field) for field in feed.fields))
    parts = [
        check(rows.filter(waits), easier, base.file_name),
        check(rows.filter(~waits), feed, base.file_name),
    ]
    typed = pl.concat([each.rows for each in parts])
    typed, ahead, fallen = tell_births_ahead(typed, feed, base.file_name, base.extracted_on)
    held = [*(each.held for each in parts), as_text(fallen, feed)]
    return Checked(
        rows=typed,
        quarantined=sum(each.quarantined for each in parts) + fallen.height,
        problems=problems.gather([*(each.problems for each in parts), *ahead]),
        held=pl.concat(held, how="diagonal_relaxed"),
    )


def _together(base: Load, checked: Checked, corrections: Corrections) -> Settled:
    """The rows that stood and those that stand now, equal ones as one."""
    lineage = {"_source_file": pl.lit(base.file_name), "_extracted_on": pl.lit(base.extracted_on)}
    feed, kept = corrections.feed, waiting(base, corrections.landing)
    vague = put_private(degrade(checked.rows, feed), checked.rows, feed, kept)
    frames = [corrections.landing.rows(base), vague.with_columns(**lineage)]
    rows = pl.concat(frames, how="diagonal_relaxed").sort("_source_row")
    return settle(rows, feed)


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
                count=problems.how_many(
                    fixed, "row that was held back stands", "rows that were held back stand"
                ),
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
