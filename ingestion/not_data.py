"""Rows of an export that are no data, where no mapping describes them: totals and end marks."""

import polars as pl

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.problems import ProblemKind

#: Which of them say how many rows there are.
_COUNTS = r"(?i)[0-9] ?(?:rows?|records?)|(?:rows|records)\b.*[0-9]"
#: A whole cell that begins a line of totals or of the system's own words, in lower case.
FOOTER = (
    r"(?i)^(?:(?:grand |sub-?)?totals?(?: (?:number of )?(?:rows|records))?(?: ?[:=-])? ?[0-9,]*"
    r"(?: (?:rows|records))?"
    r"|[*<=( -]*end of (?:report|file|data|extract|export|list)[*>=). -]*"
    r"|\(?[0-9,]+ (?:rows?|records?)(?: (?:returned|selected|exported|affected|found))?\)?\.?"
    r"|(?:number of )?(?:rows|records)(?: (?:returned|selected|exported))? ?[:=] ?[0-9,]+"
    r"|(?:report|extract|export) (?:run|produced|generated|created|printed)\b.{0,60})$"
)


def _tell(kind: ProblemKind, some: pl.DataFrame, feed: Feed, file_name: str) -> pl.DataFrame:
    """Report rows; of what stood there only a count of rows is repeated."""
    first = _first_cell(feed)
    rows = some.select(
        source_row="_source_row",
        typed_text=pl.when(first.str.contains(_COUNTS)).then(first),
    )
    return problems.report(kind, feed=feed.name, file_name=file_name, rows=rows)


def _first_cell(feed: Feed) -> pl.Expr:
    return pl.coalesce(pl.col(field.name) for field in feed.fields)


def set_aside(
    frame: pl.DataFrame, feed: Feed, file_name: str
) -> tuple[pl.DataFrame, list[pl.DataFrame], int]:
    """Take out the rows that are no data and that no mapping speaks of: what stays, what is told
    of them, and how many they were.
    """
    is_footer = frame.select(_first_cell(feed).str.contains(FOOTER).fill_null(False)).to_series()
    if not is_footer.any():
        return frame, [], 0
    some = frame.filter(is_footer)
    told = _tell(problems.LINE_OF_TOTALS, some, feed, file_name)
    return frame.filter(~is_footer), [told], some.height
