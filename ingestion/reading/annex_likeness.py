"""How much a heading of Annex A is like a field of ours: the words that it is made of decide."""

import functools
import re
import unicodedata

from rapidfuzz import fuzz, process

from ingestion.reading.annex_a_lists import (
    AnnexList,
    annex_lists,
    annex_words,
    spoken_together,
)

_DAYS, _PEOPLE = ("start_date", "end_date"), ("allocated_worker", "team_code")
#: What one heading scores whose words are all in the other.
_WITHIN = 95.0
#: How like a known word another must be to be a slip of the pen, and how long that must be where
#: no letter was only left out.
_SLIP, _LONG_ENOUGH = 82.0, 5
_WORDS = annex_words()
#: What is longer is a cell of text and no heading.
LONGEST = 400
_REMEMBERED = 20_000
_WORD_BEGINS = re.compile(r"(?<=[a-z][a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_ASIDE = re.compile(r"\([^()]*\)|\[[^\[\]]*\]")
_NUMBERED = re.compile(
    r"^\s*(?:(?:column|field|item) )?(?:\d{1,2}(?:\.\d{1,2})?[ .):–-]+|[a-z]\)\s*)(?=\S)"
)
_DEREGISTERED = re.compile(r"\bde\W?(?=reg)")
_TOGETHER = re.compile(rf"\b(?:{'|'.join(map(re.escape, spoken_together()))})\b")
#: `CPP to` and `CP: date to` say an end, as `CPP from` says a start.
_TO = re.compile(r"\b(?:(?:date|dates) to|to(?: date)?)$")
#: What a heading scores that says an end and not of what.
_ALONE = 90.0
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
    told = unicodedata.normalize("NFKC", heading[:LONGEST])
    told = _WORD_BEGINS.sub(" ", told).casefold().replace("&", " and ")
    told = _DEREGISTERED.sub("de", told)
    told = re.sub(r"['’‘`]|\.(?!\d)", "", _NUMBERED.sub("", told))
    told = _FORM_OF_A_DATE.sub("", _ASIDE.sub(_aside, told) or told)
    return re.sub(r"[\W_]+", " ", told).strip()


@functools.lru_cache(_REMEMBERED)
def squeezed(heading: str) -> str:
    """The same without any space: `StartDate` is `Start Date`."""
    return plain(heading).replace(" ", "")


def _likeness(cell: str, spelling: str) -> float:
    one, other = set(plain(cell).split()), set(plain(spelling).split())
    if (one ^ other) & _WORDS["telling"]:
        return 0.0
    alike = float(fuzz.token_sort_ratio(plain(cell), plain(spelling)))
    is_within = (one <= other or other <= one) and not one & other <= _WORDS["plain"]
    return max(alike, _WITHIN) if is_within else alike


def names_a_child(cell: str) -> bool:
    """Whether a heading is that of a child's own name."""
    words = set(plain(cell).split())
    return bool(words & _WORDS["names"] and words & _WORDS["of_a_child"])


def _without_slips(words: set[str], known: frozenset[str]) -> set[str]:
    """The words, those that are no known one but nearly as the one that is meant."""
    told = set()
    for word in words:
        slip = word not in known and process.extractOne(
            word, sorted(known), scorer=fuzz.ratio, score_cutoff=_SLIP
        )
        is_slip = slip and (len(slip[0]) >= _LONG_ENOUGH or len(word) < len(slip[0]))
        told.add(slip[0] if slip and is_slip else word)
    return told


@functools.lru_cache(_REMEMBERED)
def _said(cell: str, number: int) -> tuple[set[str], set[str], bool]:
    """The words of a heading, which of start and end they say, and whether they say no more than
    that and of what this list is.
    """
    annex = annex_lists()[number]
    told = _TOGETHER.sub(lambda found: spoken_together()[found[0]], plain(cell))
    if "subject" not in told:
        told = _TO.sub("ended", told)
    sides = {"start_date": _WORDS["starts"], "end_date": _WORDS["ends"] | annex.says_its_end}
    known = annex.subjects.union(annex.beside, annex.alone, _WORDS["small"], *sides.values())
    words = set(told.split())
    is_telling = bool(words & _WORDS["telling"])
    words = _without_slips(words, known)
    said = {side for side, some in sides.items() if words & some}
    return words, said, words <= known and not is_telling


def says_a_day(cell: str, annex: AnnexList) -> bool:
    """Whether a heading says a start or an end, of this list or of nothing in particular."""
    _, said, says_no_more = _said(cell, annex.number)
    return bool(said) and says_no_more


def may_be_the_end(cell: str, annex: AnnexList) -> bool:
    """Whether somebody who looks for the end of a list would look at a heading."""
    words, said, _ = _said(cell, annex.number)
    is_date = bool(words & _WORDS["dated"]) or bool(_FORM_OF_A_DATE.search(cell.casefold()))
    return "end_date" in said or (is_date and not said)


def _as_day(cell: str, name: str, annex: AnnexList) -> float:
    """How much a heading says that what this list is of began, or that it ended, and no more."""
    words, said, says_no_more = _said(cell, annex.number)
    if said != {name} or not says_no_more:
        return 0.0
    return 100.0 if words & annex.subjects else _ALONE if words & annex.alone else 0.0


def _score(cell: str, name: str, annex: AnnexList) -> float:
    """How much a heading is like a field, out of 100."""
    words = set(plain(cell).split())
    if name in _DAYS:
        return _as_day(cell, name, annex)
    if name == "person_id" and not words & _WORDS["of_an_id"]:
        return 0.0
    if name in _PEOPLE and words & _WORDS["not_people"]:
        return 0.0
    return max(_likeness(cell, each) for each in annex.fields[name])


@functools.lru_cache(_REMEMBERED)
def meant(cell: str, number: int) -> tuple[str | None, float, float]:
    """The field a heading is most like (null for one we do not use), how much, and by how much
    more than any other.
    """
    annex = annex_lists()[number]
    if names_a_child(cell):
        return None, 0.0, 0.0
    scores = {name: _score(cell, name, annex) for name in annex.fields}
    unused = max((_likeness(cell, each) for each in annex.others), default=0.0)
    best = max(scores, key=lambda name: scores[name])
    rest = max(unused, *(score for name, score in scores.items() if name != best))
    return (best, scores[best], scores[best] - rest) if scores[best] > unused else (None, unused, 0)
