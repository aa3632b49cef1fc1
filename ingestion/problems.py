"""The catalogue of everything that can be wrong with an export, each with a stable code and what to
do about it.

A problem is one row of a polars frame with the columns of `COLUMNS`, so that a million of them cost
no more than a few. What was typed is kept only for headings of the contract that are not private,
and cut to 80 characters.
"""

from dataclasses import dataclass
from datetime import date
from typing import Literal

import polars as pl

Severity = Literal["error", "warning", "note"]
Outcome = Literal[
    "row quarantined",
    "cell emptied",
    "heading dropped",
    "row kept",
    "file refused",
    "refresh stopped",
    "warning",
]

COLUMNS: dict[str, pl.DataType] = {
    "feed": pl.String(),
    "file_name": pl.String(),
    "source_row": pl.Int32(),
    "heading": pl.String(),
    "typed_text": pl.String(),
    "code": pl.String(),
    "title": pl.String(),
    "sentence": pl.String(),
    "fix": pl.String(),
    "outcome": pl.String(),
    "severity": pl.String(),
}
TYPED_TEXT_LENGTH = 80


@dataclass(frozen=True)
class ProblemKind:
    """One entry of the catalogue.

    `sentence` and `fix` may name details in braces, filled in when it is reported.
    """

    code: str
    title: str
    sentence: str
    fix: str
    severity: Severity
    outcome: Outcome


CATALOGUE: dict[str, ProblemKind] = {}


def _kind(  # noqa: PLR0917
    code: str, title: str, sentence: str, fix: str, severity: Severity, outcome: Outcome
) -> ProblemKind:
    """Enter a kind into the catalogue; a code is used once."""
    if code in CATALOGUE:
        raise ValueError(f"the code {code} stands for {CATALOGUE[code].title!r} already")
    CATALOGUE[code] = ProblemKind(code, title, sentence, fix, severity, outcome)
    return CATALOGUE[code]


EXPORT_AGAIN = (
    "Export it again as CSV (comma separated, UTF-8) and put it in the inbox under the same name."
)

# The file as a whole.
FILE_EMPTY = _kind(
    "SM-101",
    "Empty file",
    "The file is empty: it has not even a heading row.",
    EXPORT_AGAIN,
    "error",
    "file refused",
)
NO_HEADING_ROW = _kind(
    "SM-102",
    "No heading row",
    "The first row holds none of the headings of this feed.",
    "The headings must be the first row. Remove any title lines above them. The headings are: "
    "{expected}.",
    "error",
    "file refused",
)
HEADING_MISSING = _kind(
    "SM-103",
    "A heading is missing",
    "The heading {missing} is not there. {nearest}The headings found are: {found}.",
    "Correct the heading in the export, or add the column, and put the file in the inbox again.",
    "error",
    "file refused",
)
HEADING_TWICE = _kind(
    "SM-104",
    "A heading stands twice",
    "The heading {heading} stands over more than one column, so it cannot be told which one is "
    "meant.",
    "Remove or rename one of the columns and put the file in the inbox again.",
    "error",
    "file refused",
)
NOT_CSV = _kind(
    "SM-105",
    "Not a CSV file",
    "The name ends in .csv, but the content is {content}.",
    "Open it in the program it comes from and save it as CSV (comma separated, UTF-8) under the "
    "same name.",
    "error",
    "file refused",
)
UTF_16 = _kind(
    "SM-106",
    "Saved as Unicode text",
    "The file is in UTF-16, which some programs call Unicode text.",
    "Save it as CSV UTF-8 under the same name.",
    "error",
    "file refused",
)
NOT_UTF_8 = _kind(
    "SM-107",
    "Letters that cannot be read",
    "Around row {row} there are letters that are not UTF-8 text.",
    "Save it as CSV UTF-8 under the same name. If the system can only write Windows-1252, name "
    "the feed in the "
    "setting SUPERVISION_CP1252_FEEDS.",
    "error",
    "file refused",
)
NULL_BYTES = _kind(
    "SM-108",
    "Not plain text",
    "Around row {row} there are null characters, which no text has: the file is damaged or is "
    "not text.",
    EXPORT_AGAIN,
    "error",
    "file refused",
)
QUOTE_OPEN = _kind(
    "SM-109",
    "A quotation mark goes wrong",
    "In row {row} a quotation mark is opened and not closed as it should be, so that the "
    "columns after it cannot "
    "be told apart.",
    "Correct the quotation marks in that row, or export the file again.",
    "error",
    "file refused",
)
WRONG_SEPARATOR = _kind(
    "SM-110",
    "Columns not separated by commas",
    "The columns are separated by {separator} and not by commas.",
    "Save it as CSV with commas under the same name.",
    "error",
    "file refused",
)
CUT_OFF = _kind(
    "SM-111",
    "The file is cut off",
    "The last row, row {row}, stops in the middle: the export or the copy was not finished.",
    "Export or copy the file again.",
    "error",
    "file refused",
)
NOT_READABLE = _kind(
    "SM-112",
    "The file could not be opened",
    "The file could not be read: {reason}.",
    "Make sure that the account that runs the refresh may read the inbox, and run it again.",
    "error",
    "file refused",
)
ROW_TOO_LONG = _kind(
    "SM-113",
    "A row is too long",
    "One row is longer than {megabytes} MB, which no row of this feed can be.",
    EXPORT_AGAIN,
    "error",
    "file refused",
)
STILL_CHANGING = _kind(
    "SM-114",
    "The file was still being written",
    "The file changed while it was being read.",
    "Run the refresh again when the copy has finished.",
    "error",
    "file refused",
)
HEADING_UNKNOWN = _kind(
    "SM-121",
    "A heading that is not used",
    "The heading {heading} is not one this feed uses. Its column was not kept.",
    "Nothing needs doing. If it is a misspelling of a heading that is used, correct it.",
    "note",
    "heading dropped",
)
HEADING_LIKELY = _kind(
    "SM-123",
    "A heading that may be a misspelling",
    "The heading {heading} is not one this feed uses, and its column was not kept. It looks like "
    "{missing}, which is not there.",
    "If it is {missing}, write it so where the data comes from, export again and put the file in "
    "the inbox under the same name.",
    "error",
    "heading dropped",
)
HEADING_NARRATIVE = _kind(
    "SM-122",
    "A column of narrative",
    "The heading {heading} looks like narrative. Its column was not kept.",
    "Take the column out of the export: what is said in supervision should not leave its own "
    "system.",
    "warning",
    "heading dropped",
)
FILE_NOT_RECOGNISED = _kind(
    "SM-131",
    "A file that is not recognised",
    "The file's name is not that of a feed, so it was left unread.{nearest}",
    "Name it <feed>_<yyyymmdd>.csv, or <feed>-<part>_<yyyymmdd>.csv for a part, or take it out "
    "of the inbox.",
    "warning",
    "warning",
)
NAME_WITHOUT_DATE = _kind(
    "SM-132",
    "A file name with no such day",
    "The file's name ends in {digits}, which is not a day, so it was left unread.",
    "Name it after the day the data was extracted: <feed>_<yyyymmdd>.csv.",
    "warning",
    "warning",
)
NOT_AN_EXPORT = _kind(
    "SM-133",
    "Not an export",
    "It is {content}, so it was left unread.",
    "Take it out of the inbox, or wait until it has been copied.",
    "note",
    "warning",
)
DATED_AHEAD = _kind(
    "SM-134",
    "A file dated in the future",
    "The file's name says the data was extracted on {day}, which has not come yet.",
    "It is used while it stays in the inbox. If the date in the name is wrong, take the file "
    "out and put it back "
    "under its true date.",
    "warning",
    "warning",
)
OLDER_SNAPSHOT = _kind(
    "SM-135",
    "An older file",
    "The data was extracted on {day}; a newer file, of {newer}, is loaded already, so this one "
    "changes nothing.",
    "Nothing needs doing.",
    "note",
    "warning",
)
FEED_STALE = _kind(
    "SM-141",
    "A feed is out of date",
    "The newest data was extracted on {day}, more than {days} days ago.",
    "Export it again. Until then figures that rest on it are as they stood on that day.",
    "warning",
    "warning",
)

# A row or a cell. The outcome of an unreadable cell is worse where the cell must be there.
CELL_MISSING = _kind(
    "SM-201",
    "An empty cell that must be filled",
    "{heading} is empty, and the row means nothing without it.",
    "Fill it in where the data comes from and export again.",
    "error",
    "row quarantined",
)
CELL_MISSING_HERE = _kind(
    "SM-202",
    "An empty cell that must be filled here",
    "{heading} is empty, and it must be there when {condition}.",
    "Fill it in where the data comes from and export again.",
    "error",
    "row quarantined",
)
DATE_UNREADABLE = _kind(
    "SM-203",
    "Not a date",
    "{heading} is not a date that can be read.",
    "Write dates as 31/01/2026 or 2026-01-31, the year with four figures, from 1900 to 2199.",
    "warning",
    "cell emptied",
)
TICK_UNREADABLE = _kind(
    "SM-204",
    "Neither Yes nor No",
    "{heading} is neither Yes nor No.",
    "Write Yes or No.",
    "warning",
    "cell emptied",
)
INTEGER_UNREADABLE = _kind(
    "SM-205",
    "Not a whole number",
    "{heading} is not a whole number {limits}.",
    "Write a whole number in figures, with no sign, comma or unit.",
    "warning",
    "cell emptied",
)
NUMBER_UNREADABLE = _kind(
    "SM-206",
    "Not a number",
    "{heading} is not a number {limits}.",
    "Write a number in figures with a full stop, for example 0.6.",
    "warning",
    "cell emptied",
)
ID_UNREADABLE = _kind(
    "SM-207",
    "Not a number or code that can be matched",
    "{heading} is not a code that can be matched: it is too long, holds a line break, or was "
    "turned into a "
    "calculated number by a spreadsheet.",
    "Export it again without opening it in a spreadsheet, or make the column text before saving.",
    "warning",
    "cell emptied",
)
ROW_MISSHAPEN = _kind(
    "SM-211",
    "A row with the wrong number of cells",
    "The row has {cells} cells where the headings have {headings}, so it cannot be told which "
    "is which.",
    "Look for a comma or a quotation mark typed into a cell, and export again.",
    "error",
    "row quarantined",
)
ROWS_EQUAL = _kind(
    "SM-221",
    "The same row more than once",
    "{count} rows are the same as a row before them. One of each was kept.",
    "Nothing needs doing.",
    "note",
    "row kept",
)
KEY_CONFLICT = _kind(
    "SM-222",
    "Rows that contradict each other",
    "More than one row has the same {heading}, and they say different things. None of them was "
    "used.",
    "Find out which is right, remove the others where the data comes from and export again.",
    "error",
    "row quarantined",
)
KEY_CONFLICT_KEPT = _kind(
    "SM-223",
    "Rows that contradict each other",
    "More than one row has the same {heading}, and they say different things. All were kept, so "
    "that nobody is "
    "left out.",
    "Find out which is right, remove the others where the data comes from and export again.",
    "warning",
    "row kept",
)

# Gates: the refresh stops and the last good warehouse stays.
CORRECT_OR_EXPORT = (
    "Correct it where the data comes from, export again and put the file in the inbox under the "
    "same name."
)
GATE_QUARANTINED = _kind(
    "SM-301",
    "Too many rows held back",
    "{quarantined} of {received} rows were held back, more than {share}.",
    CORRECT_OR_EXPORT,
    "error",
    "refresh stopped",
)
GATE_SHRUNK = _kind(
    "SM-302",
    "Far fewer rows than last time",
    "There are {now} rows; the last time there were {before}.",
    "Check that the whole export arrived. If it did not, export again under the same name.",
    "error",
    "refresh stopped",
)
GATE_GONE = _kind(
    "SM-303",
    "Something has gone",
    "{heading} {gone} was there the last time and is not now.",
    "A team that has closed stays in the export with its closing date. Export again under the "
    "same name.",
    "error",
    "refresh stopped",
)
GATE_EMPTIED = _kind(
    "SM-304",
    "A column has fallen empty",
    "{heading} was filled in {before} rows the last time and is empty now.",
    CORRECT_OR_EXPORT,
    "error",
    "refresh stopped",
)
GATE_CONSTANT = _kind(
    "SM-305",
    "A column says the same throughout",
    "{heading} had different values the last time and has one and the same in all {now} filled "
    "rows now.",
    CORRECT_OR_EXPORT,
    "error",
    "refresh stopped",
)
GATE_NO_HEADING_ROW = _kind(
    "SM-306",
    "A file with no heading row",
    "The file has no heading row, so it cannot be told whether anything is missing.",
    "Put the export in the inbox again with its headings as the first row, or take the file out.",
    "error",
    "refresh stopped",
)
GATE_NO_ROWS = _kind(
    "SM-307",
    "A file with no rows",
    "The file has headings and no rows; the last time there were {before}.",
    CORRECT_OR_EXPORT,
    "error",
    "refresh stopped",
)
GATE_APART = _kind(
    "SM-308",
    "Exports too far apart",
    "{oldest} was extracted on {oldest_day} and {newest} on {newest_day}, more than {days} days "
    "apart, so they do "
    "not show the council on one day.",
    "Export the older one again.",
    "error",
    "refresh stopped",
)
GATE_NO_WORKERS = _kind(
    "SM-309",
    "No staff list",
    "No good file of {feed} has ever been loaded, and without the staff list nobody can be said "
    "to be supervised "
    "or not.",
    "Put {feed}_<yyyymmdd>.csv in the inbox.",
    "error",
    "refresh stopped",
)

GATE_WHO_REFUSED = _kind(
    "SM-310",
    "An export that says who must be supervised could not be used",
    "{title} could not be used and no earlier good one is held, so people or cases would be left "
    "out of the figures.",
    "Correct the file as the report says of it. Taken out of the inbox, what needs it is shown as "
    "not measured.",
    "error",
    "refresh stopped",
)


def in_words(day: date) -> str:
    """A day as it is written on screen: 21 November 2026."""
    return f"{day.day} {day:%B %Y}"


def none() -> pl.DataFrame:
    """No problems at all, with the right columns."""
    return pl.DataFrame(schema=COLUMNS)


def report(
    kind: ProblemKind,
    *,
    feed: str | None = None,
    file_name: str | None = None,
    heading: str | None = None,
    rows: pl.DataFrame | None = None,
    outcome: Outcome | None = None,
    **details: object,
) -> pl.DataFrame:
    """Make problems of one kind about one heading: one without `rows`, else one for each.

    `rows` may have the columns source_row and typed_text. `details` fill the braces of the sentence
    and the fix. `outcome` stands in for the kind's own where the cell had to be there.
    """
    if rows is None:
        rows = pl.DataFrame({"source_row": [None]})
    for column in ("source_row", "typed_text"):
        if column not in rows.columns:
            rows = rows.with_columns(pl.lit(None).alias(column))
    actual = outcome or kind.outcome
    severity = "error" if actual == "row quarantined" else kind.severity
    told = {"heading": heading, "feed": feed, **details}
    return rows.select(
        feed=pl.lit(feed, dtype=pl.String),
        file_name=pl.lit(file_name, dtype=pl.String),
        source_row=pl.col("source_row").cast(pl.Int32),
        heading=pl.lit(heading, dtype=pl.String),
        typed_text=pl.col("typed_text")
        .cast(pl.String)
        .str.replace_all(r"[[:cntrl:]]", " ")
        .str.slice(0, TYPED_TEXT_LENGTH),
        code=pl.lit(kind.code),
        title=pl.lit(kind.title),
        sentence=pl.lit(kind.sentence.format(**told)),
        fix=pl.lit(kind.fix.format(**told)),
        outcome=pl.lit(actual),
        severity=pl.lit(severity),
    )


def gather(frames: list[pl.DataFrame]) -> pl.DataFrame:
    """Lay problems of many kinds together."""
    return pl.concat([none(), *frames])
