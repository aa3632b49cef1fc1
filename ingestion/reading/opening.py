"""The one place where a file is opened as what it is."""

from pathlib import Path

from ingestion.feeds import Feed
from ingestion.mapping import Reading
from ingestion.reading.csv import CsvFile
from ingestion.reading.export import Export


def open_export(path: Path, feed: Feed, how: Reading) -> Export:
    """Open one file of a feed and find its headings.

    Raises FileRefusedError, or OSError where the file cannot be read.
    """
    return CsvFile(path, feed, how)
