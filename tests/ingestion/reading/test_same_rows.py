"""The same export in another form lands as the same rows: what a file looks like decides
nothing.
"""

import csv
from collections.abc import Callable
from pathlib import Path

import polars as pl
import pytest
from polars.testing import assert_frame_equal

from .conftest import LandMapped, workbook_of

EXAMPLE = Path(__file__).resolve().parents[4] / "shared" / "data" / "example-council" / "inbox"
FEEDS = ("hr_posts", "sharepoint_sessions", "ics_involvements", "audit_answers", "asye_reviews")
Table = list[list[str]]
LINEAGE = ("_source_file", "_source_row")


def _table(feed: str) -> Table:
    with (EXAMPLE / f"{feed}_20261031.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.reader(stream))


def _text(table: Table, delimiter: str) -> str:
    return "".join(delimiter.join(f'"{cell}"' for cell in row) + "\r\n" for row in table)


def _american(cell: str) -> str:
    parts = cell.split("/")
    return f"{parts[1]}/{parts[0]}/{parts[2]}" if len(parts) == 3 else cell


FORMS: dict[str, tuple[str, str, Callable[[Table], bytes]]] = {
    "a workbook with a title": (
        "xlsx",
        "part: whole",
        lambda table: workbook_of([["List of everything"], [], *table]),
    ),
    "Unicode text with tabs": (
        "txt",
        "{encoding: utf-16, delimiter: tab}",
        lambda table: _text(table, "\t").encode("utf-16"),
    ),
    "Windows text with semicolons under a title, with a footer": (
        "csv",
        '{encoding: cp1252, delimiter: semicolon, skip_rows: 1, footers: ["Total: {rows} rows"]}',
        lambda table: (
            "As at 31 October\r\n" + _text(table, ";") + f"Total: {len(table) - 1} rows"
        ).encode("cp1252"),
    ),
    "month before day": (
        "csv",
        "dates: mm/dd/yyyy",
        lambda table: _text([[_american(cell) for cell in row] for row in table], ",").encode(),
    ),
    "columns turned round": (
        "csv",
        "part: whole",
        lambda table: _text([row[::-1] for row in table], ",").encode(),
    ),
}


@pytest.mark.skipif(not EXAMPLE.is_dir(), reason="the example council is not here")
@pytest.mark.parametrize("form", FORMS)
@pytest.mark.parametrize("feed", FEEDS)
def test_the_same_export_in_another_form_lands_as_the_same_rows(
    land_mapped: LandMapped, feed: str, form: str
) -> None:
    ending, how, make = FORMS[form]
    table = _table(feed)
    [plain] = land_mapped(
        "", f"{feed}_20261031.csv", (EXAMPLE / f"{feed}_20261031.csv").read_bytes()
    )
    told = how[1:-1] if how.startswith("{") else how
    mapping = f'feeds:\n  {feed}:\n    - {{files: "other {{date}}.*", {told}}}\n'
    loads = land_mapped(mapping, f"other 2026-10-31.{ending}", make(table))
    [other] = [each for each in loads if each.load.file_name.startswith("other")]
    assert other.load.outcome == "landed", other.problems.rows()
    assert other.load.accepted == plain.load.accepted > 0
    assert_frame_equal(
        other.rows.drop(LINEAGE).sort(pl.all()), plain.rows.drop(LINEAGE).sort(pl.all())
    )
