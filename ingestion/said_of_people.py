"""What is said of somebody beside a name, an id or a title is not kept.

A cell that says who somebody is holds a name or a number, and perhaps a team behind it. What tells
of health, family or conduct is cut from behind the name, and the row is told; where no name stands
before it the cell is one that cannot be read, and its row is told as such. Which words those are is
stated in seeds. Only the texts that hold words are looked at, and each of them once.
"""

import csv
import functools
from dataclasses import dataclass

import polars as pl

from ingestion import problems
from ingestion.cells import WORDS_APART, is_personal
from ingestion.feeds import ContractField, Feed
from ingestion.placeholders import PATH

PRIVATE, SENTENCE, SERVICE = (
    PATH.with_name(f"{name}_words.csv") for name in ("private", "sentence", "service")
)
#: The beginnings of words that are shorter than this begin names too (Stephen, Coughlan): in a
#: name they count only with an ending that words of their kind have.
_LONG_BEGINNING = 6
_SHORTEST_BEGINNING = 3
_ENDINGS = (
    "s|es|e|ed|d|en|n|t|ts|ing|y|ies|ied|ying|ive|er|ers|ion|tion|sion|ious|ety|m|tic|ty|ful|ness"
    "|ly|ment|ance|itis|iness|age|ager|agers|al|ation|ine|ity|ce|der|ders|ding|ded|ped|ping|bed"
    "|bing|ual|ually|ery|ical|dad|mum|father|mother|son|child|daughter|brother|sister|iatric"
)
_MOST_WORDS, _MOST_IN_NAME = 6, 4
_ADDRESS = r"\S*@\S*"
_NAME_PART = r"\p{Lu}[\p{L}'\u2019.\-]*"
#: Two or three words that begin with capitals: one of them may be a private word as well.
_NAME = rf"^{_NAME_PART}(?:,? {_NAME_PART}){{1,2}}$"
_TAIL = (
    r"(?s)^(.*?)(?:\s*[(\[{].*|\s+[-\u2013\u2014:/].*|\s*[\u2013\u2014:;].*|-\s.*"
    r"|,\s*\p{Ll}.*)$"
)
#: The words with capitals that a sentence begins with, as the name of whom it is about.
_LEADING = rf"^({_NAME_PART}(?: {_NAME_PART}){{1,3}})\s+[^\p{{Lu}}]"
_SPINE = "full_name"
_PERSONS = (_SPINE, "identifier", "settled_by")
#: One word that somebody signs in with.
_LOGIN = r"^\S*[@\\|]\S*$"
_EMAIL, _TEAM = "work_email", "team_code"
_HAS_WORDS = r"[\s(\[]|^[^0-9]+$"


def _typed(name: str) -> list[dict[str, str]]:
    path = {"private": PRIVATE, "sentence": SENTENCE, "service": SERVICE}[name]
    with path.open(encoding="utf-8", newline="") as seed:
        return list(csv.DictReader(seed))


@functools.cache
def _private() -> str:
    rows = _typed("private")
    whole = [row["typed"] for row in rows if row["match"] == "whole"]
    begins = [row["typed"] for row in rows if row["match"] == "begins"]
    long = [each for each in begins if len(each) >= _LONG_BEGINNING]
    short = [each for each in begins if len(each) < _LONG_BEGINNING]
    return (
        rf"\b(?:(?:{'|'.join(whole)})|(?:{'|'.join(long)})\p{{L}}*"
        rf"|(?:{'|'.join(short)})(?:{_ENDINGS})?)\b"
    )


@functools.cache
def _service() -> str:
    words = [row["typed"] for row in _typed("service")]
    short = [each for each in words if len(each) < _SHORTEST_BEGINNING]
    long = [each for each in words if len(each) >= _SHORTEST_BEGINNING]
    return rf"\b(?:(?:{'|'.join(short)})\b|(?:{'|'.join(long)})\p{{L}}*)"


@functools.cache
def _sentence() -> str:
    words = [row["typed"] for row in _typed("sentence")]
    short = [each for each in words if len(each) < 4]
    long = [each for each in words if len(each) >= 4]
    # A short word with a capital may be a name: Do, An, To.
    return rf"\b(?:(?i:{'|'.join(long)})|{'|'.join(short)})\b"


def _plain(cells: pl.Expr) -> pl.Expr:
    bare = cells.str.normalize("NFKD").str.replace_all(r"\p{M}", "")
    return bare.str.replace_all(_ADDRESS, "").str.to_lowercase()


def _count(cells: pl.Expr, pattern: str) -> pl.Expr:
    return cells.str.count_matches(pattern)


def _words(cells: pl.Expr) -> pl.Expr:
    return _count(cells, r"[^\s]*[\p{L}0-9][^\s]*")


def _is_name(cells: pl.Expr, field: ContractField) -> pl.Expr:
    """Whether a text may be who somebody is, and says no more of them."""
    plain = _plain(cells)
    private = _count(plain, _private())
    bare = cells.str.replace_all(_ADDRESS, "").str.strip_chars()
    # The staff list says who there is: of two names that are words it loses neither.
    most = _words(bare) - 1 if field.name == _SPINE else 1
    is_excused = (private <= most) & bare.str.contains(_NAME) & ~plain.str.contains(_sentence())
    return ((private == 0) | is_excused) & ~bare.str.contains(_sentence())


def _kept_of_person(typed: pl.Series, field: ContractField) -> pl.Series:
    """What is kept of each text that says who somebody is; null where nothing may be."""
    cell, head = pl.col("typed"), pl.col("head")
    rest = pl.col("rest").str.replace(r"^[^\p{L}0-9]+", "")
    told = _plain(rest)
    of_team = pl.when(rest.str.contains(r"^\p{Lu}")).then(told.str.replace_all(_service(), ""))
    is_harmless = (
        (_count(of_team.otherwise(told), _private()) == 0)
        & ~rest.str.contains(_sentence())
        & (_words(cell) <= _MOST_WORDS)
    )
    is_short = _words(head).is_between(1, _MOST_IN_NAME)
    parts = typed.alias("typed").to_frame().with_columns(head=cell.str.extract(_TAIL, 1))
    has_tail = head.is_not_null() & (head != "")
    parts = parts.with_columns(
        head=pl.when(has_tail).then(head.str.strip_chars()).otherwise(cell),
        rest=pl.when(has_tail).then(cell.str.slice(head.str.len_chars())).otherwise(pl.lit("")),
    )
    leading = cell.str.extract(_LEADING, 1)
    is_spine = _is_name(leading, field) & ~_plain(leading).str.contains(_sentence())
    spine = pl.when(field.name == _SPINE, is_spine).then(leading)
    return parts.select(
        pl.when(_is_name(head, field) & is_harmless)
        .then(cell)
        .when(_is_name(head, field) & is_short & (head != cell))
        .then(head)
        .otherwise(spine)
    ).to_series()


def _kept_of_service(typed: pl.Series) -> pl.Series:
    """What is kept of a title, a team or a service: words of what services are for may."""
    cell = pl.col("typed")
    head = cell.str.extract(_TAIL, 1).str.strip_chars()

    def is_clean(some: pl.Expr) -> pl.Expr:
        return _count(_plain(some).str.replace_all(_service(), ""), _private()) == 0

    kept = pl.when(is_clean(cell)).then(cell).when(is_clean(head), head != "").then(head)
    return typed.alias("typed").to_frame().select(kept).to_series()


def _kept_of(typed: pl.Series, field: ContractField) -> pl.Series:
    if field.name == _EMAIL:
        return typed.set(~typed.str.contains(r"^[^\s@]+@[^\s@]+$"), None)
    if (field.kind == "id" and field.name != _TEAM) or field.name in _PERSONS:
        return _kept_of_person(typed, field)
    return _kept_of_service(typed)


def _worth_asking(cells: pl.Series, field: ContractField) -> pl.Series:
    """The different texts that may say something."""
    if field.is_wordless:
        # Words beside each other are unreadable there already, and not repeated.
        cells = cells.filter(cells.str.contains(_HAS_WORDS) & ~cells.str.contains(WORDS_APART))
    elif field.name != _EMAIL:
        cells = cells.filter(cells.str.contains(r"\p{L}"))
        cells = cells.filter(~cells.str.contains(_LOGIN))
    typed = cells.drop_nulls().unique()
    # Somebody's number is told as what it is.
    return typed.filter(~is_personal(typed))


@dataclass(frozen=True)
class Unsaid:
    """Rows of which nothing is kept that is said of somebody, and what is told of them."""

    rows: pl.DataFrame
    problems: list[pl.DataFrame]


def leave_out(frame: pl.DataFrame, feed: Feed, file_name: str) -> Unsaid:
    """Take what is said of somebody out of the names, ids and titles of a block of tidied rows.

    A cell of which nothing may be kept becomes its number of words, which no reader can read.
    """
    told, kept_cells = [], []
    for field in feed.fields:
        # Questions and standards are as long as their limit allows, and speak of everything.
        if field.kind not in ("id", "text") or field.is_private or field.at_most is not None:
            continue
        typed = _worth_asking(frame[field.name], field)
        if typed.is_empty():
            continue
        kept = _kept_of(typed, field)
        is_other = (kept != typed).fill_null(True)
        typed, kept = typed.filter(is_other), kept.filter(is_other)
        if typed.is_empty():
            continue
        told += _tell(frame, typed, kept, field, feed, file_name)
        instead = kept if field.name == _EMAIL else kept.zip_with(kept.is_not_null(), _hide(typed))
        kept_cells.append(pl.col(field.name).replace(typed, instead))
    return Unsaid(frame.with_columns(kept_cells), told)


def _hide(typed: pl.Series) -> pl.Series:
    """How many words each text has."""
    count = typed.alias("typed").to_frame().select(_words(pl.col("typed"))).to_series()
    noun = pl.Series(["words"]).new_from_index(0, len(typed)).set(count == 1, "word")
    return "(" + count.cast(pl.String) + " " + noun + ", not shown)"


def _tell(  # noqa: PLR0917
    frame: pl.DataFrame,
    typed: pl.Series,
    kept: pl.Series,
    field: ContractField,
    feed: Feed,
    file_name: str,
) -> list[pl.DataFrame]:
    """Name the rows whose cell was cut; one of which nothing is kept is told of as unreadable."""
    is_email = field.name == _EMAIL
    rows = frame.filter(
        pl.col(field.name).is_in(typed.filter(is_email | kept.is_not_null()).implode())
    )
    if rows.is_empty():
        return []
    return [
        problems.report(
            problems.EMAIL_UNREADABLE if is_email else problems.NAME_CUT,
            feed=feed.name,
            file_name=file_name,
            heading=field.heading,
            rows=rows.select(source_row="_source_row"),
        )
    ]
