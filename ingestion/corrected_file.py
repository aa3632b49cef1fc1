"""A file of corrected rows as it is read: by itself, as a spreadsheet may save it, before anybody
knows whether its rows can stand.
"""

import csv
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import polars as pl

from ingestion import problems
from ingestion.feeds import ContractField, Feed
from ingestion.file_problems import tell_misshapen
from ingestion.mapping import Encoding, Reading
from ingestion.reading.csv import CsvFile
from ingestion.reading.headings import SEPARATORS
from ingestion.reading.soundness import FileRefusedError
from ingestion.to_correct import APOSTROPHE, OF_FILE, ROW, TO_DO, WRONG

#: Nobody corrects more than this by hand.
LARGEST_MB = 100
_LONGEST_HEADING_ROW = 1024 * 1024
#: How a spreadsheet may save what it was given as UTF-8.
_ENCODINGS: tuple[Encoding, ...] = ("utf-8", "cp1252")


def with_origin(feed: Feed) -> Feed:
    """The feed as it is in a file of corrections: without what is private, with where each row came
    from.
    """
    row = ContractField("_row", ROW, "integer", True, None, 1, None, False)
    of_file = ContractField("_of_file", OF_FILE, "id", True, None, None, None, False)
    meta = feed.meta.model_copy(update={"dropped_headings": (WRONG, TO_DO)})
    fields = [replace(eased(each), is_private=False) for each in feed.fields]
    return replace(feed, meta=meta, fields=(row, of_file, *fields))


def read_corrected(path: Path, feed: Feed) -> tuple[pl.DataFrame, pl.DataFrame]:
    """The corrected rows as text, with the row and the file each is of, and which rows of the file
    do not fit its headings.

    Raises FileRefusedError or OSError.
    """
    wider, delimiter = with_origin(feed), _delimiter_of(path)
    for encoding in _ENCODINGS:
        try:
            file = CsvFile(path, wider, Reading(encoding=encoding, delimiter=delimiter))
            frame = pl.concat(file.blocks())
        except FileRefusedError as refused:
            if refused.kind is problems.NOT_UTF_8:
                continue
            raise
        texts = [pl.col(field.name).str.replace(APOSTROPHE, "$1") for field in wider.fields]
        told = problems.gather(tell_misshapen(file, wider, path.name))
        # They stay held back where they came from: nothing more is held back for it.
        return frame.with_columns(texts), told.with_columns(outcome=pl.lit("warning"))
    raise FileRefusedError(problems.NOT_UTF_8, row=1)


def _delimiter_of(path: Path) -> str:
    """What stands between the cells: a spreadsheet may save them as it saves everything else."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        first = stream.readline(_LONGEST_HEADING_ROW)
    words = {each: [cell.strip('"\r\n ') for cell in first.split(each)] for each in SEPARATORS}
    return next((each for each, cells in words.items() if OF_FILE in cells), ",")


def marks_in(path: Path) -> Iterator[str]:
    """The files that the rows say they are of, as far as the file can be read."""
    with path.open(encoding="utf-8-sig", errors="replace", newline="") as stream:
        try:
            for row in csv.DictReader(stream, delimiter=_delimiter_of(path)):
                yield str(row.get(OF_FILE) or "").strip()
        except csv.Error:
            return


def refuse_too_large(path: Path) -> None:
    """Refuse what nobody typed. Raises FileRefusedError, or OSError where it cannot be read."""
    if path.stat().st_size > LARGEST_MB * 1024**2:
        raise FileRefusedError(
            problems.CORRECTIONS_TOO_LARGE, size=path.stat().st_size // 1024**2, largest=LARGEST_MB
        )


def eased(field: ContractField) -> ContractField:
    """A field that need not be typed again where it is private: it may wait."""
    return replace(field, required=False) if field.is_private else field
