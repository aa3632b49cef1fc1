"""What can be wrong with a file as a whole: codes SM-101 to SM-199."""

from ingestion.problems.kinds import enter

EXPORT_AGAIN = (
    "Export it again as CSV (comma separated, UTF-8) and put it in the inbox under the same name."
)

FILE_EMPTY = enter(
    "SM-101",
    "Empty file",
    "The file is empty: it has not even a heading row.",
    EXPORT_AGAIN,
    "error",
    "file refused",
)
NO_HEADING_ROW = enter(
    "SM-102",
    "No heading row",
    "The first row holds none of the headings of this feed.",
    "The headings must be the first row. Remove any title lines above them, or say in the "
    "council's mapping how many there are. The headings are: "
    "{expected}.",
    "error",
    "file refused",
)
HEADING_MISSING = enter(
    "SM-103",
    "A heading is missing",
    "The heading {missing} is not there. {nearest}The headings found are: {found}.",
    "Correct the heading in the export, or add the column, and put the file in the inbox again.",
    "error",
    "file refused",
)
HEADING_TWICE = enter(
    "SM-104",
    "A heading stands twice",
    "The heading {heading} stands over more than one column, so it cannot be told which one is "
    "meant.",
    "Remove or rename one of the columns and put the file in the inbox again.",
    "error",
    "file refused",
)
NOT_CSV = enter(
    "SM-105",
    "Not a CSV file",
    "The name ends in .csv, but the content is {content}.",
    "Open it in the program it comes from and save it as CSV (comma separated, UTF-8) under the "
    "same name.",
    "error",
    "file refused",
)
UTF_16 = enter(
    "SM-106",
    "Saved as Unicode text",
    "The file was saved as “Unicode text” (UTF-16 or UTF-32), which is not read here.",
    "Save it as CSV UTF-8 under the same name, or declare its encoding in the council's mapping.",
    "error",
    "file refused",
)
NOT_UTF_8 = enter(
    "SM-107",
    "Letters that cannot be read",
    "Letters around row {row} cannot be read: the file was not saved as UTF-8, the form that keeps "
    "letters such as é right.",
    "Save it as CSV UTF-8 under the same name. If the system can only write Windows-1252, ask "
    "whoever runs the refresh to declare that in the council's mapping, or in the setting "
    "SUPERVISION_CP1252_FEEDS.",
    "error",
    "file refused",
)
NULL_BYTES = enter(
    "SM-108",
    "Not plain text",
    "Around row {row} the file holds characters that no text has: it is damaged, or it is not "
    "text.",
    EXPORT_AGAIN,
    "error",
    "file refused",
)
QUOTE_OPEN = enter(
    "SM-109",
    "A quotation mark goes wrong",
    "In row {row} a quotation mark is opened and not closed as it should be, so that the "
    "columns after it cannot "
    "be told apart.",
    "Correct the quotation marks in that row, or export the file again.",
    "error",
    "file refused",
)
WRONG_SEPARATOR = enter(
    "SM-110",
    "Columns not separated by commas",
    "The columns are separated by {separator} and not by {expected}.",
    "Save it as CSV with {expected} under the same name, or say in the council's mapping which "
    "separator it has.",
    "error",
    "file refused",
)
CUT_OFF = enter(
    "SM-111",
    "The file is cut off",
    "The last row, row {row}, stops in the middle: the export or the copy was not finished.",
    "Export or copy the file again.",
    "error",
    "file refused",
)
NOT_READABLE = enter(
    "SM-112",
    "The file could not be opened",
    "The file could not be read: {reason}.",
    "Make sure that the account that runs the refresh may read the inbox, and run it again.",
    "error",
    "file refused",
)
ROW_TOO_LONG = enter(
    "SM-113",
    "A row is too long",
    "One row is longer than {megabytes} MB, which no row of this feed can be.",
    EXPORT_AGAIN,
    "error",
    "file refused",
)
STILL_CHANGING = enter(
    "SM-114",
    "The file was still being written",
    "The file changed while it was being read.",
    "Run the refresh again when the copy has finished.",
    "error",
    "file refused",
)
HEADING_UNKNOWN = enter(
    "SM-121",
    "A heading that is not used",
    "The heading {heading} is not one this feed uses. Its column was not kept.",
    "Nothing needs doing. If it is a misspelling of a heading that is used, correct it.",
    "note",
    "heading dropped",
)
HEADING_LIKELY = enter(
    "SM-123",
    "A heading that may be a misspelling",
    "The heading {heading} is not one this feed uses, and its column was not kept. It looks like "
    "{missing}, which is not there.",
    "If it is {missing}, write it so where the data comes from, export again and put the file in "
    "the inbox under the same name.",
    "error",
    "heading dropped",
)
HEADING_NARRATIVE = enter(
    "SM-122",
    "A column of narrative",
    "The heading {heading} looks like narrative. Its column was not kept.",
    "Take the column out of the export: what is said in supervision should not leave its own "
    "system.",
    "warning",
    "heading dropped",
)
FILE_NOT_RECOGNISED = enter(
    "SM-131",
    "A file that is not recognised",
    "The file's name is not that of a feed, so it was left unread.{nearest}",
    "Name it <feed>_<yyyymmdd>.csv (or .xlsx), or <feed>-<part>_<yyyymmdd>.csv for a part, say in "
    "the council's mapping which feed it is, or take it out of the inbox.",
    "warning",
    "warning",
)
NAME_WITHOUT_DATE = enter(
    "SM-132",
    "A file name with no such day",
    "The file's name ends in {digits}, which is not a day, so it was left unread.",
    "Name it after the day the data was extracted: <feed>_<yyyymmdd>.csv.",
    "warning",
    "warning",
)
NOT_AN_EXPORT = enter(
    "SM-133",
    "Not an export",
    "It is {content}, so it was left unread.",
    "Take it out of the inbox, or wait until it has been copied.",
    "note",
    "warning",
)
DATED_AHEAD = enter(
    "SM-134",
    "A file dated in the future",
    "The file's name says the data was extracted on {day}, which has not come yet.",
    "It is used while it stays in the inbox. If the date in the name is wrong, take the file "
    "out and put it back "
    "under its true date.",
    "warning",
    "warning",
)
OLDER_SNAPSHOT = enter(
    "SM-135",
    "An older file",
    "The data was extracted on {day}; a newer file, of {newer}, is loaded already, so this one "
    "changes nothing.",
    "Nothing needs doing.",
    "note",
    "warning",
)
FEED_STALE = enter(
    "SM-141",
    "A feed is out of date",
    "The newest data was extracted more than {days} days ago: {files}.",
    "Export it again. Until then figures that rest on it are as they stood on that day.",
    "warning",
    "warning",
)
