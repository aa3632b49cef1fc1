"""A feed as a file of it was read: under the headings of its list of Annex A, and with what must be
there of it.
"""

from ingestion.feeds import Feed
from ingestion.history import without_starts
from ingestion.landing import Load
from ingestion.mapping import Reading
from ingestion.reading.annex_a_lists import ANNEX_FEED, annex_lists, as_list, number_in


def as_told(feed: Feed, how: Reading) -> Feed:
    """The feed as a file is to be read."""
    feed = feed.with_dates(how.dates)
    if how.history:
        feed = without_starts(feed)
    return as_list(feed, how.annex_a) if isinstance(how.annex_a, int) else feed


def list_of(load: Load) -> int | None:
    """The list of Annex A that a load is, if it is one; older manifests name it by their part."""
    if load.annex_a is not None or load.feed != ANNEX_FEED:
        return load.annex_a
    number = number_in(load.part)
    return number if number in annex_lists() else None


def as_read(feed: Feed, load: Load) -> Feed:
    """The feed as a landed file was read, its dates in the usual form: corrections are written so
    whatever the mapping says of the export.
    """
    if load.builds_history:
        feed = without_starts(feed)
    number = list_of(load)
    return feed if number is None else as_list(feed, number)


def workbook_of(load: Load) -> str:
    """The file a load came in, without the sheet it is of."""
    return load.file_name.removesuffix(f", list {list_of(load)}")


def headings_of(feed: Feed) -> dict[str, str]:
    """Every heading a field may stand under in a file of rows to correct, with the field's name."""
    told = {field.heading: field.name for field in feed.fields}
    if feed.name == ANNEX_FEED:
        for annex in annex_lists().values():
            told |= {annex.heading_of(name): name for name in annex.fields}
    return told
