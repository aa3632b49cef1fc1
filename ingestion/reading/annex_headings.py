"""Which heading of an Annex A list is which field, however it is spelt: as the council's mapping
says, exactly, by a known spelling, or by likeness where one is plainly meant and no other could be.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass, field

from ingestion import problems
from ingestion.mapping import REFERENCE, Reading
from ingestion.privacy import is_narrative
from ingestion.reading.annex_a_lists import WORKER, AnnexList, annex_lists
from ingestion.reading.annex_likeness import LONGEST, meant, names_a_child, plain, squeezed
from ingestion.reading.headings import SEPARATORS
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import normalise

#: How like two headings must be, out of 100, and by how much liker than to any other.
LIKE, CLEARLY = 80.0, 6.0
#: What has more cells is no heading row.
WIDEST = 1000


@dataclass(frozen=True)
class Matched:
    """The fields found in a row of cells, and what was read as something else than it says."""

    positions: dict[str, int]
    read_as: dict[str, str] = field(default_factory=dict)
    """Headings in the file that are not Ofsted's own, with Ofsted's."""
    doubtful: tuple[str, ...] = ()
    """Headings that may be a field of ours, with none that is plainly it."""
    twice: str | None = None
    """A heading that stands over two columns, so that it cannot be told which is meant."""


@functools.cache
def _known(number: int) -> frozenset[str]:
    annex = annex_lists()[number]
    spellings = [each for some in annex.fields.values() for each in some]
    return frozenset(squeezed(each) for each in (*spellings, *annex.others))


def known_count(cells: Sequence[str], annex: AnnexList) -> int:
    """How many cells of a row are headings of this list, used or not: the heading row has most."""
    return len({squeezed(cell) for cell in cells} & _known(annex.number))


def _spelt(cells: Sequence[str], annex: AnnexList, taken: set[int], known: set[str]) -> Matched:
    """The fields not known yet whose heading is there in a known spelling, Ofsted's own before any
    other.
    """
    positions = dict[str, int]()
    places = dict[str, list[int]]()
    for at, cell in enumerate(cells):
        places.setdefault(squeezed(cell), []).append(at)
    for name, spellings in annex.fields.items():
        for spelling in spellings if name not in known else ():
            there = [at for at in places.get(squeezed(spelling), ()) if at not in taken]
            if len(there) > 1:
                return Matched(positions, twice=spelling)
            if there:
                positions[name] = there[0]
                taken.add(there[0])
                break
    return Matched(positions)


def _alike(
    cells: Sequence[str], annex: AnnexList, taken: set[int], known: set[str]
) -> tuple[dict[str, int], list[str]]:
    """The fields not known yet whose heading is plainly meant by one cell, and the cells that may
    mean one and do not do so plainly.
    """
    claims = dict[str, list[tuple[float, int]]]()
    doubtful = []
    for at, cell in enumerate(cells):
        name, likeness, margin = (
            (None, 0.0, 0.0) if at in taken else meant(cell[:LONGEST], annex.number)
        )
        if name is None or name in known or likeness < LIKE:
            continue
        if margin < CLEARLY:
            doubtful.append(cell)
        else:
            claims.setdefault(name, []).append((likeness, at))
    positions = {}
    for name, some in claims.items():
        some.sort(reverse=True)
        if len(some) > 1 and some[0][0] - some[1][0] < CLEARLY:
            doubtful += [cells[at] for _, at in some]
        else:
            positions[name] = some[0][1]
    return positions, doubtful


def _asked(cells: Sequence[str], annex: AnnexList, how: Reading) -> Matched:
    """The fields that the council's mapping reads from a heading. Narrative and the name of a child
    are never read, whoever asks.
    """
    ours = {squeezed(each): name for name, some in annex.fields.items() for each in some}
    positions = dict[str, int]()
    for at, cell in enumerate(cells):
        if is_narrative(cell) or names_a_child(cell):
            continue
        for heading in how.renamed.get(normalise(cell), ()):
            name = ours.get(squeezed(heading))
            if name in positions:
                return Matched(positions, twice=heading)
            if name:
                positions[name] = at
    return Matched(positions)


def match(cells: Sequence[str], annex: AnnexList, how: Reading = REFERENCE) -> Matched:
    """Match the cells of a heading row to the fields of a list: first as the council's mapping
    says, then by their spelling, then by likeness.
    """
    asked = _asked(cells, annex, how) if how.headings else Matched({})
    if asked.twice:
        return asked
    unused = {squeezed(each) for each in annex.others}
    dropped = {normalise(each) for each in how.drop}
    taken = {
        at
        for at, cell in enumerate(cells)
        if not plain(cell) or squeezed(cell) in unused or normalise(cell) in dropped
    }
    taken |= set(asked.positions.values())
    spelt = _spelt(cells, annex, taken, set(asked.positions))
    if spelt.twice:
        return spelt
    known = asked.positions | spelt.positions
    positions, doubtful = _alike(cells, annex, taken, set(known))
    positions = known | positions
    read_as = {
        cells[at]: annex.heading_of(name)
        for name, at in positions.items()
        if squeezed(cells[at]) != squeezed(annex.heading_of(name))
    }
    return Matched(positions, read_as, tuple(doubtful))


def second_worker(cells: Sequence[str], found: Matched, annex: AnnexList) -> int | None:
    """The column of whoever is the worker in rows that name no other, beside that of the worker."""
    if WORKER not in found.positions:
        return None
    for spelling in annex.instead:
        for at, cell in enumerate(cells):
            if at not in found.positions.values() and squeezed(cell) == squeezed(spelling):
                return at
    return None


def worth(cells: Sequence[str], annex: AnnexList, how: Reading = REFERENCE) -> int:
    """How much a row is like the heading row of a list: its headings, those we use twice."""
    if len(cells) > WIDEST:
        return 0
    return known_count(cells, annex) + len(match(cells, annex, how).positions)


def refuse_other_separator(rows: Sequence[Sequence[str]], annex: AnnexList, delimiter: str) -> None:
    """Refuse a text file whose headings stand apart by another separator. Raises FileRefusedError.

    Half a heading may look like one of ours, so the separator that makes most of them is the one.
    """
    most = {
        each: max(worth(delimiter.join(row).split(each), annex) for row in rows)
        for each in SEPARATORS
        if each != delimiter
    }
    other = max(most, key=lambda each: most[each])
    if most[other] > max(1, *(worth(row, annex) for row in rows)):
        raise FileRefusedError(
            problems.WRONG_SEPARATOR,
            separator=SEPARATORS[other],
            expected=SEPARATORS.get(delimiter, delimiter),
        )
