"""Rows that were held back, as a CSV an officer can correct and put in the inbox as it is.

DATA/to-correct/<file>.to-correct.csv has the rows of one file that were held back: which row, what
is wrong, what to do, and the columns of the contract that are not private, under the headings the
file has. What must not be kept is not in it: columns that are dropped, cells in which somebody
typed a sentence, dates of birth. What is left of those (a birthday, yes or no) waits in a file
beside it. A private column that a row cannot stand without is there too, always empty, to be filled
in.
"""

from collections.abc import Collection
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


def waiting(load: Load, landing: Landing) -> pl.DataFrame | None:
    """What waits of the private cells of a load's rows to correct; null where nothing does."""
    path = path_for(load, landing).with_suffix(".parquet")
    return pl.read_parquet(path) if path.exists() else None


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


def offered(load: Load, feed: Feed, landing: Landing) -> pl.DataFrame:
    """The rows of a load that are offered for correction now, as text by field; none where there is
    no such file, or it is not as it was written.
    """
    names = [field.name for field in _open_fields(feed)]
    none = pl.DataFrame(schema={"_source_row": pl.Int32, **dict.fromkeys(names, pl.String)})
    try:
        rows = pl.read_csv(path_for(load, landing), infer_schema=False)
        return rows.select(
            pl.col(ROW).cast(pl.Int32).alias("_source_row"),
            *(
                pl.col(field.heading).str.replace(APOSTROPHE, "$1").alias(field.name)
                for field in _open_fields(feed)
            ),
        )
    except (OSError, pl.exceptions.PolarsError):
        return none


def _reasons(told: pl.DataFrame) -> pl.DataFrame:
    """What is wrong with each row that is held back and can be corrected."""
    is_offered = (pl.col("outcome") == "row quarantined") & pl.col("source_row").is_not_null()
    return (
        told.filter(is_offered & ~pl.col("code").is_in(_NO_DATA))
        .group_by(_source_row="source_row")
        .agg(
            pl.col("sentence").unique(maintain_order=True).str.join(" ").alias(WRONG),
            pl.col("fix").unique(maintain_order=True).str.join(" ").alias(TO_DO),
        )
        .sort("_source_row")
    )


def offer(load: Load, feed: Feed, held: pl.DataFrame, told: pl.DataFrame, landing: Landing) -> None:
    """Write the rows of a load that can be corrected, or take away what was written before. `feed`
    is as the load was read.

    Raises OSError.
    """
    path = path_for(load, landing)
    beside = path.with_suffix(".parquet")
    reasons = _reasons(told)
    if reasons.is_empty() or load.outcome != "landed":
        path.unlink(missing_ok=True)
        beside.unlink(missing_ok=True)
        return
    if load.corrects:
        # A row that was left out of the corrections keeps the cells it was offered with.
        earlier = offered(load, feed, landing).join(held, on="_source_row", how="anti")
        held = pl.concat([held, earlier], how="diagonal_relaxed")
    held = held.unique("_source_row")
    rows = reasons.join(held, on="_source_row", how="left").sort("_source_row")
    if any(field.is_private for field in feed.fields):
        read = rows.join(held, on="_source_row", how="semi")
        kept = _what_waits(read, feed, waiting(load, landing) if load.corrects else None)
        durable.put(beside, kept.write_parquet)
        rows = _with_empty_columns(rows, feed, kept)
    shown = rows.select(
        pl.col("_source_row").alias(ROW),
        WRONG,
        TO_DO,
        pl.lit(mark_of(load)).alias(OF_FILE),
        *(
            _protected(pl.col(field.name)).alias(field.heading)
            for field in feed.fields
            if field.name in rows.columns
        ),
    )
    durable.put(path, lambda to: shown.write_csv(to, include_bom=True, quote_style="necessary"))


def _with_empty_columns(rows: pl.DataFrame, feed: Feed, kept: pl.DataFrame) -> pl.DataFrame:
    """The rows with no private cell, but an empty column for each private field that some row must
    have and has not: what is typed there is read, and what is left empty comes from what waits.
    """
    none = pl.lit(None, dtype=pl.String)
    for field in (each for each in feed.fields if each.is_private):
        rows = rows.drop(field.name)
        there = _rows_with(kept, feed, field)
        never_read = rows.join(kept, on="_source_row", how="anti").height
        if field.required or never_read:
            leave = f" Leave {field.heading} empty: it is kept aside and comes back with its row."
            is_there = pl.col("_source_row").is_in(there.implode())
            hint = pl.when(is_there).then(pl.col(TO_DO) + leave).otherwise(pl.col(TO_DO))
            rows = rows.with_columns(hint.alias(TO_DO), none.alias(field.name))
    return rows


def _rows_with(kept: pl.DataFrame, feed: Feed, field: ContractField) -> pl.Series:
    """The rows of which something waits of a private field."""
    names = [each.name for each in feed.columns if each.field == field.name]
    return kept.filter(pl.all_horizontal(pl.col(names).is_not_null()))["_source_row"]


def rows_kept(kept: pl.DataFrame | None, feed: Feed) -> Collection[int]:
    """The rows that lack nothing of what is private and must be there, because it waits."""
    if kept is None:
        return ()
    needed = {field.name for field in feed.fields if field.is_private and field.required}
    names = [each.name for each in feed.columns if each.field in needed]
    is_whole = pl.all_horizontal(pl.lit(True), *(pl.col(name).is_not_null() for name in names))
    return set(kept.filter(is_whole)["_source_row"].to_list())


def put_private(
    vague: pl.DataFrame, typed: pl.DataFrame, feed: Feed, kept: pl.DataFrame | None
) -> pl.DataFrame:
    """Rows with what waits of their private cells, but for what was `typed` anew."""
    private = [each for each in feed.columns if each.privacy]
    if not private or kept is None:
        return vague
    names = [each.name for each in private]
    fields = {each.field for each in private}
    was_typed = typed.select(
        "_source_row", *(pl.col(name).is_not_null().alias(f"{name} typed") for name in fields)
    )
    waits = kept.select("_source_row", *(pl.col(name).alias(f"{name} kept") for name in names))
    waits = waits.with_columns(pl.lit(True).alias("waits"))
    beside = vague.join(was_typed, on="_source_row", how="left").join(
        waits, on="_source_row", how="left"
    )
    cells = [
        pl.when(pl.col("waits").is_null() | pl.col(f"{each.field} typed"))
        .then(each.name)
        .otherwise(f"{each.name} kept")
        .alias(each.name)
        for each in private
    ]
    return beside.with_columns(cells).select(vague.columns)


def _what_waits(rows: pl.DataFrame, feed: Feed, before: pl.DataFrame | None) -> pl.DataFrame:
    """What may be kept of the private cells of rows; `before` is what waited of them already."""
    vague = [column.name for column in feed.columns if column.privacy]
    now = degrade(_typed_of(rows, feed), feed).select("_source_row", *vague)
    return put_private(now, rows, feed, before)


def _typed_of(rows: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """The same rows with every open field empty and of its type, so that what is private can be
    made vaguer.
    """
    empty = {field.name: _empty(field) for field in _open_fields(feed)}
    private = {field.name: _of_type(field) for field in feed.fields if field.is_private}
    return rows.with_columns(**empty, **private)


def _of_type(field: ContractField) -> pl.Expr:
    """A private field; null throughout where no row has it, and then still of its type."""
    return pl.col(field.name).cast(_type_of(field))


def _empty(field: ContractField) -> pl.Expr:
    return pl.lit(None, dtype=_type_of(field))


def _type_of(field: ContractField) -> pl.DataType:
    return READERS[field.kind].read(pl.Series([None], dtype=pl.String)).dtype


def _protected(cell: pl.Expr) -> pl.Expr:
    return pl.when(cell.str.contains(_FORMULA)).then("'" + cell).otherwise(cell)
