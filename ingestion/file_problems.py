"""What is said of a file as a whole, beside what is said of its cells."""

import re
from datetime import date
from pathlib import Path

import polars as pl
from rapidfuzz import process

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.reading.census import CensusFile
from ingestion.reading.export import Export
from ingestion.reading.soundness import FileRefusedError
from ingestion.settings import Settings

LIKENESS = 75.0
_MISSING = (problems.CELL_MISSING.code, problems.CELL_MISSING_HERE.code)
#: What a cell holds that was read as blank, and what is said of it where its row falls for it.
_ERRORS = {
    problems.CELL_IN_ERROR.code: problems.SPREADSHEET_ERROR,
    problems.NO_RESULT.code: problems.NO_RESULT,
}


def _report_unknown(heading: str, missing: list[str], feed: Feed, name: str) -> pl.DataFrame:
    """An unused heading; one that is spelt like a missing one is most likely that one."""
    meant = process.extractOne(heading, missing, score_cutoff=LIKENESS)
    return problems.report(
        problems.HEADING_LIKELY if meant else problems.HEADING_UNKNOWN,
        feed=feed.name,
        file_name=name,
        heading=heading[:80],
        missing=meant[0] if meant else "",
    )


def tell_headings(file: Export, feed: Feed, name: str) -> list[pl.DataFrame]:
    """Name the headings whose columns were not kept."""
    there = file.headings.positions
    missing = [each.heading for each in feed.fields if each.name not in there]
    told = [_report_unknown(each, missing, feed, name) for each in file.headings.unknown]
    told += [
        problems.report(
            problems.HEADING_NARRATIVE, feed=feed.name, file_name=name, heading=heading[:80]
        )
        for heading in file.headings.narrative
    ]
    return told


def tell_misshapen(file: Export, feed: Feed, name: str) -> list[pl.DataFrame]:
    """Name the rows that have more or fewer cells than there are headings."""
    return [
        problems.report(
            problems.ROW_MISSHAPEN,
            feed=feed.name,
            file_name=name,
            rows=some.select("source_row"),
            cells=cells,
            headings=file.headings.width,
        )
        for (cells,), some in file.misshapen.sort("source_row").group_by(
            "cells", maintain_order=True
        )
    ]


def tell_findings(file: Export, feed: Feed, name: str) -> list[pl.DataFrame]:
    """Name what the reader found beside the rows."""
    return [
        problems.report(
            each.kind,
            feed=feed.name,
            file_name=name,
            heading=each.heading,
            rows=each.rows,
            outcome=None,
            **each.details,
        )
        for each in file.findings
    ]


def tell_numbers(file: Export, told: pl.DataFrame, feed: Feed, name: str) -> pl.DataFrame:
    """Say what the numbers of rows count where they are neither rows nor lines."""
    is_numbered = told["source_row"].is_not_null().any()
    if not (isinstance(file, CensusFile) and file.counts_workers and is_numbered):
        return told
    note = problems.report(problems.WORKERS_COUNTED, feed=feed.name, file_name=name)
    return problems.gather([told, note])


def tell_repeats(
    duplicate: int, conflicts: pl.DataFrame, feed: Feed, file_name: str | None
) -> list[pl.DataFrame]:
    """Report equal rows as one number and contradictions row by row."""
    told = []
    if duplicate:
        told.append(
            problems.report(
                problems.ROWS_EQUAL,
                feed=feed.name,
                file_name=file_name,
                said=problems.how_many(duplicate, "row is", "rows are"),
            )
        )
    if conflicts.height:
        is_kept = feed.meta.role == "denominator"
        told.append(
            problems.report(
                problems.KEY_CONFLICT_KEPT if is_kept else problems.KEY_CONFLICT,
                feed=feed.name,
                file_name=file_name,
                heading=" and ".join(feed.heading_of(part) for part in feed.key),
                rows=conflicts.select(pl.col("_source_row").alias("source_row"), "typed_text"),
            )
        )
    return told


def once_for_errors(told: pl.DataFrame, feed: Feed, file_name: str) -> pl.DataFrame:
    """A cell that must be filled and holds an error of the spreadsheet is told as that error, and
    not as an empty cell beside it.
    """
    at = ["source_row", "heading"]
    missing = told.filter(pl.col("code").is_in(_MISSING)).select(at)
    both = told.filter(pl.col("code").is_in(list(_ERRORS))).join(missing, on=at, how="semi")
    if both.is_empty():
        return told
    is_either = pl.col("code").is_in([*_MISSING, *_ERRORS])
    rest = told.filter(~is_either)
    alone = told.filter(is_either).join(both.select(at), on=at, how="anti", nulls_equal=True)
    instead = [
        problems.report(
            _ERRORS[str(code)],
            feed=feed.name,
            file_name=file_name,
            heading=str(heading),
            rows=some.select("source_row"),
            outcome="row quarantined",
        )
        for (code, heading), some in both.group_by("code", "heading", maintain_order=True)
    ]
    return problems.gather([rest, alone, *instead])


def refuse_out_of_bounds(path: Path, settings: Settings) -> None:
    """Refuse a file that no export can be as large as. Raises FileRefusedError or OSError."""
    gigabytes = path.stat().st_size / 1024**3
    if gigabytes > settings.largest_file_gb:
        raise FileRefusedError(
            problems.TOO_LARGE,
            size=f"{gigabytes:.1f} GB",
            largest=f"{settings.largest_file_gb:g} GB",
            setting="SUPERVISION_LARGEST_FILE_GB",
        )


def refuse_too_many_columns(width: int, feed: Feed, settings: Settings) -> None:
    """Refuse a file with rows and columns swapped, before any row is read."""
    if width > settings.most_columns:
        raise FileRefusedError(
            problems.TOO_MANY_COLUMNS, columns=f"{width:,}", expected=len(feed.fields)
        )


def refuse_too_many_rows(rows: int, settings: Settings) -> None:
    """Refuse a file that goes on and on."""
    if rows > settings.most_rows:
        raise FileRefusedError(
            problems.TOO_LARGE,
            size=f"more than {settings.most_rows:,} rows long",
            largest=f"{settings.most_rows:,} rows long",
            setting="SUPERVISION_MOST_ROWS",
        )


def refuse_where_no_row_fits(misshapen: pl.DataFrame, others: int, width: int) -> None:
    """Refuse a file of which every row has the same wrong number of cells: they were not mistyped,
    the headings do not belong to them.
    """
    cells = misshapen["cells"].unique()
    if not others and misshapen.height > 1 and cells.len() == 1:
        raise FileRefusedError(problems.ALL_MISSHAPEN, cells=cells.item(), headings=width)


def refuse_mixed_dates(told: pl.DataFrame, received: int, settings: Settings) -> None:
    """Refuse a file in which more than a slip or two has the month first: for each date that shows
    it another does not, and would be read as the wrong day.
    """
    counted = (
        told.filter(pl.col("code") == problems.DATE_MONTH_FIRST.code)
        .group_by("heading")
        .agg(pl.len().alias("count"))
        .filter(
            (pl.col("count") >= settings.month_first_dates)
            & (pl.col("count") >= settings.month_first_share * received)
        )
        .sort("count", "heading", descending=[True, False])
    )
    for heading, count in counted.rows():
        dates = problems.how_many(count, "date that makes", "dates that make")
        raise FileRefusedError(problems.MIXED_DATES, heading=heading, dates=dates)


def refuse_other_total(told: pl.DataFrame, received: int) -> None:
    """Refuse a file whose last line says it has another number of rows than there are."""
    aside = told.filter(pl.col("code") == problems.LINE_OF_TOTALS.code)
    counted = received - aside.height
    for text in aside["typed_text"].drop_nulls():
        stated = re.search(r"[0-9][0-9,]*", text)
        if stated and int(stated[0].replace(",", "")) != counted:
            raise FileRefusedError(
                problems.TOTAL_DISAGREES, stated=stated[0], counted=f"{counted:,}"
            )


def refuse_as_a_whole(
    told: list[pl.DataFrame], misshapen: pl.DataFrame, received: int, width: int, settings: Settings
) -> None:
    """Refuse a file for what only all its rows together show. `received` are the rows that fit the
    headings, `width` how many of those there are.
    """
    refuse_where_no_row_fits(misshapen, received, width)
    everything = problems.gather(told)
    refuse_mixed_dates(everything, received, settings)
    refuse_other_total(everything, received + misshapen.height)


def tell_births_ahead(
    typed: pl.DataFrame, feed: Feed, file_name: str, extracted_on: date
) -> tuple[pl.DataFrame, list[pl.DataFrame], pl.DataFrame]:
    """Take birthdays after the day of the extract as not known: once they are made vaguer, nobody
    could see that they are wrong. Where a row cannot stand without one, it falls: what stays, what
    is told, and the rows that fell.
    """
    told, fallen = [], [typed.clear()]
    for field in feed.fields:
        if not (field.is_private and field.kind == "date"):
            continue
        is_ahead = (typed[field.name] > extracted_on).fill_null(False)
        if is_ahead.any():
            rows = typed.filter(is_ahead).select(source_row="_source_row")
            told.append(
                problems.report(
                    problems.BORN_AHEAD,
                    feed=feed.name,
                    file_name=file_name,
                    heading=field.heading,
                    rows=rows,
                    outcome="row quarantined" if field.required else None,
                )
            )
            typed = typed.with_columns(typed[field.name].set(is_ahead, None))
            if field.required:
                fallen.append(typed.filter(is_ahead))
                typed = typed.filter(~is_ahead)
    return typed, told, pl.concat(fallen)
