"""Which feed a file most likely is, and which of its columns is which of ours: by what a heading is
called, then by what its cells hold.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from rapidfuzz import fuzz

from ingestion.feeds import ContractField, Feed
from ingestion.privacy import is_narrative
from ingestion.proposing.evidence import Evidence
from ingestion.proposing.wording import known_as, spelt_out
from ingestion.reading.spelling import normalise

LIKELY, PLAINLY, SURE, CERTAIN = 78, 90, 96, 100
NARRATIVE, UNUSED = "narrative: never read", "not used: dropped"
#: What cells that are something else take from a likeness, and what known codes add to one.
_AGAINST, _FOR = 25, 15
_PLAINLY_CODES = 0.8
_LONGEST = 80
_ONE_ALONE = 0.7


@dataclass(frozen=True)
class Match:
    """One column of a file and the field it is likely to be, if any."""

    position: int
    found: str
    field: ContractField | None
    score: int
    how: str
    by_name: bool = False
    """Whether its heading alone is likeness enough."""
    stands_twice: bool = False
    """Whether another column has the same heading: then neither can be read."""


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


@lru_cache(maxsize=100_000)
def likeness(found: str, heading: str) -> tuple[int, str]:
    """How like a heading is to one of ours, from 0 to 100, and by which way."""
    if normalise(found) == normalise(heading):
        return CERTAIN, "the reference name"
    if len(found) > _LONGEST:
        return 0, ""
    names = (heading, *known_as().get(heading, ()))
    if normalise(found) in {normalise(name) for name in names}:
        return 97, "another name for it"
    words = spelt_out(found)
    if words and words in {spelt_out(name) for name in names}:
        return SURE, "the same words, abbreviations spelt out"
    told = " ".join(words)
    score = max(fuzz.ratio(told, " ".join(spelt_out(name))) for name in names)
    return min(int(score), SURE - 1), f"spelt alike ({score:.0f} of 100)"


@dataclass(frozen=True)
class _Pair:
    """A column and a field it may be."""

    at: int
    field: ContractField
    score: int
    how: str
    fit: float

    @property
    def rank(self) -> tuple[float, float, int]:
        """The surest first. Cells that are something else let another column go before."""
        against = _AGAINST if self.fit < 0.5 and self.score < SURE else 0
        return (against - self.score, -self.fit, self.at)


def _pair(at: int, found: str, field: ContractField, held: Evidence | None) -> _Pair:
    score, how = likeness(found, field.heading)
    if held is None or not held.filled:
        return _Pair(at, field, score, how, 0.5)
    known = held.codes.get(field.code_list or "", 0.0)
    if score < SURE and known >= _PLAINLY_CODES and held.distinct_codes > 1:
        told = f"{how}; " if score >= LIKELY else ""
        bounded = max(min(score + _FOR, SURE - 1), LIKELY + 2)
        return _Pair(at, field, bounded, f"{told}its cells are codes of {field.heading}", 1.0)
    return _Pair(at, field, score, how, held.fits(field))


def match_columns(
    cells: Sequence[str], feed: Feed, held: Sequence[Evidence | None] = ()
) -> list[Match]:
    """Give each column the field it is likeliest to be, the surest first; a field is given once.

    `held` says of each column what its cells look like.
    """
    pairs = (
        _pair(at, cell, field, held[at] if at < len(held) else None)
        for at, cell in enumerate(cells)
        if cell
        for field in feed.fields
        # A heading of narrative is only ever the contract's own.
        if not is_narrative(cell) or normalise(cell) == normalise(field.heading)
    )
    likely = sorted((each for each in pairs if each.score >= LIKELY), key=lambda each: each.rank)
    times = Counter(normalise(cell) for cell in cells if cell)
    taken: dict[int, Match] = {}
    given: set[str] = set()
    for pair in likely:
        if pair.at not in taken and pair.field.name not in given:
            found = cells[pair.at]
            twice = times[normalise(found)] > 1
            by_name = likeness(found, pair.field.heading)[0] >= PLAINLY
            taken[pair.at] = Match(
                pair.at, found, pair.field, pair.score, pair.how, by_name, stands_twice=twice
            )
            given.add(pair.field.name)
    return [taken.get(at) or _unmatched(at, cell) for at, cell in enumerate(cells)]


def _unmatched(at: int, cell: str) -> Match:
    if not cell:
        return Match(at, cell, None, 0, "no heading: dropped")
    return Match(at, cell, None, 0, NARRATIVE if is_narrative(cell) else UNUSED)


@dataclass(frozen=True)
class Likelihood:
    """How likely a file is a feed, from 0 to 100."""

    feed: str
    score: int


def likely_feeds(
    cells: Sequence[str],
    name: str,
    feeds: Mapping[str, Feed],
    held: Sequence[Evidence | None] = (),
) -> list[Likelihood]:
    """Every feed, the likeliest first: by the headings it must have that are there, then by how
    many of the file's columns it explains, then by the file's name.
    """
    filled = [cell for cell in cells if cell]
    told = []
    for feed in feeds.values():
        matches = {
            each.field.name: each.score
            for each in match_columns(cells, feed, held)
            if each.field is not None
        }
        needed = [field.name for field in feed.fields if field.required]
        there = sum(matches.get(each, 0) for each in needed) / max(len(needed), 1)
        explained = sum(matches.values()) / max(len(filled), 1)
        of_feed = sum(matches.values()) / len(feed.fields)
        named = fuzz.partial_ratio(feed.name.replace("_", " "), name.lower().replace("_", " "))
        score = 0.35 * there + 0.4 * explained + 0.1 * of_feed + 0.15 * named
        if len(matches) < 2 < len(filled):
            # One heading that is known, among many that are not, says little.
            score *= _ONE_ALONE
        told.append(Likelihood(feed.name, int(score if matches else 0)))
    return sorted(told, key=lambda each: -each.score)
