"""What can be wrong with a statutory file or a history built from snapshots: SM-170 to SM-190."""

from ingestion.problems.kinds import enter

XML_BROKEN = enter(
    "SM-170",
    "A broken XML file",
    "At line {line} the file stops being XML: it is cut off or damaged there, or was changed by "
    "hand.",
    "Save the census anew from the system it comes from, and put it in the inbox under the same "
    "name.",
    "error",
    "file refused",
)
XML_IS_TABLE = enter(
    "SM-196",
    "A census that is no XML",
    "The file is no XML: its first line looks like that of {content}, so it was saved as something "
    "else or exported by another report.",
    "Download the workforce census (CSWW) as XML from the system it comes from, and put it in the "
    "inbox as downloaded, without opening and saving it in a spreadsheet.",
    "error",
    "file refused",
)
XML_WITH_DOCTYPE = enter(
    "SM-171",
    "An XML file that asks for more than data",
    "The file holds a document type or entities. No census has them, and they can be used to do "
    "harm, so nothing of it was read.",
    "Save the census anew from the system it comes from. If it still has them, ask the supplier.",
    "error",
    "file refused",
)
NOT_THE_CENSUS = enter(
    "SM-172",
    "Not the workforce census",
    "There is no {worker} element in the file, or it says that it is another collection.",
    "Put the social work workforce census (CSWW) in the inbox, as it is sent to the Department for "
    "Education.",
    "error",
    "file refused",
)
CENSUS_WITHOUT_DATE = enter(
    "SM-173",
    "A census without its day",
    "The file does not say on which day the workers were counted (ReferenceDate), and its name "
    "holds no day either, so it was left unread.",
    "Save the census anew from the system it comes from, or name it census_workers_<yyyymmdd>.xml "
    "after the day of the census.",
    "warning",
    "warning",
)
CENSUS_DAY_TAKEN = enter(
    "SM-174",
    "The day of the census is its own",
    "The name says {named}; the file says the workers were counted on {counted}. It is taken as of "
    "{counted}, since that is the day it tells of.",
    "Nothing needs doing.",
    "note",
    "warning",
)
HISTORY_FILLED = enter(
    "SM-175",
    "An older file that fills in the history",
    "The data was extracted on {day}, before the newest of {newer}. The list gives today alone, so "
    "this file tells who was there on {day}.",
    "Nothing needs doing.",
    "note",
    "warning",
)
LIST_MISSING = enter(
    "SM-176",
    "A list of Annex A is missing",
    "No sheet could be told to be list {number} ({title}). {found}",
    "Add the list and put the workbook in the inbox again. Nothing needs doing where another "
    "export tells of {title}.",
    "error",
    "file refused",
)
LIST_TWICE = enter(
    "SM-177",
    "A list of Annex A stands twice",
    "More than one sheet may be list {number} ({title}): {found}.",
    "Leave one of them in the workbook, or call the one that counts List {number}.",
    "error",
    "file refused",
)
LIST_CONTINUED = enter(
    "SM-193",
    "A list of Annex A on more than one sheet",
    "List {number} ({title}) stands on more than one sheet, and children of one are not on the "
    "other: {found}. One of them alone would leave children out, so none was read.",
    "Put all rows of the list on one sheet called List {number}. If the other is an old copy, "
    "delete it or hide it.",
    "error",
    "file refused",
)
LIST_BESIDE = enter(
    "SM-194",
    "A sheet of a list that was not read",
    "List {number} ({title}) was read from another sheet. What stands on these was not read: "
    "{sheets}.",
    "If rows of the list stand there, put them on the sheet List {number} and put the workbook in "
    "the inbox again. If it is a copy or notes, delete it or hide it.",
    "warning",
    "warning",
)
NOTHING_IN_ROW = enter(
    "SM-195",
    "Rows that say in every cell that there is nothing",
    "Whatever is used of these rows says that there is nothing (n/a, -, none). They are no "
    "children: they were passed over and are not counted as received.",
    "Nothing needs doing.",
    "note",
    "warning",
)
HEADING_READ_AS = enter(
    "SM-178",
    "Headings that are spelt otherwise",
    "Read under another name: {read}.",
    "Nothing needs doing. If one is something else, rename it or say in the mapping what it is.",
    "note",
    "warning",
)
HEADING_DOUBTFUL = enter(
    "SM-179",
    "A heading that could be several things",
    "The heading {heading} may be one that is used, but it cannot be told which. Its column was "
    "not kept.",
    "Write the heading as Ofsted's template has it, or say in the mapping what it is.",
    "warning",
    "heading dropped",
)
COLUMNS_LEFT = enter(
    "SM-180",
    "Columns of Annex A that are not kept",
    "These columns are not used and were not kept: {columns}.",
    "Nothing needs doing.",
    "note",
    "heading dropped",
)
LIST_WITHOUT_END = enter(
    "SM-191",
    "A list without the day that ends it",
    "List {number} ({title}) has no column known as the day {ended}, so {counted} as still open.",
    "{mend} Then put the list in the inbox again.",
    "warning",
    "warning",
)
DAYS_LEFT = enter(
    "SM-192",
    "Columns of Annex A that say a start or an end and are not kept",
    "These columns were not kept, though their names say a start or an end: {columns}. The list "
    "was read with {read}.",
    "If one of these is the day that counts, rename it so or say in the mapping which it is.",
    "note",
    "heading dropped",
)
ANNEX_WITHOUT_DATE = enter(
    "SM-181",
    "An Annex A without its day",
    "The name says that it is Annex A and does not say of which day, so it was left unread.",
    "Put the day on which the lists were made in the name, for example Annex A 2026-10-31.xlsx.",
    "warning",
    "warning",
)
LIST_NOT_USED = enter(
    "SM-182",
    "A list of Annex A that is not used",
    "List {number} says nothing of who is open to the service, so it was left unread. Lists 4, 6, "
    "7, 8 and 9 do.",
    "Nothing needs doing.",
    "note",
    "warning",
)
DAY_NUMBERS = enter(
    "SM-183",
    "Dates written as day numbers",
    "{heading} holds the number by which a spreadsheet counts days. It was read as the date it "
    "stands for.",
    "Nothing needs doing. Formatted as a date, the column would show it.",
    "note",
    "row kept",
)
LIST_WITHOUT_WORKER = enter(
    "SM-184",
    "A list that names no worker",
    "None of the headings of list {number} ({title}) says who the worker is. Every case of it "
    "counts; where no other export names its worker, nobody holds it, and its supervision is in no "
    "worker's list.",
    "Add the column {worker} and put the list in the inbox again, or say in the mapping which "
    "column it is.",
    "warning",
    "warning",
)
CENSUS_DAY_UNREADABLE = enter(
    "SM-185",
    "The day of the census is no day",
    "The file says that the workers were counted on {typed} (ReferenceDate), which is no day "
    "written as yyyy-mm-dd, {effect}.",
    "Save the census anew from the system it comes from, with the day of the census in it, "
    "or name it census_workers_<yyyymmdd>.xml after that day.",
    "warning",
    "warning",
)
CENSUS_AHEAD = enter(
    "SM-189",
    "A census of a day that has not come",
    "The workers were counted on {day}, which has not come yet. That is the ReferenceDate in the "
    "file, or the day in its name where there is none.",
    "It is used while it stays in the inbox. If the day is wrong, save the census anew from the "
    "system it comes from with its right day, and take this file out.",
    "warning",
    "warning",
)
WORKERS_COUNTED = enter(
    "SM-188",
    "Workers that are counted",
    "Several workers stand on one line of the file. Where a line is given of it, it is which "
    "worker is meant, counted from the first.",
    "Nothing needs doing.",
    "note",
    "warning",
)
GUIDANCE_PASSED_OVER = enter(
    "SM-186",
    "Guidance beneath the headings",
    "These rows say what is to be written in the columns, as a template does. They were passed "
    "over and are not counted.",
    "Nothing needs doing.",
    "note",
    "warning",
)
LIST_HIDDEN = enter(
    "SM-187",
    "A list on a hidden sheet",
    "The sheet of list {number} ({title}) is hidden in the workbook. It was read, since no other "
    "sheet is that list.",
    "If it is the right one, nothing needs doing. If it is an old copy, delete it and put the "
    "workbook in the inbox again.",
    "warning",
    "warning",
)
WINDOWS_MARKS = enter(
    "SM-190",
    "Quotation marks as Windows writes them",
    "The file is not UTF-8. All that is other in it are curly quotation marks, dashes and hard "
    "spaces as Windows writes them, so it was read so.",
    "Nothing needs doing. Saved as CSV UTF-8, the file says it itself.",
    "note",
    "warning",
)
