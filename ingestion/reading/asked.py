"""Headings that the mapping speaks of and the file has not: a misspelt line of a mapping would
otherwise leave a column blank without a word.
"""

from collections.abc import Iterator, Sequence

from rapidfuzz import process
from rapidfuzz.utils import default_process

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.mapping import Reading
from ingestion.reading.export import Finding
from ingestion.reading.headings import LIKENESS, Headings
from ingestion.reading.spelling import normalise


def nearest_heading(asked: str, found: Sequence[str]) -> str:
    """The heading of the file that is spelt most like one asked for; empty where none is near."""
    there = [heading for heading in found if heading]
    near = process.extractOne(asked, there, score_cutoff=LIKENESS, processor=default_process)
    return near[0][:80] if near else ""


def _finding(asked: str, effect: str, near: str) -> Finding:
    words = f"The nearest heading in the file is {near}." if near else "No heading is near it."
    details: dict[str, object] = {"effect": effect, "nearest": words}
    return Finding(problems.MAPPED_NOT_FOUND, heading=asked[:80], details=details)


def tell_not_found(
    headings: Headings, cells: Sequence[str], feed: Feed, how: Reading
) -> Iterator[Finding]:
    """Each heading of the mapping that none of the `cells` of the heading row is.

    Of several headings for one field one is enough, and a value for every row is too.
    """
    there = {normalise(cell) for cell in cells}
    filled = {normalise(each.heading) for each in feed.fields if each.name in headings.positions}
    free = [cell for at, cell in enumerate(cells) if at not in headings.positions.values()]
    for theirs, ours in how.headings.items():
        blank = [each for each in ours if normalise(each) not in filled | how.given]
        if normalise(theirs) not in there and blank:
            effect = f"So {' and '.join(blank)} is blank in every row. "
            yield _finding(theirs, effect, nearest_heading(theirs, free))
    for month in how.unpivot.columns if how.unpivot else ():
        if normalise(month) not in there:
            yield _finding(month, "So nothing was read of it. ", nearest_heading(month, cells))
    for dropped in how.drop:
        near = nearest_heading(dropped, cells)
        if near and normalise(dropped) not in there:
            yield _finding(dropped, "It was to be dropped. ", near)
