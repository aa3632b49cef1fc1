"""Workbooks: what a person sees in the sheet is what is read, and what cannot be opened is refused
in words.
"""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from ..conftest import Loaded, Written
from .conftest import LandMapped, workbook_of

NAME = "sharepoint_sessions_20261120.xlsx"
HEADINGS = ["Session ID", "Supervisee", "Status", "Held Date", "Duration Minutes"]
ROW = [1001, "001001", "Held", datetime(2026, 10, 1), 60]
GOOD = workbook_of([HEADINGS, ROW])

Change = Callable[[openpyxl.Workbook], None]


def _changed(change: Change) -> bytes:
    book = openpyxl.load_workbook(BytesIO(GOOD))
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def _zip_of(members: dict[str, bytes]) -> bytes:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(name, content)
    return stream.getvalue()


def test_ids_dates_and_numbers_are_read_as_they_are_seen(land_mapped: LandMapped) -> None:
    [loaded] = land_mapped("", NAME, GOOD)
    [row] = loaded.rows.to_dicts()
    assert (row["session_id"], row["supervisee"], row["held_date"], row["duration_minutes"]) == (
        "1001",
        "001001",
        date(2026, 10, 1),
        60,
    )
    assert row["_source_row"] == 2
    assert loaded.problems.is_empty()


def test_titles_above_the_headings_are_passed_over_and_rows_keep_their_numbers(
    land_mapped: LandMapped,
) -> None:
    rows = [["Supervision report"], [], ["Status", "as at", "20/11/2026"], [], HEADINGS, ROW]
    [loaded] = land_mapped("", NAME, workbook_of([*rows, [], [*ROW[:3], "soon"]]))
    assert loaded.rows["_source_row"].to_list() == [6]
    assert loaded.told() == [
        ("SM-203", 8, "Held Date", "(4 characters, not shown)", "row quarantined")
    ]
    assert (loaded.load.received, loaded.load.quarantined) == (2, 1)


def test_rows_keep_their_numbers_where_the_sheet_begins_with_blank_rows(
    land_mapped: LandMapped,
) -> None:
    [loaded] = land_mapped("", NAME, workbook_of([[], [], HEADINGS, ROW]))
    assert loaded.rows["_source_row"].to_list() == [4]


def test_real_dates_and_dates_in_words_stand_side_by_side(land_mapped: LandMapped) -> None:
    rows = [
        [1, "001001", "Held", datetime(2026, 10, 1, 14, 30)],
        [2, "001001", "Held", "02/10/2026"],
        [3, "001001", "Held", date(2026, 10, 3)],
    ]
    [loaded] = land_mapped("", NAME, workbook_of([HEADINGS, *rows]))
    assert [day.day for day in loaded.rows["held_date"]] == [1, 2, 3]


def test_real_dates_are_dates_whatever_form_the_mapping_says_words_have(
    land_mapped: LandMapped,
) -> None:
    rows = [[1, "001001", "Held", datetime(2026, 10, 1)], [2, "001001", "Held", "2 Oct 2026"]]
    how = "feeds:\n  sharepoint_sessions:\n    - dates: dd mmm yyyy\n"
    [loaded] = land_mapped(how, NAME, workbook_of([HEADINGS, *rows]))
    assert [day.day for day in loaded.rows["held_date"]] == [1, 2]


def test_a_serial_number_is_no_date(land_mapped: LandMapped) -> None:
    [loaded] = land_mapped("", NAME, workbook_of([HEADINGS, [1, "001001", "Held", 46000]]))
    assert loaded.told() == [("SM-214", 2, "Held Date", "46000", "row quarantined")]


def test_true_and_false_of_a_sheet_are_yes_and_no(land_mapped: LandMapped) -> None:
    rows = [["Employee Number", "Post Start", "Safeguarding Role"]]
    rows += [["001001", "01/04/2020", True], ["001002", "01/04/2020", False]]
    [loaded] = land_mapped("", "hr_posts_20261120.xlsx", workbook_of(rows))
    assert loaded.rows["safeguarding_role"].to_list() == [True, False]


def test_an_error_in_a_cell_is_blank_and_told(land_mapped: LandMapped) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        for cell, kind in (("E2", "e"), ("E3", "s")):
            book.active[cell] = "#N/A"
            book.active[cell].data_type = kind
        for column, value in zip("ABCD", ROW, strict=False):
            book.active[f"{column}3"] = 1002 if column == "A" else value

    [loaded] = land_mapped("", NAME, _changed(spoil))
    assert loaded.told() == [
        ("SM-242", 2, "Duration Minutes", None, "cell emptied"),
        ("SM-242", 3, "Duration Minutes", None, "cell emptied"),
    ]
    assert loaded.rows["duration_minutes"].to_list() == [None, None]


def test_merged_cells_and_blank_rows_lose_no_row(land_mapped: LandMapped) -> None:
    def merge(book: openpyxl.Workbook) -> None:
        book.active.append([])
        book.active.append([1002, "001001", "Held", datetime(2026, 10, 2)])
        book.active.append([1003, None, "Held", datetime(2026, 10, 3)])
        book.active.merge_cells("B4:B5")

    [loaded] = land_mapped("", NAME, _changed(merge))
    assert (loaded.load.received, loaded.load.accepted, loaded.load.quarantined) == (3, 2, 1)
    assert loaded.told() == [("SM-201", 5, "Supervisee", None, "row quarantined")]


def test_the_first_sheet_that_can_be_seen_is_read_or_the_one_the_mapping_names(
    land_mapped: LandMapped,
) -> None:
    def add(book: openpyxl.Workbook) -> None:
        hidden = book.create_sheet("Lists", 0)
        hidden.sheet_state = "hidden"
        other = book.create_sheet("Agency staff")
        other.append(HEADINGS)
        other.append([2002, *ROW[1:]])

    content = _changed(add)
    [first] = land_mapped("", NAME, content)
    assert first.rows["session_id"].to_list() == ["1001"]
    how = "feeds:\n  sharepoint_sessions:\n    - sheet: {}\n"
    [named] = land_mapped(how.format("agency  STAFF"), NAME, content)
    assert named.rows["session_id"].to_list() == ["2002"]
    [none] = land_mapped(how.format("Agents"), NAME, content)
    assert none.load.refused_for == "SM-155"
    assert "Its sheets are: Lists, Sheet1, Agency staff." in none.problems["sentence"].item()


def test_one_workbook_may_hold_a_feed_a_sheet(land_mapped: LandMapped) -> None:
    def add(book: openpyxl.Workbook) -> None:
        book.active.title = "Sessions"
        staff = book.create_sheet("Staff")
        staff.append(["Employee Number", "Start Date"])
        staff.append(["001001", date(2020, 4, 1)])

    how = (
        "feeds:\n"
        '  hr_workers: [{files: "Supervision {date}.xlsx", sheet: Staff}]\n'
        '  sharepoint_sessions: [{files: "Supervision {date}.xlsx", sheet: Sessions}]\n'
    )
    loads = land_mapped(how, "Supervision 2026-11-20.xlsx", _changed(add))
    assert {(each.load.feed, each.load.accepted) for each in loads} == {
        ("hr_workers", 1),
        ("sharepoint_sessions", 1),
    }


def test_narrative_in_a_sheet_never_lands(land_mapped: LandMapped, data: Path) -> None:
    rows = [[*HEADINGS, "Discussion", "Anything"], [*ROW, "CANARY1", "CANARY2"]]
    [loaded] = land_mapped("", NAME, workbook_of(rows))
    assert loaded.problems["code"].to_list() == ["SM-121", "SM-122"]
    for path in data.rglob("*"):
        assert path.is_dir() or b"CANARY" not in path.read_bytes()


def _bomb() -> bytes:
    return _zip_of({"xl/workbook.xml": b"<x/>", "xl/worksheets/sheet1.xml": b"0" * 30_000_000})


def _large() -> bytes:
    noise = bytes(range(256)) * 4096
    return _zip_of({"xl/workbook.xml": b"<x/>"} | {f"xl/{n}.bin": noise for n in range(201)})


def _far() -> bytes:
    def stray(book: openpyxl.Workbook) -> None:
        book.active["XFD1048576"] = "x"

    return _changed(stray)


def _tall() -> bytes:
    def stray(book: openpyxl.Workbook) -> None:
        book.active["CZ1048576"] = "x"

    return _changed(stray)


def _lying() -> bytes:
    """A workbook whose directory says that a part is smaller than it is."""
    content = bytearray(_zip_of({"xl/workbook.xml": b"<x/>", "xl/worksheets/s.xml": b"0" * 9000}))
    at = content.rindex(b"PK\x01\x02") + 24
    content[at : at + 4] = (10).to_bytes(4, "little")
    return bytes(content)


REFUSED = {
    "nothing": (b"", "SM-101"),
    "plain text": (b"Session ID,Supervisee\n", "SM-159"),
    "a login page": (b"<!DOCTYPE html><html>Sign in</html>", "SM-159"),
    "a table in a web page": (b"<html><body><TABLE><tr><td>1</td></tr></table></html>", "SM-137"),
    "a web page saved whole": (b"MIME-Version: 1.0\r\nContent-Type: multipart/related", "SM-137"),
    "a spreadsheet written as XML": (
        b'<?xml version="1.0"?><?mso-application progid="Excel.Sheet"?>'
        b'<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"></Workbook>',
        "SM-137",
    ),
    "nothing but empty bytes": (bytes(5000), "SM-159"),
    "a document": (_zip_of({"word/document.xml": b"<x/>"}), "SM-159"),
    "cut off": (GOOD[: len(GOOD) // 2], "SM-157"),
    "cut in its last bytes": (GOOD[:-4], "SM-157"),
    "with a damaged sheet": (_zip_of({"xl/workbook.xml": b"<x"}), "SM-157"),
    "with a password": (
        b"\xd0\xcf\x11\xe0" + b"\0" * 600 + "EncryptedPackage".encode("utf-16-le"),
        "SM-156",
    ),
    "old and damaged": (b"\xd0\xcf\x11\xe0" + b"\0" * 600, "SM-157"),
    "a bomb": (_bomb(), "SM-158"),
    "too large": (_large(), "SM-158"),
    "that lies about its size": (_lying(), "SM-157"),
    "with a cell far to the right": (_far(), "SM-160"),
    "with a cell far below": (_tall(), "SM-160"),
    "without headings": (workbook_of([["a", "b"], [1, 2]]), "SM-102"),
    "with a heading missing": (workbook_of([HEADINGS[1:], ROW[1:]]), "SM-103"),
    "empty": (workbook_of([]), "SM-101"),
}


@pytest.mark.parametrize(("content", "code"), REFUSED.values(), ids=REFUSED.keys())
def test_a_workbook_that_cannot_be_read_is_refused_in_words(
    land_mapped: LandMapped, content: bytes, code: str
) -> None:
    [loaded] = land_mapped("", NAME, content)
    assert loaded.load.refused_for == code
    assert loaded.problems["fix"].item()


def test_a_workbook_with_bytes_changed_is_read_or_refused_and_never_breaks(
    land_mapped: LandMapped, inbox: Written
) -> None:
    def load(content: bytes) -> Loaded:
        [loaded] = land_mapped("", NAME, content)
        return loaded

    for at in range(0, len(GOOD), max(1, len(GOOD) // 120)):
        changed = bytearray(GOOD)
        changed[at] ^= 0x5A
        loaded = load(bytes(changed))
        whole = loaded.load
        assert whole.received == whole.accepted + whole.quarantined + whole.duplicate
        assert whole.outcome == "refused" or whole.received <= 1
