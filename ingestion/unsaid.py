"""Which unknown codes may be kept as they were typed: a misspelt code may, what is said of somebody
may not, however short it is.

A cell stays that is a known code, is spelt nearly like one, or is made of the words, letters and
figures that codes are made of. Any other stays only where it stands on the rows of so many
different people that it is said of none of them, and holds no word of health, welfare or family.
Of the rest the number of words is kept, and the row is told: its officer finds it in the export.
"""

import csv
import functools
import re
import unicodedata
from dataclasses import dataclass
from pathlib import Path

import polars as pl
from rapidfuzz.distance import OSA

from ingestion import problems
from ingestion.cells import LONG_TEXT, LONGEST_CODE, MOST_WORDS_IN_CODE
from ingestion.feeds import ContractField, Feed
from ingestion.placeholders import PATH, WORDS

CODE_WORDS, PRIVATE_WORDS = PATH.with_name("code_words.csv"), PATH.with_name("private_words.csv")
#: A text on the rows of fewer people than these may be said of one of them.
FEWEST_PEOPLE = 10
#: Longer figures may be somebody's number or birthday.
_MOST_FIGURES = 4
#: Lists whose spellings are looked up without an abbreviation behind them, and by a letter before.
_LETTERED = ("annex_a_case_status",)
_ABBREVIATION = re.compile(r"([^\s(])\s*\([A-Za-z]{2,4}[0-9]*\)\s*$")
_LETTER = re.compile(r"^[\s(\[]*([A-Za-z])\s*[).:\]\-\u2010-\u2015]")
_SPELT_OUT = re.compile(r"\b[^\W\d_](?:[\W_]+[^\W\d_]\b)+")
_PARTS = re.compile(r"[^\W\d_]+|\d+")
_WORDS = re.compile(r"\S*[^\W_]\S*")
NOT_SHOWN = re.compile(r"^(?:[a-z]\) )?\([0-9]+ words?, not shown\)$")


def _column_of(path: Path, match: str | None = None) -> frozenset[str]:
    with path.open(encoding="utf-8", newline="") as seed:
        rows = list(csv.DictReader(seed))
    return frozenset(row["typed"] for row in rows if match in (None, row.get("match")))


@functools.cache
def code_words() -> frozenset[str]:
    """Plain words that codes are made of, beside those of the codes that are known."""
    return _column_of(CODE_WORDS)


@functools.cache
def _private() -> tuple[frozenset[str], tuple[str, ...]]:
    """Words that are private as they are, and how others begin."""
    return _column_of(PRIVATE_WORDS, "whole"), tuple(_column_of(PRIVATE_WORDS, "begins"))


def _parts(text: str) -> list[str]:
    """The words and figures of a text, without accents and capitals; C.P. is one word."""
    plain = unicodedata.normalize("NFKD", text).casefold()
    bare = "".join(one for one in plain if not unicodedata.combining(one))
    return _PARTS.findall(_SPELT_OUT.sub(lambda found: re.sub(r"[\W_]", "", found[0]), bare))


def _is_private(part: str) -> bool:
    whole, begins = _private()
    return part in whole or part.startswith(begins)


def _is_near(typed: str, known: str) -> bool:
    """Whether one is a slip for the other: the same first letter, and a letter or two amiss.

    In a short word no letter may stand for another: that makes other words too easily.
    """
    if not typed or typed[0] != known[0] or min(len(typed), len(known)) < 4:
        return False
    amiss = OSA.distance(typed, known)
    if min(len(typed), len(known)) >= 9:
        return amiss <= 2
    is_other_word = len(typed) == len(known) and sorted(typed) != sorted(known)
    return amiss <= 1 and (len(known) >= 6 or not is_other_word)


@dataclass(frozen=True)
class Vocabulary:
    """What the known spellings of one list are made of."""

    spellings: frozenset[str]
    is_lettered: bool

    @functools.cached_property
    def words(self) -> frozenset[str]:
        """Every word of a known spelling."""
        return frozenset(part for each in self.spellings for part in _parts(each))

    @functools.cached_property
    def squeezed(self) -> frozenset[str]:
        """The known spellings as one word each."""
        return frozenset("".join(_parts(each)) for each in self.spellings) - {""}

    def _is_part(self, part: str) -> bool:
        if part.isdigit() or len(part) == 1 or part in self.words:
            return True
        if _is_private(part):
            return False
        return part in code_words() or any(_is_near(part, word) for word in self.words)

    def is_code(self, typed: str) -> bool:
        """Whether a cell is a known code, or can be nothing but one that is misspelt or new."""
        if typed.lower() in self.spellings or typed.lower() in WORDS:
            return True
        parts = _parts(typed)
        figures = sum(len(part) for part in parts if part.isdigit())
        if figures > _MOST_FIGURES or _is_long(typed):
            return False
        if all(self._is_part(part) for part in parts):
            return True
        whole = "".join(parts)
        return not any(map(_is_private, parts)) and any(
            _is_near(whole, known) for known in self.squeezed
        )

    def kept(self, typed: str) -> str:
        """What is kept of a cell that is no code: how many words it has, with what a list that
        goes by letters is looked up by.
        """
        bare = _ABBREVIATION.sub(r"\1", typed) if self.is_lettered else typed
        if bare != typed and not _ABBREVIATION.search(bare) and self.is_code(bare):
            return bare
        letter = _LETTER.match(typed) if self.is_lettered else None
        count = len(_WORDS.findall(typed[letter.end() :] if letter else typed))
        told = f"({count} {'word' if count == 1 else 'words'}, not shown)"
        return f"{letter[1].lower()}) {told}" if letter else told


def _is_long(typed: str) -> bool:
    return len(typed) > LONGEST_CODE or len(_WORDS.findall(typed)) > MOST_WORDS_IN_CODE


@functools.cache
def vocabulary_of(code_list: str | None, spellings: frozenset[str]) -> Vocabulary:
    """What one list of codes is made of."""
    return Vocabulary(spellings, code_list in _LETTERED)


def _unsure(cells: pl.Series, field: ContractField) -> list[str]:
    """The texts that may be said of somebody by what they are made of; asked once a text."""
    vocabulary = vocabulary_of(field.code_list, field.spellings)
    typed = cells.unique().drop_nulls()
    return [
        each
        for each in typed.filter(~typed.str.to_lowercase().is_in(list(field.spellings)))
        if each != LONG_TEXT and not NOT_SHOWN.match(each) and not vocabulary.is_code(each)
    ]


def _replacements(frames: list[pl.DataFrame], field: ContractField, whose: str) -> dict[str, str]:
    """For each text that must not be kept, what is kept of it."""
    unsure = _unsure(pl.concat(frame[field.name] for frame in frames), field)
    if not unsure:
        return {}
    borne = pl.concat(
        frame.filter(pl.col(field.name).is_in(unsure)).select(
            typed=field.name, people=pl.col(whose).cast(pl.String)
        )
        for frame in frames
    )
    counts = dict(borne.group_by("typed").agg(pl.col("people").n_unique()).rows())
    vocabulary = vocabulary_of(field.code_list, field.spellings)
    return {
        each: vocabulary.kept(each)
        for each in unsure
        if counts[each] < FEWEST_PEOPLE or _is_long(each) or any(map(_is_private, _parts(each)))
    }


@dataclass(frozen=True)
class Unsaid:
    """Rows of which nothing is kept that may be said of somebody, and what is told of it."""

    rows: pl.DataFrame
    held: pl.DataFrame
    problems: pl.DataFrame


def leave_unsaid(rows: pl.DataFrame, held: pl.DataFrame, feed: Feed, file_name: str) -> Unsaid:
    """Take what may be said of somebody out of the codes of rows that stand and are held back."""
    told = []
    about = feed.meta.about_worker or feed.meta.about_person
    whose = about if about and about in rows.columns else "_source_row"
    for field in feed.fields:
        if field.kind != "code" or field.is_private:
            continue
        instead = _replacements([rows, held], field, whose)
        if not instead:
            continue
        told.append(_tell(rows, instead, field, feed, file_name))
        replaced = pl.col(field.name).replace(instead)
        rows, held = rows.with_columns(replaced), held.with_columns(replaced)
    return Unsaid(rows, held, problems.gather(told))


def _tell(
    rows: pl.DataFrame, instead: dict[str, str], field: ContractField, feed: Feed, file_name: str
) -> pl.DataFrame:
    """Name the rows whose code is not kept; one that is held back is told of already."""
    concerned = rows.filter(pl.col(field.name).is_in(list(instead)))
    if concerned.is_empty():
        return problems.none()
    return problems.report(
        problems.CODE_NOT_SHOWN,
        feed=feed.name,
        file_name=file_name,
        heading=field.heading,
        rows=concerned.select(
            source_row="_source_row", typed_text=pl.col(field.name).replace(instead)
        ),
    )
