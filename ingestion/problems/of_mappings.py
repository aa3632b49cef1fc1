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
    "Two readings of the council's mapping, both under {feed}, are for a file of this name, so it "
    "could not be told how to read it, and it was left unread.",
    "Ask whoever keeps the mapping to change `files` under {feed} so that only one reading fits "
    "this name, or to give each reading a part of its own. Then refresh again.",
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
    "If the sheet was renamed, give it its old name in the workbook and put it in the inbox again, "
    "or ask whoever keeps the mapping to write the new name under `sheet`.",
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
    "Write the year beside each month (Apr 2026) and put the tracker in the inbox again, or give "
    "its first month in the mapping under unpivot, for example `year_begins: 2026-04-01`.",
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
MAPPING_NOT_READ = enter(
    "SM-164",
    "A mapping that is no mapping",
    "{words}",
    "Correct the file in a plain text editor, save it as UTF-8, and run it again.",
    "error",
    "refresh stopped",
)
MAPPING_KEY_WRONG = enter(
    "SM-165",
    "Something a mapping cannot say",
    "{words}",
    "Correct the line that is named. What may stand there is said with it.",
    "error",
    "refresh stopped",
)
MAPPING_NAME_UNKNOWN = enter(
    "SM-166",
    "A feed or heading that is not ours",
    "{words}",
    "Correct the spelling. Their heading stands to the left of the colon, ours to the right.",
    "error",
    "refresh stopped",
)
MAPPING_CONSTANT = enter(
    "SM-167",
    "A constant that could not be read",
    "{words}",
    "Give a value that could stand in a cell of the file.",
    "error",
    "refresh stopped",
)
MAPPING_NARRATIVE = enter(
    "SM-168",
    "A mapping that asks for narrative",
    "{words}",
    "Take the line out. If the column holds a date or a code all the same, give it another heading "
    "in the export.",
    "error",
    "refresh stopped",
)
MAPPED_NOT_FOUND = enter(
    "SM-169",
    "A heading of the mapping that is not in the file",
    "The mapping speaks of a heading {heading}, and the file has none. {effect}{nearest}",
    "Write the heading in the mapping as it stands in the file, or take the line out if the column "
    "is no longer exported.",
    "warning",
    "warning",
)
DATE_NOT_IN_FORM = enter(
    "SM-240",
    "Not a date as the mapping says",
    "{heading} is not a date written {limits}, as the mapping says dates are written here.",
    "If it is one slip, correct it where the data comes from and export again. If all dates of the "
    "file are written another way now, ask whoever keeps the mapping to correct `dates`.",
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
