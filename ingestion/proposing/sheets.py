"""Which sheet of a workbook is most like a table of a feed: the first is often a cover."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from ingestion.feeds import Feed
from ingestion.proposing.finding import heading_row, is_month, known_headings_of
from ingestion.proposing.matching import likely_feeds
from ingestion.reading.xlsx import SheetStart, starts_of_sheets

A_TRACKER, LIKELY_ENOUGH = 3, 45
#: A tracker is worth this and so much for each of its months.
_TRACKER, _A_MONTH = 50, 3
_MOST_SHEETS = 60


@dataclass(frozen=True)
class Seen:
    """One sheet, and what it looks like."""

    name: str
    is_hidden: bool
    score: int
    words: str


def _judge(
    start: SheetStart, feeds: Mapping[str, Feed], known: frozenset[str], feed: str | None
) -> Seen:
    if not start.rows:
        return Seen(start.name, start.is_hidden, -1, "empty")
    row, cells = heading_row(start.rows, known)
    below = [each for number, each in start.rows if number > row]
    months = sum(is_month(cell) for cell in cells)
    if not below:
        return Seen(start.name, start.is_hidden, 0, "no rows below its headings")
    if months >= A_TRACKER:
        score = min(_TRACKER + _A_MONTH * months, 100)
        return Seen(start.name, start.is_hidden, score, f"a tracker of {months} months")
    plain = [cell.strip() for cell in cells]
    likely = likely_feeds(plain, "", {feed: feeds[feed]} if feed else feeds)[0]
    if likely.score < LIKELY_ENOUGH:
        words = f"not like {feed}" if feed else "like no feed: a cover or notes?"
        return Seen(start.name, start.is_hidden, likely.score, words)
    words = f"like {likely.feed}, {likely.score} of 100"
    return Seen(start.name, start.is_hidden, likely.score, words)


def _best(seen: Sequence[Seen]) -> Seen:
    """The sheet most like a table; one that is hidden only where no other is like one."""
    open_ones = [each for each in seen if not each.is_hidden]
    best = max(open_ones or seen, key=lambda each: each.score)
    if best.score < LIKELY_ENOUGH:
        best = max(seen, key=lambda each: (each.score >= LIKELY_ENOUGH, each is best, each.score))
    return best


def choose_sheet(
    path: Path, feeds: Mapping[str, Feed], feed: str | None, wanted: str | None
) -> tuple[str | None, list[str]]:
    """The sheet to look at, null where there is only one, and what was seen in each.

    Raises FileRefusedError or OSError.
    """
    starts = starts_of_sheets(path)
    if wanted is not None or len(starts) < 2:
        names = ", ".join(each.name for each in starts)
        return wanted, [f"sheets: {names}"] if len(starts) > 1 else []
    known = known_headings_of(feeds)
    seen = [_judge(each, feeds, known, feed) for each in starts[:_MOST_SHEETS]]
    best = _best(seen)
    told = [f"{len(starts)} sheets were looked at; this is of the sheet {best.name}:"]
    for each in seen:
        hidden = " (hidden)" if each.is_hidden else ""
        told.append(f"  sheet {each.name}{hidden}: {each.words}")
    alike = [each.name for each in seen if each is not best and each.score >= LIKELY_ENOUGH]
    if alike:
        told.append(
            f"{', '.join(alike)} may be wanted too: run it again with --sheet for each, and give "
            "each a part of its own where they are of one feed."
        )
    return best.name, told
