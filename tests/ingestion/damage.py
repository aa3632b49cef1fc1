"""Damage of every kind that is done to workbooks and to XML: to their cells, headings, sheets, the parts
inside them and their bytes.
"""

from __future__ import annotations

import io
import random
import re
import zipfile
from collections.abc import Callable
from datetime import date, datetime, time, timedelta

import openpyxl

from .annex_a import Cell, Sheet
from .mutations import NASTY

Book = dict[str, Sheet]
_WORDS = [each for each in NASTY if "{" not in each]

#: What spreadsheets hold in cells beside text.
TYPED: list[Cell] = [
    *(0, 1, -5, 12345, 46083, 60, 2958465, 2958466, 99_999_999, 10**15, 10**20, 123456789012345678),
    *(0.5, 0.1 + 0.2, 1e-7, 1e21, 46083.75, 12345.0, -1.5, 1.7976931348623157e308),
    *(True, False, None, date(1900, 1, 1), date(9999, 12, 31), date(2026, 2, 28), date(1899, 12, 31)),
    *(datetime(2026, 3, 2, 9, 15), datetime(2026, 3, 2, 23, 59, 59, 999000), time(9, 15), timedelta(hours=30)),
    *("=1/0", "=A1", '="0"&"12"', "=NOW()", "#N/A", "#REF!", "#DIV/0!", "#VALUE!", "#NAME?"),
    *("x" * 32767, "0012345", "'0012", "46083", "02-03-2026", "2.3.2026", "DD/MM/YYYY", "Mandatory"),
]  # fmt: skip
SHEET_NAMES = [
    "List 7",
    "List 7 (old)",
    "Sheet1",
    "7",
    "Notes on a child",
    "List 99",
    "Cover",
    "Children in Care",
]


def write(book: Book, chance: random.Random | None = None) -> bytes:
    """The bytes of a workbook; with chance, some of it merged, hidden or commented on."""
    made = openpyxl.Workbook()
    made.remove(made.active)
    for name, rows in book.items():
        sheet = made.create_sheet(name)
        for at, row in enumerate(rows, start=1):
            for column, cell in enumerate(row, start=1):
                if cell is not None:
                    sheet.cell(at, column, cell)
    if chance and chance.random() < 0.3:
        _adorn(made, chance)
    stream = io.BytesIO()
    made.save(stream)
    return stream.getvalue()


def _adorn(made: openpyxl.Workbook, chance: random.Random) -> None:
    sheet = chance.choice(made.worksheets)
    rows, columns = max(sheet.max_row, 1), max(sheet.max_column, 1)
    row, column = chance.randint(1, rows), chance.randint(1, columns)
    kind = chance.randrange(5)
    if kind == 0:
        sheet.merge_cells(
            start_row=row, end_row=row + 1, start_column=column, end_column=column + 2
        )
    elif kind == 1 and len(made.worksheets) > 1:
        sheet.sheet_state = chance.choice(["hidden", "veryHidden"])
    elif kind == 2:
        sheet.row_dimensions[row].hidden = True
    elif kind == 3:
        sheet.cell(row, column).number_format = chance.choice(
            ["dd/mm/yyyy", "0", "[h]:mm", "@", "General"]
        )
    else:
        sheet.auto_filter.ref = f"A1:{openpyxl.utils.get_column_letter(columns)}{rows}"


def _sheet_of(book: Book, chance: random.Random) -> Sheet:
    return book[chance.choice(list(book))]


def _cells(book: Book, chance: random.Random) -> None:
    rows = _sheet_of(book, chance)
    for _ in range(chance.choice([1, 1, 3, 20])):
        row = chance.choice(rows) if rows else []
        if row:
            row[chance.randrange(len(row))] = chance.choice(
                TYPED if chance.random() < 0.6 else _WORDS
            )


def _column(book: Book, chance: random.Random) -> None:
    rows = _sheet_of(book, chance)
    width = max(map(len, rows), default=0)
    if not width:
        return
    at, cell = chance.randrange(width), chance.choice([*TYPED, *_WORDS])
    for row in rows[2:]:
        if at < len(row):
            row[at] = cell


def _rows(book: Book, chance: random.Random) -> None:
    rows = _sheet_of(book, chance)
    at = chance.randrange(len(rows) + 1)
    some: list[Callable[[], object]] = [
        lambda: rows.insert(at, []),
        lambda: rows.insert(at, [None, " ", "\u00a0"]),
        lambda: rows.insert(at, list(chance.choice(rows)) if rows else []),
        lambda: rows.insert(at, ["Total: 3 rows"]),
        lambda: rows.insert(at, ["DD/MM/YYYY"] * 12),
        lambda: rows.pop() if rows else None,
        rows.clear,
        lambda: chance.shuffle(rows),
        lambda: rows.extend([list(row) for row in rows]),
        lambda: rows.insert(0, ["List 8: Children in care"]),
        lambda: rows.append([None] * 60 + ["far"]),
    ]
    chance.choice(some)()


def _headings(book: Book, chance: random.Random) -> None:
    rows = _sheet_of(book, chance)
    head = max(rows, key=lambda row: sum(isinstance(cell, str) for cell in row), default=[])
    if not head:
        return
    at, other, kind = chance.randrange(len(head)), chance.randrange(len(head)), chance.randrange(6)
    if kind == 0:
        head[at] = str(head[at]).upper().replace(" ", "\n")
    elif kind == 1:
        head[at] = str(head[at])[:-2]
    elif kind == 2:
        head[at] = head[other]
    elif kind == 3:
        for row in rows:
            if at < len(row):
                row.pop(at)
    elif kind == 4:
        for row in rows:
            if max(at, other) < len(row):
                row[at], row[other] = row[other], row[at]
    else:
        head[at] = chance.choice(
            ["Notes", "Start Date", "CIN Start Date", "ID", 12, date(2026, 1, 1), None]
        )


def _sheets(book: Book, chance: random.Random) -> None:
    name, kind = chance.choice(list(book)), chance.randrange(4)
    new = chance.choice(SHEET_NAMES)
    if kind == 0 and len(book) > 1:
        del book[name]
    elif kind == 1 and new not in book:
        book[new] = book.pop(name)
    elif kind == 2 and new not in book:
        book[new] = [list(row) for row in book[name]]
    else:
        items = list(book.items())
        chance.shuffle(items)
        book.clear()
        book.update(items)


CELL_WAYS = [_cells, _cells, _cells, _column, _rows, _rows, _headings, _headings, _sheets]


def _in_text(data: bytes, chance: random.Random) -> bytes:
    """Damage to XML that leaves it XML more often than not."""

    def hit(pattern: bytes, told: bytes) -> bytes:
        found = list(re.finditer(pattern, data))
        if not found:
            return data
        one = chance.choice(found)
        return data[: one.start()] + told + data[one.end() :]

    some: list[Callable[[], bytes]] = [
        lambda: hit(
            rb"<v>[^<]*</v>",
            b"<v>" + chance.choice([b"99999", b"-1", b"", b"abc", b"1e400", b"NaN"]) + b"</v>",
        ),
        lambda: hit(
            rb't="[a-z]+"',
            b't="' + chance.choice([b"s", b"str", b"n", b"e", b"b", b"d", b"zz"]) + b'"',
        ),
        lambda: hit(
            rb' r="[A-Z]+\d+"',
            b' r="' + chance.choice([b"A1", b"XFD1048576", b"ZZ9", b"B2", b"1A", b""]) + b'"',
        ),
        lambda: hit(rb' s="\d+"', b' s="' + chance.choice([b"0", b"1", b"9999"]) + b'"'),
        lambda: hit(rb"<row [^>]*>", b""),
        lambda: hit(
            rb'<row r="\d+"',
            b'<row r="' + chance.choice([b"1", b"7", b"1048576", b"-3", b"x"]) + b'"',
        ),
        lambda: hit(rb"<c [^>]*/?>", b""),
        lambda: hit(rb"</?[a-zA-Z:]+>", b""),
        lambda: hit(rb"<dimension [^>]*>", b'<dimension ref="A1:XFD1048576"/>'),
        lambda: hit(rb"<\?xml[^>]*>", b'<!DOCTYPE x [<!ENTITY a "b">]>'),
        lambda: hit(
            rb">[^<]{2,}<",
            b">" + chance.choice([b"&#0;", b"&amp;", b"&a;", b"\xff\xfe", b"x" * 40000]) + b"<",
        ),
        lambda: data[: chance.randrange(len(data) + 1)],
        lambda: data + data,
        lambda: b"",
        lambda: flips(data, chance),
    ]
    return chance.choice(some)()


def flips(data: bytes, chance: random.Random) -> bytes:
    """Some bits turned, some bytes lost or put in."""
    out = bytearray(data)
    for _ in range(chance.choice([1, 1, 2, 8])):
        if not out:
            break
        at, kind = chance.randrange(len(out)), chance.randrange(4)
        if kind < 2:
            out[at] ^= 1 << chance.randrange(8)
        elif kind == 2:
            del out[at : at + chance.choice([1, 2, 40])]
        else:
            out[at:at] = chance.randbytes(chance.choice([1, 2, 40]))
    return bytes(out)


def _in_part(content: bytes, chance: random.Random) -> bytes:
    """Damage inside one part of the archive, which is then packed again as it should be."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        parts = {name: archive.read(name) for name in archive.namelist()}
    likely = [name for name in parts if "sheet" in name.lower() or "strings" in name.lower()]
    name = chance.choice(likely if likely and chance.random() < 0.7 else list(parts))
    if chance.random() < 0.08:
        del parts[name]
    else:
        parts[name] = _in_text(parts[name], chance)
    stream = io.BytesIO()
    how = chance.choice([zipfile.ZIP_DEFLATED, zipfile.ZIP_DEFLATED, zipfile.ZIP_STORED])
    with zipfile.ZipFile(stream, "w", how) as archive:
        for each, data in parts.items():
            archive.writestr(each, data)
    return stream.getvalue()


def damage_book(book: Book, chance: random.Random) -> tuple[bytes, bool]:
    """Do one to four kinds of damage to a workbook; tell whether its parts were damaged inside, so
    that what a cell says is for the reader to guess.
    """
    book = {name: [list(row) for row in rows] for name, rows in book.items()}
    for way in chance.choices(CELL_WAYS, k=chance.choice([0, 1, 1, 2, 3])):
        way(book, chance)
    content = write(book, chance)
    which = chance.random()
    if which < 0.35:
        content = _in_part(content, chance)
    elif which < 0.45:
        content = flips(content, chance)
    elif which < 0.5:
        content = content[: chance.randrange(len(content))]
    return content, which < 0.35


#: What stands in elements of a census that was typed by hand or made by a system.
IN_ELEMENTS = ["", " ", "0", "1", "2", "0.6", "1.0", "1.4", "-1", "SW123", "N/A", "2026-13-01", "2026-02-30", "2026-09-30",
               "30/09/2026", "2026-09-30T00:00:00", "2026-09-30Z", "1e2", "0,5", "&amp;", "&lt;b&gt;", "x" * 300, "x" * 70000,
               "&#10;", "&#xA0;", "&#x202e;", "Zoë", "<![CDATA[1]]>", "<x>1</x>", "1<!-- 2 -->2", "<?pi x?>1", "&a;", "\u2028"]  # fmt: skip


def _elements(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"<(\w+)>([^<]*)</\1>\s*", text))
    if not found:
        return text
    one = chance.choice(found)
    name, whole = one[1], one[0]
    told: list[str] = [
        "",
        whole + whole,
        f"<{name}>{chance.choice(IN_ELEMENTS)}</{name}>",
        f"<{name}>{chance.choice(IN_ELEMENTS)}</{name}>",
        f"<{name}>{chance.choice(IN_ELEMENTS)}</{name}>",
        f"<{name}/>",
        whole.replace(name, name.upper()),
        f"<x:{name} xmlns:x='u'>{one[2]}</x:{name}>",
        f"<{name} a='1'>{one[2]}</{name}>",
        f"<Deep>{whole}</Deep>",
        f"<{name}>{one[2]}",
        f"{one[2]}</{name}>",
    ]
    return text[: one.start()] + chance.choice(told) + text[one.end() :]


def _workers(text: str, chance: random.Random) -> str:
    found = list(re.finditer(r"<CSWWWorker>.*?</CSWWWorker>\s*", text, re.DOTALL))
    if not found:
        return text
    one = chance.choice(found)
    inside = one[0].replace("</CSWWWorker>", chance.choice(found)[0] + "</CSWWWorker>")
    told = [
        "",
        one[0] * 2,
        one[0] * 50,
        inside,
        "<CSWWWorker/>",
        "<cswwworker>",
        one[0].replace("\n", ""),
    ]
    return text[: one.start()] + chance.choice(told) + text[one.end() :]


def _prolog(text: str, chance: random.Random) -> str:
    told = [
        '<?xml version="1.0" encoding="utf-8"?>\n',
        '<?xml version="1.1"?>\n',
        '<?xml version="1.0" encoding="klingon"?>\n',
        '<?xml version="1.0" encoding="utf-16"?>\n',
        "<!DOCTYPE Message>\n",
        '<!DOCTYPE Message [<!ENTITY a "1">]>\n',
        "<!-- <CSWWWorker> -->\n",
        "\n\n",
        "\ufeff",
        "junk",
    ]
    return chance.choice(told) + text


def damage_xml(text: str, chance: random.Random) -> bytes:
    """Do one to five kinds of damage to a census."""
    ways = [_elements, _elements, _elements, _elements, _workers, _prolog]
    for way in chance.choices(ways, k=chance.choice([1, 1, 2, 3, 4])):
        text = way(text, chance)
    which = chance.random()
    encoding = "utf-16" if which < 0.04 else "cp1252" if which < 0.08 else "utf-8"
    content = text.encode(encoding, errors="replace")
    if which > 0.8:
        content = flips(content, chance)
    elif which > 0.75:
        content = content[: chance.randrange(len(content) + 1)]
    return content
