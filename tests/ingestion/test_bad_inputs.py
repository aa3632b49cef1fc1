"""What one file of test_surprises cannot show: details of how bad input is told and counted."""

from collections.abc import Callable

import pytest

from ingestion.problems import CATALOGUE
from ingestion.settings import Settings

from .conftest import INVOLVEMENT, RECORD, SESSION, TEAM, WORKER, Loaded, text_of

Land = Callable[..., Loaded]

HEADINGS = "Employee Number,Full Name,Start Date\n"
GOOD = HEADINGS + "001001,Ada Example,01/04/2020\n"


def test_a_missing_heading_is_named_with_what_was_found_and_the_nearest_spelling(
    land: Land,
) -> None:
    loaded = land("hr_workers", "Employee Numbr,Full Name,Start Date\n1,Ada,01/04/2020\n")
    assert loaded.problems["sentence"].item() == (
        "The heading Employee Number is not there. Employee Numbr looks like Employee Number. "
        "The headings found are: Employee Numbr, Full Name, Start Date."
    )


def test_a_heading_in_other_words_order_and_capitals_is_known_and_one_that_is_used_is_not_offered(
    land: Land,
) -> None:
    loaded = land("hr_posts", "Employee Number,Start of post,Post End\n1,01/04/2020,\n")
    said = loaded.problems["sentence"].item()
    assert "The heading Post Start is not there. Start of post looks like Post Start. " in said
    assert "Post End looks like" not in said


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
    assert [(code, row) for code, row, *_ in loaded.told()] == [("SM-217", 5), ("SM-211", 4)]


def test_windows_1252_is_read_where_the_council_says_that_a_system_writes_it(land: Land) -> None:
    told = Settings(user="tester", cp1252_feeds=frozenset({"hr_workers"}))
    loaded = land("hr_workers", GOOD.replace("Ada", "Zoë").encode("cp1252"), with_settings=told)
    assert loaded.rows["full_name"].to_list() == ["Zoë Example"]


@pytest.mark.parametrize(("typed", "means"), [("0.6", 0.6), ("1", 1.0), (".5", 0.5), ("0", 0.0)])
def test_a_share_of_full_time_is_read(land: Land, typed: str, means: float) -> None:
    post = {"Employee Number": "1", "Post Start": "01/04/2020", "FTE": typed}
    assert land("hr_posts", text_of([post])).rows["fte"].to_list() == [means]


@pytest.mark.parametrize("typed", ["0,6", "60%", "-1", "full", "1."])
def test_a_share_of_full_time_that_cannot_be_read_is_emptied(land: Land, typed: str) -> None:
    post = {"Employee Number": "1", "Post Start": "01/04/2020", "FTE": typed}
    loaded = land("hr_posts", text_of([post]))
    shown = "(4 characters, not shown)" if typed == "full" else typed
    assert loaded.told() == [("SM-206", 2, "FTE", shown, "cell emptied")]


@pytest.mark.parametrize(("typed", "means"), [("Yes", True), ("no", False), (" YES ", True)])
def test_a_tick_is_yes_or_no(land: Land, typed: str, means: bool) -> None:
    post = {"Employee Number": "1", "Post Start": "01/04/2020", "Safeguarding Role": typed}
    assert land("hr_posts", text_of([post])).rows["safeguarding_role"].to_list() == [means]


@pytest.mark.parametrize("status", ["Held", "held ", "HELD", "completed"])
def test_a_held_session_without_its_date_is_held_back(land: Land, status: str) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, "Status": status, "Held Date": ""}]))
    assert loaded.told() == [("SM-202", 2, "Held Date", None, "row quarantined")]
    assert "when Status is Held" in loaded.problems["sentence"].item()


def test_a_held_session_whose_date_cannot_be_read_is_held_back(land: Land) -> None:
    loaded = land("sharepoint_sessions", text_of([{**SESSION, "Held Date": "yesterday"}]))
    assert loaded.told() == [
        ("SM-203", 2, "Held Date", "(9 characters, not shown)", "row quarantined")
    ]


def test_a_cancelled_session_needs_no_date_and_a_bad_one_is_emptied(land: Land) -> None:
    loaded = land(
        "sharepoint_sessions",
        text_of([{**SESSION, "Status": "Cancelled", "Held Date": "yesterday"}]),
    )
    assert loaded.told() == [
        ("SM-203", 2, "Held Date", "(9 characters, not shown)", "cell emptied")
    ]
    assert loaded.load.accepted == 1


def test_a_row_with_more_or_fewer_cells_is_held_back_and_never_filled_up(land: Land) -> None:
    loaded = land("hr_workers", GOOD + "001002,Bo\n001003,Cy,01/04/2020,more\n")
    assert [(code, row) for code, row, *_ in loaded.told()] == [("SM-211", 3), ("SM-211", 4)]
    assert loaded.load.accepted == 1
    assert loaded.load.quarantined == 2


def test_headings_repeated_further_down_are_held_back(land: Land) -> None:
    loaded = land("hr_workers", GOOD + GOOD.replace("001001", "001002"))
    assert loaded.told() == [("SM-241", 3, None, None, "row quarantined")]
    assert (loaded.load.received, loaded.load.quarantined) == (3, 1)


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
    assert {code for code, *_ in loaded.told()} == {"SM-122", "SM-203", "SM-217", "SM-201"}
    assert (loaded.load.received, loaded.load.accepted, loaded.load.quarantined) == (3, 1, 2)


def test_a_row_with_several_faults_is_held_back_once(land: Land) -> None:
    bad = {**RECORD, "Record ID": "", "Supervision Date": "soon"}
    loaded = land("ics_case_supervisions", text_of([RECORD, bad]))
    assert loaded.load.quarantined == 1
    assert len(loaded.told()) == 2


def test_every_kind_of_problem_says_what_to_do_and_has_a_code_of_its_own() -> None:
    for code, kind in CATALOGUE.items():
        assert code == kind.code
        assert kind.fix.strip()
        assert kind.sentence.endswith((".", "}"))


LIMITS: list[tuple[dict[str, float], str]] = [
    ({"largest_file_gb": 1e-8}, "The file is 0.0 GB; the largest that is read is 1e-08 GB."),
    (
        {"most_rows": 1},
        "The file is more than 1 rows long; the largest that is read is 1 rows long.",
    ),
]


@pytest.mark.parametrize(("limits", "sentence"), LIMITS)
def test_a_file_beyond_the_limits_a_council_sets_is_refused(
    land: Land, limits: dict[str, float], sentence: str
) -> None:
    told = Settings.model_validate({"user": "tester", **limits})
    loaded = land("hr_workers", GOOD + "001002,Bo,01/04/2020\n", with_settings=told)
    assert loaded.problems["code"].to_list() == ["SM-118"]
    assert loaded.problems["sentence"].item() == sentence


@pytest.mark.parametrize("last", ["Total rows: 7,,", "7 rows selected,,", "Records: 7,,"])
def test_a_last_line_that_counts_other_rows_refuses_the_file(land: Land, last: str) -> None:
    loaded = land("hr_workers", GOOD + last + "\n")
    assert loaded.problems["code"].to_list() == ["SM-117"]


def test_a_slip_of_month_and_day_in_a_long_file_holds_back_its_rows_alone(land: Land) -> None:
    good = [{**WORKER, "Employee Number": f"1{at:05}"} for at in range(4000)]
    slips = [{**row, "Start Date": "04/13/2020"} for row in good[:3]]
    loaded = land("hr_workers", text_of([*slips, *good[3:]]))
    assert loaded.load.outcome == "landed"
    assert loaded.load.quarantined == 3


def test_a_start_on_the_first_day_of_1900_keeps_its_person(land: Land) -> None:
    """Where a day must be there, the day that stands for “not known” still says: long ago."""
    loaded = land("hr_workers", text_of([{**WORKER, "Start Date": "01/01/1900"}]))
    assert loaded.told() == []
    assert loaded.load.accepted == 1
