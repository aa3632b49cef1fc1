"""What can be wrong between a file and the council's mapping: codes SM-150 to SM-169, and SM-240 to
SM-249 for rows and cells.
"""

from ingestion.problems.kinds import enter

NOT_AS_DECLARED = enter(
    "SM-150",
    "Not the encoding that was declared",
    "Around row {row} there are letters that are not {encoding} text, which is what the mapping "
    "says the file is.",
    "Look whether the system writes another encoding now, and correct `encoding` in the mapping.",
    "error",
    "file refused",
)
FOOTER_DISAGREES = enter(
    "SM-151",
    "The footer counts other rows",
    "The footer in row {row} says there are {told} rows, and there are {actual}.",
    "Export it again: rows were lost or added after the footer was written.",
    "error",
    "file refused",
)
FOOTER_PASSED_OVER = enter(
    "SM-152",
    "A footer",
    "The row is a footer, as the mapping describes it, and is no row of data.",
    "Nothing needs doing.",
    "note",
    "warning",
)
MAPPED_TWICE = enter(
    "SM-153",
    "A file that two readings claim",
    "Two readings of the mapping are for this file, feed and part, so it was left unread.",
    "Make the file names of the mapping tell them apart, or give each reading a part of its own.",
    "error",
    "warning",
)
SAME_PLACE = enter(
    "SM-154",
    "Two files for one feed, part and day",
    "{other} is for the same feed, part and day and was written later, so it takes "
    "the place of this one.",
    "If both are wanted they are parts of the feed: let the mapping say which part with {{part}} "
    "in the file name, or with a part for each reading.",
    "warning",
    "warning",
)
SAVE_AS_WORKBOOK = (
    "Open it in the program it comes from and save it as a workbook (.xlsx), or as CSV, and put "
    "that in the inbox."
)
SHEET_MISSING = enter(
    "SM-155",
    "A sheet is missing",
    "The workbook has no sheet {sheet}, which the mapping asks for. Its sheets are: {found}.",
    "Correct `sheet` in the mapping, or the name of the sheet.",
    "error",
    "file refused",
)
WORKBOOK_LOCKED = enter(
    "SM-156",
    "A workbook with a password",
    "The workbook is protected by a password, so nothing in it can be read.",
    "Save it without a password and put it in the inbox under the same name.",
    "error",
    "file refused",
)
WORKBOOK_DAMAGED = enter(
    "SM-157",
    "A damaged workbook",
    "The workbook cannot be opened: the file is damaged or was not copied to its end.",
    "Copy or export it again. If it opens in a spreadsheet program, save it there anew.",
    "error",
    "file refused",
)
WORKBOOK_TOO_LARGE = enter(
    "SM-158",
    "A workbook that is too large",
    "The workbook unfolds to {megabytes} MB, more than any export should.",
    "Export the same data as CSV, which may be of any size.",
    "error",
    "file refused",
)
NOT_A_WORKBOOK = enter(
    "SM-159",
    "Not a workbook",
    "The name is that of a workbook, but the content is {content}.",
    SAVE_AS_WORKBOOK,
    "error",
    "file refused",
)
WORKBOOK_TOO_WIDE = enter(
    "SM-160",
    "A cell far away from the others",
    "A sheet of the workbook has cells so far from the others that it would have many millions of "
    "empty ones.",
    "Delete the empty rows and columns around the data (or copy the data to a new sheet) and save.",
    "error",
    "file refused",
)
NO_MONTHS = enter(
    "SM-161",
    "A tracker without months",
    "None of the headings of the tracker is a month.",
    "Write months as Apr 2026 over the columns, or name the columns in the mapping under unpivot.",
    "error",
    "file refused",
)
MONTH_WITHOUT_YEAR = enter(
    "SM-162",
    "A month without its year",
    "The heading {month} names a month and no year.",
    "Give the first month of the tracker in the mapping, for example `year_begins: 2026-04-01`.",
    "error",
    "file refused",
)
NEITHER_TEXT_NOR_WORKBOOK = enter(
    "SM-163",
    "Neither text nor a workbook",
    "The content is {content}, and only delimited text and workbooks can be read.",
    SAVE_AS_WORKBOOK,
    "error",
    "file refused",
)
DATE_NOT_IN_FORM = enter(
    "SM-240",
    "Not a date as the mapping says",
    "{heading} is not a date written {limits}, as the mapping says dates are written here.",
    "Write it so where the data comes from, or correct `dates` in the mapping.",
    "warning",
    "cell emptied",
)
HEADINGS_AGAIN = enter(
    "SM-241",
    "The headings again",
    "The row repeats the headings, as where two exports were laid end to end.",
    "Nothing is lost by it. Export once, without the headings in between.",
    "warning",
    "row quarantined",
)
CELL_IN_ERROR = enter(
    "SM-242",
    "An error in place of a value",
    "{heading} holds an error of the spreadsheet, such as #N/A, and was read as blank.",
    "Mend the formula, or leave the cell empty.",
    "warning",
    "cell emptied",
)
NO_DAY = enter(
    "SM-243",
    "Something that is no date",
    "Under {heading} the tracker holds something that is no date. What it says was not kept.",
    "Write the day the session was held, in one cell a session, and leave the cell empty where "
    "there was none. Words that only mean none can be named under `blanks` in the mapping.",
    "error",
    "row quarantined",
)
NO_RESULT = enter(
    "SM-249",
    "A formula without its result",
    "{heading} holds a formula whose result was not saved with it, so there is nothing to read.",
    "Open the workbook in a spreadsheet program, save it and put it in the inbox again; or export "
    "the values and not the formulas.",
    "warning",
    "cell emptied",
)
