"""Annex A of councils that were never seen: the same children are read of every one of them."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from pathlib import Path

import openpyxl
import polars as pl
import pytest

from ingestion import problems
from ingestion.reading.annex_a_lists import annex_lists
from ingestion.reading.annex_headings import match
from ingestion.statutory_names import recognise

from ..annex_a import as_csv, write_workbook
from ..annex_councils import (
    CHILDREN,
    COUNCILS,
    ENDS,
    LISTS,
    STARTS,
    Council,
    cell_of,
    expected,
    headings_of,
)
from ..conftest import Loaded, Written

NAME = "Annex A 2026-10-31.xlsx"
COLUMNS = ("person_id", "start_date", "end_date", "team_code", "allocated_worker", "turns_18_on")
#: What may be said where all is well: read as, not kept, passed over, hidden, a line of totals.
TOLD = {"SM-178", "SM-180", "SM-186", "SM-187", "SM-190"}
Take = Callable[..., dict[int, Loaded]]


@pytest.fixture
def take(take: Callable[..., dict[str, Loaded]]) -> Take:
    """Load everything in the inbox, and tell what became of it by list."""
    return lambda *mapping: {
        int(part.rpartition("_")[2]): loaded for part, loaded in take(*mapping).items()
    }


def read_of(loaded: Loaded) -> list[tuple[object, ...]]:
    """The rows of a list, or why there are none."""
    if loaded.load.outcome == "refused":
        return loaded.problems.select("code", "sentence").rows()
    load = loaded.load
    assert load.received == load.accepted + load.quarantined + load.duplicate
    return loaded.rows.sort("person_id").select(COLUMNS).rows()


@pytest.mark.parametrize("kind", COUNCILS)
def test_the_same_children_are_read_however_a_council_keeps_its_lists(
    inbox: Written, take: Take, kind: str
) -> None:
    write_workbook(inbox.folder / NAME, COUNCILS[kind].book())
    taken = take()
    assert {number: read_of(each) for number, each in taken.items()} == {
        number: expected(number) for number in LISTS
    }
    said = {code for each in taken.values() for code in each.problems["code"]} - TOLD
    assert said <= ({"SM-213"} if COUNCILS[kind].below else set()), said


@pytest.mark.parametrize("kind", [*COUNCILS][:3])
def test_a_list_with_nobody_in_it_is_a_list_all_the_same(
    inbox: Written, take: Take, kind: str
) -> None:
    write_workbook(inbox.folder / NAME, COUNCILS[kind].book(children=()))
    taken = take()
    assert {number: read_of(each) for number, each in taken.items()} == {
        number: [] for number in LISTS
    }


#: What stands in a list beside its own start and end, or in another, and never is either.
OF_SOMETHING_ELSE = {
    4: ["Date of referral", "CP Plan Start Date", "CIN Start Date", "LAC Start Date", "CIN closure date",
        "Strategy discussion start date", "Assessment Due Date", "Allocated Worker Start Date"],
    6: ["Referral Date", "CP Plan Start Date", "Date Started to be Looked After", "Assessment Start Date",
        "Next CIN review", "CP Plan End Date", "CFA Start Date", "POC End Date", "Team Start Date"],
    7: ["CIN Start Date", "LAC Start Date", "Core Group Start Date", "Pathway Plan Start Date", "CIN Closure Date",
        "Previous CP Plan End Date", "Date of Initial Child Protection Conference", "Care Plan Start Date",
        "CP Plan Authorised", "CP Plan from/to", "Date subject to CP", "Closed", "CP plan moved"],
    8: ["CP Plan Start Date", "CIN Start Date", "Episode Start Date", "Placement Start Date", "Care Order Start Date",
        "Placement Ceased Date", "Pathway Plan Start Date", "Legal Status End Date", "First LAC Start Date",
        "Date left school", "Placement ceased", "Signed off"],
}  # fmt: skip


@pytest.mark.parametrize("number", OF_SOMETHING_ELSE)
def test_a_start_or_an_end_of_something_else_is_never_taken_for_that_of_the_list(
    number: int,
) -> None:
    own = headings_of(number)
    for other in OF_SOMETHING_ELSE[number]:
        for which in (STARTS, ENDS):
            cells = [other if each == which[number] else each for each in own]
            found = match(cells, annex_lists()[number])
            assert cells.index(other) not in found.positions.values(), other


#: Starts and ends in words of their own.
IN_OTHER_WORDS = {
    4: (["Assmt Start Date", "C & F started"],
        ["C&F completed", "Date signed off", "Date assessment was authorised by manager"]),
    6: (["CIN since", "CIN from"], ["Closure", "Case closed", "CIN to"]),
    7: (["Date placed on CP plan", "CPP from"],
        ["De-reg date", "CPP to", "CP: date to", "CP plan End (if ended)", "CP plan came off",
         "Date removed from CP plan"]),
    8: (["LAC since", "CLA from"], ["Ceased", "Date left", "LAC until"]),
}  # fmt: skip


@pytest.mark.parametrize("number", IN_OTHER_WORDS)
def test_a_start_and_an_end_are_known_in_other_words(number: int) -> None:
    starts, ends = IN_OTHER_WORDS[number]
    for start in starts:
        for end in ends:
            spelt = {STARTS[number]: start, ENDS[number]: end}
            cells = [spelt.get(each, each) for each in headings_of(number)]
            found = match(cells, annex_lists()[number]).positions
            assert found.get("start_date") == cells.index(start), start
            assert found.get("end_date") == cells.index(end), end


def test_a_list_whose_end_is_not_known_is_warned_of_with_what_follows_and_what_may_be_it(
    inbox: Written, take: Take
) -> None:
    council = Council(
        dict.fromkeys([7], "List 7"), {ENDS[7]: "Date plan stopped"}, more=("Hair colour",)
    )
    write_workbook(inbox.folder / NAME, council.book())
    told = take()[7].problems.filter(pl.col("severity") == "warning")
    assert told["code"].to_list() == ["SM-191"]
    assert told["sentence"].item() == (
        "List 7 (child protection) has no column known as the day a plan ended, so all 3 rows "
        "count as still open."
    )
    assert (
        told["fix"]
        .item()
        .startswith(
            "If one of these is that day, call it Child Protection Plan End Date or say so in the "
            "mapping: Date plan stopped. "
        )
    )


@pytest.mark.parametrize("number", STARTS)
def test_a_list_without_any_end_at_all_is_warned_of(
    inbox: Written, take: Take, number: int
) -> None:
    heads = [each for each in headings_of(number) if each != ENDS[number]]
    rows = [[cell_of(number, each, child) for each in heads] for child in CHILDREN]
    write_workbook(inbox.folder / NAME, {f"List {number}": [heads, *rows]})
    told = take()[number].problems.filter(pl.col("code") == "SM-191")
    assert f"Add the column {ENDS[number]}" in told["fix"].item()


def test_nothing_needs_doing_is_never_said_of_a_start_or_an_end_that_is_not_read(
    inbox: Written, take: Take
) -> None:
    council = Council(dict.fromkeys([7], "List 7"), more=("De-reg date", "Finished", "IRO"))
    write_workbook(inbox.folder / NAME, council.book())
    told = {
        code: (sentence, fix)
        for code, sentence, fix in take()[7].problems.select("code", "sentence", "fix").rows()
    }
    assert "De-reg date, Finished" in told["SM-192"][0]
    assert "Nothing needs doing" not in told["SM-192"][1]
    assert "IRO" in told["SM-180"][0] and "De-reg" not in told["SM-180"][0]


@pytest.mark.parametrize(
    "other",
    ["Date Allocated", "Team around the child", "Co-worker", "Supervising Social Worker", "Worker phone",
     "Placement worker", "Allocated Worker Start Date", "Support Worker", "LA", "Plan ID", "Referral ID"],
)  # fmt: skip
def test_nobody_else_is_taken_for_the_worker_the_team_or_the_child(other: str) -> None:
    for number, annex in annex_lists().items():
        for ours in ("Allocated Worker", "Allocated Team", "Child Unique ID"):
            cells = [other if each == ours else each for each in headings_of(number)]
            assert cells.index(other) not in match(cells, annex).positions.values(), (number, ours)


def test_what_the_mapping_says_of_a_heading_goes_before_everything(
    inbox: Written, take: Take
) -> None:
    council = Council(
        dict.fromkeys([7], "List 7"), {STARTS[7]: "Kick-off", "Allocated Worker": "Lead"}
    )
    write_workbook(inbox.folder / NAME, council.book())
    refused = take()[7]
    assert refused.load.refused_for == "SM-103"
    asked = take(
        "feeds:\n  ics_involvements:\n    - part: annex_a_list_7\n"
        "      headings: {Kick-off: Start Date, Lead: Allocated Worker}\n"
        f"      files: '{NAME.replace('2026-10-31', '{date}')}'\n      annex_a: 7\n"
    )
    assert read_of(asked[7]) == expected(7)


@pytest.mark.parametrize(
    ("name", "number"),
    [
        ("Ofsted List 7 - CP - 31.10.2026.csv", 7),
        ("ILACS_list_8_children_in_care_2026_10_31.csv", 8),
        ("Annex A - Children in Care 2026-10-31.csv", 8),
        ("Annex A Child Protection (31-10-2026).csv", 7),
        ("annex_a_6_20261031.csv", 6),
        ("AnnexA Leaving Care Services 31 October 2026.csv", 9),
    ],
)
def test_a_list_of_its_own_is_known_by_what_its_name_says_it_holds(
    inbox: Written, take: Take, name: str, number: int
) -> None:
    council = COUNCILS["words of its own, and columns of its own"]
    text = as_csv([["Ofsted"], [], *council.sheet(number)])
    (inbox.folder / name).write_bytes(text.encode("utf-8-sig"))
    taken = take()
    assert {at: read_of(each) for at, each in taken.items()} == {number: expected(number)}


def test_a_year_of_two_figures_is_read_where_it_can_only_be_one_day_of_the_last_years(
    tmp_path: Path,
) -> None:
    def day_in(text: str) -> list[date]:
        found = recognise(tmp_path / f"Annex A Council - {text}.xlsx")
        assert found
        return [each.day for each in found[0]]

    year = date.today().year % 100 - 1
    assert day_in(f"31.10.{year}") == [date(2000 + year, 10, 31)]
    assert day_in(f"made_31_10_{year}") == [date(2000 + year, 10, 31)]
    assert day_in(f"{year}-10-31") == [date(2000 + year, 10, 31)]
    assert day_in(f"{year}.10.{year}") == [date(2000 + year, 10, year)]
    assert day_in(f"{year}.10.{year - 1}") == []
    assert day_in("31.10.99") == day_in("31.02.25") == []


def test_ofsteds_curly_marks_in_a_list_saved_the_old_way_are_read_and_letters_are_not_guessed(
    inbox: Written, take: Take
) -> None:
    text = as_csv(COUNCILS["the template with its title and codes"].sheet(8))
    assert "‘Missing’" in text
    (inbox.folder / "Annex A List 8 2026-10-31.csv").write_bytes(text.encode("cp1252"))
    taken = take()[8]
    assert read_of(taken) == expected(8)
    assert "SM-190" in set(taken.problems["code"])
    spelt = text.replace("Bo Sample", "Zoë Sample").encode("cp1252")
    (inbox.folder / "Annex A List 8 2026-10-31.csv").write_bytes(spelt)
    assert take()[8].load.refused_for == "SM-107"


def _hide(path: Path, *names: str) -> None:
    book = openpyxl.load_workbook(path)
    for name in names:
        book[name].sheet_state = "hidden"
    book.save(path)


def test_a_hidden_copy_is_passed_over_and_a_list_that_is_hidden_is_read_and_told(
    inbox: Written, take: Take
) -> None:
    council = COUNCILS["the template with its title and codes"]
    book = council.book()
    old = {"List 7": council.sheet(7, children=())}
    write_workbook(inbox.folder / NAME, {"Cover": book["Cover"], **old, **book})
    _hide(inbox.folder / NAME, "List 7", "List_8", "Codes_used")
    taken = take()
    assert read_of(taken[7]) == expected(7)
    assert read_of(taken[8]) == expected(8)
    assert {number for number, each in taken.items() if "SM-187" in each.problems["code"]} == {8}


@pytest.mark.parametrize("name", ["List 7 (2)", "CP", "7 continued"])
def test_a_list_continued_on_a_second_sheet_is_refused_since_children_would_be_missing(
    inbox: Written, take: Take, name: str
) -> None:
    council = Council(dict.fromkeys([7], "List 7"))
    more = council.sheet(7, children=(replace(CHILDREN[0], id="70009"),))
    write_workbook(inbox.folder / NAME, {**council.book(), name: more})
    refused = take()[7]
    assert refused.load.refused_for == "SM-193"
    assert f"List 7 with 3 rows; {name} with 1 row" in refused.problems["sentence"].item()
    _hide(inbox.folder / NAME, name)
    taken = take()[7]
    assert read_of(taken) == expected(7)
    assert "SM-194" not in taken.problems["code"]


def test_a_second_sheet_of_a_list_with_the_same_children_or_no_headings_is_told_with_its_rows(
    inbox: Written, take: Take
) -> None:
    council = Council(dict.fromkeys([7], "List 7"))
    copies = {"List 7 (old)": council.sheet(7, CHILDREN[:2]), "List 7 cont": council.sheet(7)[1:]}
    empty = {"CP": council.sheet(7, children=())}
    write_workbook(inbox.folder / NAME, {**council.book(), **copies, **empty})
    taken = take()[7]
    assert read_of(taken) == expected(7)
    told = taken.problems.filter(pl.col("code") == "SM-194")
    assert told["severity"].item() == "warning"
    assert "not read: List 7 (old) with 2 rows; List 7 cont with 3 rows." in told["sentence"].item()


def test_guidance_beneath_the_headings_is_no_row_and_a_first_row_that_is_wrong_is_one(
    inbox: Written, take: Take
) -> None:
    council = COUNCILS["numbers before everything and guidance beneath"]
    sheet = council.sheet(7)
    wrong = list(sheet[5])
    wrong[council.headings(7).index(council.spelt[STARTS[7]])] = "dd/mm/yyyy"
    write_workbook(inbox.folder / NAME, {"List 7": [*sheet[:5], wrong, *sheet[5:]]})
    loaded = take()[7]
    assert loaded.rows["person_id"].to_list() == ["70001", "70002", "70003"]
    assert (loaded.load.received, loaded.load.quarantined) == (4, 1)
    passed = loaded.problems.filter(pl.col("code") == "SM-186")
    assert passed["source_row"].to_list() == [5]


def test_a_row_of_a_thousand_columns_is_no_heading_row_and_is_refused_at_once(
    inbox: Written, take: Take
) -> None:
    wide = ",".join(f"Child Unique ID {number}" for number in range(50_000))
    (inbox.folder / "Annex A List 7 2026-10-31.csv").write_text(f"{wide}\n{wide}\n")
    assert take()[7].load.refused_for == problems.TOO_MANY_COLUMNS.code


def test_a_sentence_for_a_sheets_name_is_not_repeated(inbox: Written, take: Take) -> None:
    book = {
        "Mum rang and is upset with us": [["x"]],
        "List 7 she said he hit her": [["x"]],
        "Cover": [["x"]],
    }
    write_workbook(inbox.folder / NAME, book)
    told = "".join(sentence for each in take().values() for sentence in each.problems["sentence"])
    assert "Cover" in told and "List 7 …" in told
    assert not any(word in told for word in ("upset", "Mum", "hit"))


def test_where_a_list_has_no_headings_nothing_of_its_rows_is_repeated(
    inbox: Written, take: Take
) -> None:
    rows = COUNCILS["the template with its title and codes"].sheet(7)[3:]
    rows = [["Agency Worker" if cell == "Ada Example" else cell for cell in row] for row in rows]
    (inbox.folder / "Annex A List 7 2026-10-31.csv").write_text(as_csv(rows))
    write_workbook(inbox.folder / NAME.replace("31", "30"), {"List 7": rows})
    taken = take()
    assert taken[7].load.refused_for == problems.NO_HEADING_ROW.code
    told = "".join(sentence for each in taken.values() for sentence in each.problems["sentence"])
    assert "70001" not in told and "2009" not in told and "North" not in told
    rows = [["Social Worker" if cell == "Agency Worker" else cell for cell in row] for row in rows]
    (inbox.folder / "Annex A List 7 2026-10-31.csv").write_text(as_csv(rows))
    refused = take()[7]
    assert refused.load.refused_for == problems.HEADING_MISSING.code
    assert refused.problems["sentence"].item().endswith("The headings found are: Social Worker.")
