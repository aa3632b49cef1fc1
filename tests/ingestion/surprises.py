"""One file for each surprise that can be tried with one file: what it is, and what must be said of it.

The number is that of the row of docs/bad-inputs.md. What exactly is said of each is in
surprises_said.csv beside this file: a changed sentence shows there.
"""

from dataclasses import dataclass, field

from .conftest import (
    INVOLVEMENT,
    POST,
    RECORD,
    SESSION,
    TEAM,
    WORKER,
    Row,
    text_of,
)

HEADINGS = "Employee Number,Full Name,Start Date\n"
GOOD = HEADINGS + "001001,Ada Example,01/04/2020\n"
SECOND = "001002,Bo Example,01/05/2020\n"

REFUSED, HELD_BACK, EMPTIED = "file refused", "row quarantined", "cell emptied"
KEPT, DROPPED, AS_MEANT = "row kept", "heading dropped", "read as meant"


@dataclass(frozen=True)
class Case:
    """A file, and what must become of it. `accepted` is how many of its rows stand."""

    number: int
    name: str
    content: str | bytes
    outcome: str
    code: str | None = None
    accepted: int = 0
    feed: str = "hr_workers"
    #: Columns of the first row that stands, where what was typed is read otherwise.
    reads: Row = field(default_factory=dict)


def _worker(**cells: str) -> str:
    """The example worker with other cells, and another worker who is as she should be."""
    typed = {name.replace("_", " "): text for name, text in cells.items()}
    return text_of([{**WORKER, **typed}, {**WORKER, "Employee Number": "001002"}])


def _session(**cells: str) -> str:
    return text_of([{**SESSION, **{name.replace("_", " "): text for name, text in cells.items()}}])


def _refused() -> list[Case]:
    cases: list[tuple[int, str, str | bytes, str]] = [
        (2, "Windows-1252 that was not declared", GOOD.replace("Ada", "Zoë").encode("cp1252"), "SM-107"),
        (4, "two encodings in one file", GOOD.encode() + SECOND.replace("Bo", "Zoë").encode() + SECOND.replace("Bo", "Zoë").encode("cp1252"), "SM-107"),
        (6, "a byte that is no UTF-8", GOOD.encode() + b"001002,Zo\xff,01/04/2020\n", "SM-107"),
        (6, "a letter cut in half at the end", GOOD.encode() + b"001002,Zo\xc3", "SM-107"),
        (3, "UTF-16 with its mark", GOOD.encode("utf-16"), "SM-106"),
        (3, "UTF-16 without its mark", GOOD.encode("utf-16-le"), "SM-108"),
        (3, "UTF-32", b"\x00\x00\xfe\xff" + GOOD.encode("utf-32-be"), "SM-106"),
        (7, "a null character", GOOD.replace("Ada", "A\0da"), "SM-108"),
        (11, "semicolons", GOOD.replace(",", ";"), "SM-110"),
        (12, "tabs", GOOD.replace(",", "\t"), "SM-110"),
        (12, "upright bars", GOOD.replace(",", "|"), "SM-110"),
        (14, "curly quotation marks around the cells", "“Employee Number”,“Full Name”,“Start Date”\n“1”,“Ada”,“01/04/2020”\n", "SM-115"),
        (15, "a quotation mark never closed", HEADINGS + '001001,"Ada,01/04/2020\n', "SM-109"),
        (15, "a quotation mark that swallows rows", HEADINGS + '1,"Ada,01/04/2020\n2,Bo,01/04/2020\n3,"Cy",01/04/2020\n', "SM-109"),
        (16, "a quotation mark that closes in the middle of a cell", HEADINGS + '001001,"Ada" Example,01/04/2020\n', "SM-109"),
        (22, "a comma at the end of every row and not of the headings", HEADINGS + "1,Ada,01/04/2020,\n2,Bo,01/04/2020,\n", "SM-116"),
        (23, "a spreadsheet renamed", b"PK\x03\x04" + b"\x00" * 50, "SM-105"),
        (23, "an old spreadsheet renamed", b"\xd0\xcf\x11\xe0" + b"\x00" * 50, "SM-105"),
        (24, "a login page", b"\n<!DOCTYPE html><html>Sign in</html>", "SM-105"),
        (25, "JSON", b'[{"Employee Number": "1"}]', "SM-105"),
        (25, "XML", b'<?xml version="1.0"?><rows/>', "SM-105"),
        (25, "a PDF", b"%PDF-1.7\n", "SM-105"),
        (25, "a word processor's document", b"{\\rtf1 Ada}", "SM-105"),
        (25, "a picture", b"\x89PNG\r\n\x1a\n", "SM-105"),
        (25, "a Parquet file", b"PAR1\x15\x04", "SM-105"),
        (26, "a gzip file", b"\x1f\x8b\x08\x00abc", "SM-105"),
        (26, "a 7z archive", b"7z\xbc\xaf\x27\x1c", "SM-105"),
        (26, "an empty zip archive", b"PK\x05\x06" + b"\x00" * 18, "SM-105"),
        (28, "a starred heading renamed", GOOD.replace("Employee Number", "Employee Numbr"), "SM-103"),
        (29, "a starred heading missing", "Employee Number,Full Name\n001001,Ada\n", "SM-103"),
        (33, "a heading twice", "Employee Number,Start Date,start date\n1,2,3\n", "SM-104"),
        (36, "no heading row", "001001,Ada Example,01/04/2020\n", "SM-102"),
        (38, "a title above the headings", "Report of staff\n" + GOOD, "SM-102"),
        (39, "a last line that counts other rows than there are", GOOD + SECOND + "Total rows: 3,,\n", "SM-117"),
        (40, "an empty file", b"", "SM-101"),
        (40, "a file of blank lines", b"\n\n  \n", "SM-101"),
        (42, "cut off in the last row", GOOD.encode() + b"001002,Bo", "SM-111"),
        (56, "a row longer than any row", GOOD.encode() + b'001002,"' + b"x" * 40_000_000 + b'",01/04/2020\n', "SM-113"),
        (57, "a thousand and one columns", ",".join(["Employee Number", "Start Date", *map(str, range(1000))]) + "\n", "SM-119"),
        (71, "dates with the month first among others", HEADINGS + "".join(f"{n},Ada,0{n}/1{n}/2020\n" for n in range(3, 8)) + SECOND, "SM-125"),
    ]  # fmt: skip
    return [Case(number, name, content, REFUSED, code) for number, name, content, code in cases]


def _as_meant() -> list[Case]:
    worker = {"employee_number": "001001", "start_date": "2020-04-01"}
    cases: list[tuple[int, str, str | bytes]] = [
        (1, "a byte order mark", b"\xef\xbb\xbf" + GOOD.encode()),
        (13, "a first line that names the separator", "sep=;\n" + GOOD.replace(",", ";")),
        (13, "a first line that names the comma", "sep=,\n" + GOOD),
        (9, "old Macintosh line ends", GOOD.replace("\n", "\r")),
        (10, "Windows line ends", GOOD.replace("\n", "\r\n")),
        (10, "line ends of two kinds", GOOD.replace("\n", "\r\n", 1)),
        (17, "doubled quotation marks", '"Employee Number","Full Name","Start Date"\n"001001","Ada ""A"" Example","01/04/2020"\n'),
        (16, "an inch mark in a name", GOOD.replace("Ada", 'Ada 5" tall')),
        (21, "blank lines", GOOD.replace("\n", "\n\n")),
        (21, "lines of spaces", GOOD + "   \n"),
        (22, "a comma at the end of every row and of the headings", GOOD.replace("\n", ",\n")),
        (21, "rows of commas", GOOD + ",,\n"),
        (34, "headings in capitals with spaces of all kinds", GOOD.replace("Employee Number", " EMPLOYEE\u00a0 NUMBER ")),
        (35, "headings in another order", "Start Date,Employee Number\n01/04/2020,001001\n"),
        (30, "a heading that is not starred is missing", GOOD),
        (42, "no line end at the end, and nothing missing", GOOD.rstrip("\n")),
        (61, "invisible spaces around a number", GOOD.replace("001001", "\u200b 001001\u00a0\ufeff")),
        (63, "full-width figures", GOOD.replace("001001", "００１００１")),
        (72, "a date without its noughts", GOOD.replace("01/04/2020", "1/4/2020")),
        (72, "an ISO date", GOOD.replace("01/04/2020", "2020-04-01")),
        (75, "a date with a midnight", GOOD.replace("01/04/2020", "2020-04-01T00:00:00")),
        (75, "a date with a time of day", GOOD.replace("01/04/2020", "01/04/2020 09:15")),
        (76, "a time in the hour the clocks go forward", GOOD.replace("01/04/2020", "2020-04-01 01:30:00")),
        (77, "an evening in UTC that is the next day in London", GOOD.replace("01/04/2020", "2020-03-31T23:30:00Z")),
        (77, "a zone an hour ahead", GOOD.replace("01/04/2020", "2020-04-01T00:30:00+01:00")),
        (83, "a month by its name", GOOD.replace("01/04/2020", "1 April 2020")),
        (83, "a month by its short name", GOOD.replace("01/04/2020", "01-Apr-2020")),
    ]  # fmt: skip
    read = [Case(number, name, content, AS_MEANT, None, 1, reads=worker) for number, name, content in cases]  # fmt: skip
    names = [
        (8, "a bell in a name", "Ada\x07 Example", "Ada Example"),
        (66, "somebody called Null", "Null", "Null"),
        (66, "somebody called True", "True", "True"),
        (66, "somebody called NA", "NA", "NA"),
        (112, "a formula for a name", "=1+1", "=1+1"),
        (112, "HTML for a name", "<b>Ada</b>", "<b>Ada</b>"),
        (112, "a name that turns text around", "Ada \u202eelpmaxE", "Ada elpmaxE"),
        (112, "an emoji in a name", "Ada 🌻", "Ada 🌻"),
        (113, "SQL for a name", "'; drop table hr_workers; --", "'; drop table hr_workers; --"),
    ]
    read += [
        Case(number, name, text_of([{**WORKER, "Full Name": typed}]), AS_MEANT, None, 1, reads={"full_name": meant})
        for number, name, typed, meant in names
    ]  # fmt: skip
    return [
        *read,
        Case(113, "a team called All", text_of([{**TEAM, "Team Code": "All", "Team Name": "../x"}]), AS_MEANT, None, 1, "hr_teams", {"team_code": "All", "team_name": "../x"}),
        Case(98, "a cancelled session", _session(Status="Cancelled", Held_Date=""), AS_MEANT, None, 1, "sharepoint_sessions"),
        Case(101, "a code nobody knows", _session(Format=" Walk  and talk "), AS_MEANT, None, 1, "sharepoint_sessions", {"format": "Walk and talk"}),
        Case(93, "a post without a manager", text_of([{**POST, "Line Manager Employee Number": ""}]), AS_MEANT, None, 1, "hr_posts"),
    ]  # fmt: skip


def _rows() -> list[Case]:
    """Starred cells that cannot be read: their rows are held back, and the row below stands."""
    dates = [
        (70, "a spreadsheet's number for a date", "45678", "SM-214"),
        (73, "a year of two figures", "01/04/26", "SM-215"),
        (73, "a short year after a month's name", "1-Apr-26", "SM-215"),
        (71, "one date with the month first", "04/13/2026", "SM-216"),
        (74, "31 February", "31/02/2026", "SM-217"),
        (74, "noughts for a date", "00/00/0000", "SM-217"),
        (74, "an ISO month that there is not", "2026-13-01", "SM-217"),
        (74, "the last day of the year 9999 for a start", "31/12/9999", "SM-208"),
        (74, "the year 202", "01/04/0202", "SM-228"),
        (83, "a month in another language", "3 Marzo 2026", "SM-203"),
        (83, "dots in a date", "01.04.2026", "SM-203"),
        (118, "an apostrophe before a date", "'01/04/2026", "SM-203"),
        (76, "a time of day that there is not", "2026-04-01 25:10", "SM-203"),
        (65, "TBC for a date", "TBC", "SM-208"),
        (65, "a spreadsheet's error mark for a date", "#REF!", "SM-229"),
    ]
    ids = [
        (59, "an id calculated by a spreadsheet", "1.23E+05", "SM-219"),
        (60, "an id with a nought after the point", "12345.0", "SM-219"),
        (8, "a line break in an id", "0010\n01", "SM-207"),
        (8, "a bell in an id", "0010\x0701", "SM-207"),
        (61, "a space nobody sees in the middle of an id", "001\u200b001", "SM-220"),
        (63, "a Cyrillic letter in an id", "А12345", "SM-220"),
        (5, "garbled letters in an id", "SeÃ¡n", "SM-220"),
        (65, "N/A for an id", "N/A", "SM-208"),
        (65, "TBC for an id", "tbc", "SM-208"),
        (65, "NULL for an id", "NULL", "SM-208"),
        (65, "nines for an id", "9999999", "SM-208"),
        (69, "an equals sign before an id", "=001001", "SM-226"),
        (69, "an apostrophe before an id", "'001001", "SM-226"),
        (102, "two people in a cell", "001001; 001002", "SM-209"),
        (56, "an id of a hundred and one characters", "x" * 101, "SM-207"),
        (110, "a sentence for an id", "Mum rang and said that she is upset", "SM-207"),
        (111, "a National Insurance number for an id", "QQ123456C".replace("QQ", "AB"), "SM-218"),
        (111, "an NHS number for an id", "943 476 5919", "SM-218"),
    ]
    held = [
        Case(number, name, _worker(Start_Date=typed), HELD_BACK, code, 1)
        for number, name, typed, code in dates
    ]
    held += [
        Case(number, name, _worker(Employee_Number=typed), HELD_BACK, code, 1)
        for number, name, typed, code in ids
    ]
    return [
        *held,
        Case(64, "a starred cell of nothing but spaces", _worker(Employee_Number=" \u00a0"), HELD_BACK, "SM-201", 1),
        Case(19, "a row with a cell too many", GOOD + "001003,Cy,01/04/2020,more\n", HELD_BACK, "SM-211", 1),
        Case(20, "a row with a cell too few", GOOD + "001002,Bo\n", HELD_BACK, "SM-211", 1),
        Case(37, "the headings again further down", GOOD + GOOD.replace("001001", "001002"), HELD_BACK, "SM-241", 2),
        Case(117, "a byte order mark in the middle, where two exports were laid end to end", b"\xef\xbb\xbf" + GOOD.encode() + b"\xef\xbb\xbf" + GOOD.replace("001001", "001002").encode(), HELD_BACK, "SM-241", 2),
        Case(39, "a line of totals that agrees", GOOD + SECOND + "Total rows: 2,,\n", HELD_BACK, "SM-213", 2),
        Case(39, "a total in a line of its own", GOOD + SECOND + "Total: 2 rows\n", HELD_BACK, "SM-211", 2),
        Case(39, "an end mark", GOOD + "*** End of report ***,,\n", HELD_BACK, "SM-213", 1),
        Case(115, "a grand total for a team", text_of([TEAM, {"Team Code": "Grand Total"}]), HELD_BACK, "SM-213", 1, "hr_teams"),
        Case(78, "a held session without its day", _session(Held_Date=""), HELD_BACK, "SM-202", 0, "sharepoint_sessions"),
        Case(67, "evidence that contradicts itself", text_of([SESSION, {**SESSION, "Duration Minutes": "90"}]), HELD_BACK, "SM-222", 0, "sharepoint_sessions"),
    ]  # fmt: skip


def _cells() -> list[Case]:
    """Other cells that cannot be read are emptied and their rows stand."""
    of_workers = [
        (74, "the last day of the year 9999 for an end", "Leaving Date", "31/12/9999", "SM-225"),
        (74, "1 January 1900 for an end", "Leaving Date", "1900-01-01", "SM-225"),
        (65, "N/A for a day that may be blank", "Leaving Date", "N/A", "SM-225"),
        (70, "a spreadsheet's number for an end", "Leaving Date", "45678", "SM-214"),
        (110, "a sentence for a date", "Leaving Date", "left after the row with Sam", "SM-203"),
        (59, "a registration number calculated by a spreadsheet", "SWE Number", "1.23E+05", "SM-219"),
        (65, "unknown for a registration number", "SWE Number", "Unknown", "SM-225"),
        (56, "a name of thirty-two thousand letters", "Full Name", "x" * 32_000, "SM-210"),
        (112, "ten thousand combining marks in a name", "Full Name", "a" + "\u0301" * 10_000, "SM-210"),
        (110, "narrative in a name", "Full Name", "On Monday we talked for an hour about how the move of school had gone for her", "SM-234"),
        (136, "words for an e-mail address", "Work Email", "see notes about her illness", "SM-235"),
        (111, "a National Insurance number beside a name", "Full Name", "Ada Example AB 12 34 56 C", "SM-218"),
        (111, "an NHS number beside a name", "Full Name", "Ada Example 943-476-5919", "SM-218"),
    ]  # fmt: skip
    emptied = [
        Case(number, name, text_of([{**WORKER, heading: typed}]), EMPTIED, code, 1)
        for number, name, heading, typed, code in of_workers
    ]
    minutes = [
        (99, "a session of no minutes", "0"),
        (99, "a session of thirty hours", "1800"),
        (100, "minutes with a decimal comma", "12,5"),
        (100, "negative minutes", "-30"),
        (100, "minutes with a unit", "60 min"),
        (100, "minutes with a point", "60.0"),
    ]
    emptied += [
        Case(number, name, _session(Duration_Minutes=typed), EMPTIED, "SM-205", 1, "sharepoint_sessions")
        for number, name, typed in minutes
    ]  # fmt: skip
    return [
        *emptied,
        Case(100, "a share of full time with a decimal comma", text_of([{**POST, "FTE": "0,6"}]), EMPTIED, "SM-206", 1, "hr_posts"),
        Case(100, "a negative share of full time", text_of([{**POST, "FTE": "-1"}]), EMPTIED, "SM-206", 1, "hr_posts"),
        Case(101, "a tick that is neither yes nor no", text_of([{**POST, "Safeguarding Role": "maybe"}]), EMPTIED, "SM-204", 1, "hr_posts"),
        Case(102, "two supervisors in a cell", _session(Supervisor="001002; 001003"), EMPTIED, "SM-209", 1, "sharepoint_sessions"),
        Case(82, "a birthday after the export", text_of([{**INVOLVEMENT, "Date of Birth": "01/01/2031"}]), EMPTIED, "SM-227", 1, "ics_involvements"),
        Case(74, "a birthday on 31 February", text_of([{**INVOLVEMENT, "Date of Birth": "31/02/2008"}]), EMPTIED, "SM-217", 1, "ics_involvements"),
    ]  # fmt: skip


def _kept() -> list[Case]:
    return [
        Case(110, "something said of somebody for a code", _session(Cancellation_Reason="abused by partner"), KEPT, "SM-232", 1, "sharepoint_sessions"),
        Case(110, "what is said of somebody behind a name", text_of([{**WORKER, "Full Name": "Ada Example (off sick)"}]), KEPT, "SM-233", 1, reads={"full_name": "Ada Example"}),
        Case(5, "garbled letters in a name", text_of([{**WORKER, "Full Name": "SeÃ¡n Example"}]), KEPT, "SM-224", 1),
        Case(67, "one number for two people in the staff list", text_of([WORKER, {**WORKER, "Full Name": "Bo", "Start Date": "01/05/2020"}]), KEPT, "SM-223", 2),
        Case(84, "the same row three times", text_of([SESSION, SESSION, SESSION]), KEPT, "SM-221", 1, "sharepoint_sessions"),
        Case(31, "a heading that is not used", text_of([{**TEAM, "Cost Centre": "123"}]), DROPPED, "SM-121", 1, "hr_teams"),
        Case(28, "a heading that is not starred, renamed", text_of([TEAM]).replace("Team Name", "Team Nmae"), DROPPED, "SM-123", 1, "hr_teams"),
        Case(32, "a column of notes", text_of([{**RECORD, "Notes": "Jamie was upset"}]), DROPPED, "SM-122", 1, "ics_case_supervisions"),
        Case(18, "a line break in a column of notes", text_of([{**RECORD, "Notes": "Jamie\nwas upset"}]), DROPPED, "SM-122", 1, "ics_case_supervisions"),
    ]  # fmt: skip


CASES = [*_refused(), *_as_meant(), *_rows(), *_cells(), *_kept()]
