"""Looks at a file's bytes before anything parses them: parsers pass over much that would give
silently wrong rows.
"""

import codecs
import csv
import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingestion import problems
from ingestion.problems import ProblemKind

BLOCK = 16 * 1024 * 1024
_QUOTE, _COMMA, _LF, _CR = b'"'[0], b","[0], b"\n"[0], b"\r"[0]
_BESIDE_A_QUOTE = (_QUOTE, _COMMA, _LF, _CR)

_OTHER_CONTENT = {
    b"PK\x03\x04": "a spreadsheet or a zip archive",
    b"\x1f\x8b": "a compressed file",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or document",
    b"%PDF": "a PDF",
    b"PAR1": "a Parquet file",
    b"{": "JSON",
    b"[": "JSON",
    b"<": "a web page or XML, perhaps a login page",
}


class FileRefusedError(Exception):
    """A file that cannot be used at all, and why. `details` fill the sentence of `kind`."""

    def __init__(self, kind: ProblemKind, **details: Any) -> None:
        super().__init__(kind.title)
        self.kind = kind
        self.details = details


@dataclass(frozen=True)
class Soundness:
    """What is known of a file that may be parsed."""

    ends_with_newline: bool


def fingerprint(path: Path) -> str:
    """The sha256 of the file's bytes. Raises OSError where the file cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def refuse_other_content(start: bytes) -> None:
    """Refuse what is plainly no CSV by how it begins."""
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE):
        raise FileRefusedError(problems.UTF_16)
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text:
        raise FileRefusedError(problems.FILE_EMPTY)
    for beginning, content in _OTHER_CONTENT.items():
        if text.startswith(beginning):
            raise FileRefusedError(problems.NOT_CSV, content=content)


class QuoteWatch:
    """Follows quotation marks through a file block by block and tells whether each opens and closes
    a whole cell.

    Parsers differ on a mark in the middle of a cell, and one that is never closed can swallow a
    thousand rows without a word. Where every mark stands at the edge of a cell there is nothing to
    differ on.
    """

    def __init__(self) -> None:
        self.is_regular = True
        self.is_inside = False
        self._before = _LF
        self._held = b""

    def follow(self, block: bytes) -> None:
        """Look at the next block; the last byte of each waits for the next, since what follows a
        mark matters.
        """
        data = self._held + block
        if len(data) > 1:
            self._judge(np.frombuffer(data, dtype=np.uint8))
            self._before = data[-2]
        self._held = data[-1:]

    def end(self) -> None:
        """Say that there is no more."""
        self.follow(bytes([_LF, _LF]))
        self.is_regular &= not self.is_inside

    def _judge(self, data: npt.NDArray[np.uint8]) -> None:
        marks = np.flatnonzero(data[:-1] == _QUOTE)
        if not marks.size or not self.is_regular:
            return
        opens = np.zeros(marks.size, dtype=bool)
        opens[int(self.is_inside) :: 2] = True
        before = np.concatenate((np.array([self._before], dtype=np.uint8), data))[marks[opens]]
        after = data[marks[~opens] + 1]
        self.is_regular = bool(
            np.isin(before, _BESIDE_A_QUOTE).all() and np.isin(after, _BESIDE_A_QUOTE).all()
        )
        self.is_inside ^= bool(marks.size % 2)


def _blocks(path: Path) -> Iterator[bytes]:
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield block


def _refuse_bad_quotes(path: Path, encoding: str) -> None:
    """Read the file with the strict reader of the standard library, slowly, to find the row that is
    wrong.
    """
    csv.field_size_limit(BLOCK)
    row = 0
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=encoding, newline="") as stream:
        try:
            for row, _ in enumerate(csv.reader(stream, strict=True), start=1):  # noqa: B007
                pass
        except csv.Error as error:
            raise FileRefusedError(problems.QUOTE_OPEN, row=row + 1) from error


def examine(path: Path, encoding: str) -> Soundness:
    """Refuse a file that is not text, or whose cells cannot be told apart.

    Raises FileRefusedError or OSError.
    """
    decoder = codecs.getincrementaldecoder(encoding)("strict")
    quotes = QuoteWatch()
    rows_before, last = 0, b""
    for block in _blocks(path):
        if not last:
            refuse_other_content(block[:4096])
        if (at := block.find(0)) >= 0:
            raise FileRefusedError(
                problems.NULL_BYTES, row=rows_before + block.count(b"\n", 0, at) + 1
            )
        if not block.isascii() or decoder.getstate()[0]:
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                row = rows_before + block.count(b"\n", 0, max(error.start, 0)) + 1
                raise FileRefusedError(problems.NOT_UTF_8, row=row) from error
        quotes.follow(block if last else block.removeprefix(codecs.BOM_UTF8))
        rows_before += block.count(b"\n")
        last = block[-1:]
    if not last:
        raise FileRefusedError(problems.FILE_EMPTY)
    if decoder.getstate()[0]:
        raise FileRefusedError(problems.NOT_UTF_8, row=rows_before + 1)
    quotes.end()
    if not quotes.is_regular:
        _refuse_bad_quotes(path, encoding)
    return Soundness(ends_with_newline=last in (b"\n", b"\r"))
