"""The heading row: which column is which field of the contract, by its reference name or as the
council's mapping says.
"""

from collections.abc import Sequence
from dataclasses import dataclass

from rapidfuzz import process
from rapidfuzz.utils import default_process

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.mapping import Reading
from ingestion.privacy import is_narrative
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import OUTER, normalise

SEPARATORS = {",": "commas", ";": "semicolons", "\t": "tabs", "|": "upright bars"}
LIKENESS = 75


@dataclass(frozen=True)
class Headings:
    """The heading row: where each field of the contract stands and what else there is."""

    row: int
    width: int
    positions: dict[str, int]
    """The column each field is read from, counted from 0."""
    unknown: tuple[str, ...]
    narrative: tuple[str, ...]
    found: tuple[str, ...] = ()
    """Every heading as it stands, in order."""


def _words(headings: Sequence[str]) -> str:
    return ", ".join(heading[:40] for heading in headings[:40]) or "nothing"


def _nearest(missing: list[str], found: list[str]) -> str:
    """Say which of the headings found is spelt most like a missing one, capitals and order of the
    words aside.
    """
    likely = [
        (one, process.extractOne(one, found, score_cutoff=LIKENESS, processor=default_process))
        for one in missing
    ]
    return "".join(f"{match[0]} looks like {one}. " for one, match in likely if match)


def _refuse_other_separator(first: str, known: set[str], how: Reading) -> None:
    for separator, words in SEPARATORS.items():
        if separator == how.delimiter:
            continue
        if known & {normalise(part) for part in first.split(separator)[:-1]}:
            raise FileRefusedError(
                problems.WRONG_SEPARATOR,
                separator=words,
                expected=SEPARATORS.get(how.delimiter, how.delimiter),
            )


def _asked_in_vain(missing: list[str], how: Reading, found: list[str]) -> str:
    """What the mapping reads the missing headings from, and why that did not come to anything."""
    wanted = {normalise(heading) for heading in missing}
    there = {normalise(one) for one in found}
    told = ""
    for theirs, ours in how.headings.items():
        if not wanted & {normalise(heading) for heading in ours}:
            continue
        if normalise(theirs) not in there:
            near = _nearest([theirs], found)
            told += (
                f"The mapping reads it from {theirs[:80]}, which is not in the file: correct that "
            )
            told += f"line of the mapping. {near}"
        elif is_narrative(theirs):
            told += f"The mapping reads it from {theirs[:80]}, which looks like narrative and is "
            told += "never read. "
    return told


def _refuse_missing(feed: Feed, how: Reading, found: list[str], positions: dict[str, int]) -> None:
    missing = [
        each.heading
        for each in feed.fields
        if each.required and each.name not in positions and normalise(each.heading) not in how.given
    ]
    if not missing:
        return
    known = {normalise(each.heading) for each in feed.fields}
    known |= {normalise(theirs) for theirs in how.headings}
    if len(found) == 1:
        _refuse_other_separator(found[0], known, how)
    if not positions:
        expected = _words([*how.headings, *(each.heading for each in feed.fields)])
        raise FileRefusedError(problems.NO_HEADING_ROW, expected=expected)
    asked = _asked_in_vain(missing, how, found)
    raise FileRefusedError(
        problems.HEADING_MISSING,
        missing=" and ".join(missing),
        nearest=asked or _nearest(missing, [one for one in found if normalise(one) not in known]),
        found=_words(found),
    )


def _renamed(found: list[str], feed: Feed, how: Reading) -> dict[str, int]:
    """The fields that the mapping reads from another heading. A heading of narrative is never
    read, whoever asks.
    """
    positions: dict[str, int] = {}
    fields = {normalise(each.heading): each for each in feed.fields}
    for position, cell in enumerate(found):
        if not cell or is_narrative(cell):
            continue
        for ours in how.renamed.get(normalise(cell), ()):
            field = fields[normalise(ours)]
            if field.name in positions:
                raise FileRefusedError(problems.HEADING_TWICE, heading=field.heading)
            positions[field.name] = position
    return positions


def match_headings(cells: list[str], row: int, feed: Feed, how: Reading) -> Headings:
    """Find the feed's fields among the cells of the heading row. Raises FileRefusedError.

    What the mapping says goes before the reference names, which otherwise go on working.
    """
    fields = {normalise(each.heading): each for each in feed.fields}
    meant_to_go = {normalise(heading) for heading in (*feed.meta.dropped_headings, *how.drop)}
    dropped = {normalise(heading) for heading in how.drop}
    found = [cell.strip(OUTER) for cell in cells]
    positions = _renamed(found, feed, how)
    by_mapping = set(positions)
    others = []
    for position, cell in enumerate(found):
        if not cell or position in positions.values():
            continue
        field = None if normalise(cell) in dropped else fields.get(normalise(cell))
        if field and field.name not in positions:
            positions[field.name] = position
        elif field and field.name not in by_mapping:
            raise FileRefusedError(problems.HEADING_TWICE, heading=field.heading)
        elif normalise(cell) not in meant_to_go:
            others.append(cell)
    _refuse_missing(feed, how, [cell for cell in found if cell], positions)
    return Headings(
        row=row,
        width=len(cells),
        positions=positions,
        unknown=tuple(cell for cell in others if not is_narrative(cell)),
        narrative=tuple(cell for cell in others if is_narrative(cell)),
        found=tuple(found),
    )
