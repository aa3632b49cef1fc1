"""Looks at a file's bytes before anything parses them: parsers pass over much that would give
silently wrong rows.
"""

import codecs
import csv
import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from ingestion import problems
from ingestion.problems import ProblemKind

BLOCK = 16 * 1024 * 1024
_QUOTE, _LF, _CR = b'"'[0], b"\n"[0], b"\r"[0]
_LINE_END = re.compile(rb"[\r\n]")

_OTHER_CONTENT = {
    b"PK\x03\x04": "a spreadsheet or a zip archive",
    b"PK\x05\x06": "an empty zip archive",
    b"\x1f\x8b": "a compressed file",
    b"BZh": "a compressed file",
    b"\xfd7zXZ": "a compressed file",
    b"\x28\xb5\x2f\xfd": "a compressed file",
    b"7z\xbc\xaf": "a 7z archive",
    b"Rar!": "a RAR archive",
    b"\xd0\xcf\x11\xe0": "an old spreadsheet or document",
    b"%PDF": "a PDF",
    b"{\\rtf": "a word processor's document",
    b"\x89PNG": "a picture",
    b"\xff\xd8\xff": "a picture",
    b"SQLite format 3": "a database",
    b"-----BEGIN": "an encrypted message or a key",
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


_CURLY = ("“", "”", "„", "‟")


def fingerprint(path: Path) -> str:
    """The sha256 of the file's bytes. Raises OSError where the file cannot be read."""
    with path.open("rb") as stream:
        return hashlib.file_digest(stream, "sha256").hexdigest()


def content_of(start: bytes) -> str:
    """Say what a file is by how it begins; nothing where it may be text."""
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    return next((words for mark, words in _OTHER_CONTENT.items() if text.startswith(mark)), "")


def refuse_other_content(start: bytes) -> None:
    """Refuse what is plainly no CSV by how it begins."""
    if start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or start[:4] == codecs.BOM_UTF32_BE:
        raise FileRefusedError(problems.UTF_16)
    text = start.removeprefix(codecs.BOM_UTF8).lstrip()
    if not text:
        raise FileRefusedError(problems.FILE_EMPTY)
    if content := content_of(start):
        raise FileRefusedError(problems.NOT_CSV, content=content)


def refuse_curly_quotes(start: bytes, encoding: str) -> None:
    """Refuse a file whose cells stand between curly marks: a comma within one would part it."""
    first = start.decode(encoding, errors="ignore").lstrip("\ufeff\r\n \t").partition("\n")[0]
    if first.startswith(_CURLY):
        raise FileRefusedError(problems.CURLY_QUOTES)


class QuoteWatch:
    """Follows quotation marks through a file block by block and tells whether each opens and closes
    a whole cell.

    Parsers differ on a mark in the middle of a cell, and one that is never closed can swallow a
    thousand rows without a word. Where every mark stands at the edge of a cell there is nothing to
    differ on.
    """

    def __init__(self, delimiter: str = ",") -> None:
        self._edges = (_QUOTE, ord(delimiter), _LF, _CR)
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
            np.isin(before, self._edges).all() and np.isin(after, self._edges).all()
        )
        self.is_inside ^= bool(marks.size % 2)


def _blocks(path: Path, encoding: str) -> Iterator[bytes]:
    """The bytes, of UTF-16 those that the same text has in UTF-8."""
    decoder = codecs.getincrementaldecoder("utf-16")("strict")
    with path.open("rb") as stream:
        while block := stream.read(BLOCK):
            yield decoder.decode(block).encode() if encoding == "utf-16" else block
    if encoding == "utf-16":
        decoder.decode(b"", final=True)


def _refuse_bad_quotes(path: Path, encoding: str, delimiter: str) -> None:
    """Read the file with the strict reader of the standard library, slowly, to find the row that is
    wrong.
    """
    csv.field_size_limit(BLOCK)
    row = 0
    encoding = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=encoding, newline="") as stream:
        try:
            for row, _ in enumerate(csv.reader(stream, strict=True, delimiter=delimiter), start=1):  # noqa: B007
                pass
        except csv.Error as error:
            raise FileRefusedError(problems.QUOTE_OPEN, row=row + 1) from error


def _refuse_letters(row: int, encoding: str) -> FileRefusedError:
    if encoding == "utf-8":
        return FileRefusedError(problems.NOT_UTF_8, row=row)
    return FileRefusedError(problems.NOT_AS_DECLARED, row=row, encoding=encoding)


def _is_utf_16(path: Path) -> bool:
    """Whether a file begins with the mark of UTF-16, or at least with a character in two bytes."""
    with path.open("rb") as stream:
        start = stream.read(64)
    return start[:2] in (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE) or start[1:2] == b"\0"


def examine(path: Path, encoding: str, delimiter: str = ",") -> Soundness:
    """Refuse a file that is not text, or whose cells cannot be told apart.

    Raises FileRefusedError or OSError.
    """
    if encoding == "utf-16" and path.stat().st_size and not _is_utf_16(path):
        raise _refuse_letters(1, encoding)
    try:
        return _examine(path, encoding, delimiter)
    except UnicodeError as error:
        # Not only odd letters: UTF-16 without its mark does not say which half comes first.
        raise _refuse_letters(1, encoding) from error


def _examine(path: Path, encoding: str, delimiter: str) -> Soundness:
    decoder = codecs.getincrementaldecoder("utf-8" if encoding == "utf-16" else encoding)("strict")
    quotes = QuoteWatch(delimiter)
    rows_before, last = 0, b""
    for block in _blocks(path, encoding):
        if not last:
            refuse_other_content(block[:4096])
            refuse_curly_quotes(block[:4096], "utf-8" if encoding == "utf-16" else encoding)
        if (at := block.find(0)) >= 0:
            raise FileRefusedError(
                problems.NULL_BYTES, row=rows_before + block.count(b"\n", 0, at) + 1
            )
        if not block.isascii() or decoder.getstate()[0]:
            try:
                decoder.decode(block)
            except UnicodeDecodeError as error:
                row = rows_before + block.count(b"\n", 0, max(error.start, 0)) + 1
                raise _refuse_letters(row, encoding) from error
        if len(block) >= BLOCK and not _LINE_END.search(block):
            # Whoever looks for the end of such a line takes the whole file into memory.
            raise FileRefusedError(problems.ROW_TOO_LONG, megabytes=BLOCK // 1024 // 1024)
        quotes.follow(block if last else block.removeprefix(codecs.BOM_UTF8))
        rows_before += block.count(b"\n")
        last = block[-1:]
    if not last:
        raise FileRefusedError(problems.FILE_EMPTY)
    if decoder.getstate()[0]:
        raise _refuse_letters(rows_before + 1, encoding)
    quotes.end()
    if not quotes.is_regular:
        _refuse_bad_quotes(path, encoding, delimiter)
    return Soundness(ends_with_newline=last in (b"\n", b"\r"))
