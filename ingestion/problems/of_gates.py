"""What stops a refresh, so that the last good warehouse stays: codes SM-301 to SM-399."""

from ingestion.problems.kinds import enter

CORRECT_OR_EXPORT = (
    "Correct it where the data comes from, export again and put the file in the inbox under the "
    "same name."
)
GATE_QUARANTINED = enter(
    "SM-301",
    "Too many rows held back",
    "{quarantined} of {received} rows were held back, more than {share}.",
    "Correct the rows {place}, or correct them where the data comes from and export again under "
    "the same name.",
    "error",
    "refresh stopped",
)
GATE_SHRUNK = enter(
    "SM-302",
    "Far fewer rows than last time",
    "There are {now} rows; the last time there were {before}.",
    "Check that the whole export arrived. If it did not, export again under the same name.",
    "error",
    "refresh stopped",
)
GATE_GONE = enter(
    "SM-303",
    "Something has gone",
    "{heading} {gone} there the last time and {verb} not now.",
    "A team that has closed stays in the export with its closing date. Export again under the "
    "same name.",
    "error",
    "refresh stopped",
)
GATE_EMPTIED = enter(
    "SM-304",
    "A column has fallen empty",
    "{heading} was filled in {before} rows the last time and is empty now.",
    CORRECT_OR_EXPORT,
    "error",
    "refresh stopped",
)
GATE_CONSTANT = enter(
    "SM-305",
    "A column says the same throughout",
    "{heading} had different values the last time and has one and the same in all {now} filled "
    "rows now.",
    CORRECT_OR_EXPORT,
    "error",
    "refresh stopped",
)
GATE_NO_HEADING_ROW = enter(
    "SM-306",
    "A file with no heading row",
    "{why} Without headings it cannot be told whether anything is missing.",
    "{remedy} Or take the file out of the inbox.",
    "error",
    "refresh stopped",
)
GATE_NO_ROWS = enter(
    "SM-307",
    "A file with no rows",
    "The file has headings and no rows; the last time there were {before}.",
    CORRECT_OR_EXPORT,
    "error",
    "refresh stopped",
)
GATE_APART = enter(
    "SM-308",
    "Exports too far apart",
    "{oldest} was extracted on {oldest_day} and {newest} on {newest_day}, more than {days} days "
    "apart, so they do "
    "not show the council on one day.",
    "Export the older one again.",
    "error",
    "refresh stopped",
)
GATE_NO_WORKERS = enter(
    "SM-309",
    "No staff list",
    "No good file of {feed} has ever been loaded, and without the staff list nobody can be said "
    "to be supervised "
    "or not.",
    "Put {feed}_<yyyymmdd>.csv in the inbox.",
    "error",
    "refresh stopped",
)

GATE_WHO_REFUSED = enter(
    "SM-310",
    "An export that says who must be supervised could not be used",
    "{why} No earlier good file of it is held ({title}), so people or cases would be left out of "
    "the figures.",
    "{remedy}",
    "error",
    "refresh stopped",
)

GATE_ZEROS_LOST = enter(
    "SM-311",
    "Noughts at the front have been lost",
    "{before} numbers under {heading} began with a nought the last time, and {now} do now. Without "
    "them they match nobody.",
    "Export it again without opening it in a spreadsheet, or make the column text before saving, "
    "and put the file in the inbox under the same name.",
    "error",
    "refresh stopped",
)
GATE_CODES_UNKNOWN = enter(
    "SM-312",
    "Codes that nobody recognises any more",
    "{unknown} of {filled} cells under {heading} hold a code that is not recognised; the last time "
    "there were {before}. No rule binds by such a code, so people or cases would drop out of the "
    "figures.",
    "Ask what changed in the system. If the codes were renamed, add the new spellings to the list "
    "of codes (code_mappings.csv); otherwise export again.",
    "error",
    "refresh stopped",
)
GATE_AHEAD = enter(
    "SM-313",
    "A file dated in the future",
    "{newest} is of {newest_day}, which has not come yet, and {oldest} of {oldest_day}: more than "
    "{days} days apart, so they do not show the council on one day.",
    "If its date is wrong, take {newest} out of the inbox and put it back under its true date.",
    "error",
    "refresh stopped",
)
GROWN = enter(
    "SM-321",
    "Far more rows than last time",
    "There are {now} rows; the last time there were {before}.",
    "Check that the export holds what it should and nothing besides, such as another service or "
    "earlier years. If it does, nothing needs doing.",
    "warning",
    "warning",
)
CODES_UNKNOWN = enter(
    "SM-322",
    "Many codes are not recognised",
    "{unknown} of {filled} cells under {heading} hold a code that is not recognised.",
    "Add the spellings to the list of codes (code_mappings.csv), or correct them where they were "
    "typed. They are named under Codes not recognised.",
    "warning",
    "warning",
)
LISTS_OF_OTHER_DAYS = enter(
    "SM-323",
    "Lists of Annex A of different days",
    "The lists of Annex A that are used are not all of one day: {days}.",
    "Put a workbook with every list in the inbox. Until then the older lists are shown as they "
    "stood on their own day.",
    "warning",
    "warning",
)
