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
