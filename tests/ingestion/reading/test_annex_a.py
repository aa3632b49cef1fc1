"""Annex A as councils send it: which lists are found, which headings are which, what is told."""

import csv
import io
from collections.abc import Callable
from datetime import date
from pathlib import Path

import polars as pl
import pytest

from ingestion.corrections import correct
from ingestion.feeds import Feed
from ingestion.inbox import look
from ingestion.landing import Landing
from ingestion.reading.annex_a_lists import annex_lists, list_of_sheet
from ingestion.reading.annex_headings import match
from ingestion.settings import Settings
from tests.conftest import SHARED

from ..annex_a import BORN, HEADINGS, Sheet, as_csv, plain_sheets, row_of, write_workbook
from ..conftest import Loaded, Written

SAMPLE = SHARED / "data" / "external" / "liia_annex_a" / "Annex_A.xlsx"
NAME = "annex_a_20261031.xlsx"
DAY = date(2026, 10, 31)
Take = Callable[..., dict[str, Loaded]]
NOTES = {"SM-178", "SM-180"}


def sheet(number: int, *rows: list[object], headings: list[str] | None = None) -> Sheet:
    return [list(headings or HEADINGS[number]), *(rows or [row_of(number, "101")])]


def renamed(number: int, **spelt: str) -> list[str]:
    """The headings of a list, some spelt otherwise: start, end, id, born, team, worker, status."""
    ours = {
        "id": "Child Unique ID", "born": "Date of Birth", "team": "Allocated Team",
        "worker": "Allocated Worker", "status": "Case Status",
        "start": annex_lists()[number].fields.get("start_date", ("",))[0],
        "end": annex_lists()[number].fields.get("end_date", ("",))[0],
    }  # fmt: skip
    back = {ours[name]: text for name, text in spelt.items()}
    return [back.get(heading, heading) for heading in HEADINGS[number]]


def codes(loaded: Loaded) -> set[str]:
    return set(loaded.problems["code"]) - NOTES


def test_each_list_gives_its_kind_of_involvement_with_its_own_dates(
    inbox: Written, take: Take
) -> None:
    start, end = date(2026, 3, 2), date(2026, 9, 1)
    rows = {f"list_{number}": [row_of(number, f"10{number}", end=end)] for number in HEADINGS}
    write_workbook(inbox.folder / NAME, plain_sheets(**rows))
    taken = take()
    assert list(taken) == [f"annex_a_list_{number}" for number in (4, 6, 7, 8, 9)]
    for number in (4, 6, 7, 8):
        loaded = taken[f"annex_a_list_{number}"]
        columns = ("person_id", "involvement_type", "start_date", "end_date", "team_code")
        assert loaded.rows.select(columns).rows() == [
            (f"10{number}", f"Annex A list {number}", start, end, "North")
        ]
        assert codes(loaded) == set()
        assert loaded.load.file_name == f"{NAME}, list {number}"
    leavers = taken["annex_a_list_9"].rows
    assert leavers.select("person_id", "start_date", "turns_18_on", "turns_21_on").rows() == [
        ("109", None, date(2030, 5, 1), date(2033, 5, 1))
    ]


def test_no_birthday_gender_or_ethnicity_is_in_anything_that_is_kept(
    inbox: Written, data: Path, take: Take
) -> None:
    rows = {
        f"list_{number}": [row_of(number, "101", born=date(2011, 7, 23))] for number in HEADINGS
    }
    sheets = plain_sheets(**rows)
    sheets["List 7"] = sheet(
        7, [*row_of(7, "101"), "Zebedee Marker"], headings=[*HEADINGS[7], "Child's name"]
    )
    write_workbook(inbox.folder / NAME, sheets)
    take()
    kept = b"".join(path.read_bytes() for path in data.rglob("*") if path.is_file())
    kept += b"".join(pl.read_parquet(path).write_csv().encode() for path in data.rglob("*.parquet"))
    for private in (
        b"2011-07-23",
        b"23/07/2011",
        b"WBRI",
        b"Female",
        b"14.31",
        b"Neglect",
        b"Zebedee",
    ):
        assert private not in kept
    assert b"Ethnicity" in kept


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("List 7", 7), ("List_7", 7), ("LIST 07", 7), ("7", 7), ("7 - CP", 7), ("List 7 - Child Protection", 7),
        ("Child protection plans", 7), ("L7\u00a0List 7", 7), ("Annex A List 8", 8), ("8. Looked after children", 8),
        ("CLA", 8), ("Care Leavers", 9), ("04_Assessments", 4), ("list6", 6), ("Children in need", 6),
        ("List 10", 10), ("List 1", 1), ("Guidance", None), ("Sheet1", None), ("2026", None),
        ("Codes_used", None), ("2025-26", None), ("4. Assessments 25-26", 4), ("7. CP Plans 2026", 7),
        ("CP Plans 2026", 7), ("7) CP (2)", 7), ("25-26", None), ("7 October 2026", None), ("4th week 2026", None),
        ("25-26 Assessments", None), ("12. Other 2026", None), ("CP (2)", 7), ("2026 CP", None),
    ],
)  # fmt: skip
def test_a_sheet_is_known_by_its_name(name: str, number: int | None) -> None:
    assert list_of_sheet(name) == number


def test_a_sheet_with_no_name_is_known_by_its_title_or_by_headings_only_it_has(
    inbox: Written, take: Take
) -> None:
    sheets = {
        "Sheet1": [["List 7: Child Protection"], [], *sheet(7)],
        "Sheet2": [["Made on Friday"], *sheet(8)],
        "Sheet3": [["Something else"], ["1", "2"]],
        "List 6": sheet(6), "List 4": sheet(4), "List 9": sheet(9),
    }  # fmt: skip
    write_workbook(inbox.folder / NAME, sheets)
    assert {part: loaded.load.accepted for part, loaded in take().items()} == {
        f"annex_a_list_{number}": 1 for number in (4, 6, 7, 8, 9)
    }


def test_a_list_the_workbook_lacks_is_named_and_the_others_stand(
    inbox: Written, take: Take
) -> None:
    sheets = plain_sheets(list_7=[row_of(7, "101")])
    del sheets["List 8"]
    write_workbook(inbox.folder / NAME, sheets)
    taken = take()
    assert taken["annex_a_list_8"].load.refused_for == "SM-176"
    told = taken["annex_a_list_8"].problems["sentence"].item()
    assert "list 8 (looked after children)" in told
    assert "List 7" in told
    assert taken["annex_a_list_7"].load.accepted == 1


def test_a_sheet_that_is_like_a_list_by_its_name_is_named_where_the_list_is_not_found(
    inbox: Written, take: Take
) -> None:
    headings = renamed(7, start="Kick-off", end="Stop")
    write_workbook(inbox.folder / NAME, {"Our CP plans": sheet(7, headings=headings), "X": [["y"]]})
    taken = take()
    assert taken["annex_a_list_7"].problems["sentence"].item() == (
        "No sheet could be told to be list 7 (child protection). Our CP plans may be it: call the "
        "sheet List 7, and have its headings as Ofsted's template has them (Child Protection Plan "
        "Start Date not found)."
    )
    assert (
        taken["annex_a_list_8"]
        .problems["sentence"]
        .item()
        .endswith("(looked after children). The sheets are: Our CP plans, X.")
    )


def test_two_sheets_for_one_list_are_not_chosen_between_unless_one_has_its_very_name(
    inbox: Written, take: Take
) -> None:
    sheets = plain_sheets(list_7=[row_of(7, "101")]) | {"List 7 (old)": sheet(7)}
    write_workbook(inbox.folder / NAME, sheets)
    assert take()["annex_a_list_7"].load.accepted == 1
    sheets["7 new"] = sheets.pop("List 7")
    write_workbook(inbox.folder / NAME, sheets)
    assert take()["annex_a_list_7"].load.refused_for == "SM-177"


@pytest.mark.parametrize(
    ("number", "headings"),
    [
        (7, renamed(7, id="CHILD UNIQUE ID ", start="Child Protection  Plan\u00a0Start Date")),
        (7, renamed(7, id="Child Unique Id.", born="D.O.B.", start="CP Plan Start", end="CP Plan End")),
        (7, renamed(7, start="Child Protection Plan Start Date (dd/mm/yyyy)", worker="Allocated SW")),
        (7, renamed(7, id="Unique Child ID", start="Start date", end="End date", team="Team Name")),
        (7, renamed(7, start="Childs Protection Plan Start Dat", worker="Allocated Worker/s")),
        (7, renamed(7, start="Date Child Protection Plan Started", end="Date Child Protection Plan Ended")),
        (8, renamed(8, start="Date started to be looked-after", end="Date ceased to be looked after ")),
        (8, renamed(8, start="Date Became Looked After", end="Date Left Care", worker="Social Worker Name")),
        (8, renamed(8, start="DateStartedToBeLookedAfter", end="DateCeasedToBeLookedAfter")),
        (8, renamed(8, start="Date the child started to be looked after", id="Child's Unique ID")),
        (6, renamed(6, start="CIN start", end="CIN closure", status="Case status")),
        (6, renamed(6, start="CIN Start Date (most recent episode)", end="Date CIN closed")),
        (6, renamed(6, start="Child in Need Start Date", end="Child in Need End Date")),
        (4, renamed(4, start="Continous Assesment Start Date",
                    end="Continuous Assessment Date of Authorization")),
        (4, renamed(4, start="Assessment start date", end="Assessment authorised date")),
        (4, renamed(4, start="Start date of continuous assessment", end="Date of authorisation")),
    ],
)  # fmt: skip
def test_headings_drift_and_every_field_is_still_found(
    inbox: Written, take: Take, number: int, headings: list[str]
) -> None:
    row = row_of(number, "101", start=date(2026, 2, 3), end=date(2026, 4, 5))
    write_workbook(inbox.folder / NAME, {f"List {number}": sheet(number, row, headings=headings)})
    loaded = take()[f"annex_a_list_{number}"]
    columns = (
        "person_id",
        "start_date",
        "end_date",
        "team_code",
        "allocated_worker",
        "turns_18_on",
    )
    assert loaded.rows.select(columns).rows() == [
        ("101", date(2026, 2, 3), date(2026, 4, 5), "North", "Ada Example", date(2030, 5, 1))
    ]
    assert codes(loaded) == set()


def test_what_is_read_under_another_name_is_always_told_and_case_and_spaces_are_not(
    inbox: Written, take: Take
) -> None:
    headings = renamed(7, id="child  unique id", start="CP Plan Start", worker="Key Worker")
    write_workbook(inbox.folder / NAME, {"List 7": sheet(7, headings=headings)})
    told = take()["annex_a_list_7"].problems.filter(pl.col("code") == "SM-178")["sentence"]
    assert told.to_list() == [
        "Read under another name: Key Worker as Allocated Worker; "
        "CP Plan Start as Child Protection Plan Start Date."
    ]


@pytest.mark.parametrize(
    "heading",
    ["Personal Adviser", "Allocated Personal Adviser", "PA", "Key worker", "personal adviser name"],
)
def test_a_care_leavers_personal_adviser_is_their_worker_and_that_is_told(
    inbox: Written, take: Take, heading: str
) -> None:
    write_workbook(
        inbox.folder / NAME,
        {
            "List 9": sheet(9, row_of(9, "1"), headings=renamed(9, worker=heading)),
            "List 8": sheet(8, row_of(8, "2"), headings=[*HEADINGS[8][:-1], "Personal Adviser"]),
        },
    )
    taken = take()
    leavers = taken["annex_a_list_9"]
    assert leavers.rows["allocated_worker"].to_list() == ["Ada Example"]
    assert f"{heading} as Allocated Worker" in "".join(leavers.problems["sentence"])
    assert "SM-184" not in leavers.problems["code"]
    assert taken["annex_a_list_8"].rows["allocated_worker"].to_list() == [None]


def test_where_a_care_leaver_has_both_the_allocated_worker_is_the_worker(
    inbox: Written, take: Take
) -> None:
    rows = sheet(9, [*row_of(9, "1"), "Bo Adviser"], headings=[*HEADINGS[9], "Personal Adviser"])
    write_workbook(inbox.folder / NAME, {"List 9": rows})
    assert take()["annex_a_list_9"].rows["allocated_worker"].to_list() == ["Ada Example"]


def test_in_a_row_without_an_allocated_worker_the_personal_adviser_is_the_worker(
    inbox: Written, take: Take
) -> None:
    rows = [
        [*row_of(9, f"{at}", worker=worker), adviser]
        for at, (worker, adviser) in enumerate(
            [(None, "Bo Adviser"), ("Ada Example", "Bo Adviser"), ("n/a", "Bo Adviser"),
             ("Ada Example", None), (" ", "N/A")]
        )
    ]  # fmt: skip
    headings = [*HEADINGS[9], "Personal Adviser"]
    write_workbook(inbox.folder / NAME, {"List 9": sheet(9, *rows, headings=headings)})
    leavers = take()["annex_a_list_9"]
    assert leavers.rows.sort("person_id")["allocated_worker"].to_list() == [
        "Bo Adviser", "Ada Example", "Bo Adviser", "Ada Example", None,
    ]  # fmt: skip
    told = dict(leavers.problems.select("code", "sentence").rows())
    assert "Personal Adviser as Allocated Worker, in rows where that is blank" in told["SM-178"]
    assert "Personal Adviser" not in told["SM-180"]
    assert set(told) == NOTES


def test_a_row_that_says_nothing_in_every_cell_is_told_and_not_counted(
    inbox: Written, take: Take
) -> None:
    row = ["n/a" for _ in HEADINGS[7]]
    write_workbook(inbox.folder / NAME, {"List 7": sheet(7, row_of(7, "101"), row)})
    loaded = take()["annex_a_list_7"]
    assert (loaded.load.received, loaded.load.accepted) == (1, 1)
    told = loaded.problems.filter(pl.col("code") == "SM-195")
    assert told["source_row"].to_list() == [3]


def test_a_list_that_names_no_worker_is_warned_of_with_what_follows_from_it(
    inbox: Written, take: Take
) -> None:
    headings = [each for each in HEADINGS[7] if each != "Allocated Worker"]
    write_workbook(
        inbox.folder / NAME, {"List 7": sheet(7, row_of(7, "1")[:-1], headings=headings)}
    )
    loaded = take()["annex_a_list_7"]
    told = loaded.problems.filter(pl.col("code") == "SM-184")
    assert loaded.load.accepted == 1
    assert told["severity"].to_list() == ["warning"]
    assert "nobody holds it" in told["sentence"].item()


@pytest.mark.parametrize(
    ("separator", "words"), [(";", "semicolons"), ("\t", "tabs"), ("|", "upright")]
)
@pytest.mark.parametrize("above", [[], [["List 7: Child protection"], []]])
def test_other_separators_than_commas_are_named_as_what_they_are(
    inbox: Written, take: Take, separator: str, words: str, above: Sheet
) -> None:
    rows = [*above, *sheet(7, row_of(7, "101"), row_of(7, "102"))]
    (inbox.folder / "Annex A List 7 2026-10-31.csv").write_text(
        as_csv(rows).replace(",", separator)
    )
    loaded = take()["annex_a_list_7"]
    assert loaded.load.refused_for == "SM-110"
    assert f"separated by {words}" in loaded.problems["sentence"].item()


def test_days_with_dashes_or_points_are_read_day_first_and_nothing_else_is(
    inbox: Written, take: Take
) -> None:
    starts = ["01-03-2026", "01.03.2026", "1.3.2026", " 1-3-2026 00:00:00"]
    others = ["03-14-2026", "31.02.2026", "01-03.2026", "01.03.26"]
    rows = [row_of(7, f"1{at}", start=start) for at, start in enumerate([*starts, *others])]
    (inbox.folder / "Annex A List 7 2026-10-31.csv").write_text(as_csv(sheet(7, *rows)))
    loaded = take()["annex_a_list_7"]
    assert loaded.rows["start_date"].to_list() == [date(2026, 3, 1)] * len(starts)
    held = loaded.problems.filter(pl.col("outcome") == "row quarantined")
    assert held["typed_text"].to_list() == others


def test_what_is_not_kept_is_named(inbox: Written, take: Take) -> None:
    headings = [*HEADINGS[7], "Hair colour"]
    write_workbook(
        inbox.folder / NAME, {"List 7": sheet(7, [*row_of(7, "1"), "red"], headings=headings)}
    )
    told = take()["annex_a_list_7"].problems.filter(pl.col("code") == "SM-180")["sentence"].item()
    assert "Gender, Ethnicity, Age, Latest Category of Abuse, Hair colour" in told


@pytest.mark.parametrize(
    ("number", "cells"),
    [
        (7, ["Child Unique ID", "Previous Child Protection Plan Start Date"]),
        (
            7,
            [
                "Child Unique ID",
                "Date of the Last Statutory Visit",
                "Date of latest review conference",
            ],
        ),
        (7, ["Child Unique ID", "Child Protection Plan End Date"]),
        (
            8,
            [
                "Child Unique ID",
                "Start Date of Most Recent Placement",
                "Start date of current legal status",
            ],
        ),
        (8, ["Child Unique ID", "Date of Last Social Work Visit", "Date"]),
        (4, ["Child Unique ID", "Assessment Due Date", "Date of Referral"]),
    ],
)
def test_a_date_of_something_else_is_never_taken_for_the_start(
    inbox: Written, take: Take, number: int, cells: list[str]
) -> None:
    assert "start_date" not in match(cells, annex_lists()[number]).positions
    rows = [cells, ["101", *(date(2026, 1, 1) for _ in cells[1:])]]
    write_workbook(inbox.folder / NAME, {f"List {number}": rows})
    loaded = take()[f"annex_a_list_{number}"]
    assert loaded.load.refused_for == "SM-103"
    assert annex_lists()[number].fields["start_date"][0] in loaded.problems["sentence"].item()


def test_the_name_of_a_child_is_never_taken_for_the_worker() -> None:
    for cells in (["Name"], ["Child's Name"], ["Full name"], ["Name of Child"], ["Surname", "First name"],
                  ["Client Name"], ["Young Person Name"]):  # fmt: skip
        for annex in annex_lists().values():
            assert match(cells, annex).positions == {}, cells


def test_one_heading_over_two_columns_refuses_the_list(inbox: Written, take: Take) -> None:
    headings = [*HEADINGS[7], "Child protection plan start date"]
    write_workbook(
        inbox.folder / NAME, {"List 7": sheet(7, [*row_of(7, "1"), BORN], headings=headings)}
    )
    assert take()["annex_a_list_7"].load.refused_for == "SM-104"


def test_of_two_headings_that_are_equally_like_a_field_neither_is_taken() -> None:
    cells = ["Child Unique ID", "CP Plan Start Dates", "CPP Plan Start Date"]
    found = match(cells, annex_lists()[7])
    assert "start_date" not in found.positions
    assert set(found.doubtful) == set(cells[1:])


def test_titles_notes_and_blank_rows_may_stand_above_the_headings(
    inbox: Written, take: Take
) -> None:
    above: Sheet = [
        ["Ofsted Annex A"],
        ["List 7: Child protection"],
        [],
        ["Gender", "see the codes"],
        [None, "Run on 31/10/2026"],
    ]
    write_workbook(inbox.folder / NAME, {"List 7": [*above, *sheet(7)]})
    loaded = take()["annex_a_list_7"]
    assert loaded.rows["_source_row"].to_list() == [7]
    assert loaded.load.received == 1


def test_dates_come_as_dates_as_text_and_as_day_numbers(inbox: Written, take: Take) -> None:
    starts = [date(2026, 3, 2), "02/03/2026", "2026-03-02", 46083, "46083", "02/03/2026 00:00:00"]
    rows = [row_of(7, f"10{at}", start=start) for at, start in enumerate(starts)]
    rows += [
        row_of(7, "110", start="03/14/2026"),
        row_of(7, "111", start="tbc"),
        row_of(7, "112", start=None),
    ]
    write_workbook(inbox.folder / NAME, {"List 7": sheet(7, *rows)})
    loaded = take()["annex_a_list_7"]
    assert set(loaded.rows["start_date"]) == {date(2026, 3, 2)}
    assert loaded.rows.height == 6
    held = loaded.problems.filter(pl.col("outcome") == "row quarantined")
    assert held["source_row"].to_list() == [8, 9, 10]
    assert set(held["heading"]) == {"Child Protection Plan Start Date"}
    numbered = loaded.problems.filter(pl.col("code") == "SM-183")
    assert numbered["source_row"].to_list() == [5, 6]
    load = loaded.load
    assert load.received == load.accepted + load.quarantined + load.duplicate == 9


@pytest.mark.parametrize("blank", ["#N/A", "N/A", "", None, " ", "NULL"])
def test_no_team_and_no_worker_is_a_case_that_nobody_holds(
    inbox: Written, take: Take, blank: str | None
) -> None:
    row = row_of(7, "101", team=blank, worker=blank)
    write_workbook(inbox.folder / NAME, {"List 7": sheet(7, row)})
    (inbox.folder / "annex_a-list_8_20261031.csv").write_text(
        as_csv(sheet(8, row_of(8, "101", team=blank, worker=blank)))
    )
    taken = take()
    for number in (7, 8):
        rows = taken[f"annex_a_list_{number}"].rows
        assert rows.select("team_code", "allocated_worker").rows() == [(None, None)]


def test_rows_with_nothing_but_a_formula_in_them_are_no_rows(inbox: Written, take: Take) -> None:
    empty: list[object] = [None, None, None, None, 126.8]
    write_workbook(inbox.folder / NAME, {"List 7": sheet(7, row_of(7, "101"), empty, empty)})
    assert take()["annex_a_list_7"].load.received == 1


def test_the_rows_to_correct_of_each_list_have_a_file_of_their_own_and_come_back_to_it(
    inbox: Written, take: Take, data: Path, feeds: dict[str, Feed], settings: Settings
) -> None:
    """Two lists of one workbook, the later one without a fault, and teams by their names."""
    bad = {"start": "soon", "team": "North Safeguarding Team"}
    write_workbook(
        inbox.folder / NAME,
        plain_sheets(
            list_6=[row_of(6, "1"), row_of(6, "2", **bad)],
            list_7=[row_of(7, "3"), row_of(7, "4", **bad)],
            list_8=[row_of(8, "5", team="North Safeguarding Team")],
        ),
    )
    first = take()
    assert [first[f"annex_a_list_{number}"].load.quarantined for number in (6, 7, 8)] == [1, 1, 0]
    assert first["annex_a_list_8"].rows["team_code"].to_list() == ["North Safeguarding Team"]
    found = sorted((data / "to-correct").glob("*.csv"))
    assert len(found) == 2
    for path in found:
        mended = path.read_text(encoding="utf-8-sig").replace(",,", ",,", 1)
        [row] = list(csv.DictReader(io.StringIO(mended)))
        [start] = [heading for heading in row if heading.endswith("Start Date")]
        assert "Start Date" not in row and start in row["What is wrong"]
        row[start] = "01/07/2026"
        target = inbox.folder / path.name
        with target.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.DictWriter(stream, list(row))
            writer.writeheader()
            writer.writerow(row)
        assert correct(target, feeds, Landing(data / "landing"), settings).is_empty()
    landing = Landing(data / "landing")
    newest = {load.part: load for load in landing.newest().values() if load.corrects}
    assert {(load.accepted, load.quarantined) for load in newest.values()} == {(2, 0)}
    people = {part: set(landing.rows(load)["person_id"]) for part, load in newest.items()}
    assert people == {"annex_a_list_6": {"1", "2"}, "annex_a_list_7": {"3", "4"}}
    assert list((data / "to-correct").iterdir()) == []


def test_a_care_leaver_without_a_date_of_birth_is_held_back(inbox: Written, take: Take) -> None:
    write_workbook(
        inbox.folder / NAME, {"List 9": sheet(9, row_of(9, "1"), row_of(9, "2", born=None))}
    )
    loaded = take()["annex_a_list_9"]
    assert loaded.rows["person_id"].to_list() == ["1"]
    assert [row[:3] for row in loaded.told() if row[4] == "row quarantined"] == [
        ("SM-201", 3, "Date of Birth")
    ]


@pytest.mark.parametrize(
    ("name", "part"),
    [
        ("annex_a-list_7_20261031.csv", "annex_a_list_7"),
        ("Annex A List 7 2026-10-31.csv", "annex_a_list_7"),
        ("ANNEX-A_List 07 (31 October 2026).csv", "annex_a_list_7"),
        ("List 7 - Child Protection 31.10.2026.csv", "annex_a_list_7"),
        ("AnnexA_list7_31-10-2026.csv", "annex_a_list_7"),
    ],
)
def test_a_list_may_be_a_csv_under_many_names(
    inbox: Written, take: Take, name: str, part: str
) -> None:
    text = as_csv([["List 7: Child protection"], [], *sheet(7)])
    (inbox.folder / name).write_bytes(text.encode("utf-8-sig"))
    loaded = take()[part]
    assert loaded.load.extracted_on == DAY
    assert loaded.rows.select("person_id", "start_date").rows() == [("101", date(2026, 3, 2))]


@pytest.mark.parametrize(
    "name",
    ["annex_a_20261031.xlsx", "Annex A 2026-10-31.xlsx", "Annex A (31 Oct 2026) FINAL.xlsx",
     "Ofsted ILACS AnnexA 31.10.2026.xlsx", "ANNEX_A-31102026.XLSX"],
)  # fmt: skip
def test_a_workbook_may_have_many_names(inbox: Written, take: Take, name: str) -> None:
    write_workbook(inbox.folder / name, plain_sheets(list_7=[row_of(7, "101")]))
    taken = take()
    assert len(taken) == 5
    assert {loaded.load.extracted_on for loaded in taken.values()} == {DAY}


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Annex A.xlsx", "SM-181"),
        ("Annex A October 2026.xlsx", "SM-181"),
        ("Annex A List 7.csv", "SM-181"),
        ("Annex A List 3 2026-10-31.csv", "SM-182"),
        ("Annex B 2026-10-31.xlsx", "SM-131"),
    ],
)
def test_a_name_that_says_no_day_or_no_list_of_ours_is_told(
    inbox: Written, feeds: dict[str, Feed], name: str, code: str
) -> None:
    (inbox.folder / name).write_text("x")
    found = look(inbox.folder, feeds)
    assert found.arrivals == []
    assert found.problems["code"].to_list() == [code]


def test_a_mapping_may_name_the_files_itself(inbox: Written, take: Take) -> None:
    write_workbook(inbox.folder / "ilacs 31102026.xlsx", plain_sheets(list_7=[row_of(7, "101")]))
    (inbox.folder / "cp-20261031.csv").write_text(as_csv(sheet(7, row_of(7, "102"))))
    taken = take(
        "feeds:\n  ics_involvements:\n"
        "    - {files: 'ilacs {date}.xlsx', annex_a: workbook}\n"
        "    - {files: 'cp-{date}.csv', annex_a: 7, part: other}\n"
        "    - {headings: {Kind: Involvement Type}}\n"
    )
    assert taken["annex_a_list_7"].rows["person_id"].to_list() == ["101"]
    assert taken["other"].rows["person_id"].to_list() == ["102"]


def test_a_damaged_workbook_is_refused_list_by_list_and_never_breaks(
    inbox: Written, take: Take
) -> None:
    path = write_workbook(inbox.folder / NAME, plain_sheets())
    path.write_bytes(path.read_bytes()[:2000])
    assert {loaded.load.outcome for loaded in take().values()} == {"refused"}


def test_the_sample_workbook_is_read_whole(inbox: Written, take: Take) -> None:
    if not SAMPLE.exists():
        pytest.skip("the sample workbook is not on this machine")
    (inbox.folder / NAME).write_bytes(SAMPLE.read_bytes())
    taken = take()
    assert {part[-1]: loaded.load.accepted for part, loaded in taken.items()} == {
        "4": 5, "6": 5, "7": 7, "8": 5, "9": 6,
    }  # fmt: skip
    assert not any(loaded.load.quarantined for loaded in taken.values())
    assert not taken["annex_a_list_8"].problems["code"].is_in(["SM-122"]).any()
    assert taken["annex_a_list_6"].rows["case_status"].null_count() == 0
    assert taken["annex_a_list_6"].rows["allocated_worker"].null_count() == 5
