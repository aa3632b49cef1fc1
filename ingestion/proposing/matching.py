"""Which feed a file most likely is, and which of its columns is which of ours."""

import csv
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from rapidfuzz import fuzz

from ingestion.feeds import ContractField, Feed
from ingestion.privacy import is_narrative
from ingestion.reading.spelling import normalise

LIKELY, CERTAIN = 78, 100
_KNOWN_AS = Path(__file__).parent / "known_as.csv"


@dataclass(frozen=True)
class Match:
    """One column of a file and the field it is likely to be, if any."""

    position: int
    found: str
    field: ContractField | None
    score: int
    how: str


@cache
def known_as() -> dict[str, tuple[str, ...]]:
    """Other names that systems give to what our headings mean."""
    names: dict[str, list[str]] = {}
    with _KNOWN_AS.open(encoding="utf-8", newline="") as table:
        for row in csv.DictReader(table):
            names.setdefault(row["heading"], []).append(row["known_as"])
    return {heading: tuple(some) for heading, some in names.items()}


def headings_by_feed(feeds: Mapping[str, Feed]) -> dict[str, list[str]]:
    """Every heading of each feed, with its other names."""
    return {
        name: [
            each
            for field in feed.fields
            for each in (field.heading, *known_as().get(field.heading, ()))
        ]
        for name, feed in feeds.items()
    }


def _score(found: str, field: ContractField) -> tuple[int, str]:
    """How like a heading is to a field's, from 0 to 100, and by which way."""
    if normalise(found) == normalise(field.heading):
        return 100, "the reference name"
    others = known_as().get(field.heading, ())
    if any(normalise(found) == normalise(other) for other in others):
        return 97, "another name for it"
    likeness = max(
        fuzz.token_sort_ratio(found.casefold(), other.casefold())
        for other in (field.heading, *others)
    )
    return int(likeness), f"spelt alike ({likeness:.0f} of 100)"


def match_columns(cells: Sequence[str], feed: Feed) -> list[Match]:
    """Give each column the field it is likeliest to be, the surest first; a field is given once."""
    pairs = sorted(
        (
            (*_score(cell, field), at, field)
            for at, cell in enumerate(cells)
            if cell
            for field in feed.fields
            # A heading of narrative is only ever the contract's own.
            if not is_narrative(cell) or normalise(cell) == normalise(field.heading)
        ),
        key=lambda pair: (-pair[0], pair[2]),
    )
    taken: dict[int, Match] = {}
    given: set[str] = set()
    for score, how, at, field in pairs:
        if score >= LIKELY and at not in taken and field.name not in given:
            taken[at] = Match(at, cells[at], field, score, how)
            given.add(field.name)
    return [taken.get(at) or _unmatched(at, cell) for at, cell in enumerate(cells)]


def _unmatched(at: int, cell: str) -> Match:
    if not cell:
        return Match(at, cell, None, 0, "no heading: dropped")
    words = "narrative: never read" if is_narrative(cell) else "not used: dropped"
    return Match(at, cell, None, 0, words)


@dataclass(frozen=True)
class Likelihood:
    """How likely a file is a feed, from 0 to 100."""

    feed: str
    score: int


def likely_feeds(cells: Sequence[str], name: str, feeds: Mapping[str, Feed]) -> list[Likelihood]:
    """Every feed, the likeliest first: by the headings it must have that are there, then by how
    many of the file's columns it explains, then by the file's name.
    """
    filled = [cell for cell in cells if cell]
    told = []
    for feed in feeds.values():
        matches = {each.field.name: each.score for each in match_columns(cells, feed) if each.field}
        needed = [field.name for field in feed.fields if field.required]
        there = sum(matches.get(each, 0) for each in needed) / max(len(needed), 1)
        explained = sum(matches.values()) / max(len(filled), 1)
        of_feed = sum(matches.values()) / len(feed.fields)
        named = fuzz.partial_ratio(feed.name.replace("_", " "), name.lower().replace("_", " "))
        score = 0.45 * there + 0.25 * explained + 0.15 * of_feed + 0.15 * named
        told.append(Likelihood(feed.name, int(score if matches else 0)))
    return sorted(told, key=lambda each: -each.score)
