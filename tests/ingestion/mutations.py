"""Damage of every kind that is done to exports: to their bytes, cells, rows, headings and form."""

import csv
import gzip
import io
import random
import string
from collections.abc import Callable

Cells = list[list[str]]

#: What people, spreadsheets and other systems leave in cells.
NASTY = [
    *("", " ", "\u00a0", "\u200b", "N/A", "tbc", "NULL", "9999999", "-", "#REF!", "#N/A", "0", "00"),
    *("01/13/2026", "13/13/2026", "31/02/2026", "00/00/0000", "1/4/26", "45678", "2026-02-30"),
    *("01/01/1900", "31/12/9999", "1900-01-01", "2026-06-30T23:30:00Z", "2026-10-01 25:00"),
    *("01/04/2026 09:15", "3 Sept 2026", "3 Marzo 2026", "01.04.2026", "+1/04/2026", "01/ 4/2026"),
    *("01/04/+2026", "٠١/٠٤/٢٠٢٦", "2026-04-01T00:00:00+14:00", "01/04/2026 ", "'01/04/2026"),
    *("1.23E+05", "12345.0", "=1+1", "@x", "'00123", "-5", "+60", "1e2", "12,5", "1,000", "1800", "60.0"),
    *("001001; 001002", "a|b", "А12345", "００１００１", "SeÃ¡n", "Zoë", "O'Brien", "x" * 101, "x" * 5000),
    *("Yes", "no", "YES ", "maybe", "TRUE", "1", "Held", "cancelled", "Walk and talk"),
    *("AB123456C", "943 476 5919", "<b>x</b>", "\u202eabc", "a\u0301" * 300, "🌻", "Total: 3 rows"),
    *("Mum rang and said that she is very upset about it", "line\nbreak", "tab\there", 'say "x"', ","),
    *("Employee Number", "Grand Total", "End of report", "; drop table x; --", "../x", "{heading}", "%s"),
]  # fmt: skip


def read(content: bytes) -> Cells:
    """The cells of a sound export."""
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline="")))


def write(cells: Cells, **how: object) -> bytes:
    """Cells as an export has them."""
    stream = io.StringIO()
    csv.writer(stream, **{"lineterminator": "\r\n", **how}).writerows(cells)  # type: ignore[arg-type]
    return stream.getvalue().encode()


def _at(chance: random.Random, size: int) -> int:
    return chance.randrange(max(size, 1))


def _nasty_cells(cells: Cells, chance: random.Random) -> Cells:
    for _ in range(chance.choice([1, 1, 2, 5, 30])):
        row = cells[1 + _at(chance, len(cells) - 1)] if len(cells) > 1 else cells[0]
        if row:
            row[_at(chance, len(row))] = chance.choice(NASTY)
    return cells


def _random_cells(cells: Cells, chance: random.Random) -> Cells:
    for _ in range(chance.choice([1, 3, 10])):
        row = cells[1 + _at(chance, len(cells) - 1)] if len(cells) > 1 else cells[0]
        text = "".join(
            chance.choices(string.printable + "éŸ€\u2028\u0000\ufeff", k=chance.randrange(12))
        )
        if row:
            row[_at(chance, len(row))] = text.replace("\0", "")
    return cells  # fmt: skip


def _nasty_column(cells: Cells, chance: random.Random) -> Cells:
    at, text = _at(chance, len(cells[0])), chance.choice(NASTY)
    for row in cells[1:]:
        if at < len(row):
            row[at] = text
    return cells


def _swap_days(cells: Cells, chance: random.Random) -> Cells:
    """A column of dates with the month first."""
    at = _at(chance, len(cells[0]))
    for row in cells[1:]:
        parts = row[at].split("/") if at < len(row) else []
        if len(parts) == 3 and chance.random() < 0.7:
            row[at] = "/".join([parts[1], parts[0], parts[2]])
    return cells


def _rows(cells: Cells, chance: random.Random) -> Cells:
    head, rows = cells[0], cells[1:]
    at = _at(chance, len(rows))
    change: Callable[[], object] = chance.choice(
        [
            lambda: rows.insert(at, list(rows[at]) if rows else []),
            lambda: rows.pop(at) if rows else None,
            lambda: chance.shuffle(rows),
            lambda: rows.insert(at, list(head)),
            lambda: rows.insert(at, []),
            lambda: rows.insert(at, [""] * len(head)),
            lambda: rows.append([f"Total: {chance.choice([len(rows), 3])} rows"]),
            lambda: rows.append(["Total rows: 7"] + [""] * (len(head) - 1)),
            lambda: rows[at].append(chance.choice(["", "more"])) if rows else None,
            lambda: rows[at].pop() if rows and rows[at] else None,
            rows.clear,
            lambda: [row.append("") for row in rows],
            lambda: rows.extend([list(row) for row in rows]),
        ]
    )
    change()
    return [head, *rows]


def _headings(cells: Cells, chance: random.Random) -> Cells:
    at = _at(chance, len(cells[0]))
    other = _at(chance, len(cells[0]))
    kind = chance.randrange(8)
    if kind == 0:
        cells[0][at] = cells[0][at].upper().replace(" ", "  ")
    elif kind == 1:
        cells[0][at] = cells[0][at][:-1] or "x"
    elif kind == 2:
        cells[0][at] = cells[0][other]
    elif kind == 3:
        cells = [[cell for place, cell in enumerate(row) if place != at] for row in cells]
    elif kind == 4:
        cells = [
            [*row[:at], *(["Notes"] if row is cells[0] else ["she said"]), *row[at:]]
            for row in cells
        ]
    elif kind == 5:
        for row in cells:
            if max(at, other) < len(row):
                row[at], row[other] = row[other], row[at]
    elif kind == 6:
        cells.insert(0, ["Report run on 1 November 2026"])
    else:
        cells = [list(column) for column in zip(*cells, strict=False)]
    return cells  # fmt: skip


def _bytes(content: bytes, chance: random.Random) -> bytes:
    data = bytearray(content)
    for _ in range(chance.choice([1, 1, 3, 20])):
        at = _at(chance, len(data))
        cut = chance.choice([0, 0, 1, 2, 40])
        put = chance.choice(
            [
                b"",
                b'"',
                b",",
                b"\n",
                b"\r",
                b"\r\n",
                b";",
                b"\t",
                b"\x00",
                b"\xff",
                b"\xc3",
                b"\xe2\x80\x9c",
                bytes([chance.randrange(256)]),
                b'""',
                b"\xef\xbb\xbf",
                b"\xc3\xa9",
                b" ",
                b"\x1a",
            ]
        )
        data[at : at + cut] = put
    return bytes(data)  # fmt: skip


def _form(content: bytes, chance: random.Random) -> bytes:
    text = content.decode("utf-8", errors="replace")
    half = content.find(b"\n", len(content) // 2) + 1
    ways: list[Callable[[], bytes]] = [
        lambda: content[: _at(chance, len(content))],
        lambda: content[_at(chance, len(content)) :],
        lambda: content.replace(b"\r\n", b"\n"),
        lambda: content.replace(b"\r\n", b"\r"),
        lambda: b"\xef\xbb\xbf" + content,
        lambda: text.encode("utf-16"),
        lambda: text.encode("cp1252", errors="replace"),
        lambda: content[:half] + "Zoë,".encode("cp1252") + content[half:],
        lambda: gzip.compress(content),
        lambda: b"<html>" + content,
        lambda: b"sep=,\r\n" + content,
        lambda: b"sep=;\r\n" + content.replace(b",", b";"),
        lambda: content.replace(b",", b";"),
        lambda: content.replace(b",", b"\t"),
        lambda: content + content,
        lambda: content + b"\x1a",
        lambda: b"\r\n\r\n" + content,
        lambda: content.rstrip(b"\r\n"),
        lambda: text.replace('"', "“").encode(),
        lambda: write(read(content), quoting=csv.QUOTE_ALL),
        lambda: b"",
        lambda: b"\x00" * 100,
        lambda: chance.randbytes(500),
    ]
    return chance.choice(ways)()


CELL_WAYS = [_nasty_cells, _nasty_cells, _random_cells, _nasty_column, _swap_days, _rows, _headings]
BYTE_WAYS = [_bytes, _bytes, _form]


def mutate(content: bytes, chance: random.Random) -> bytes:
    """Do one to three kinds of damage to a sound export."""
    cells = read(content)
    for way in chance.choices(CELL_WAYS, k=chance.choice([0, 1, 1, 2])):
        if cells and cells[0]:
            cells = way(cells, chance)
    damaged = write(cells)
    return chance.choice(BYTE_WAYS)(damaged, chance) if chance.random() < 0.5 else damaged
