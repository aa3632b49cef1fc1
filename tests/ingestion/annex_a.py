"""Annex A workbooks of an invented council, with as much drift as a test asks for."""

from __future__ import annotations

import csv
import io
from datetime import date
from pathlib import Path

import openpyxl

Cell = object
Sheet = list[list[Cell]]

SHARED = ["Child Unique ID", "Gender", "Ethnicity", "Date of Birth", "Age"]
WHO = ["Allocated Team", "Allocated Worker"]
HEADINGS = {
    4: [*SHARED, "Continuous Assessment Start Date", "Child Seen During Continuous Assessment",
        "Continuous Assessment Date of Authorisation", *WHO],
    6: [*SHARED, "CIN Start Date", "Primary Need Code", "CIN Closure Date", "Case Status", *WHO],
    7: [*SHARED, "Child Protection Plan Start Date", "Latest Category of Abuse",
        "Child Protection Plan End Date", *WHO],
    8: [*SHARED, "Date Started to be Looked After", "Start date of current legal status",
        "Date Ceased to be Looked After", *WHO],
    9: [*SHARED, *WHO, "Eligibility Category", "LA in Touch"],
}  # fmt: skip
BORN = date(2012, 5, 1)
CHILD = ["b) Female", "a) WBRI", BORN, 14.3]


def row_of(number: int, child: str, **told: Cell) -> list[Cell]:
    """A row of a list: start, end, team, worker, status and born may be given."""
    given = {
        "Child Unique ID": child, "Gender": "b) Female", "Ethnicity": "a) WBRI", "Age": 14.31,
        "Date of Birth": told.get("born", BORN), "Allocated Team": told.get("team", "North"),
        "Allocated Worker": told.get("worker", "Ada\u00a0Example"), "Case Status": told.get("status"),
        "Latest Category of Abuse": "Neglect", "LA in Touch": "a) Yes",
        "Eligibility Category": "b) Former relevant child",
    }  # fmt: skip
    ends = ("Authorisation", "Closure", "End Date", "Ceased")
    row = []
    for heading in HEADINGS[number]:
        if heading in given:
            row.append(given[heading])
        elif any(word in heading for word in ends):
            row.append(told.get("end"))
        elif "Start" in heading and "legal" not in heading:
            row.append(told.get("start", date(2026, 3, 2)))
        else:
            row.append(None)
    return row


def write_workbook(path: Path, sheets: dict[str, Sheet]) -> Path:
    """A workbook with these sheets: dates as dates, text as text."""
    book = openpyxl.Workbook()
    book.remove(book.active)
    for name, rows in sheets.items():
        sheet = book.create_sheet(name)
        for at, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                if cell is not None:
                    sheet.cell(at, column, cell)
    book.save(path)
    return path


def plain_sheets(**rows: Sheet) -> dict[str, Sheet]:
    """A workbook as Ofsted's template has it, a title above the headings: list_7=[…] and so on."""
    return {
        f"List {number}": [
            [f"List {number}: of a kind"],
            HEADINGS[number],
            *rows.get(f"list_{number}", []),
        ]
        for number in HEADINGS
    }


def as_csv(rows: Sheet) -> str:
    """The text of a list as a CSV, dates as people write them."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    for row in rows:
        writer.writerow(
            f"{cell:%d/%m/%Y}" if isinstance(cell, date) else "" if cell is None else cell
            for cell in row
        )
    return stream.getvalue()
