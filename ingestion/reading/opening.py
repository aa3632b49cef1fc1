"""The one place where a file is opened as what it is."""

from pathlib import Path

from ingestion.feeds import Feed
from ingestion.mapping import Reading
from ingestion.reading.annex_a import AnnexFile
from ingestion.reading.census import CensusFile
from ingestion.reading.csv import CsvFile, CsvGrid
from ingestion.reading.export import Export
from ingestion.reading.tracker import Tracker
from ingestion.reading.workbooks import is_workbook
from ingestion.reading.xlsx import XlsxFile, XlsxGrid


def open_export(path: Path, feed: Feed, how: Reading) -> Export:
    """Open one file of a feed and find its headings.

    Raises FileRefusedError, or OSError where the file cannot be read.
    """
    if feed.meta.format == "census_xml":
        return CensusFile(path, feed, how)
    if isinstance(how.annex_a, int):
        return AnnexFile(path, feed, how, how.annex_a)
    if how.unpivot:
        grid = XlsxGrid(path, how) if is_workbook(path) else CsvGrid(path, how)
        return Tracker(grid, feed, how, how.unpivot)
    return XlsxFile(path, feed, how) if is_workbook(path) else CsvFile(path, feed, how)
