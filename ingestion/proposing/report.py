"""How we read your file: a line for each column, as a CSV that anybody can open."""

import csv
import io
from collections.abc import Sequence

from ingestion.proposing.columns import Column
from ingestion.proposing.looking import Looked
from ingestion.proposing.showing import column_letter

HEADINGS = (
    *("File", "Sheet", "Position", "Heading found", "Feed", "Read as", "How it was matched"),
    *("Kind", "Cells look like", "Which id", "Filled cells", "Cells not readable"),
    *("Examples not readable", "Codes not mapped"),
)
_DANGEROUS = ("=", "+", "-", "@", "\t", "\r")
_SHOWN = 20


def _safe(text: str) -> str:
    """A spreadsheet runs a cell that begins so as a formula."""
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _how(column: Column) -> str:
    if column.match.stands_twice:
        return "the heading stands twice: rename one"
    return f"{column.match.how}, but the cells are something else" * column.is_wrong or (
        column.match.how
    )


def _codes(column: Column) -> str:
    some = [f"{each.typed} ({each.count:,})" for each in column.unmapped.shown[:_SHOWN]]
    if column.unmapped.not_shown:
        some.append(f"{column.unmapped.not_shown:,} not shown")
    return "; ".join(some)


def _line(column: Column, looked: Looked, feed: str) -> list[str]:
    field = column.field
    return [
        looked.path.name,
        looked.how.sheet or "",
        column_letter(column.match.position),
        column.heading,
        feed,
        field.heading if field else "",
        _how(column),
        field.kind if field else "",
        column.looks_like,
        (column.id_kind or column.id_words) if field else "",
        str(column.filled),
        str(column.unreadable) if field else "",
        "; ".join(column.examples),
        _codes(column) if field else "",
    ]


def write_report(columns: Sequence[Column], looked: Looked, feed: str) -> str:
    """The report as CSV text."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(HEADINGS)
    for column in columns:
        writer.writerow([_safe(cell) for cell in _line(column, looked, feed)])
    return stream.getvalue()
