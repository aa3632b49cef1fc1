"""Why a cell could not be read, where more can be said than that it could not: SM-208 to SM-239.

The outcome is worse where the cell must be there: then its row is held back.
"""

from ingestion.problems.kinds import enter

AT_THE_SOURCE = "Correct it where the data comes from and export again."
NOT_THROUGH_A_SPREADSHEET = (
    "Export it again without opening it in a spreadsheet, or make the column text before saving."
)

PLACEHOLDER_NEEDED = enter(
    "SM-208",
    "A word for “not known” where something must be",
    "{heading} holds a word, number or date that only stands for “not known”, and the row means "
    "nothing without it.",
    "Fill in what it should be where the data comes from and export again.",
    "error",
    "row quarantined",
)
SEVERAL_IDS = enter(
    "SM-209",
    "More than one person in a cell",
    "{heading} seems to hold more than one number or name.",
    "Give each person a row of their own, with the rest of the row repeated.",
    "warning",
    "cell emptied",
)
TEXT_UNREADABLE = enter(
    "SM-210",
    "A sentence where a name or code belongs",
    "{heading} holds far more words than a name, title or code has. They were not kept.",
    "Put a short name or code there. What is said in supervision should not leave its own system.",
    "warning",
    "cell emptied",
)
LINE_OF_TOTALS = enter(
    "SM-213",
    "A line of totals or an end mark",
    "This row is a total or an end mark, and stands for no person, case or session.",
    "Nothing is lost. Turn totals off in the export if you can.",
    "warning",
    "row quarantined",
)
DATE_SERIAL = enter(
    "SM-214",
    "A spreadsheet's number for a date",
    "{heading} holds a number where a date belongs: a spreadsheet's own way of storing dates.",
    "Format the column as a date (31/01/2026) before saving, or export again without opening it "
    "in a spreadsheet.",
    "warning",
    "cell emptied",
)
DATE_SHORT_YEAR = enter(
    "SM-215",
    "A year of two figures",
    "{heading} gives the year with two figures, so the century is a guess.",
    "Write the year in full, for example 31/01/2026.",
    "warning",
    "cell emptied",
)
DATE_MONTH_FIRST = enter(
    "SM-216",
    "A date with the month first",
    "{heading} makes a date only if the month is read before the day. This feed writes the day "
    "first.",
    "Set the export to day/month/year. Check the other dates of the file too: 03/04/2026 was read "
    "as 3 April.",
    "warning",
    "cell emptied",
)
DATE_NO_SUCH_DAY = enter(
    "SM-217",
    "A day that is not in the calendar",
    "{heading} is written like a date, but there is no such day.",
    AT_THE_SOURCE,
    "warning",
    "cell emptied",
)
PERSONAL_NUMBER = enter(
    "SM-218",
    "A National Insurance or NHS number",
    "{heading} seems to hold a National Insurance or NHS number, which this product must not be "
    "given. It was not kept.",
    "Take it out where the data comes from. Tell your information governance lead that it was in "
    "an export.",
    "error",
    "cell emptied",
)
ID_CALCULATED = enter(
    "SM-219",
    "A number changed by a spreadsheet",
    "{heading} was changed by a spreadsheet, for example from 00123456 to 1.23E+05 or 123456.0, so "
    "it can no longer be matched.",
    NOT_THROUGH_A_SPREADSHEET,
    "warning",
    "cell emptied",
)
ID_LETTERS = enter(
    "SM-220",
    "Letters that only look right",
    "{heading} holds letters that were garbled, that are hidden, or that come from another "
    "alphabet and only look like ours, so it would match nobody.",
    "Type it again where the data comes from, by hand and not by copying, and export again.",
    "warning",
    "cell emptied",
)
LETTERS_GARBLED = enter(
    "SM-224",
    "Garbled letters",
    "{heading} has letters that were garbled on their way, as Seán becomes SeÃ¡n. The cell was "
    "kept as it is.",
    "Save or export it as CSV UTF-8. If the system itself holds it so, correct it there.",
    "warning",
    "row kept",
)
PLACEHOLDER = enter(
    "SM-225",
    "A word for “not known”",
    "{heading} holds a word, number or date that only stands for “not known”. It was read as "
    "empty.",
    "Nothing needs doing if it is not known. Otherwise fill it in where the data comes from.",
    "note",
    "cell emptied",
)
ID_FORMULA = enter(
    "SM-226",
    "A formula instead of a number",
    "{heading} begins with a sign that makes a spreadsheet take it for a formula, so it can no "
    "longer be matched.",
    NOT_THROUGH_A_SPREADSHEET,
    "warning",
    "cell emptied",
)
BORN_AHEAD = enter(
    "SM-227",
    "A birthday in the future",
    "{heading} is after the day the data was extracted. It was taken as not known.",
    AT_THE_SOURCE,
    "warning",
    "cell emptied",
)
DATE_OUT_OF_RANGE = enter(
    "SM-228",
    "A year that cannot be right",
    "{heading} has a year before 1900 or after 2199.",
    AT_THE_SOURCE,
    "warning",
    "cell emptied",
)
SPREADSHEET_ERROR = enter(
    "SM-229",
    "A spreadsheet's error mark",
    "{heading} holds the mark a spreadsheet leaves where a formula failed, such as #REF! or #N/A.",
    "Correct the formula, or export again straight from the system.",
    "warning",
    "cell emptied",
)
CODE_TOO_LONG = enter(
    "SM-230",
    "A sentence where a code belongs",
    "{heading} holds more words or letters than a code has. They were not kept: the row stands, "
    "and the code is shown as “long text”.",
    "Choose one of the codes. What is said in supervision should not leave its own system.",
    "warning",
    "row kept",
)
CODE_NOT_SHOWN = enter(
    "SM-232",
    "A code that is not known and not shown",
    "{heading} holds words that are no known code and may say something of somebody. They were not "
    "kept: the row stands, and only their number is shown.",
    "Look at this row of the export. If it is a code, add it to the code mappings and leave the "
    "export in the inbox; if it is said of somebody, choose one of the codes instead.",
    "warning",
    "row kept",
)
NAME_CUT = enter(
    "SM-233",
    "More than a name in a cell",
    "{heading} holds words behind a name or title that may say something of somebody. They were "
    "not kept; the name or title was.",
    "Take them out where the data comes from. What is said of somebody should not leave its own "
    "system.",
    "warning",
    "row kept",
)
NOT_SHOWN = enter(
    "SM-234",
    "Words that may say something of somebody",
    "{heading} holds words that may say something of somebody where a name, number or title "
    "belongs. They were not kept; only how many they are is shown.",
    "Look at this row of the export, and put only the name, number or title there, where the data "
    "comes from. What is said of somebody should not leave its own system.",
    "warning",
    "cell emptied",
)
EMAIL_UNREADABLE = enter(
    "SM-235",
    "Not an e-mail address",
    "{heading} holds something that is not an e-mail address. It was not kept.",
    "Put the address there, with its @, or leave it blank.",
    "warning",
    "cell emptied",
)
