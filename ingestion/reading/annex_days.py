"""Dates of Annex A as they are written beside the usual forms: as a spreadsheet's day number, and
day first with dashes or points.
"""

import polars as pl

_DAY_NUMBER = r"^\s*([2-5]\d{4})(\.\d+)?\s*$"
_DAY_ZERO = pl.lit("1899-12-30").str.to_date("%Y-%m-%d")
#: A year of four figures at the end leaves only the day first: no mark of its own for months.
_MARKED = r"^\s*(\d{1,2}(?:-\d{1,2}-|\.\d{1,2}\.)\d{4})(?:[ T]\d{1,2}:\d{2}(?::\d{2})?)?\s*$"


def numbered_rows(frame: pl.DataFrame, name: str) -> list[int]:
    """The rows in which a column holds a day number."""
    return frame.filter(pl.col(name).str.contains(_DAY_NUMBER))["_source_row"].to_list()


def as_iso(name: str, *, reads_marks: bool) -> pl.Expr:
    """The column with its day numbers, and where wanted its days with dashes or points, as ISO
    days. What is no day is left as it was typed.
    """
    count = pl.col(name).str.extract(_DAY_NUMBER, 1).cast(pl.Int64)
    days = [_DAY_ZERO + pl.duration(days=count)]
    if reads_marks:
        marked = pl.col(name).str.extract(_MARKED, 1).str.replace_all(r"[-.]", "/")
        days.append(marked.str.to_date("%d/%m/%Y", strict=False))
    read = pl.coalesce(days).dt.to_string("%Y-%m-%d")
    return pl.coalesce(read, pl.col(name)).alias(name)
