"""What may be repeated of a file: headings, footers and codes, and nobody's name or story.

A row of children's names may stand where the headings should, and a name in a column of codes.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

import polars as pl

from ingestion.cells import LONGEST_CODE, MOST_WORDS_IN_CODE, is_personal
from ingestion.codes import Codes
from ingestion.proposing.evidence import Evidence
from ingestion.proposing.matching import UNUSED, Match
from ingestion.proposing.wording import heading_words, spelt_out, words_in
from ingestion.reading.spelling import OUTER
from ingestion.reading.tracker import month_of
from ingestion.unsaid import code_words

_HEADING, _MOST_WORDS_IN_HEADING = 60, 12
_FOOTER_WORDS = {
    *("total", "totals", "grand", "rows", "row", "count", "number", "of", "end", "report", "the"),
    *("records", "record", "sessions", "list", "printed", "on", "at", "by", "export", "exported"),
}
_NAMED = re.compile(r"\bname|\bchild|\bperson|\bclient|\bworker|\bstaff|\bmanager", re.IGNORECASE)


def column_letter(position: int) -> str:
    """A column as a spreadsheet names it: A, B, … AA."""
    letters, rest = "", position + 1
    while rest:
        rest, at = divmod(rest - 1, 26)
        letters = chr(65 + at) + letters
    return letters


def are_headings(matches: Sequence[Match]) -> bool:
    """Whether a row is plainly one of headings: enough of it is known for the rest to be such."""
    filled = [each for each in matches if each.found]
    known = [each for each in filled if each.by_name]
    return len(known) >= 2 and len(known) * 4 >= len(filled)


def has_known_word(text: str) -> bool:
    """Whether a text has a word that headings have."""
    return bool(heading_words() & {*words_in(text), *spelt_out(text)})


def without_doubtful(matches: Sequence[Match]) -> list[Match]:
    """In a row that may be none of headings, only what plainly is one counts as known."""
    return [
        each
        if each.by_name or has_known_word(each.found)
        else replace(each, field=None, score=0, how=UNUSED if each.found else each.how)
        for each in matches
    ]


def show_heading(match: Match, *, is_sure: bool) -> str:
    """A heading as it may be repeated; in a row that may be none only what has a known word."""
    text = re.sub(r"\s+", " ", match.found).strip(OUTER)
    is_known = match.by_name or has_known_word(text)
    is_short = len(text.split()) <= _MOST_WORDS_IN_HEADING
    if not text:
        return ""
    if is_short and (is_sure or is_known or _is_month(text)):
        return text[:_HEADING]
    return f"column {column_letter(match.position)} (heading not shown)"


def _is_month(text: str) -> bool:
    try:
        return month_of(text) is not None
    except Exception:
        return True


def show_footer(text: str, rows: int) -> str:
    """A footer as a pattern: a number that is the number of rows is checked each time; other
    numbers, and words that may be a name, may be anything.
    """

    def kept(piece: re.Match[str]) -> str:
        plain = piece[0].replace(",", "")
        if plain.isdecimal():
            return "{rows}" if int(plain) == rows else "*"
        return piece[0] if piece[0].lower() in _FOOTER_WORDS else "*"

    told = re.sub(r"\d[\d,]*|[^\W\d_]+", kept, text)
    told = re.sub(r"[^\w\s{}*:.,()\-]", "*", told)
    return re.sub(r"\*[\s*:/.,()_\-]*\*", "*", told)


def names_in(frame: pl.DataFrame, cells: Sequence[str], held: Sequence[Evidence]) -> frozenset[str]:
    """Every word under headings of people, and under others where there are names: none of them is
    ever shown as a code.
    """
    words: set[str] = set()
    for at, (heading, evidence) in enumerate(zip(cells, held, strict=True)):
        is_of_people = bool(_NAMED.search(" ".join(words_in(heading))))
        if evidence.sentences < 0.3 and (evidence.names >= 0.3 or is_of_people):
            found = frame[str(at)].str.to_lowercase().str.extract_all(r"\p{L}{2,}")
            words |= set(found.explode().drop_nulls().unique())
    return frozenset(words)


def may_show_code(
    typed: str, count: int, *, codes: Codes, known: float, names: frozenset[str]
) -> bool:
    """Whether a code that nobody has mapped may be repeated. `known` is the share of its column
    that is known codes, `names` are words that stand for people in this file.
    """
    words = words_in(typed)
    is_long = len(typed) > LONGEST_CODE or len(typed.split()) > MOST_WORDS_IN_CODE
    if is_long or "@" in typed or re.search(r"\d{5}", typed) or is_personal(pl.Series([typed]))[0]:
        return False
    known_words = {
        word for some in (codes.spellings, codes.labels, codes.likely) for one in some
        for word in words_in(one)
    } | code_words()  # fmt: skip
    unknown = [word for word in words if not word.isdecimal() and word not in known_words]
    if not unknown:
        return True
    if set(unknown) & names:
        return False
    if len(typed) <= 6 and any(map(str.isdigit, typed)):
        return True
    return len(words) == 1 and count >= 3 and known >= 0.5


def footers_of(found: Sequence[str], rows: int) -> list[str]:
    """The footers of a file as patterns, each once."""
    return list(dict.fromkeys(show_footer(text, rows) for text in found))
