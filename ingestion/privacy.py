"""What is dropped or made vaguer before anything is stored: the least that the rules need is kept,
and no more.
"""

import re

import polars as pl

from ingestion.feeds import ContractColumn, Feed

_NARRATIVE = re.compile(
    r"\b(notes?|comments?|narratives?|discuss(ed|ions?)|welfare|well-?being|health|text|summary"
    r"|details?|description|observations?|concerns?|reflections?|feelings?|remarks?|issues?"
    r"|actions?|minutes of|analysis|story|diary|feedback|views?|wishes)\b",
    re.IGNORECASE,
)


def is_narrative(heading: str) -> bool:
    """Whether a heading that is not of the contract looks as if people write sentences under it."""
    return bool(_NARRATIVE.search(re.sub(r"[\s_]+", " ", heading)))


def _kept_of(column: ContractColumn) -> pl.Expr:
    cell = pl.col(column.field)
    if column.privacy is None:
        kept = cell
    elif column.privacy.degrade == "anniversary":
        # Months, not years: both clamp 29 February to the 28th, and months is how the rules say it.
        kept = cell.dt.offset_by(f"{12 * column.privacy.years}mo")
    else:
        kept = (cell.str.to_lowercase() != column.privacy.value.lower()).fill_null(True)
    return kept.alias(column.name)


def degrade(frame: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """Turn typed fields into the columns that may be stored, with _source_row.

    A blank type of absence is a break.
    """
    return frame.select(*(_kept_of(column) for column in feed.columns), pl.col("_source_row"))
