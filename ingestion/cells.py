"""How each kind of cell is read: what it becomes, and null where it cannot be read.

Cells are polars Series of text with the outer spaces gone and blanks null. Whole columns are read
at once, so that five million rows take seconds; what is costly is done only for the few cells that
are written in an unusual way. Why a cell could not be read is said by `reasons`.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

from ingestion import problems
from ingestion.days import read_days
from ingestion.placeholders import DAYS, WORDS
from ingestion.problems import ProblemKind

Kind = Literal["id", "code", "date", "tick", "integer", "number", "text"]

EARLIEST, LATEST = date(1900, 1, 1), date(2199, 12, 31)
LONGEST_ID, LONGEST_CODE, LONGEST_TEXT, LONGEST_PHRASE = 100, 40, 200, 400
#: With more words than these somebody typed a sentence; a contract may allow more of a column that
#: holds questions or standards.
MOST_WORDS_IN_ID, MOST_WORDS_IN_CODE, MOST_WORDS_IN_TEXT = 6, 5, 14
#: What stands for a code that is longer than any code is: nobody knows it, so its row is unmapped.
LONG_TEXT = "long text"
#: Words beside each other, or a word beside a number: no number of a record or person is so.
WORDS_APART = r"\p{L}[^\p{L}0-9\s]*\s+[^\p{L}0-9\s]*\p{L}|[0-9]\s+\p{L}{4,}"


def _more_words_than(count: int) -> str:
    return rf"^(?:\S+\s+){{{count},}}\S"


#: In a code, marks that stand alone are no words: ( b ) Child protection plan has four.
_MORE_WORDS_THAN_A_CODE = (
    rf"^(?:[^\p{{L}}0-9]*[\p{{L}}0-9]\S*\s+){{{MOST_WORDS_IN_CODE},}}[^\p{{L}}0-9]*[\p{{L}}0-9]"
)
SPREADSHEET_ERROR = r"^#(?:N/A|REF!|VALUE!|NAME\?|DIV/0!|NUM!|NULL!|SPILL!|#+)$"
CALCULATED = r"^[+-]?[0-9]+(?:[.,][0-9]+[eE][+-]?|[eE]\+)[0-9]+$|^[0-9]+\.0+$"
FORMULA = r"^[=+@'\"`-]"
SEVERAL = r"[;|]"
#: What SharePoint writes beside one person: the number of the list, or how they signed in.
BESIDE_A_PERSON = r"^[0-9]+;#|;#[0-9]*$|^[iIcC]:0[^|;]{1,4}\|[a-z]+\|"
HIDDEN = r"[[:cntrl:]\p{Cf}]"
#: UTF-8 that was read as Windows-1252 somewhere on its way, or letters already lost.
GARBLED = r"Ã[\u0080-\u00bf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ]|â€|Â[\u00a0-\u00bf]|ï»¿|\ufffd"
OTHER_ALPHABET = r"[\p{Cyrillic}\p{Greek}]"
#: National Insurance numbers, and what is written as an NHS number is: three, three and four.
NI_NUMBER = r"(?i)\b[A-CEGHJ-PR-TW-Z]{2} ?[0-9]{2} ?[0-9]{2} ?[0-9]{2} ?[A-D]\b"
NHS_NUMBER = r"\b[0-9]{3}[ -][0-9]{3}[ -][0-9]{4}\b"
#: What stands for a cell that said something of somebody: nobody is called so.
UNSAID = r"^\([0-9]+ words?, not shown\)$"
_UNREADABLE_ID = "|".join(
    f"(?:{pattern})"
    for pattern in (
        HIDDEN,
        CALCULATED,
        FORMULA,
        SEVERAL,
        SPREADSHEET_ERROR,
        UNSAID,
        _more_words_than(MOST_WORDS_IN_ID),
    )
)
_ID_PLACEHOLDER = r"^9{6,}$"


def is_personal(cells: pl.Series) -> pl.Series:
    """Whether a cell holds a National Insurance number, or an NHS number by its check digit."""
    likely = cells.str.contains(NI_NUMBER).fill_null(False)
    spaced = cells.str.contains(NHS_NUMBER).fill_null(False)
    if spaced.any():
        digits = cells.filter(spaced).str.extract(f"({NHS_NUMBER})").str.replace_all("[ -]", "")
        figures = [digits.str.slice(at, 1).cast(pl.Int32) for at in range(10)]
        weighed = sum((figures[at] * (10 - at) for at in range(9)), start=figures[0] * 0)
        is_nhs = (11 - weighed % 11) % 11 == figures[9]
        likely = likely.scatter(spaced.arg_true().filter(is_nhs), True)
    return likely


def is_placeholder(cells: pl.Series, kind: Kind) -> pl.Series:
    """Whether a cell holds a word, a day or a number that stands for nothing."""
    found = cells.str.to_lowercase().is_in(list(WORDS))
    if kind == "id":
        found |= cells.str.contains(_ID_PLACEHOLDER)
    if kind == "date":
        found |= read_days(cells).is_in(list(DAYS)).fill_null(False)
    return found.fill_null(False)


def _read_date(cells: pl.Series) -> pl.Series:
    days = read_days(cells)
    return days.set(~days.is_between(EARLIEST, LATEST), None)


def _read_tick(cells: pl.Series) -> pl.Series:
    return cells.str.to_lowercase().replace_strict(
        {"yes": True, "no": False}, default=None, return_dtype=pl.Boolean
    )


def _read_integer(cells: pl.Series) -> pl.Series:
    return cells.set(~cells.str.contains(r"^[0-9]{1,9}$"), None).cast(pl.Int32)


def _read_number(cells: pl.Series) -> pl.Series:
    return cells.set(~cells.str.contains(r"^[0-9]{0,9}\.?[0-9]{1,9}$"), None).cast(pl.Float64)


def _has_odd_letters(cells: pl.Series) -> pl.Series:
    """Garbled letters, or letters of another alphabet among ours, as look-alikes are."""
    is_mixed = cells.str.contains(OTHER_ALPHABET) & cells.str.contains("[A-Za-z0-9]")
    return is_mixed | cells.str.contains(GARBLED)


def _read_id(cells: pl.Series) -> pl.Series:
    """An id as it is typed; full-width figures are figures."""
    alone = cells.str.replace_all(BESIDE_A_PERSON, "")
    is_broken = alone.str.contains(_UNREADABLE_ID) | (cells.str.len_chars() > LONGEST_ID)
    is_broken |= is_placeholder(cells, "id") | is_personal(cells)
    is_plain = (cells.str.len_bytes() == cells.str.len_chars()).fill_null(True)
    if not is_plain.all():
        is_broken |= ~is_plain & _has_odd_letters(cells)
        cells = cells.zip_with(is_plain, cells.str.normalize("NFKC"))
    return cells.set(is_broken, None)


def read_words(cells: pl.Series, longest: int, most_words: int) -> pl.Series:
    """Names and codes: whatever is typed, but no sentence and nobody's number."""
    is_broken = (cells.str.len_chars() > longest) | cells.str.contains(SPREADSHEET_ERROR)
    is_broken |= cells.str.contains(_more_words_than(most_words)) | is_personal(cells)
    return cells.set(is_broken | cells.str.contains(UNSAID), None)


def read_codes(cells: pl.Series, known: frozenset[str]) -> pl.Series:
    """Codes as they are typed; one too long to be a code becomes `LONG_TEXT`, unless it is `known`
    (in lower case), so that its row stands and nothing that was told is kept.
    """
    is_long = cells.str.len_chars() > LONGEST_CODE
    is_long |= cells.str.contains(_MORE_WORDS_THAN_A_CODE)
    if known:
        is_long &= ~cells.str.to_lowercase().is_in(list(known))
    is_broken = cells.str.contains(SPREADSHEET_ERROR) | is_personal(cells)
    return cells.set(is_long.fill_null(False), LONG_TEXT).set(is_broken.fill_null(False), None)


def _read_code(cells: pl.Series) -> pl.Series:
    return read_codes(cells, frozenset())


def _read_text(cells: pl.Series) -> pl.Series:
    return read_words(cells, LONGEST_TEXT, MOST_WORDS_IN_TEXT)


def is_garbled(cells: pl.Series) -> pl.Series:
    """Whether letters were garbled on their way, as in SeÃ¡n for Seán."""
    is_odd = (cells.str.len_bytes() != cells.str.len_chars()).fill_null(False)
    return (is_odd & cells.str.contains(GARBLED)).fill_null(False) if is_odd.any() else is_odd


@dataclass(frozen=True)
class Reader:
    """How one kind of cell is read, what it becomes, and what is said when it cannot be."""

    read: Callable[[pl.Series], pl.Series]
    data_type: str
    unreadable: ProblemKind


READERS: Mapping[Kind, Reader] = {
    "id": Reader(_read_id, "varchar", problems.ID_UNREADABLE),
    "code": Reader(_read_code, "varchar", problems.TEXT_UNREADABLE),
    "text": Reader(_read_text, "varchar", problems.TEXT_UNREADABLE),
    "date": Reader(_read_date, "date", problems.DATE_UNREADABLE),
    "tick": Reader(_read_tick, "boolean", problems.TICK_UNREADABLE),
    "integer": Reader(_read_integer, "integer", problems.INTEGER_UNREADABLE),
    "number": Reader(_read_number, "double", problems.NUMBER_UNREADABLE),
}
