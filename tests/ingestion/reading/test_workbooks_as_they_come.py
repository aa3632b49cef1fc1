"""Workbooks with what people and systems put in them: all that is in a sheet is read, and what holds
nothing that can be read is named.
"""

import zipfile
from collections.abc import Callable
from datetime import date, datetime
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904

from ingestion.reading.workbooks import examine_workbook

from .conftest import LandMapped, workbook_of

NAME = "sharepoint_sessions_20261120.xlsx"
HEADINGS = ["Session ID", "Supervisee", "Status", "Held Date", "Duration Minutes"]
ROW = [1001, "001001", "Held", datetime(2026, 10, 1), 60]
OTHER = [1002, *ROW[1:]]


def made(change: Callable[[openpyxl.Workbook], None]) -> bytes:
    """A workbook of one session, changed."""
    book = openpyxl.Workbook()
    for row in (HEADINGS, ROW):
        book.active.append(row)
    change(book)
    stream = BytesIO()
    book.save(stream)
    return stream.getvalue()


def with_sheet(change: Callable[[bytes], bytes]) -> bytes:
    """The same with the bytes of its sheet changed, as a program writes them that is not ours."""
    before, stream = BytesIO(workbook_of([HEADINGS, ROW])), BytesIO()
    with zipfile.ZipFile(before) as source, zipfile.ZipFile(stream, "w") as target:
        for name in source.namelist():
            content = source.read(name)
            target.writestr(name, change(content) if "sheet1.xml" in name else content)
    return stream.getvalue()


def _count_from_1904(book: openpyxl.Workbook) -> None:
    book.epoch = CALENDAR_MAC_1904
    book.active["D2"] = ROW[3]


def _break_headings(book: openpyxl.Workbook) -> None:
    for cell, heading in zip("ABCDE", HEADINGS, strict=True):
        book.active[f"{cell}1"] = heading.replace(" ", "\n")


def _mark_as_text(book: openpyxl.Workbook) -> None:
    book.active["B2"].style = openpyxl.styles.NamedStyle("marked")
    book.active["B2"].quotePrefix = True


def _move_away(book: openpyxl.Workbook) -> None:
    book.active.move_range("A1:E2", rows=4, cols=3)


def _strictly(content: bytes) -> bytes:
    return content.replace(
        b"http://schemas.openxmlformats.org/spreadsheetml/2006/main",
        b"http://purl.oclc.org/ooxml/spreadsheetml/main",
    )


def _blank_below(content: bytes) -> bytes:
    """Rows that only have a form, as where somebody coloured whole columns."""
    rows = "".join(f'<row r="{at}" s="0"><c r="A{at}" s="0"/></row>' for at in range(3, 5001))
    return content.replace(b"</sheetData>", rows.encode() + b"</sheetData>")


READ = {
    "whose days count from 1904": made(_count_from_1904),
    "with line breaks in its headings": made(_break_headings),
    "with ids marked as text": made(_mark_as_text),
    "that begins far from the first cell": made(_move_away),
    "in the strict form of the standard": with_sheet(_strictly),
    "with thousands of blank rows below": with_sheet(_blank_below),
}


@pytest.mark.parametrize("content", READ.values(), ids=READ.keys())
def test_a_workbook_is_read_as_it_is_meant(land_mapped: LandMapped, content: bytes) -> None:
    [loaded] = land_mapped("", NAME, content)
    assert loaded.told() == []
    columns = ("session_id", "supervisee", "held_date", "duration_minutes")
    assert loaded.rows.select(columns).rows() == [("1001", "001001", date(2026, 10, 1), 60)]


def test_rows_and_columns_that_are_hidden_or_filtered_away_are_read_as_all_others(
    land_mapped: LandMapped,
) -> None:
    def hide(book: openpyxl.Workbook) -> None:
        book.active.append(OTHER)
        book.active.row_dimensions[3].hidden = True
        book.active.column_dimensions["D"].hidden = True
        book.active.auto_filter.ref = "A1:E3"

    [loaded] = land_mapped("", NAME, made(hide))
    assert loaded.rows["session_id"].to_list() == ["1001", "1002"]
    assert loaded.told() == []


def test_a_share_of_full_time_shown_as_a_percentage_is_the_share(land_mapped: LandMapped) -> None:
    def share(book: openpyxl.Workbook) -> None:
        book.active.delete_rows(1, 2)
        book.active.append(["Employee Number", "Post Start", "FTE"])
        book.active.append(["001001", date(2020, 4, 1), 0.6])
        book.active["C2"].number_format = "0%"

    [loaded] = land_mapped("", "hr_posts_20261120.xlsx", made(share))
    assert loaded.rows["fte"].to_list() == [0.6]


def test_a_formula_saved_without_its_result_is_named_and_not_taken_for_an_empty_cell(
    land_mapped: LandMapped,
) -> None:
    def calculate(book: openpyxl.Workbook) -> None:
        book.active["E2"] = "=30*2"
        book.active.append([1002, "001001", "Held", "=DATE(2026,10,1)", 60])
        book.active.insert_cols(1, 2)

    [loaded] = land_mapped("", NAME, made(calculate))
    assert loaded.told() == [
        ("SM-249", 2, "Duration Minutes", None, "cell emptied"),
        ("SM-249", 3, "Held Date", None, "row quarantined"),
    ]
    assert loaded.load.accepted == 1


def test_a_formula_whose_result_is_no_text_is_blank_and_one_with_a_result_is_its_result(
    land_mapped: LandMapped,
) -> None:
    def calculated(content: bytes) -> bytes:
        cell = b'<c r="E2" t="n"><v>60</v></c>'
        assert cell in content
        blank = b'<c r="F2" t="str"><f>IF(1,"","")</f><v></v></c>'
        return content.replace(cell, b'<c r="E2"><f>30*2</f><v>60</v></c>' + blank)

    [loaded] = land_mapped("", NAME, with_sheet(calculated))
    assert loaded.told() == []
    assert loaded.rows["duration_minutes"].to_list() == [60]


def test_an_error_where_something_must_be_holds_its_row_back_and_is_told_once(
    land_mapped: LandMapped,
) -> None:
    def spoil(book: openpyxl.Workbook) -> None:
        book.active.append([1002, "#REF!", "Held", datetime(2026, 10, 2), "#DIV/0!"])
        for cell in ("B3", "E3"):
            book.active[cell].data_type = "e"

    [loaded] = land_mapped("", NAME, made(spoil))
    assert sorted(loaded.told()) == [
        ("SM-229", 3, "Supervisee", None, "row quarantined"),
        ("SM-242", 3, "Duration Minutes", None, "cell emptied"),
    ]


def test_headings_merged_over_two_rows_are_named_with_the_rows_they_stand_in(
    land_mapped: LandMapped,
) -> None:
    rows = [["Session ID", "Supervision", None, None], [None, *HEADINGS[1:4]], ROW[:4]]
    content = workbook_of(rows)
    book = openpyxl.load_workbook(BytesIO(content))
    book.active.merge_cells("A1:A2")
    book.active.merge_cells("B1:D1")
    stream = BytesIO()
    book.save(stream)
    [loaded] = land_mapped("", NAME, stream.getvalue())
    assert loaded.load.refused_for == "SM-103"
    assert (
        "Session ID stands in row 1 and other headings in row 2: put all of them in one row."
        in loaded.problems["sentence"].item()
    )


def test_a_heading_merged_over_the_others_is_passed_over(land_mapped: LandMapped) -> None:
    content = workbook_of([["Supervision in October"], HEADINGS, ROW])
    book = openpyxl.load_workbook(BytesIO(content))
    book.active.merge_cells("A1:E1")
    stream = BytesIO()
    book.save(stream)
    [loaded] = land_mapped("", NAME, stream.getvalue())
    assert (loaded.load.accepted, loaded.told()) == (1, [])


def test_a_second_table_below_the_first_is_held_back_row_by_row(land_mapped: LandMapped) -> None:
    rows = [HEADINGS, ROW, [], ["Team", "Held"], ["North", 12], ["South", 9]]
    [loaded] = land_mapped("", NAME, workbook_of(rows))
    assert (loaded.load.received, loaded.load.accepted, loaded.load.quarantined) == (4, 1, 3)
    assert {row[1] for row in loaded.told()} == {4, 5, 6}


def test_a_second_table_beside_the_first_under_the_same_headings_is_not_chosen_between(
    land_mapped: LandMapped,
) -> None:
    [loaded] = land_mapped(
        "", NAME, workbook_of([[*HEADINGS, None, *HEADINGS], [*ROW, None, *ROW]])
    )
    assert loaded.load.refused_for == "SM-104"


def test_a_new_workbook_under_the_old_ending_is_read(land_mapped: LandMapped) -> None:
    [loaded] = land_mapped("", NAME.replace(".xlsx", ".xls"), workbook_of([HEADINGS, ROW]))
    assert loaded.load.accepted == 1


ARCHIVES = {
    "an OpenDocument spreadsheet": {
        "mimetype": b"application/vnd.oasis.opendocument.spreadsheet",
        "content.xml": b"<x/>",
    },
    "an Apple Numbers or Pages document": {"Index/Document.iwa": b"x"},
    "a binary workbook (.xlsb)": {"[Content_Types].xml": b"<x/>", "xl/workbook.bin": b"x"},
    "a word processor's document": {"word/document.xml": b"<x/>"},
    "a zip archive": {"sharepoint_sessions_20261120.csv": b"Session ID\n"},
}


@pytest.mark.parametrize(("content", "members"), ARCHIVES.items(), ids=ARCHIVES.keys())
def test_what_only_has_the_name_of_a_workbook_is_told_as_what_it_is(
    land_mapped: LandMapped, content: str, members: dict[str, bytes]
) -> None:
    stream = BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        for name, text in members.items():
            archive.writestr(name, text)
    [loaded] = land_mapped("", NAME, stream.getvalue())
    assert loaded.load.refused_for == "SM-159"
    assert loaded.problems["sentence"].item() == (
        f"The name is that of a workbook, but the content is {content}."
    )


@pytest.mark.parametrize("start", [b"PK\x03\x04", b"\xd0\xcf\x11\xe0", b""])
def test_a_workbook_of_two_gigabytes_of_nothing_is_refused_at_once(
    tmp_path: Path, start: bytes
) -> None:
    path = tmp_path / NAME
    with path.open("wb") as stream:
        stream.write(start)
        stream.truncate(2 * 1024**3)
    with pytest.raises(Exception, match="too large" if start else "Not a workbook"):
        examine_workbook(path)
