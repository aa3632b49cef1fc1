"""What is dropped or made vaguer before anything is stored: the least that the rules need is kept,
and no more.
"""

import re

import polars as pl

from ingestion.cells import LONGEST_CODE, SPREADSHEET_ERROR, UNSAID, WORDS_APART, is_personal
from ingestion.feeds import ContractColumn, ContractField, Feed
from ingestion.placeholders import WORDS

_NARRATIVE = re.compile(
    r"\b(notes?|comments?|narratives?|discuss(ed|ions?)|welfare|well-?being|health|text|summary"
    r"|details?|description|observations?|concerns?|reflections?|feelings?|remarks?|issues?"
    r"|actions?|minutes of|analysis|story|diary|feedback|views?|wishes)\b",
    re.IGNORECASE,
)


def is_narrative(heading: str) -> bool:
    """Whether a heading that is not of the contract looks as if people write sentences under it."""
    return bool(_NARRATIVE.search(re.sub(r"[\s_]+", " ", heading)))


#: What of an unreadable cell may be repeated: enough to find it by, too little to tell a story.
_ONE_WORD = r"^\S{1,40}$"
_NAME_OR_ID = r"^(?:\S{1,20} ){0,2}\S{1,40}$"
#: A date or a number that went wrong is still made of these, and of no other words.
_MONTHS = (
    "jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?"
    "|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?"
)
_FIGURES = (
    rf"(?i)^(?:[0-9\s/.,:;_+\-\u2013\u2014()£%=]|\b(?:{_MONTHS})\b|[0-9](?:{_MONTHS})[0-9]"
    r"|[0-9](?:st|nd|rd|th)\b|[0-9] ?(?:am|pm)\b|[0-9][tz](?:[0-9]|$)|[0-9]e[+-]?[0-9])+$"
)
_TICKS = r"(?i)^(?:y|n|t|f|x|[01]|yes|no|true|false|tick|ticked|on|off|✓|✔|✗|✘)$"


def _is_repeatable(cells: pl.Series, field: ContractField) -> pl.Series:
    """Whether cells may be repeated by what they are made of; how short they are says nothing."""
    if field.kind in ("code", "text"):
        return cells.str.contains(_ONE_WORD)
    if field.kind == "id":
        is_short = cells.str.contains(_NAME_OR_ID)
        return is_short & ~cells.str.contains(WORDS_APART) if field.is_wordless else is_short
    known = cells.str.to_lowercase().is_in(list(WORDS)) | cells.str.contains(SPREADSHEET_ERROR)
    made_of = _TICKS if field.kind == "tick" else _FIGURES
    return known | (cells.str.contains(made_of) & (cells.str.len_chars() <= LONGEST_CODE))


def say_typed(cells: pl.Series, field: ContractField) -> pl.Series:
    """What may be repeated of cells that could not be read.

    Somebody may have typed a word about a child into a column of dates: then only its length is
    told.
    """
    cells = cells.str.replace_all(r"[[:cntrl:]\u00a0]+", " ").str.strip_chars()
    length = cells.str.len_chars()
    noun = pl.Series(["characters"]).new_from_index(0, cells.len()).set(length == 1, "character")
    told = "(" + length.cast(pl.String) + " " + noun + ", not shown)"
    is_shown = _is_repeatable(cells, field).fill_null(True) & ~is_personal(cells)
    is_shown |= cells.str.contains(UNSAID).fill_null(False)
    return cells.zip_with(is_shown, told)


def _kept_of(column: ContractColumn) -> pl.Expr:
    cell = pl.col(column.field)
    if column.privacy is None:
        kept = cell
    elif column.privacy.degrade == "anniversary":
        # Months, not years: both clamp 29 February to the 28th, and months is how the rules say it.
        kept = cell.dt.offset_by(f"{12 * column.privacy.years}mo")
    else:
        kept = (cell.str.to_lowercase() != column.privacy.value.lower()).fill_null(True)
    return kept.alias(column.name)


def degrade(frame: pl.DataFrame, feed: Feed) -> pl.DataFrame:
    """Turn typed fields into the columns that may be stored, with _source_row.

    A blank type of absence is a break.
    """
    return frame.select(*(_kept_of(column) for column in feed.columns), pl.col("_source_row"))
