"""Why a cell could not be read: of several things that may be said of it, the most useful one.

Looked at only for the cells that failed, so that what it costs does not matter.
"""

import polars as pl

from ingestion import problems
from ingestion.cells import (
    CALCULATED,
    EARLIEST,
    FORMULA,
    GARBLED,
    HIDDEN,
    LATEST,
    OTHER_ALPHABET,
    SEVERAL,
    SPREADSHEET_ERROR,
    UNSAID,
    Kind,
    is_personal,
    is_placeholder,
)
from ingestion.days import read_days
from ingestion.problems import ProblemKind

_SERIAL = r"^[0-9]{5}(?:\.[0-9]+)?$"
_SHORT_YEAR = r"^[0-9]{1,2}[/. -](?:[0-9]{1,2}|[A-Za-z]{3,9})[/. -][0-9]{2}$"
_MONTH_FIRST = r"^(?:0?[1-9]|1[0-2])/(?:1[3-9]|2[0-9]|3[01])/[0-9]{4}$"
_LIKE_A_DAY = r"^[0-9]{1,2}/[0-9]{1,2}/[0-9]{4}$|^[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}$"
_PATTERNS: dict[Kind, tuple[tuple[str, ProblemKind], ...]] = {
    "id": (
        (CALCULATED, problems.ID_CALCULATED),
        (FORMULA, problems.ID_FORMULA),
        (SEVERAL, problems.SEVERAL_IDS),
        (f"{GARBLED}|{OTHER_ALPHABET}|{HIDDEN.replace('[[:cntrl:]', '[')}", problems.ID_LETTERS),
    ),
    "date": (
        (_SERIAL, problems.DATE_SERIAL),
        (_SHORT_YEAR, problems.DATE_SHORT_YEAR),
        (_MONTH_FIRST, problems.DATE_MONTH_FIRST),
        (_LIKE_A_DAY, problems.DATE_NO_SUCH_DAY),
    ),
}


def why(cells: pl.Series, is_needed: pl.Series, kind: Kind, otherwise: ProblemKind) -> pl.Series:
    """The code of the problem with each cell that could not be read.

    Where the mapping says how dates are written, nothing is said of how they might be.
    """
    codes = pl.Series("code", [otherwise.code], dtype=pl.String).new_from_index(0, cells.len())
    has_form = otherwise is problems.DATE_NOT_IN_FORM
    for pattern, problem in () if has_form else reversed(_PATTERNS.get(kind, ())):
        codes = codes.set(cells.str.contains(pattern).fill_null(False), problem.code)
    if kind == "date" and not has_form:
        days = read_days(cells)
        is_far = (~days.is_between(EARLIEST, LATEST)).fill_null(False)
        codes = codes.set(is_far, problems.DATE_OUT_OF_RANGE.code)
    if kind not in ("code", "text"):
        is_nothing = is_placeholder(cells, kind)
        codes = codes.set(is_nothing & is_needed, problems.PLACEHOLDER_NEEDED.code)
        codes = codes.set(is_nothing & ~is_needed, problems.PLACEHOLDER.code)
    codes = codes.set(cells.str.contains(UNSAID).fill_null(False), problems.NOT_SHOWN.code)
    broken = cells.str.contains(SPREADSHEET_ERROR).fill_null(False)
    codes = codes.set(broken, problems.SPREADSHEET_ERROR.code)
    return codes.set(is_personal(cells), problems.PERSONAL_NUMBER.code)
