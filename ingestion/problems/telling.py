"""A problem told: one row of a polars frame with the columns of `COLUMNS`.

A million of them cost no more than a few.

What was typed is kept only for headings of the contract that are not private, and cut to 80
characters.
"""

from datetime import date

import polars as pl

from ingestion.problems.kinds import Outcome, ProblemKind

COLUMNS: dict[str, pl.DataType] = {
    "feed": pl.String(),
    "file_name": pl.String(),
    "source_row": pl.Int32(),
    "heading": pl.String(),
    "typed_text": pl.String(),
    "code": pl.String(),
    "title": pl.String(),
    "sentence": pl.String(),
    "fix": pl.String(),
    "outcome": pl.String(),
    "severity": pl.String(),
}
TYPED_TEXT_LENGTH = 80


def in_words(day: date) -> str:
    """A day as it is written on screen: 21 November 2026."""
    return f"{day.day} {day:%B %Y}"


def how_many(count: int, one: str, several: str | None = None) -> str:
    """So many of something, of which one alone is called otherwise: 1 row, 2 rows."""
    return f"{count:,} {one if count == 1 else several or one + 's'}"


def unit_of(file_name: object) -> str:
    """What the number of a row counts, as a person finds it: the lines of an XML file."""
    return "line" if str(file_name).lower().endswith(".xml") else "row"


def none() -> pl.DataFrame:
    """No problems at all, with the right columns."""
    return pl.DataFrame(schema=COLUMNS)


def report(
    kind: ProblemKind,
    *,
    feed: str | None = None,
    file_name: str | None = None,
    heading: str | None = None,
    rows: pl.DataFrame | None = None,
    outcome: Outcome | None = None,
    **details: object,
) -> pl.DataFrame:
    """Make problems of one kind about one heading: one without `rows`, else one for each.

    `rows` may have the columns source_row and typed_text. `details` fill the braces of the sentence
    and the fix. `outcome` stands in for the kind's own where the cell had to be there.
    """
    if rows is None:
        rows = pl.DataFrame({"source_row": [None]})
    for column in ("source_row", "typed_text"):
        if column not in rows.columns:
            rows = rows.with_columns(pl.lit(None).alias(column))
    actual = outcome or kind.outcome
    severity = "error" if actual == "row quarantined" else kind.severity
    told = {"heading": heading, "feed": feed, **details}
    return rows.select(
        feed=pl.lit(feed, dtype=pl.String),
        file_name=pl.lit(file_name, dtype=pl.String),
        source_row=pl.col("source_row").cast(pl.Int32),
        heading=pl.lit(heading, dtype=pl.String),
        typed_text=pl.col("typed_text")
        .cast(pl.String)
        .str.replace_all(r"[[:cntrl:]]", " ")
        .str.slice(0, TYPED_TEXT_LENGTH),
        code=pl.lit(kind.code),
        title=pl.lit(kind.title),
        sentence=pl.lit(kind.sentence.format(**told)),
        fix=pl.lit(kind.fix.format(**told)),
        outcome=pl.lit(actual),
        severity=pl.lit(severity),
    )


def gather(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Lay problems of many kinds together."""
    return pl.concat([none(), *frames])


def with_load_id(told: pl.DataFrame, load_id: str | None = None) -> pl.DataFrame:
    """Problems with the load they are of."""
    return told.with_columns(pl.lit(load_id, dtype=pl.String).alias("load_id"))
