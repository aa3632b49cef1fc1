"""Files as councils really send them, read as their mapping says."""

import codecs
from datetime import date
from pathlib import Path

import pytest

from ingestion.feeds import Feed
from ingestion.inbox import Arrival, look
from ingestion.landing import Landing
from ingestion.loading import load_file
from ingestion.mapping import CouncilMapping, Reading
from ingestion.mapping_file import read_mapping
from ingestion.settings import Settings

from ..conftest import Written
from .conftest import LandMapped

DAY = date(2026, 11, 20)
PLAIN = "Session ID,Supervisee,Status,Held Date\nS-1,001001,Held,01/10/2026\n"


def _sessions(*lines: str) -> str:
    return "feeds:\n  sharepoint_sessions:\n    - " + "\n      ".join(lines) + "\n"


@pytest.mark.parametrize(
    ("how", "content"),
    [
        (["delimiter: tab"], PLAIN.replace(",", "\t").encode()),
        (["delimiter: semicolon"], PLAIN.replace(",", ";").encode()),
        (["part: whole"], ("sep=;\r\n" + PLAIN.replace(",", ";")).encode()),
        (["encoding: utf-16", "delimiter: tab"], PLAIN.replace(",", "\t").encode("utf-16")),
        (
            ["encoding: utf-16"],
            codecs.BOM_UTF16_BE + PLAIN.replace("S-1", "Š-1").encode("utf-16-be"),
        ),
        (["encoding: cp1252"], PLAIN.replace("S-1", "É–1").encode("cp1252")),
        (["skip_rows: 2"], b"Report run on 20/11/2026\n\n" + PLAIN.encode()),
        (["skip_rows: find"], b"Report,run,on,20/11/2026\n\n" + PLAIN.encode()),
        (
            ["headings: {Who: Supervisee, “Date” – held: Held Date}"],
            PLAIN.replace("Supervisee", "Who")
            .replace("Held Date", '"""Date"" -\u00a0held"')
            .encode(),
        ),
        (["dates: mm/dd/yyyy"], PLAIN.replace("01/10/2026", "10/01/2026").encode()),
        (["dates: [dd mmm yyyy, dd.mm.yy]"], PLAIN.replace("01/10/2026", "1 Oct 2026").encode()),
        (["dates: [dd mmm yyyy, dd.mm.yy]"], PLAIN.replace("01/10/2026", "01.10.26").encode()),
        (["dates: dd/mm/yyyy hh:mm"], PLAIN.replace("01/10/2026", "01/10/2026 14:30").encode()),
        (["constants: {Status: Held}"], PLAIN.replace("Status", "Gone").encode()),
        (["blanks: [n/a]"], PLAIN.replace("001001", "001001").encode()),
        (["part: whole"], ("," + PLAIN.replace("\n", "\n0,", 1)).encode()),
    ],
)
def test_a_file_is_read_as_its_mapping_says(
    land_mapped: LandMapped, how: list[str], content: bytes
) -> None:
    [loaded] = land_mapped(
        _sessions('files: "Supervision {date}.csv"', *how), "Supervision 20 Nov 2026.csv", content
    )
    assert loaded.load.outcome == "landed", loaded.problems.rows()
    [row] = loaded.rows.to_dicts()
    assert (row["supervisee"], row["status"], row["held_date"]) == (
        "001001",
        "Held",
        date(2026, 10, 1),
    )
    assert loaded.load.extracted_on == DAY
    assert loaded.load.quarantined == 0


@pytest.mark.parametrize(
    ("typed", "landed"),
    [
        ("Ada Example;#12", "Ada Example"),
        ("12;#Ada Example", "Ada Example"),
    ],
)
def test_a_sharepoint_person_is_their_name(
    land_mapped: LandMapped, typed: str, landed: str
) -> None:
    [loaded] = land_mapped("", "sharepoint_sessions_20261120.csv", PLAIN.replace("001001", typed))
    assert loaded.rows["supervisee"].to_list() == [landed]


@pytest.mark.parametrize("typed", ["Ada;#12;#Bo;#14"])
def test_a_sharepoint_cell_of_two_people_is_held_back_and_said_to_be_so(
    land_mapped: LandMapped, typed: str
) -> None:
    [loaded] = land_mapped("", "sharepoint_sessions_20261120.csv", PLAIN.replace("001001", typed))
    assert loaded.problems["code"].to_list() == ["SM-209"]
    assert loaded.rows.is_empty()


def test_dates_in_another_form_than_the_mapping_says_are_not_guessed(
    land_mapped: LandMapped,
) -> None:
    """A 13/10 in a file of mm/dd is no 13 October: the row is held back and says why."""
    content = PLAIN + "S-2,001001,Held,13/10/2026\nS-3,001001,Held,2026-10-13\n"
    [loaded] = land_mapped(
        _sessions("dates: mm/dd/yyyy"), "sharepoint_sessions_20261120.csv", content
    )
    assert loaded.told() == [("SM-240", 3, "Held Date", "13/10/2026", "row quarantined")]
    assert "mm/dd/yyyy" in loaded.problems["sentence"].item()
    assert loaded.rows["held_date"].to_list() == [date(2026, 1, 10), date(2026, 10, 13)]


def test_a_footer_is_no_row_and_its_count_must_be_that_of_the_rows(
    land_mapped: LandMapped,
) -> None:
    how = _sessions('footers: ["Total: {rows} rows", "End of report*"]')
    name = "sharepoint_sessions_20261120.csv"
    [loaded] = land_mapped(how, name, PLAIN + "Total: 1 rows,,,\nEnd of report X\n")
    assert (loaded.load.received, loaded.load.accepted, loaded.load.quarantined) == (1, 1, 0)
    assert loaded.told() == [
        ("SM-152", 3, None, None, "warning"),
        ("SM-152", 4, None, None, "warning"),
    ]
    [wrong] = land_mapped(how, name, PLAIN + "Total: 2 rows\n")
    assert wrong.load.refused_for == "SM-151"
    assert "says there are 2 rows, and there are 1" in wrong.problems["sentence"].item()


def test_a_footer_that_nobody_declared_is_held_back_as_any_row(land_mapped: LandMapped) -> None:
    [loaded] = land_mapped("", "sharepoint_sessions_20261120.csv", PLAIN + "Total: 1 rows,,,\n")
    assert (loaded.load.received, loaded.load.accepted, loaded.load.quarantined) == (2, 1, 1)


def test_narrative_is_never_read_even_where_a_mapping_got_by_that_asks_for_it(
    inbox: Written, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    """A mapping that asks for it is refused; what reads the headings does not rest on that."""
    path = inbox.put(
        "sharepoint_sessions",
        PLAIN.replace("Held Date\n", "Held Date,Discussion notes\n").replace(
            "2026\n", "2026,she cried\n"
        ),
    )
    landing = Landing(data / "landing")
    for wanted in ("Format", "Supervisee"):
        how = Reading(headings={"Discussion notes": (wanted,)}, drop=("Supervisee",))
        arrival = Arrival(path, "sharepoint_sessions", "whole", DAY, how)
        load = load_file(arrival, feeds[arrival.feed], landing, settings)
        assert load.refused_for == "SM-103"
        told = landing.problems(load)
        assert "cried" not in str(told.rows())
        is_asked = wanted == "Supervisee"
        sentence = told.filter(code="SM-103")["sentence"].item()
        assert ("looks like narrative and is never read" in sentence) == is_asked


def test_a_heading_of_the_mapping_that_is_not_in_the_file_is_told_with_the_nearest(
    land_mapped: LandMapped,
) -> None:
    name = "sharepoint_sessions_20261120.csv"
    content = PLAIN.replace("Status", "Line manager,Status").replace("Held,", "001002,Held,")
    how = "headings: {Line manger: Supervisor, Boss: Supervisor, Where: Format}"
    [loaded] = land_mapped(_sessions(how, "drop: [Ward]"), name, content)
    told = loaded.problems.filter(code="SM-169")
    assert told["heading"].to_list() == ["Line manger", "Boss", "Where"]
    assert told["sentence"].to_list()[0] == (
        "The mapping speaks of a heading Line manger, and the file has none. So Supervisor is "
        "blank in every row. The nearest heading in the file is Line manager."
    )
    assert set(told["outcome"]) == {"warning"}
    assert loaded.load.accepted == 1


def test_of_several_headings_for_one_column_one_is_enough(land_mapped: LandMapped) -> None:
    content = PLAIN.replace("Supervisee", "Staff").replace("Status", "State")
    how = "headings: {Staff: Supervisee, Staff member: Supervisee, State: Status}"
    [loaded] = land_mapped(_sessions(how), "sharepoint_sessions_20261120.csv", content)
    assert loaded.problems.is_empty()


def test_a_column_that_is_missing_for_a_misspelt_line_of_the_mapping_is_one_problem(
    land_mapped: LandMapped,
) -> None:
    content = PLAIN.replace("Supervisee", "Staff member")
    how = _sessions("headings: {Staf membr: Supervisee}")
    [loaded] = land_mapped(how, "sharepoint_sessions_20261120.csv", content)
    [told] = loaded.problems["sentence"].to_list()
    assert (
        "The mapping reads it from Staf membr, which is not in the file: correct that line of the "
        "mapping. Staff member looks like Staf membr."
    ) in told


@pytest.mark.parametrize(
    ("how", "typed"),
    [
        ("dates: spreadsheet number", "46296"),
        ("dates: [dd/mm/yyyy, spreadsheet number]", "46296.5"),
        ("dates: mm/dd/yyyy hh:mm am", "10/1/2026 2:30 PM"),
        ("dates: mm/dd/yyyy", "2026-10-01T09:30:00"),
    ],
)
def test_numbers_of_a_spreadsheet_and_times_of_day_are_days_where_a_mapping_says_so(
    land_mapped: LandMapped, how: str, typed: str
) -> None:
    content = PLAIN.replace("01/10/2026", typed)
    [loaded] = land_mapped(_sessions(how), "sharepoint_sessions_20261120.csv", content)
    assert loaded.rows["held_date"].to_list() == [date(2026, 10, 1)]


def test_what_the_mapping_says_goes_before_the_reference_names(land_mapped: LandMapped) -> None:
    content = "Session ID,Supervisee,Worker No,Status,Held Date\nS-1,Ada,001001,Held,01/10/2026\n"
    name = "sharepoint_sessions_20261120.csv"
    [loaded] = land_mapped(_sessions("headings: {Worker No: Supervisee}"), name, content)
    assert loaded.rows["supervisee"].to_list() == ["001001"]
    assert loaded.problems["heading"].to_list() == ["Supervisee"]
    [dropped] = land_mapped(
        _sessions("headings: {Worker No: Supervisee}", "drop: Supervisee"), name, content
    )
    assert dropped.problems.is_empty()


def test_a_changed_mapping_reads_the_same_bytes_again(land_mapped: LandMapped) -> None:
    name = "sharepoint_sessions_20261120.csv"
    [british] = land_mapped(_sessions("dates: dd/mm/yyyy"), name, PLAIN)
    [american] = land_mapped(_sessions("dates: mm/dd/yyyy"), name, PLAIN)
    [again] = land_mapped(_sessions("dates: dd/mm/yyyy"), name, PLAIN)
    assert british.load.sha256 == american.load.sha256
    assert british.load.load_id != american.load.load_id
    assert again.load.load_id == british.load.load_id
    assert again.load.rank > american.load.rank


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("Supervision sessions 20 Nov 2026.csv", DAY),
        ("supervision sessions 20th November 2026.CSV", DAY),
        ("Supervision sessions 2026-11-20.csv", DAY),
        ("Supervision sessions 20-11-2026.csv", DAY),
        ("Supervision sessions 20.11.2026.csv", DAY),
        ("Supervision sessions 20112026.csv", DAY),
        ("Supervision sessions 20261120.csv", DAY),
        ("Supervision sessions 3 Sept 2026.csv", date(2026, 9, 3)),
    ],
)
def test_the_day_is_read_from_the_name_however_it_is_written(
    land_mapped: LandMapped, name: str, day: date
) -> None:
    [loaded] = land_mapped(_sessions('files: "Supervision sessions {date}.csv"'), name, PLAIN)
    assert loaded.load.extracted_on == day


def test_a_name_may_have_its_day_in_a_form_of_its_own_or_none(land_mapped: LandMapped) -> None:
    [short] = land_mapped(
        _sessions('files: "S_{date}.csv"', "file_date: dd-mm-yy"), "S_20-11-26.csv", PLAIN
    )
    assert short.load.extracted_on == DAY


def test_a_mapped_day_stands_for_a_name_without_one(land_mapped: LandMapped) -> None:
    [loaded] = land_mapped(
        _sessions('files: "sessions.csv"', "extracted_on: 2026-11-20"), "Sessions.csv", PLAIN
    )
    assert loaded.load.extracted_on == DAY


def test_a_name_that_fits_but_gives_no_such_day_is_left_unread(
    inbox: Written, feeds: dict[str, Feed], tmp_path: Path
) -> None:
    (inbox.folder / "S 31-02-2026.csv").write_text(PLAIN)
    path = tmp_path / "m.yml"
    path.write_text(_sessions('files: "S {date}.csv"'))
    found = look(inbox.folder, feeds, read_mapping(path, feeds))
    assert (found.arrivals, found.problems["code"].to_list()) == ([], ["SM-132"])


def test_parts_come_from_the_name_and_each_has_its_own_snapshot(
    land_mapped: LandMapped, inbox: Written
) -> None:
    how = _sessions('files: ["Sessions {part} {date}.csv"]')
    (inbox.folder / "Sessions MASH & Assessment 20 Nov 2026.csv").write_text(PLAIN)
    loads = land_mapped(how, "Sessions North 20 Nov 2026.csv", PLAIN)
    assert {each.load.part for each in loads} == {"mash - assessment", "north"}


def test_two_files_in_one_place_are_told_of_lest_one_of_two_parts_be_lost(
    inbox: Written, feeds: dict[str, Feed], tmp_path: Path
) -> None:
    for team in ("North", "South"):
        (inbox.folder / f"Sessions {team} 20 Nov 2026.csv").write_text(PLAIN)
    path = tmp_path / "m.yml"
    path.write_text(_sessions('files: "Sessions * {date}.csv"'))
    found = look(inbox.folder, feeds, read_mapping(path, feeds))
    assert found.problems["code"].to_list() == ["SM-154"]
    assert "with {part} in the file name" in found.problems["fix"].item()


def test_one_file_may_hold_two_feeds_but_not_one_feed_twice(
    inbox: Written, feeds: dict[str, Feed]
) -> None:
    """Names that only some file fits twice are found out when that file comes."""
    (inbox.folder / "Staff list 20 Nov 2026.csv").write_text("x")
    begins = Reading(files=("Staff*{date}.csv",))
    ends = Reading(files=("*list {date}.csv",))
    mapping = CouncilMapping(feeds={"hr_workers": [begins], "hr_posts": [begins, ends]})
    found = look(inbox.folder, feeds, mapping)
    assert [each.feed for each in found.arrivals] == ["hr_workers"]
    assert found.problems.select("code", "feed").rows() == [("SM-153", "hr_posts")]


def test_a_file_declared_in_an_encoding_it_is_not_in_is_refused_in_words(
    land_mapped: LandMapped,
) -> None:
    name = "sharepoint_sessions_20261120.csv"
    [loaded] = land_mapped(_sessions("encoding: utf-16"), name, PLAIN)
    assert loaded.load.refused_for == "SM-150"
    assert "not utf-16 text" in loaded.problems["sentence"].item()
    cut = PLAIN.encode("utf-16")[:-1]
    [half] = land_mapped(_sessions("encoding: utf-16"), name, cut)
    assert half.load.refused_for == "SM-150"
    [bare] = land_mapped(_sessions("encoding: utf-16"), name, PLAIN.encode("utf-16-le"))
    assert bare.load.refused_for == "SM-150"


def test_a_separator_other_than_the_declared_one_is_named(land_mapped: LandMapped) -> None:
    [loaded] = land_mapped(
        _sessions("delimiter: semicolon"), "sharepoint_sessions_20261120.csv", PLAIN
    )
    assert loaded.load.refused_for == "SM-110"
    assert "separated by commas and not by semicolons" in loaded.problems["sentence"].item()
