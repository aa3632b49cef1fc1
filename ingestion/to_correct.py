"""Rows that were held back, as a CSV an officer can correct and put in the inbox as it is.

DATA/to-correct/<file>.to-correct.csv has the rows of one file that were held back: which row, what
is wrong, what to do, and the columns of the contract that are not private. What must not be kept is
not in it: columns that are dropped, cells in which somebody typed a sentence, dates of birth. What
is left of those (a birthday, yes or no) waits in a file beside it.
"""

from pathlib import Path

import polars as pl

from ingestion import durable, problems
from ingestion.cells import READERS
from ingestion.feeds import ContractField, Feed
from ingestion.file_names import WHOLE
from ingestion.inbox import CORRECTED
from ingestion.landing import Landing, Load
from ingestion.privacy import degrade

ROW, WRONG, TO_DO, OF_FILE = "Row", "What is wrong", "What to do", "Of file"
#: Rows that stand for nothing: there is nothing in them to correct.
_NO_DATA = (problems.LINE_OF_TOTALS.code, problems.HEADINGS_AGAIN.code)
#: What makes a spreadsheet run a cell as a formula; an apostrophe before it makes it text.
_FORMULA = r"^[\s]*[=+\-@'\t\r＝＋－＠]"
APOSTROPHE = r"^'([\s]*[=+\-@'\t\r＝＋－＠])"


def folder_of(landing: Landing) -> Path:
    """Where the rows to correct are put."""
    return landing.folder.parent / "to-correct"


def path_for(load: Load, landing: Landing) -> Path:
    """The file with a load's rows to correct; one workbook may hold several feeds, or parts."""
    stem = Path(load.file_name).stem
    place = load.feed if load.part == WHOLE else f"{load.feed}-{load.part}"
    name = stem if stem.lower().startswith(f"{place}_") else f"{place} of {stem}"
    return folder_of(landing) / f"{name}{CORRECTED}"


def mark_of(load: Load) -> str:
    """What tells the file a row is of."""
    part = "" if load.part == WHOLE else f" {load.part}"
    return f"{load.feed} {load.sha256[:12]}{part}"


def _open_fields(feed: Feed) -> list[ContractField]:
    return [field for field in feed.fields if not field.is_private]


def as_text(frame: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """Typed fields as an export writes them."""
    kinds = {field.name: field.kind for field in _open_fields(feed)}
    told = []
    for name, kind in kinds.items():
        cell = pl.col(name)
        if kind == "date":
            cell = cell.dt.strftime("%d/%m/%Y")
        elif kind == "tick":
            cell = pl.when(cell).then(pl.lit("Yes")).when(~cell).then(pl.lit("No"))
        told.append(cell.cast(pl.String).alias(name))
    private = [field.name for field in feed.fields if field.is_private]
    return frame.select("_source_row", *told, *private)


def offer(load: Load, feed: Feed, held: pl.DataFrame, told: pl.DataFrame, landing: Landing) -> None:
    """Write the rows of a load that can be corrected, or take away what was written before.

    Raises OSError.
    """
    path = path_for(load, landing)
    beside = path.with_suffix(".parquet")
    is_offered = (pl.col("outcome") == "row quarantined") & pl.col("source_row").is_not_null()
    reasons = (
        told.filter(is_offered & ~pl.col("code").is_in(_NO_DATA))
        .group_by(_source_row="source_row")
        .agg(
            pl.col("sentence").unique(maintain_order=True).str.join(" ").alias(WRONG),
            pl.col("fix").unique(maintain_order=True).str.join(" ").alias(TO_DO),
        )
        .sort("_source_row")
    )
    if reasons.is_empty() or load.outcome != "landed":
        path.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
        return
    rows = reasons.join(held.unique("_source_row"), on="_source_row", how="left")
    fields = _open_fields(feed)
    shown = rows.sort("_source_row").select(
        pl.col("_source_row").alias(ROW),
        WRONG,
        TO_DO,
        pl.lit(mark_of(load)).alias(OF_FILE),
        *(_protected(pl.col(field.name)).alias(field.heading) for field in fields),
    )
    durable.put(path, lambda to: shown.write_csv(to, include_bom=True, quote_style="necessary"))
    if any(field.is_private for field in feed.fields):
        kept = _what_was_private(rows, feed)
        if load.corrects and beside.exists():
            kept = pl.read_parquet(beside).join(rows, on="_source_row", how="semi")
        durable.put(beside, kept.write_parquet)


def _what_was_private(rows: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """What may be kept of the private cells of rows."""
    vague = [column.name for column in feed.columns if column.privacy]
    return degrade(_typed_of(rows, feed), feed).select("_source_row", *vague)


def _typed_of(rows: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """The same rows with every open field empty and of its type, so that what is private can be
    made vaguer.
    """
    empty = {field.name: _empty(field) for field in _open_fields(feed)}
    return rows.with_columns(**empty)


def _empty(field: ContractField) -> pl.Expr:
    values = READERS[field.kind].read(pl.Series([None], dtype=pl.String))
    return pl.lit(None, dtype=values.dtype)


def _protected(cell: pl.Expr) -> pl.Expr:
    return pl.when(cell.str.contains(_FORMULA)).then("'" + cell).otherwise(cell)
