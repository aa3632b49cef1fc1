"""A tracker, with people down and months across: which columns are the people, what its cells hold,
and the words in them that only mean none.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date

import polars as pl

from ingestion.feeds import ContractField, Feed
from ingestion.placeholders import WORDS
from ingestion.proposing.columns import Column, cells_of
from ingestion.proposing.dating import DateForms, detect_dates
from ingestion.proposing.evidence import Evidence, detect_id
from ingestion.proposing.finding import is_month
from ingestion.proposing.looking import Looked
from ingestion.proposing.matching import CERTAIN, UNUSED, Match, match_columns
from ingestion.proposing.showing import show_heading
from ingestion.reading.spelling import normalise
from ingestion.reading.tracker import month_of

FEED, INTO, ID = "sharepoint_sessions", "Held Date", "Session ID"
_PEOPLE = ("Supervisee", "Supervisor")
_READ = (*_PEOPLE, "Format")
_GIVEN = (INTO, ID, "Status")
#: Words that only say that no session was due, beside those that stand for nothing anywhere. What
#: else stands in a cell may be somebody's health, and is counted and never repeated.
_NO_SESSION = WORDS | {
    *("a/l", "al", "annual leave", "leave", "bank holiday", "b/h", "not due", "no session"),
    *("nyd", "not started", "started", "new starter", "left", "leaver", "not in post", "x", "0"),
}
_A_MONTH = "a month: each cell with a day is a session"


@dataclass(frozen=True)
class TrackerSeen:
    """What a tracker looks like."""

    columns: list[Column]
    months: list[str]
    dates: DateForms
    blanks: tuple[str, ...]
    sessions: int
    no_days: int
    """Cells that hold something and no day, and no word that only means none."""
    drop: tuple[str, ...]
    year_begins: date | None


def months_of(looked: Looked) -> list[int]:
    """The columns whose headings are months."""
    return [at for at, cell in enumerate(looked.cells) if is_month(cell)]


def _field(feed: Feed, heading: str) -> ContractField:
    return next(each for each in feed.fields if each.heading == heading)


def _guess_person(
    matches: Sequence[Match], looked: Looked, held: Sequence[Evidence], field: ContractField
) -> int | None:
    """The first column that holds names or ids, most of them different."""
    for match in matches:
        seen = held[match.position]
        if match.field or match.how != UNUSED or not seen.filled:
            continue
        cells = cells_of(looked, match.position).drop_nulls()
        kind, _ = detect_id(cells, {})
        if kind and seen.sentences == 0 and cells.n_unique() * 2 > cells.len():
            return match.position
    return None


def _year_begins(cells: Sequence[str], day: date) -> date | None:
    """The first month of a tracker of whose months one has no year: the last one before the day of
    the file. None where each has its year.
    """
    if all(any(map(str.isdigit, cell)) for cell in cells):
        return None
    month = int((month_of(cells[0], date(2000, 1, 1)) or "2000-01")[-2:])
    return date(day.year if month <= day.month else day.year - 1, month, 1)


def _with_people(looked: Looked, feed: Feed, held: Sequence[Evidence]) -> list[Match]:
    months = set(months_of(looked))
    others = ["" if at in months else cell for at, cell in enumerate(looked.cells)]
    matches = match_columns(others, feed, held)
    if not any(each.field and each.field.heading == _PEOPLE[0] for each in matches):
        field = _field(feed, _PEOPLE[0])
        at = _guess_person(matches, looked, held, field)
        if at is not None:
            how = "its cells look like people; say who they are if it is not they"
            matches[at] = replace(matches[at], field=field, score=1, how=how)
    into = _field(feed, INTO)
    return [
        Match(at, looked.cells[at], into, 1, _A_MONTH) if at in months else each
        for at, each in enumerate(matches)
    ]


def see_tracker(
    looked: Looked,
    feed: Feed,
    held: Sequence[Evidence],
    workers: Mapping[str, set[str]],
    day: date,
) -> TrackerSeen:
    """See what a tracker holds."""
    matches = _with_people(looked, feed, held)
    months = months_of(looked)
    cells = {at: cells_of(looked, at).drop_nulls() for at in months}
    everything = pl.concat([each.alias("c") for each in cells.values()])
    lower = everything.str.to_lowercase()
    blanks = tuple(sorted(set(lower.filter(lower.is_in(list(_NO_SESSION))).unique())))
    dates = detect_dates([everything.filter(~lower.is_in(list(blanks)))])
    into = replace(_field(feed, INTO), date_forms=dates.forms)
    columns, sessions, no_days = [], 0, 0
    for match in matches:
        some = cells_of(looked, match.position).drop_nulls()
        heading = show_heading(match, is_sure=True)
        looks_like = held[match.position].in_words
        column = Column(match, heading, some.len(), looks_like)
        if match.position in cells:
            told = some.filter(~some.str.to_lowercase().is_in(list(blanks)))
            unreadable = int(into.read(told).is_null().sum())
            sessions, no_days = sessions + told.len() - unreadable, no_days + unreadable
            column = replace(column, unreadable=unreadable, looks_like="days of sessions")
        elif match.field and match.field.heading not in _READ:
            column = replace(column, match=replace(match, field=None, score=0, how=UNUSED))
        elif match.field and match.field.heading in _PEOPLE:
            kind, words = detect_id(some, workers)
            column = replace(column, id_kind=kind, id_words=words)
        columns.append(column)
    return TrackerSeen(
        columns=columns,
        months=[looked.cells[at] for at in months],
        dates=dates,
        blanks=blanks,
        sessions=sessions,
        no_days=no_days,
        drop=_to_drop(matches, months),
        year_begins=_year_begins([looked.cells[at] for at in months], day),
    )


def _to_drop(matches: Sequence[Match], months: Sequence[int]) -> tuple[str, ...]:
    """Headings that are ours by name and would be read in place of what the months give."""
    return tuple(
        each.found
        for each in matches
        if each.position not in months
        and each.field
        and each.score == CERTAIN
        and normalise(each.field.heading) not in {normalise(heading) for heading in _READ}
    )
