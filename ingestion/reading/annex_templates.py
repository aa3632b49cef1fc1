"""What Ofsted's template and spreadsheet programs leave in a list of Annex A beside the data: lines
of guidance beneath the headings, and quotation marks that are no UTF-8.
"""

import re
from collections.abc import Collection
from pathlib import Path

import polars as pl

from ingestion import problems
from ingestion.mapping import Reading
from ingestion.reading.annex_a_lists import annex_words
from ingestion.reading.csv import CsvGrid
from ingestion.reading.soundness import BLOCK, FileRefusedError
from ingestion.reading.spelling import OUTER

_MOST_LINES = 5
_FORM = re.compile(r"\b(?:d{1,2}\W?m{1,3}\W?y{2,4}|y{4}\W?m{1,2}\W?d{1,2})\b", re.IGNORECASE)
_WORDS = annex_words()
#: Curly quotation marks, dashes, dots and hard spaces as Windows writes them: no letter of a name.
_MARKS = bytes((0x85, 0x91, 0x92, 0x93, 0x94, 0x95, 0x96, 0x97, 0xA0))


def _explains(cell: str) -> bool:
    """Whether a cell says what is to be written in its column."""
    return bool(_FORM.search(cell)) or cell.strip(OUTER).casefold() in _WORDS["guidance"]


def guidance_rows(frame: pl.DataFrame, number: str, days: Collection[str]) -> list[int]:
    """The rows right beneath the headings that explain the columns: the dates hold words or the
    form of a date and no figure, and neither does the child's number.
    """
    rows = []
    for row in frame.head(_MOST_LINES).iter_rows(named=True):
        cells = [row[name] for name in days if (row[name] or "").strip(OUTER)]
        figures = re.search(r"\d", "".join([row[number] or "", *cells]))
        if figures or not any(map(_explains, cells)):
            break
        rows.append(row["_source_row"])
    return rows


def _has_only_marks(path: Path) -> bool:
    """Whether all that is not plain text in a file are marks that Windows writes in one byte."""
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            if not block.translate(None, _MARKS).isascii():
                return False
    return True


def open_text(path: Path, how: Reading) -> tuple[CsvGrid, bool]:
    """A list as text, and whether its quotation marks and dashes were read as Windows writes them.

    Ofsted's own headings have curly quotation marks, so a list saved from a spreadsheet the old way
    is no UTF-8 whatever is in it. Raises FileRefusedError or OSError.
    """
    try:
        return CsvGrid(path, how), False
    except FileRefusedError as refused:
        if refused.kind is not problems.NOT_UTF_8 or not _has_only_marks(path):
            raise
    read_so = Reading.model_validate({**how.model_dump(), "encoding": "cp1252"})
    return CsvGrid(path, read_so), True
