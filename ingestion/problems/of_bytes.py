"""What can be wrong with a file before and around its rows: codes SM-115 to SM-119, SM-124 to
SM-130 and SM-136 to SM-140.
"""

from ingestion.problems.kinds import enter
from ingestion.problems.of_files import EXPORT_AGAIN

CURLY_QUOTES = enter(
    "SM-115",
    "Curly quotation marks around the cells",
    "The cells stand between curly quotation marks (“ ”), which a word processor puts in. Only "
    'straight ones (") mark the edges of a cell.',
    EXPORT_AGAIN,
    "error",
    "file refused",
)
ALL_MISSHAPEN = enter(
    "SM-116",
    "No row fits the headings",
    "Every row has {cells} cells, and there are {headings} headings, so it cannot be told which "
    "belongs to which.",
    "Look for a comma too many at the end of every row, or a heading that is missing, and export "
    "again under the same name.",
    "error",
    "file refused",
)
TOTAL_DISAGREES = enter(
    "SM-117",
    "Rows are missing by the file's own count",
    "The last line of the file says there are {stated} rows, and there are {counted}.",
    "Rows were lost on the way, or added. Export it again and put it in the inbox under the same "
    "name.",
    "error",
    "file refused",
)
TOO_LARGE = enter(
    "SM-118",
    "The file is larger than any export should be",
    "The file is {size}; the largest that is read is {largest}.",
    "Check that it is the right export. If it is, whoever runs the refresh can allow more with "
    "the setting {setting}.",
    "error",
    "file refused",
)
TOO_MANY_COLUMNS = enter(
    "SM-119",
    "Far too many columns",
    "There are {columns} columns; an export of this feed has {expected}.",
    "Check that it is the right export, and that rows and columns were not swapped.",
    "error",
    "file refused",
)
MIXED_DATES = enter(
    "SM-125",
    "Dates with the month first",
    "{heading} has {dates} sense only with the month before the day. So others in "
    "the column that look right, such as 03/04/2026, may be the wrong day.",
    "Set the export to day/month/year, export it again and put it in the inbox under the same "
    "name.",
    "error",
    "file refused",
)
CORRECTION_OF_NOTHING = enter(
    "SM-126",
    "Corrections of a file that is not held",
    "The rows belong to a file that was never read here, or was replaced since.",
    "Correct the rows in the newest file of the folder to-correct, or export again.",
    "error",
    "warning",
)
CORRECTION_OF_OTHER_ROWS = enter(
    "SM-127",
    "Corrections of rows that were not held back",
    "{count} of the corrections could not be put among those that are held back now: corrected "
    "before, or with another number under Row.",
    "Nothing needs doing if they were corrected before. Never change the numbers under Row and Of "
    "file.",
    "note",
    "warning",
)
ROWS_CORRECTED = enter(
    "SM-128",
    "Rows that were corrected by hand",
    "{count} now, corrected in {of_file}.",
    "Correct them where the data comes from too: the next export will have them as they were.",
    "note",
    "row kept",
)
CORRECTIONS_TOO_LARGE = enter(
    "SM-129",
    "Corrections that are too large",
    "The file is {size} MB; rows corrected by hand are never more than {largest} MB, so it was "
    "left unread.",
    "Take the file out of the inbox and correct the newest one in the folder to-correct. If that "
    "one is as large, export the data again.",
    "error",
    "warning",
)
CORRECTIONS_NO_CSV = enter(
    "SM-130",
    "Corrections that are not saved as CSV",
    "By its name it holds rows that were corrected, but it is no CSV file, so it was left unread.",
    "Save it as CSV (comma separated, UTF-8) under the name {name} and put that in the inbox.",
    "error",
    "warning",
)
OTHER_FORM = enter(
    "SM-136",
    "A kind of file that is not read",
    "By its name it is {content}; only CSV files, workbooks (.xlsx, .xlsm, .xls) and the census "
    "(.xml) are read, so it was left unread.{nearest}",
    "If it holds an export, open it in the program it comes from (unpack an archive first), save "
    "it as CSV (comma separated, UTF-8) or as a workbook (.xlsx) under the name <feed>_<yyyymmdd>. "
    "Otherwise take it out of the inbox. To change the ending of its name alone is not enough.",
    "warning",
    "warning",
)
PAGE_AS_WORKBOOK = enter(
    "SM-137",
    "A web page with the name of a workbook",
    "The name is that of a workbook, but the content is {content}, as some systems write for a "
    "spreadsheet program.",
    "Open it in a spreadsheet program (say yes where it warns that the name and the content do not "
    "go together), save it as a workbook (.xlsx) or as CSV UTF-8, and put that in the inbox.",
    "error",
    "file refused",
)
