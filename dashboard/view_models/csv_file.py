"""Rows as a CSV file that no spreadsheet can be tricked by."""

import csv
import io
from collections.abc import Mapping, Sequence
from typing import Any

#: A cell that begins with one of these may be run as a formula when the file is opened.
_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n")


def safe_csv(rows: Sequence[Mapping[str, Any]]) -> bytes:
    """The rows with a heading row, UTF-8 with a mark so that spreadsheets read it as such.

    Text that begins like a formula gets an apostrophe in front; numbers are left as they are.
    """
    if not rows:
        return b""
    stream = io.StringIO(newline="")
    writer = csv.DictWriter(stream, fieldnames=list(rows[0]))
    writer.writeheader()
    for row in rows:
        writer.writerow({name: _safe(value) for name, value in row.items()})
    return stream.getvalue().encode("utf-8-sig")


def _safe(value: Any) -> Any:
    if isinstance(value, str) and value.startswith(_FORMULA_STARTS):
        return f"'{value}"
    return value
