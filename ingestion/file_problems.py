"""What is said of a file as a whole, beside what is said of its cells."""

import polars as pl
from rapidfuzz import process

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.reading.export import Export

LIKENESS = 75.0


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


def tell_repeats(
    duplicate: int, conflicts: pl.DataFrame, feed: Feed, file_name: str | None
) -> list[pl.DataFrame]:
    """Report equal rows as one number and contradictions row by row."""
    told = []
    if duplicate:
        told.append(
            problems.report(
                problems.ROWS_EQUAL, feed=feed.name, file_name=file_name, count=f"{duplicate:,}"
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
