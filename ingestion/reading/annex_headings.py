"""Which heading of an Annex A list is which field, however it is spelt: exactly, by a known
spelling, or by likeness where one heading is plainly meant and no other could be.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz

from ingestion import problems
from ingestion.reading.annex_a_lists import AnnexList, annex_words
from ingestion.reading.headings import SEPARATORS
from ingestion.reading.soundness import FileRefusedError

#: How like two headings must be, out of 100, and by how much liker than to any other.
LIKE, CLEARLY = 80.0, 6.0
#: What one heading scores whose words are all in the other.
_WITHIN = 95.0
_WORDS = annex_words()


def plain(heading: str) -> str:
    """A heading as it is compared: words in small letters, with nothing between them but spaces."""
    told = unicodedata.normalize("NFKC", heading).casefold().replace("&", " and ")
    told = re.sub(r"['’‘`.]", "", told)
    told = re.sub(r"\bdd.mm.yy(yy)?\b", "", re.sub(r"\([^()]*\)", "", told) or told)
    return re.sub(r"[\W_]+", " ", told).strip()


def squeezed(heading: str) -> str:
    """The same without any space: `StartDate` is `Start Date`."""
    return plain(heading).replace(" ", "")


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


def known_count(cells: Sequence[str], annex: AnnexList) -> int:
    """How many cells of a row are headings of this list, used or not: the heading row has most."""
    known = {squeezed(each) for some in annex.fields.values() for each in some}
    known |= {squeezed(each) for each in annex.others}
    return len({squeezed(cell) for cell in cells} & known)


def _contradict(one: str, other: str) -> bool:
    """Whether one speaks of a beginning and the other of an end."""
    first, second = set(plain(one).split()), set(plain(other).split())
    start = (bool(first & _WORDS["starts"]), bool(second & _WORDS["starts"]))
    end = (bool(first & _WORDS["ends"]), bool(second & _WORDS["ends"]))
    return (start[0] and end[1] and not end[0]) or (end[0] and start[1] and not start[0])


def _likeness(cell: str, spelling: str) -> float:
    if _contradict(cell, spelling):
        return 0.0
    one, other = set(plain(cell).split()), set(plain(spelling).split())
    if (one ^ other) & _WORDS["telling"]:
        return 0.0
    alike = float(fuzz.token_sort_ratio(plain(cell), plain(spelling)))
    is_within = (one <= other or other <= one) and not one & other <= _WORDS["plain"]
    return max(alike, _WITHIN) if is_within else alike


def _meant(cell: str, annex: AnnexList) -> tuple[str | None, float, float]:
    """The field a heading is most like (null for one we do not use), how much, and by how much
    more than any other.
    """
    words = set(plain(cell).split())
    if words & _WORDS["names"] and words & _WORDS["of_a_child"]:
        return None, 0.0, 0.0
    scores = {
        name: max(_likeness(cell, each) for each in spellings)
        for name, spellings in annex.fields.items()
    }
    unused = max((_likeness(cell, each) for each in annex.others), default=0.0)
    best = max(scores, key=lambda name: scores[name])
    rest = max(unused, *(score for name, score in scores.items() if name != best))
    return (best, scores[best], scores[best] - rest) if scores[best] > unused else (None, unused, 0)


def _spelt(cells: Sequence[str], annex: AnnexList, taken: set[int]) -> Matched:
    """The fields whose heading is there in a known spelling, Ofsted's own before any other."""
    positions = dict[str, int]()
    for name, spellings in annex.fields.items():
        for spelling in spellings:
            there = [
                at
                for at, cell in enumerate(cells)
                if at not in taken and squeezed(cell) == squeezed(spelling)
            ]
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
        meant, likeness, margin = (None, 0.0, 0.0) if at in taken else _meant(cell, annex)
        if meant is None or meant in known or likeness < LIKE:
            continue
        if margin < CLEARLY:
            doubtful.append(cell)
        else:
            claims.setdefault(meant, []).append((likeness, at))
    positions = {}
    for name, some in claims.items():
        some.sort(reverse=True)
        if len(some) > 1 and some[0][0] - some[1][0] < CLEARLY:
            doubtful += [cells[at] for _, at in some]
        else:
            positions[name] = some[0][1]
    return positions, doubtful


def match(cells: Sequence[str], annex: AnnexList) -> Matched:
    """Match the cells of a heading row to the fields of a list."""
    unused = {squeezed(each) for each in annex.others}
    taken = {at for at, cell in enumerate(cells) if not plain(cell) or squeezed(cell) in unused}
    spelt = _spelt(cells, annex, taken)
    if spelt.twice:
        return spelt
    positions, doubtful = _alike(cells, annex, taken, set(spelt.positions))
    positions = spelt.positions | positions
    read_as = {
        cells[at]: annex.heading_of(name)
        for name, at in positions.items()
        if squeezed(cells[at]) != squeezed(annex.heading_of(name))
    }
    return Matched(positions, read_as, tuple(doubtful))


def worth(cells: Sequence[str], annex: AnnexList) -> int:
    """How much a row is like the heading row of a list: its headings, those we use twice."""
    return known_count(cells, annex) + len(match(cells, annex).positions)


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
