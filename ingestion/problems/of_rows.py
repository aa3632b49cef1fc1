"""What can be wrong with a row or a cell: codes SM-201 to SM-299.

The outcome of an unreadable cell is worse where the cell must be there.
"""

from ingestion.problems.kinds import enter

CELL_MISSING = enter(
    "SM-201",
    "An empty cell that must be filled",
    "{heading} is empty, and the row means nothing without it.",
    "Fill it in where the data comes from and export again.",
    "error",
    "row quarantined",
)
CELL_MISSING_HERE = enter(
    "SM-202",
    "An empty cell that must be filled here",
    "{heading} is empty, and it must be there when {condition}.",
    "Fill it in where the data comes from and export again.",
    "error",
    "row quarantined",
)
DATE_UNREADABLE = enter(
    "SM-203",
    "Not a date",
    "{heading} holds something that is not a date.",
    "Write dates as 31/01/2026 or 2026-01-31, the year with four figures, from 1900 to 2199.",
    "warning",
    "cell emptied",
)
TICK_UNREADABLE = enter(
    "SM-204",
    "Neither Yes nor No",
    "{heading} is neither Yes nor No.",
    "Write Yes or No.",
    "warning",
    "cell emptied",
)
INTEGER_UNREADABLE = enter(
    "SM-205",
    "Not a whole number",
    "{heading} is not a whole number {limits}.",
    "Write it in figures, with no sign, comma, point or unit.",
    "warning",
    "cell emptied",
)
NUMBER_UNREADABLE = enter(
    "SM-206",
    "Not a number",
    "{heading} is not a number {limits}.",
    "Write a number in figures with a full stop, for example 0.6.",
    "warning",
    "cell emptied",
)
ID_UNREADABLE = enter(
    "SM-207",
    "Not a number or code that can be matched",
    "{heading} cannot be matched with anybody or anything: it is too long, in words, or broken "
    "over two lines.",
    "Put only the number or name there, where the data comes from, and export again.",
    "warning",
    "cell emptied",
)
ROW_MISSHAPEN = enter(
    "SM-211",
    "A row with the wrong number of cells",
    "The row does not fit the headings (cells: {cells}, headings: {headings}), so it cannot be "
    "told which is which.",
    "Look for a comma or a quotation mark typed into a cell, and export again.",
    "error",
    "row quarantined",
)
ROWS_EQUAL = enter(
    "SM-221",
    "The same row more than once",
    "{said} the same as a row before. One of each was kept.",
    "Nothing needs doing.",
    "note",
    "row kept",
)
KEY_CONFLICT = enter(
    "SM-222",
    "Rows that contradict each other",
    "More than one row has the same {heading}, and they say different things. None of them was "
    "used.",
    "Find out which is right, remove the others where the data comes from and export again.",
    "error",
    "row quarantined",
)
KEY_CONFLICT_KEPT = enter(
    "SM-223",
    "Rows that contradict each other",
    "More than one row has the same {heading}, and they say different things. All were kept, so "
    "that nobody is "
    "left out.",
    "Find out which is right, remove the others where the data comes from and export again.",
    "warning",
    "row kept",
)
ROW_LEFT_OUT = enter(
    "SM-231",
    "A row left out as wrong",
    "Rows contradicted each other, and this one was taken out of the file of rows to correct. The "
    "other one stands, and this one counts as a copy of it.",
    "Nothing needs doing here. Remove it where the data comes from, or the next export brings it "
    "back.",
    "note",
    "row kept",
)
