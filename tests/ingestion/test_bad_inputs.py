"""The catalogue of surprises: each bad input, and exactly what is said and done about it."""

from collections.abc import Callable

import pytest

from ingestion.problems import CATALOGUE
from ingestion.settings import Settings

from .conftest import INVOLVEMENT, RECORD, SESSION, TEAM, WORKER, Loaded, text_of

Land = Callable[..., Loaded]

HEADINGS = "Employee Number,Full Name,Start Date\n"
GOOD = HEADINGS + "001001,Ada Example,01/04/2020\n"

REFUSED_FILES = {
    "an empty file": (b"", "SM-101"),
    "a file of blank lines": (b"\n\n  \n", "SM-101"),
    "no heading row": (b"001001,Ada Example,01/04/2020\n", "SM-102"),
    "a title above the headings": (b"Report of staff\n" + GOOD.encode(), "SM-102"),
    "a starred heading missing": (b"Employee Number,Full Name\n001001,Ada\n", "SM-103"),
    "a heading twice": (b"Employee Number,Start Date,start date\n1,2,3\n", "SM-104"),
    "a spreadsheet renamed": (b"PK\x03\x04" + b"\x00" * 50, "SM-105"),
    "an old spreadsheet renamed": (b"\xd0\xcf\x11\xe0" + b"\x00" * 50, "SM-105"),
    "a compressed file": (b"\x1f\x8b\x08\x00abc", "SM-105"),
    "a PDF": (b"%PDF-1.7\n", "SM-105"),
    "a login page": (b"\n<!DOCTYPE html><html>Sign in</html>", "SM-105"),
    "JSON": (b'[{"Employee Number": "1"}]', "SM-105"),
    "UTF-16 with its mark": (GOOD.encode("utf-16"), "SM-106"),
    "UTF-16 without its mark": (GOOD.encode("utf-16-le"), "SM-108"),
    "Windows-1252": (GOOD.replace("Ada", "Zoë").encode("cp1252"), "SM-107"),
    "a letter cut in half at the end": (GOOD.encode() + b"001002,Zo\xc3", "SM-107"),
    "a null character": (GOOD.replace("Ada", "A\0da").encode(), "SM-108"),
    "a quote never closed": (HEADINGS.encode() + b'001001,"Ada,01/04/2020\n', "SM-109"),
    "a quote that closes in the middle of a cell": (
        HEADINGS.encode() + b'001001,"Ada" Example,01/04/2020\n',
        "SM-109",
    ),
    "a quote that swallows rows and is closed by another": (
        HEADINGS.encode() + b'1,"Ada,01/04/2020\n2,Bo,01/04/2020\n3,"Cy",01/04/2020\n',
        "SM-109",
    ),
    "semicolons": (GOOD.replace(",", ";").encode(), "SM-110"),
    "tabs": (GOOD.replace(",", "\t").encode(), "SM-110"),
    "cut off in the last row": (GOOD.encode() + b"001002,Bo", "SM-111"),
    "a row longer than any row": (
        GOOD.encode() + b'001002,"' + b"x" * 40_000_000 + b'",01/04/2020\n',
        "SM-113",
    ),
}


@pytest.mark.parametrize(("content", "code"), REFUSED_FILES.values(), ids=REFUSED_FILES.keys())
def test_a_file_that_cannot_be_read_rightly_is_refused_whole(
    land: Land, content: bytes, code: str
) -> None:
    loaded = land("hr_workers", content)
    assert loaded.load.outcome == "refused"
    assert loaded.problems["code"].to_list() == [code]
    assert loaded.problems["outcome"].to_list() == ["file refused"]
    assert loaded.problems["fix"].item()


def test_a_missing_heading_is_named_with_what_was_found_and_the_nearest_spelling(
    land: Land,
) -> None:
    loaded = land("hr_workers", "Employee Numbr,Full Name,Start Date\n1,Ada,01/04/2020\n")
    assert loaded.problems["sentence"].item() == (
        "The heading Employee Number is not there. Employee Numbr looks like Employee Number. "
        "The headings found are: Employee Numbr, Full Name, Start Date."
    )


def test_where_there_are_no_headings_what_stands_in_their_place_is_not_repeated(
    land: Land,
) -> None:
    loaded = land("hr_workers", "001001,Private Person,01/04/2020\n")
    assert "Private" not in str(loaded.problems.rows())


def test_a_row_number_is_the_one_a_spreadsheet_shows(land: Land) -> None:
    """Blank lines count, a line break within a cell does not, and neither does a short row lose
    count for those after it.
    """
    content = HEADINGS + '1,"A\nda",01/04/2020\n\n2,Bo\n3,Cy,31/02/2020\n'
    loaded = land("hr_workers", content)
    assert [(code, row) for code, row, *_ in loaded.told()] == [("SM-203", 5), ("SM-211", 4)]


ACCEPTED = {
    "a byte order mark": b"\xef\xbb\xbf" + GOOD.encode(),
    "Windows line ends": GOOD.replace("\n", "\r\n").encode(),
    "old Macintosh line ends": GOOD.replace("\n", "\r").encode(),
    "no line end at the end": GOOD.rstrip("\n").encode(),
    "everything quoted": b"\xef\xbb\xbf"
    + b'"Employee Number","Full Name","Start Date"\n"001001","Ada ""A"" Example","01/04/2020"\n',
    "headings in capitals with spaces of all kinds": GOOD.replace(
        "Employee Number", " EMPLOYEE\u00a0 NUMBER "
    ).encode(),
    "headings in another order": b"Start Date,Employee Number\n01/04/2020,001001\n",
    "blank lines": GOOD.replace("\n", "\n\n").encode(),
    "lines of spaces": (GOOD + "   \n").encode(),
    "rows of commas": (GOOD + ",,\n").encode(),
    "an ISO date": GOOD.replace("01/04/2020", "2020-04-01").encode(),
    "a date with a midnight": GOOD.replace("01/04/2020", "2020-04-01T00:00:00").encode(),
    "a date without its noughts": GOOD.replace("01/04/2020", "1/4/2020").encode(),
    "invisible spaces around": GOOD.replace("001001", "\u200b 001001\u00a0\ufeff").encode(),
    "an inch mark in a name": GOOD.replace("Ada", 'Ada 5" tall').encode(),
}


@pytest.mark.parametrize("content", ACCEPTED.values(), ids=ACCEPTED.keys())
def test_what_is_only_written_differently_is_taken_as_it_is_meant(
    land: Land, content: bytes
) -> None:
    loaded = land("hr_workers", content)
    assert loaded.told() == []
    assert loaded.rows["employee_number"].to_list() == ["001001"]
    assert [str(day) for day in loaded.rows["start_date"]] == ["2020-04-01"]


def test_windows_1252_is_read_where_the_council_says_that_a_system_writes_it(land: Land) -> None:
    told = Settings(user="tester", cp1252_feeds=frozenset({"hr_workers"}))
    loaded = land("hr_workers", GOOD.replace("Ada", "Zoë").encode("cp1252"), with_settings=told)
    assert loaded.rows["full_name"].to_list() == ["Zoë Example"]


UNREADABLE_DATES = [
    *("31/02/2026", "04/13/2026", "01/04/26", "45678", "1 April 2026", "2026-13-01", "00/00/0000"),
    *("01/04/0202", "31/12/9999", "01.04.2026", "2026-04-01 14:30", "TBC"),
]


@pytest.mark.parametrize("typed", UNREADABLE_DATES)
def test_a_starred_date_that_cannot_be_read_holds_its_row_back(land: Land, typed: str) -> None:
    good = {**WORKER, "Employee Number": "001002"}
    loaded = land("hr_workers", text_of([{**WORKER, "Start Date": typed}, good]))
    assert loaded.told() == [("SM-203", 2, "Start Date", typed, "row quarantined")]
    assert loaded.rows["employee_number"].to_list() == ["001002"]


CELLS = {
    "a date": ("Leaving Date", "soon", "SM-203"),
    "a calculated number for an id": ("SWE Number", "1.23E+05", "SM-207"),
    "an id with a line break": ("SWE Number", "SW\n1", "SM-207"),
    "an id as long as a sentence": ("SWE Number", "x" * 101, "SM-207"),
}


@pytest.mark.parametrize(("heading", "typed", "code"), CELLS.values(), ids=CELLS.keys())
def test_any_other_cell_that_cannot_be_read_is_emptied_and_its_row_stands(
    land: Land, heading: str, typed: str, code: str
) -> None:
    loaded = land("hr_workers", text_of([{**WORKER, heading: typed}]))
    [(told, row, where, text, outcome)] = loaded.told()
    assert (told, row, where, outcome) == (code, 2, heading, "cell emptied")
    assert str(text).startswith(typed.replace("\n", " ")[:80])
    assert loaded.load.accepted == 1
    assert loaded.problems["severity"].item() == "warning"


MINUTES = ["1,5", "-30", "60.0", "an hour", "1e2", "+60"]


@pytest.mark.parametrize("typed", MINUTES)
def test_minutes_are_whole_figures_and_nothing_else(land: Land, typed: str) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, "Duration Minutes": typed}]))
    assert loaded.told() == [("SM-205", 2, "Duration Minutes", typed, "cell emptied")]
    assert loaded.rows["duration_minutes"].to_list() == [None]


@pytest.mark.parametrize(("typed", "means"), [("0.6", 0.6), ("1", 1.0), (".5", 0.5), ("0", 0.0)])
def test_a_share_of_full_time_is_read(land: Land, typed: str, means: float) -> None:
    post = {"Employee Number": "1", "Post Start": "01/04/2020", "FTE": typed}
    assert land("hr_posts", text_of([post])).rows["fte"].to_list() == [means]


@pytest.mark.parametrize("typed", ["0,6", "60%", "-1", "full", "1."])
def test_a_share_of_full_time_that_cannot_be_read_is_emptied(land: Land, typed: str) -> None:
    post = {"Employee Number": "1", "Post Start": "01/04/2020", "FTE": typed}
    loaded = land("hr_posts", text_of([post]))
    assert loaded.told() == [("SM-206", 2, "FTE", typed, "cell emptied")]


@pytest.mark.parametrize(("typed", "means"), [("Yes", True), ("no", False), (" YES ", True)])
def test_a_tick_is_yes_or_no(land: Land, typed: str, means: bool) -> None:
    post = {"Employee Number": "1", "Post Start": "01/04/2020", "Safeguarding Role": typed}
    assert land("hr_posts", text_of([post])).rows["safeguarding_role"].to_list() == [means]


def test_a_tick_that_is_neither_is_emptied(land: Land) -> None:
    post = {"Employee Number": "1", "Post Start": "01/04/2020", "Safeguarding Role": "maybe"}
    told = land("hr_posts", text_of([post])).told()
    assert told == [("SM-204", 2, "Safeguarding Role", "maybe", "cell emptied")]


def test_a_starred_cell_that_is_empty_holds_its_row_back(land: Land) -> None:
    loaded = land("hr_workers", text_of([{**WORKER, "Employee Number": " \u00a0"}]))
    assert loaded.told() == [("SM-201", 2, "Employee Number", None, "row quarantined")]


@pytest.mark.parametrize("status", ["Held", "held ", "HELD", "completed"])
def test_a_held_session_without_its_date_is_held_back(land: Land, status: str) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, "Status": status, "Held Date": ""}]))
    assert loaded.told() == [("SM-202", 2, "Held Date", None, "row quarantined")]
    assert "when Status is Held" in loaded.problems["sentence"].item()


def test_a_held_session_whose_date_cannot_be_read_is_held_back(land: Land) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, "Held Date": "yesterday"}]))
    assert loaded.told() == [("SM-203", 2, "Held Date", "yesterday", "row quarantined")]


def test_a_cancelled_session_needs_no_date_and_a_bad_one_is_emptied(land: Land) -> None:
    loaded = land(
        "sharepoint_sessions",
        text_of([{**SESSION, "Status": "Cancelled", "Held Date": "yesterday"}]),
    )
    assert loaded.told() == [("SM-203", 2, "Held Date", "yesterday", "cell emptied")]
    assert loaded.load.accepted == 1


def test_an_unknown_code_keeps_its_row_as_it_was_typed(land: Land) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, "Format": " Walk  and talk "}]))
    assert loaded.told() == []
    assert loaded.rows["format"].to_list() == ["Walk and talk"]


def test_a_row_with_more_or_fewer_cells_is_held_back_and_never_filled_up(land: Land) -> None:
    loaded = land("hr_workers", GOOD + "001002,Bo\n001003,Cy,01/04/2020,more\n")
    assert [(code, row) for code, row, *_ in loaded.told()] == [("SM-211", 3), ("SM-211", 4)]
    assert loaded.load.accepted == 1
    assert loaded.load.quarantined == 2


def test_headings_repeated_further_down_are_held_back(land: Land) -> None:
    loaded = land("hr_workers", GOOD + GOOD.replace("001001", "001002"))
    assert loaded.told() == [("SM-241", 3, None, None, "row quarantined")]


def test_equal_rows_are_one_and_counted(land: Land) -> None:
    loaded = land("sharepoint_sessions", text_of([SESSION, SESSION, SESSION]))
    assert (loaded.load.accepted, loaded.load.duplicate) == (1, 2)
    assert loaded.problems["sentence"].item().startswith("2 rows are the same")
    assert loaded.rows["_source_row"].to_list() == [2]


def test_rows_equal_but_for_how_a_date_is_written_are_one(land: Land) -> None:
    iso = {**SESSION, "Held Date": "2026-10-01", "Supervisee": " 001001"}
    assert land("sharepoint_sessions", text_of([SESSION, iso])).load.duplicate == 1


def test_evidence_that_contradicts_itself_is_all_held_back(land: Land) -> None:
    rows = [SESSION, {**SESSION, "Duration Minutes": "90"}, {**SESSION, "Supervisee": "001009"}]
    loaded = land("sharepoint_sessions", text_of(rows))
    heading = "Session ID and Supervisee"
    assert loaded.told() == [
        ("SM-222", 2, heading, "S-1, 001001", "row quarantined"),
        ("SM-222", 3, heading, "S-1, 001001", "row quarantined"),
    ]
    assert loaded.rows["supervisee"].to_list() == ["001009"]


def test_who_must_be_supervised_is_kept_where_rows_contradict(land: Land) -> None:
    rows = [WORKER, {**WORKER, "Start Date": "01/05/2020"}]
    loaded = land("hr_workers", text_of(rows))
    assert [outcome for *_, outcome in loaded.told()] == ["row kept", "row kept"]
    assert loaded.load.accepted == 2


def test_rows_with_a_blank_part_of_their_key_contradict_nobody(land: Land) -> None:
    review = {"NQSW": "1", "Milestone Months": "3", "Planned Date": "", "Held Date": "01/04/2026"}
    loaded = land("asye_reviews", text_of([review, {**review, "Held Date": "02/04/2026"}]))
    assert loaded.told() == []
    assert loaded.load.accepted == 2


def test_in_a_feed_without_a_key_all_rows_stand_but_copies(land: Land) -> None:
    rows = [INVOLVEMENT, {**INVOLVEMENT, "End Date": "01/08/2026"}, INVOLVEMENT]
    loaded = land("ics_involvements", text_of(rows))
    assert (loaded.load.accepted, loaded.load.duplicate) == (2, 1)


def test_a_heading_written_the_other_way_round_is_named_with_the_one_it_stands_for(
    land: Land,
) -> None:
    loaded = land("sharepoint_sessions", text_of([SESSION]).replace("Held Date", "Date Held"))
    (told,) = (row for row in loaded.problems.to_dicts() if row["code"] == "SM-123")
    assert told["sentence"] == (
        "The heading Date Held is not one this feed uses, and its column was not kept. "
        "It looks like Held Date, which is not there."
    )
    assert told["fix"].startswith("If it is Held Date, write it so where the data comes from")


def test_a_heading_that_is_not_used_is_dropped_and_named(land: Land) -> None:
    loaded = land("hr_teams", text_of([{**TEAM, "Cost Centre": "123"}]))
    assert loaded.told() == [("SM-121", None, "Cost Centre", None, "heading dropped")]
    assert "123" not in str(loaded.rows.rows())


@pytest.mark.parametrize(
    "heading",
    ["Notes", "Supervisor comments", "DISCUSSION", "Welfare_check", "Health and well-being"],
)
def test_a_heading_of_narrative_is_dropped_with_a_warning(land: Land, heading: str) -> None:
    loaded = land("hr_teams", text_of([{**TEAM, heading: "Jamie was upset"}]))
    assert loaded.told() == [("SM-122", None, heading, None, "heading dropped")]
    assert loaded.problems["severity"].item() == "warning"


def test_everything_wrong_with_a_file_is_told_at_once(land: Land) -> None:
    rows = [
        {**RECORD, "Notes": "x", "Recorded Date": "soon"},
        {**RECORD, "Record ID": "", "Notes": "x"},
        {**RECORD, "Record ID": "R-2", "Supervision Date": "32/01/2026", "Notes": "x"},
    ]
    loaded = land("ics_case_supervisions", text_of(rows))
    assert {code for code, *_ in loaded.told()} == {"SM-122", "SM-203", "SM-201"}
    assert (loaded.load.received, loaded.load.accepted, loaded.load.quarantined) == (3, 1, 2)


def test_a_row_with_several_faults_is_held_back_once(land: Land) -> None:
    bad = {**RECORD, "Record ID": "", "Supervision Date": "soon"}
    loaded = land("ics_case_supervisions", text_of([RECORD, bad]))
    assert loaded.load.quarantined == 1
    assert len(loaded.told()) == 2


def test_what_was_typed_is_cut_short(land: Land) -> None:
    loaded = land("hr_workers", text_of([{**WORKER, "Leaving Date": "left " * 100}]))
    assert len(loaded.problems["typed_text"].item()) == 80


def test_every_kind_of_problem_says_what_to_do_and_has_a_code_of_its_own() -> None:
    for code, kind in CATALOGUE.items():
        assert code == kind.code
        assert kind.fix.strip()
        assert kind.sentence.endswith((".", "}"))
