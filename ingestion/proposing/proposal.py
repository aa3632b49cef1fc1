"""An unknown export -> a proposed mapping and the report of how it would be read."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ingestion.contract import read_contract
from ingestion.feeds import Feed
from ingestion.mapping_file import did_you_mean
from ingestion.proposing.columns import Column, Columns, read_columns
from ingestion.proposing.evidence import landed_workers
from ingestion.proposing.looking import Looked, look_at
from ingestion.proposing.matching import Likelihood, likely_feeds, match_columns
from ingestion.proposing.report import write_report
from ingestion.proposing.statutory import words_of_statutory
from ingestion.proposing.writing import write_table_mapping, write_tracker_mapping
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.tracker import month_of

_TRACKER_FEED = "sharepoint_sessions"
_LIKELY_ENOUGH = 45
_A_TRACKER = 3


class NothingProposedError(Exception):
    """The file can be read, but nobody can say which feed it is."""


class NoMappingNeededError(Exception):
    """The file is a statutory one and read as it is: the words say which, and how to name it."""


@dataclass(frozen=True)
class Proposal:
    """What is proposed for one file."""

    feed: str
    mapping: str
    report: str
    columns: list[Column]
    words: list[str]
    """What a person should know before they look."""


def _months_of(looked: Looked) -> list[str]:
    months = []
    for cell in looked.cells:
        try:
            is_month = month_of(cell) is not None
        except FileRefusedError:
            is_month = True
        months += [cell] if is_month else []
    return months


def _choose(looked: Looked, feeds: Mapping[str, Feed]) -> tuple[str, list[Likelihood], list[str]]:
    """The likeliest feed, and what there is to say of that. Raises NothingProposedError."""
    likely = likely_feeds(looked.cells, looked.path.name, feeds)
    best = likely[0]
    if best.score < _LIKELY_ENOUGH:
        found = ", ".join(cell[:40] for cell in looked.cells[:40] if cell) or "none"
        raise NothingProposedError(
            f"{looked.path.name} looks like none of the feeds. The headings found, in row "
            f"{looked.row}, are: {found}. If you know which feed it is, say so with --feed."
        )
    close = [each.feed for each in likely[1:4] if best.score - each.score <= 3]
    told = [f"It looks most like {best.feed} ({best.score} of 100)."]
    if close:
        told.append(f"It could as well be {' or '.join(close)}: if so, say which with --feed.")
    return best.feed, likely, told


def _propose_tracker(looked: Looked, feeds: Mapping[str, Feed], today: date) -> Proposal:
    feed, months = feeds[_TRACKER_FEED], _months_of(looked)
    others = ["" if cell in months else cell for cell in looked.cells]
    matches = [each for each in match_columns(others, feed) if each.field]
    headings = {
        each.found: each.field.heading
        for each in matches
        if each.field and each.field.heading in ("Supervisee", "Supervisor")
    }
    columns = [
        Column(each, looked.frame.filter(looked.frame[str(each.position)] != "").height)
        for each in match_columns(others, feed)
    ]
    words = [f"It is a tracker: {len(months)} of its headings are months."]
    text = write_tracker_mapping(looked, feed, headings, months, today)
    return Proposal(feed.name, text, write_report(columns, looked, feed.name), columns, words)


def _facts(looked: Looked, columns: Columns) -> list[str]:
    told = list(looked.notes)
    told.append(f"headings in row {looked.row}; {looked.frame.height:,} rows below them")
    if looked.has_more:
        told.append("only so many rows were looked at; there are more")
    if looked.misshapen:
        told.append(f"{looked.misshapen:,} rows have another number of cells than the headings")
    told.append(f"dates {columns.dates.words}")
    return told


def _stop_where_none_is_needed(path: Path) -> None:
    if words := words_of_statutory(path):
        raise NoMappingNeededError(words)
    if path.suffix.lower() == ".xml":
        raise NothingProposedError(
            f"{path.name} is XML and not the social work workforce census (CSWW), the only XML "
            "that is read. Export the data as CSV or as a workbook."
        )


def propose(
    path: Path,
    feed: str | None = None,
    *,
    sheet: str | None = None,
    data: Path | None = None,
) -> Proposal:
    """Propose a mapping for one file; `data` is a data folder whose staff list may be compared
    with.

    Raises FileRefusedError, NoMappingNeededError, NothingProposedError, ValueError where there is
    no such feed, OSError.
    """
    feeds = read_contract()
    if feed is not None and feed not in feeds:
        raise ValueError(f"There is no feed {feed}. {did_you_mean(feed, list(feeds))}")
    if feed is None and sheet is None:
        _stop_where_none_is_needed(path)
    looked = look_at(path, feeds, sheet)
    today = datetime.now(UTC).date()
    if feed in (None, _TRACKER_FEED) and len(_months_of(looked)) >= _A_TRACKER:
        return _propose_tracker(looked, feeds, today)
    likely: list[Likelihood] = []
    words: list[str] = []
    if feed is None:
        feed, likely, words = _choose(looked, feeds)
    columns = read_columns(looked, feeds[feed], landed_workers(data))
    text = write_table_mapping(looked, feeds[feed], columns, likely, today)
    report = write_report(columns.all, looked, feed)
    return Proposal(feed, text, report, columns.all, [*words, *_facts(looked, columns)])
