"""An unknown export -> a proposed mapping and the report of how it would be read."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from ingestion.codes import Codes, known_codes
from ingestion.contract import read_contract
from ingestion.feeds import Feed
from ingestion.mapping_mistakes import did_you_mean
from ingestion.proposing.columns import Column, Columns, Judge, cells_of
from ingestion.proposing.evidence import Evidence, landed_workers, look_at_cells
from ingestion.proposing.looking import Looked, look_at
from ingestion.proposing.matching import UNUSED, Likelihood, likely_feeds, match_columns
from ingestion.proposing.report import write_report
from ingestion.proposing.sheets import A_TRACKER, LIKELY_ENOUGH
from ingestion.proposing.showing import are_headings, show_heading
from ingestion.proposing.statutory import words_of_statutory
from ingestion.proposing.tracking import FEED as TRACKER_FEED
from ingestion.proposing.tracking import TrackerSeen, months_of, see_tracker
from ingestion.proposing.writing import missing_of, name_pattern, write_table_mapping
from ingestion.proposing.writing_trackers import write_tracker_mapping

_MOST_COLUMNS = 300
#: So many columns that are not used look like another feed, not like a chance.
_ANOTHER_FEED = 3


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


def _hold(looked: Looked, lists: Mapping[str, Codes]) -> list[Evidence]:
    """What the cells of each column look like; of the columns of a very wide file the first."""
    return [
        look_at_cells(cells_of(looked, at), lists) if at < _MOST_COLUMNS else Evidence(0)
        for at in range(len(looked.cells))
    ]


def _choose(
    looked: Looked, feeds: Mapping[str, Feed], held: Sequence[Evidence]
) -> tuple[str, list[Likelihood], list[str]]:
    """The likeliest feed, and what there is to say of that. Raises NothingProposedError."""
    likely = likely_feeds(looked.cells, looked.path.name, feeds, held)
    best = likely[0]
    if best.score < LIKELY_ENOUGH:
        matches = match_columns(looked.cells, feeds[best.feed], held)
        is_sure = are_headings(matches)
        shown = [show_heading(each, is_sure=is_sure) for each in matches[:40] if each.found]
        seen = "\n".join(looked.notes[:20])
        raise NothingProposedError(
            f"{looked.path.name} looks like none of the feeds. What was taken for its headings, in "
            f"row {looked.row}: {', '.join(shown) or 'nothing'}.\n"
            "If the file has no row of headings, put one over the data. If the headings stand in "
            "another sheet, say so with --sheet. If you know which feed it is, say so with --feed, "
            f"one of: {', '.join(feeds)}.\n{seen}".rstrip()
        )
    close = [each.feed for each in likely[1:4] if best.score - each.score <= 3]
    told = [f"It looks most like {best.feed} ({best.score} of 100)."]
    if close:
        told.append(f"It could as well be {' or '.join(close)}: if so, say which with --feed.")
    return best.feed, likely, told


def _propose_tracker(
    looked: Looked,
    feeds: Mapping[str, Feed],
    held: Sequence[Evidence],
    workers: Mapping[str, set[str]],
    today: date,
) -> Proposal:
    feed = feeds[TRACKER_FEED]
    _, day = name_pattern(looked.path.name)
    seen = see_tracker(looked, feed, held, workers, day or today)
    text = write_tracker_mapping(looked, feed, seen, today)
    report = write_report(seen.columns, looked, feed.name)
    return Proposal(feed.name, text, report, seen.columns, _tracker_facts(looked, seen))


def _tracker_facts(looked: Looked, seen: TrackerSeen) -> list[str]:
    count = len(seen.months)
    told = [f"It is a tracker: {count} of its headings are months. They become rows of sessions."]
    told += [*looked.notes, _where(looked)]
    told.append(
        f"{seen.sessions:,} cells hold a day and will be sessions; dates {seen.dates.words}"
    )
    if seen.no_days:
        words = f"{seen.no_days:,} cells hold something else that is no day, and will be held back"
        told.append(f"{words} and listed without what they say")
    return told


def _where(looked: Looked) -> str:
    rows = "1 row" if looked.frame.height == 1 else f"{looked.frame.height:,} rows"
    return f"headings in row {looked.row}; {rows} below them"


def _facts(looked: Looked, columns: Columns, feed: Feed) -> list[str]:
    told = [*looked.notes, _where(looked)]
    if looked.has_more:
        told.append("only so many rows were looked at; there are more")
    if looked.misshapen:
        told.append(f"{looked.misshapen:,} rows have another number of cells than the headings")
    told.append(f"dates: {columns.dates.words}")
    missing = missing_of(columns.all, feed)
    if missing:
        told.append(
            f"NOT FOUND, and nothing can be read without: {', '.join(missing)}. Say in the mapping "
            "which heading it is, give a value for every row under constants, or add the column to "
            "the export."
        )
    return told


def _held_besides(columns: Sequence[Column], feeds: Mapping[str, Feed], feed: str) -> list[str]:
    """Whether columns that are not used look like another feed: one file may hold two."""
    left = [each.match.found if each.match.how == UNUSED else "" for each in columns]
    found = {
        name: [each.found for each in match_columns(left, other) if each.by_name]
        for name, other in feeds.items()
        if name != feed
    }
    best = max(found, key=lambda name: len(found[name]))
    if len(found[best]) < _ANOTHER_FEED:
        return []
    names = ", ".join(found[best])
    return [f"{names} look like {best}: one file may hold two feeds. See with --feed {best}."]


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
    feeds: Mapping[str, Feed] | None = None,
) -> Proposal:
    """Propose a mapping for one file; `data` is a data folder whose staff list may be compared
    with.

    Raises FileRefusedError, NoMappingNeededError, NothingProposedError, ValueError where there is
    no such feed, OSError.
    """
    feeds = feeds or read_contract()
    if feed is not None and feed not in feeds:
        raise ValueError(f"There is no feed {feed}. {did_you_mean(feed, list(feeds))}")
    if feed is None and sheet is None:
        _stop_where_none_is_needed(path)
    looked = look_at(path, feeds, feed, sheet)
    lists, workers = known_codes(), landed_workers(data)
    held = _hold(looked, lists)
    today = datetime.now(UTC).date()
    if feed in (None, TRACKER_FEED) and len(months_of(looked)) >= A_TRACKER:
        return _propose_tracker(looked, feeds, held, workers, today)
    likely: list[Likelihood] = []
    words: list[str] = []
    if feed is None:
        feed, likely, words = _choose(looked, feeds, held)
    columns = Judge(looked, feeds[feed], lists, workers, held).columns()
    text = write_table_mapping(looked, feeds[feed], columns, likely, today)
    report = write_report(columns.all, looked, feed)
    besides = _held_besides(columns.all, feeds, feed)
    told = [*words, *_facts(looked, columns, feeds[feed]), *besides]
    return Proposal(feed, text, report, columns.all, told)
