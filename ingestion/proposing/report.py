"""How we read your file: a line for each column, as a CSV that anybody can open."""

import csv
import io
from collections.abc import Sequence

from ingestion.proposing.columns import Column
from ingestion.proposing.looking import Looked

HEADINGS = (
    *("File", "Sheet", "Position", "Heading found", "Feed", "Read as", "How it was matched"),
    *("Kind", "Which id", "Filled cells", "Cells not readable", "Examples not readable"),
    "Codes not mapped",
)
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_SHOWN = 20


def _safe(text: str) -> str:
    """A spreadsheet runs a cell that begins so as a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def position_in_words(position: int) -> str:
    """A column as a spreadsheet names it: A, B, … AA."""
    letters, rest = "", position + 1
    while rest:
        rest, at = divmod(rest - 1, 26)
        letters = chr(65 + at) + letters
    return letters


def _line(column: Column, looked: Looked, feed: str) -> list[str]:
    match = column.match
    field = None if column.is_wrong else match.field
    how = match.how if not column.is_wrong else f"{match.how}, but the cells are something else"
    codes = "; ".join(f"{each.typed} ({each.count:,})" for each in column.unmapped[:_SHOWN])
    return [
        looked.path.name,
        looked.how.sheet or "",
        position_in_words(match.position),
        match.found[:80],
        feed,
        field.heading if field else "",
        how,
        field.kind if field else "",
        column.id_kind or column.id_words,
        str(column.filled),
        str(column.unreadable) if field else "",
        "; ".join(column.examples),
        codes if field else "",
    ]


def write_report(columns: Sequence[Column], looked: Looked, feed: str) -> str:
    """The report as CSV text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADINGS)
    for column in columns:
        writer.writerow([_safe(cell) for cell in _line(column, looked, feed)])
    return stream.getvalue()
