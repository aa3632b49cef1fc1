"""A tracker: people down, months across. Each cell with a day is a session that was held; what
else a cell holds is reported, and never what it says.
"""

from datetime import date, datetime
from pathlib import Path

import pytest

from ingestion.reading.tracker import month_of

from .conftest import LandMapped, workbook_of

HOW = """feeds:
  sharepoint_sessions:
    - files: "Tracker {part} {date}.*"
      headings: {Staff member: Supervisee, Manager: Supervisor}
      constants: {Status: Held, Format: One to one}
      unpivot: {into: Held Date, id: Session ID}
      blanks: [n/a]
"""
HEADINGS = ["Staff member", "Manager", "Apr 2026", "May 2026", datetime(2026, 6, 1), "Comments"]
ROWS = [
    ["Ada Example", "Bo", datetime(2026, 4, 3), "04/05/2026", None, "CANARY1"],
    ["Cy Example", "Bo", "A/L", None, "off sick CANARY2", None],
    ["Di Example", None, "n/a", "2026-05-20", datetime(2026, 6, 9), None],
    ["Ed Example", "Bo", None, None, None, None],
]
TRACKER = workbook_of([["Supervision tracker"], [], HEADINGS, *ROWS])
NAME = "Tracker North 20 Nov 2026.xlsx"


def test_each_cell_with_a_day_is_a_session_held(land_mapped: LandMapped) -> None:
    [loaded] = land_mapped(HOW, NAME, TRACKER)
    columns = ("session_id", "supervisee", "supervisor", "status", "format", "held_date")
    assert sorted(loaded.rows.select(*columns, "_source_row").rows()) == [
        ("Ada-Example-2026-04", "Ada Example", "Bo", "Held", "One to one", date(2026, 4, 3), 4),
        ("Ada-Example-2026-05", "Ada Example", "Bo", "Held", "One to one", date(2026, 5, 4), 4),
        ("Di-Example-2026-05", "Di Example", None, "Held", "One to one", date(2026, 5, 20), 6),
        ("Di-Example-2026-06", "Di Example", None, "Held", "One to one", date(2026, 6, 9), 6),
    ]


def test_every_cell_that_holds_something_is_accounted_for(land_mapped: LandMapped) -> None:
    [loaded] = land_mapped(HOW, NAME, TRACKER)
    load = loaded.load
    assert (load.received, load.accepted, load.quarantined, load.duplicate) == (6, 4, 2, 0)
    told = [each for each in loaded.told() if each[0] == "SM-243"]
    assert told == [
        ("SM-243", 5, "Apr 2026", None, "row quarantined"),
        ("SM-243", 5, "2026-06-01", None, "row quarantined"),
    ]


def test_what_stands_in_place_of_a_day_is_never_kept(land_mapped: LandMapped, data: Path) -> None:
    [loaded] = land_mapped(HOW, NAME, TRACKER)
    assert "sick" not in str(loaded.problems.rows())
    for path in data.rglob("*"):
        assert path.is_dir() or b"CANARY" not in path.read_bytes()


def test_a_days_number_stays_when_the_day_is_corrected(land_mapped: LandMapped) -> None:
    [before] = land_mapped(HOW, NAME, TRACKER)
    rows = [["Ada Example", "Bo", datetime(2026, 4, 9)]]
    [after] = land_mapped(HOW, NAME, workbook_of([HEADINGS, *rows]))
    assert after.rows["session_id"].to_list() == ["Ada-Example-2026-04"]
    assert "Ada-Example-2026-04" in before.rows["session_id"].to_list()


def test_cells_of_somebody_without_a_name_are_all_held_back(land_mapped: LandMapped) -> None:
    rows = [[None, "Bo", "03/04/2026", "04/05/2026"], ["Ada", "Bo", "03/04/2026"]]
    [loaded] = land_mapped(HOW, NAME, workbook_of([HEADINGS, *rows]))
    load = loaded.load
    assert (load.received, load.accepted, load.quarantined) == (3, 1, 2)
    assert loaded.problems.filter(code="SM-201").height == 2


def test_the_same_person_twice_with_different_days_is_a_contradiction(
    land_mapped: LandMapped,
) -> None:
    rows = [["Ada", "Bo", "03/04/2026"], ["Ada", "Cy", "04/04/2026"]]
    [loaded] = land_mapped(HOW, NAME, workbook_of([HEADINGS, *rows]))
    assert (loaded.load.accepted, loaded.load.quarantined) == (0, 2)
    assert loaded.problems.filter(code="SM-222").height == 2


def test_a_tracker_may_be_csv(land_mapped: LandMapped) -> None:
    content = "Staff member,Apr,May\nAda,03/04/2026,\nBo,,off sick\n"
    how = HOW.replace("id: Session ID", "id: Session ID, year_begins: 2026-04-01")
    [loaded] = land_mapped(how, "Tracker North 20 Nov 2026.csv", content)
    assert loaded.rows["session_id"].to_list() == ["Ada-2026-04"]
    assert (loaded.load.received, loaded.load.quarantined) == (2, 1)


def test_months_without_a_year_are_refused_unless_the_mapping_says_when_they_begin(
    land_mapped: LandMapped,
) -> None:
    content = "Staff member,Apr,May\nAda,03/04/2026,\n"
    [loaded] = land_mapped(HOW, "Tracker North 20 Nov 2026.csv", content)
    assert loaded.load.refused_for == "SM-162"
    assert "year_begins: 2026-04-01" in loaded.problems["fix"].item()


def test_a_tracker_without_months_is_refused(land_mapped: LandMapped) -> None:
    [loaded] = land_mapped(HOW, "Tracker N 20 Nov 2026.csv", "Staff member,Spring\nAda,x\n")
    assert loaded.load.refused_for == "SM-161"


def test_columns_may_be_named_and_two_of_one_month_are_told_apart(
    land_mapped: LandMapped,
) -> None:
    content = "Staff member,April 1,April 2,Apr 2026\nAda,03/04/2026,17/04/2026,nonsense\n"
    how = HOW.replace("id: Session ID", "id: Session ID, columns: [April 1, April 2]")
    [loaded] = land_mapped(how, "Tracker N 20 Nov 2026.csv", content)
    assert loaded.rows.height == 2
    assert loaded.rows["session_id"].n_unique() == 2


@pytest.mark.parametrize(
    ("heading", "month"),
    [
        ("Apr 2026", "2026-04"),
        ("April-26", "2026-04"),
        ("Apr '26", "2026-04"),
        ("SEPT 2026", "2026-09"),
        ("04/2026", "2026-04"),
        ("2026-04-01", "2026-04"),
        ("01/04/2026", "2026-04"),
        ("Mar", "2027-03"),
        ("Apr", "2026-04"),
        ("Manager", None),
        ("Supervisor", None),
        ("Marital status", None),
        ("Decision", None),
    ],
)
def test_a_heading_that_names_a_month_is_known_for_one(heading: str, month: str | None) -> None:
    assert month_of(heading, date(2026, 4, 1)) == month
