"""Quotation marks are followed wherever a file is cut, and random damage never gets by."""

import csv
import io
import random
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingestion.contract import read_contract
from ingestion.reading.csv import CsvFile
from ingestion.reading.soundness import FileRefusedError, QuoteWatch

FEED = read_contract()["hr_teams"]
HEADINGS = "Team Code,Team Name,Service\n"


def _is_regular(text: bytes, block: int) -> bool:
    watch = QuoteWatch()
    for at in range(0, len(text), block):
        watch.follow(text[at : at + block])
    watch.end()
    return watch.is_regular


@pytest.mark.parametrize("block", [1, 2, 3, 7, 1000])
@pytest.mark.parametrize(
    ("text", "is_regular"),
    [
        (b'"a","b"\r\n"c","d"\r\n', True),
        (b'"a ""quoted"" word",b\n', True),
        (b'"",""\n', True),
        (b'""""\n', True),
        (b'"line\nbreak",b', True),
        (b'a"b,c\n', False),
        (b'"a"b,c\n', False),
        (b'"a,b\n', False),
        (b'"a,b\n"c",d\n', False),
    ],
)
def test_a_mark_is_regular_only_at_the_edge_of_a_cell_however_the_file_is_cut(
    text: bytes, is_regular: bool, block: int
) -> None:
    assert _is_regular(text, block) is is_regular


@settings(deadline=None)
@given(
    rows=st.lists(
        st.lists(st.text(alphabet='ab",\n\r é', max_size=6), min_size=3, max_size=3), max_size=8
    ),
    block=st.integers(1, 9),
)
def test_what_a_csv_writer_writes_is_always_regular(rows: list[list[str]], block: int) -> None:
    stream = io.StringIO()
    csv.writer(stream, quoting=csv.QUOTE_ALL).writerows(rows)
    assert _is_regular(stream.getvalue().encode(), block)


def test_damaged_files_are_refused_or_read_as_the_standard_library_reads_them(
    tmp_path: Path,
) -> None:
    """A thousand files with random bytes put in, taken out or changed: no crash, no other reading.

    Where a file is taken, every row that was not told of as misshapen is there, cell for cell.
    """
    chance = random.Random(7)
    path = tmp_path / "hr_teams_20261031.csv"
    whole = (HEADINGS + 'T1,"Team, one",S\n\nT2,Team two,"S ""A"""\nT3,Three,\n' * 3).encode()
    taken = 0
    for _ in range(1000):
        content = bytearray(whole)
        for _ in range(chance.randint(1, 3)):
            at = chance.randrange(len(HEADINGS), len(content))
            content[at : at + chance.randint(0, 2)] = chance.choice(
                [b'"', b",", b"\n", b"\r\n", b"", b"x", b" ", b"\xc3\xa9", b'""']
            )
        path.write_bytes(content)
        try:
            file = CsvFile(path, FEED)
            rows = [row[1:4] for block in file.blocks() for row in block.rows()]
        except FileRefusedError:
            continue
        taken += 1
        with path.open(encoding="utf-8", newline="") as stream:
            expected = [row for row in csv.reader(stream, strict=True) if len(row) == 3][1:]
        assert rows == [tuple(row) for row in expected if any(row)]
    assert taken > 300


@pytest.mark.parametrize(("content", "code"), [(b"", "SM-108"), (b"x" * 20_000_000, "SM-113")])
def test_gigabytes_of_nothing_or_of_one_line_are_refused_at_once(
    tmp_path: Path, content: bytes, code: str
) -> None:
    """Whoever reads such a file line by line takes the whole of it into memory."""
    path = tmp_path / "hr_teams_20261031.csv"
    with path.open("wb") as stream:
        stream.write(content)
        stream.truncate(2 * 1024**3)
    with pytest.raises(FileRefusedError) as refused:
        CsvFile(path, FEED)
    assert refused.value.kind.code == code
