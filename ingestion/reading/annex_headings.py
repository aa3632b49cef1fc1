"""Which heading of an Annex A list is which field, however it is spelt: exactly, by a known
spelling, or by likeness where one heading is plainly meant and no other could be.
"""

import functools
import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field

from rapidfuzz import fuzz, process

from ingestion import problems
from ingestion.mapping import REFERENCE, Reading
from ingestion.privacy import is_narrative
from ingestion.reading.annex_a_lists import AnnexList, annex_lists, annex_words
from ingestion.reading.headings import SEPARATORS
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import normalise

_DAYS, _PEOPLE = ("start_date", "end_date"), ("allocated_worker", "team_code")
#: How like two headings must be, out of 100, and by how much liker than to any other.
LIKE, CLEARLY = 80.0, 6.0
#: What one heading scores whose words are all in the other.
_WITHIN = 95.0
#: How like a known word another of so many letters must be to be a slip of the pen.
_SLIP, _LONG_ENOUGH = 82.0, 3
_WORDS = annex_words()
#: What is longer is a cell of text and no heading; what has more cells is no heading row.
_LONGEST, WIDEST = 400, 1000
_REMEMBERED = 20_000
_WORD_BEGINS = re.compile(r"(?<=[a-z][a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERED = re.compile(
    r"^\s*(?:(?:column|field|item) )?(?:\d{1,2}(?:\.\d{1,2})?[ .):–-]+|[a-z]\)\s*)(?=\S)"
)
_FORM_OF_A_DATE = re.compile(r"\b(?:dd?.mm?.yy(?:yy)?|yyyy.mm.dd)\b")


def _aside(found: re.Match[str]) -> str:
    """What stands in brackets is said by the way, but where it says whether it is start or end."""
    words = set(re.findall(r"\w+", found[0]))
    return f" {found[0][1:-1]} " if words & (_WORDS["starts"] | _WORDS["ends"]) else ""


@functools.lru_cache(_REMEMBERED)
def plain(heading: str) -> str:
    """A heading as it is compared: words in small letters, with nothing between them but spaces,
    without a number before them and what stands in brackets.
    """
    told = unicodedata.normalize("NFKC", heading[:_LONGEST])
    told = _WORD_BEGINS.sub(" ", told).casefold().replace("&", " and ")
    told = told.replace("de-regist", "deregist")
    told = re.sub(r"['’‘`]|\.(?!\d)", "", _NUMBERED.sub("", told))
    told = _FORM_OF_A_DATE.sub("", _ASIDE.sub(_aside, told) or told)
    return re.sub(r"[\W_]+", " ", told).strip()


@functools.lru_cache(_REMEMBERED)
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


@functools.cache
def _known(number: int) -> frozenset[str]:
    annex = annex_lists()[number]
    spellings = [each for some in annex.fields.values() for each in some]
    return frozenset(squeezed(each) for each in (*spellings, *annex.others))


def known_count(cells: Sequence[str], annex: AnnexList) -> int:
    """How many cells of a row are headings of this list, used or not: the heading row has most."""
    return len({squeezed(cell) for cell in cells} & _known(annex.number))


def _likeness(cell: str, spelling: str) -> float:
    one, other = set(plain(cell).split()), set(plain(spelling).split())
    if (one ^ other) & _WORDS["telling"]:
        return 0.0
    alike = float(fuzz.token_sort_ratio(plain(cell), plain(spelling)))
    is_within = (one <= other or other <= one) and not one & other <= _WORDS["plain"]
    return max(alike, _WITHIN) if is_within else alike


def _names_a_child(cell: str) -> bool:
    words = set(plain(cell).split())
    return bool(words & _WORDS["names"] and words & _WORDS["of_a_child"])


def _without_slips(words: set[str], known: frozenset[str]) -> set[str]:
    """The words, those that are no known one but nearly as the one that is meant."""
    told = set()
    for word in words:
        slip = word not in known and process.extractOne(
            word, sorted(known), scorer=fuzz.ratio, score_cutoff=_SLIP
        )
        told.add(slip[0] if slip and len(word) >= _LONG_ENOUGH else word)
    return told


def _is_day(words: set[str], name: str, annex: AnnexList) -> bool:
    """Whether a heading says that what this list is of began, or that it ended, and no more."""
    sides = {"start_date": _WORDS["starts"], "end_date": _WORDS["ends"]}
    known = annex.subjects | annex.beside | _WORDS["small"] | _WORDS["starts"] | _WORDS["ends"]
    if words & _WORDS["telling"]:
        return False
    words = _without_slips(words, known)
    said = {side for side, some in sides.items() if words & some}
    return words <= known and said == {name} and bool(words & annex.subjects)


def _score(cell: str, name: str, annex: AnnexList) -> float:
    """How much a heading is like a field, out of 100."""
    words = set(plain(cell).split())
    if name in _DAYS:
        return 100.0 if _is_day(words, name, annex) else 0.0
    if name == "person_id" and not words & _WORDS["of_an_id"]:
        return 0.0
    if name in _PEOPLE and words & _WORDS["not_people"]:
        return 0.0
    return max(_likeness(cell, each) for each in annex.fields[name])


@functools.lru_cache(_REMEMBERED)
def _meant(cell: str, number: int) -> tuple[str | None, float, float]:
    """The field a heading is most like (null for one we do not use), how much, and by how much
    more than any other.
    """
    annex = annex_lists()[number]
    if _names_a_child(cell):
        return None, 0.0, 0.0
    scores = {name: _score(cell, name, annex) for name in annex.fields}
    unused = max((_likeness(cell, each) for each in annex.others), default=0.0)
    best = max(scores, key=lambda name: scores[name])
    rest = max(unused, *(score for name, score in scores.items() if name != best))
    return (best, scores[best], scores[best] - rest) if scores[best] > unused else (None, unused, 0)


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
        meant, likeness, margin = (
            (None, 0.0, 0.0) if at in taken else _meant(cell[:_LONGEST], annex.number)
        )
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


def _asked(cells: Sequence[str], annex: AnnexList, how: Reading) -> Matched:
    """The fields that the council's mapping reads from a heading. Narrative and the name of a child
    are never read, whoever asks.
    """
    ours = {squeezed(each): name for name, some in annex.fields.items() for each in some}
    positions = dict[str, int]()
    for at, cell in enumerate(cells):
        if is_narrative(cell) or _names_a_child(cell):
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
