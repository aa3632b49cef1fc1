"""What is dropped or made vaguer before anything is stored: the least that the rules need is kept,
and no more.
"""

import re

import polars as pl

from ingestion.cells import Kind, is_personal
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


#: What of an unreadable cell may be repeated, by how it looks: enough to find it by, too little to
#: tell a story. One word; or, for a date or a number, up to four words of which one has a figure.
_ONE_WORD = r"^\S{1,40}$"
_FIGURES = r"^(?:\S{1,20} ){0,3}\S{1,20}$"
_NAME_OR_ID = r"^(?:\S{1,20} ){0,2}\S{1,40}$"


def say_typed(cells: pl.Series, kind: Kind) -> pl.Series:
    """What may be repeated of cells that could not be read.

    Somebody may have typed a sentence into a column of dates: then only its length is told.
    """
    cells = cells.str.replace_all(r"[[:cntrl:]\u00a0]+", " ").str.strip_chars()
    if kind in ("code", "text"):
        is_short = cells.str.contains(_ONE_WORD)
    elif kind == "id":
        is_short = cells.str.contains(_NAME_OR_ID)
    else:
        is_short = cells.str.contains(_ONE_WORD)
        is_short |= cells.str.contains(_FIGURES) & cells.str.contains("[0-9]")
    told = "(" + cells.str.len_chars().cast(pl.String) + " characters, not shown)"
    return cells.zip_with(is_short.fill_null(True) & ~is_personal(cells), told)


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
