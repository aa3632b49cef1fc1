"""What can be wrong with a statutory file or a history built from snapshots: SM-170 to SM-189."""

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
    "The file does not say on which day the workers were counted (ReferenceDate), or cannot be "
    "read, and its name holds no day either, so it was left unread.",
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
