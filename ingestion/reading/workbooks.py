"""Looks at a workbook before anything opens it: what is no workbook, is locked, or would fill the
memory is refused in words.
"""

import errno
import re
import zipfile
from collections.abc import Iterator
from pathlib import Path
from xml.parsers import expat

from ingestion import problems
from ingestion.reading.soundness import FileRefusedError, content_of

ENDINGS = (".xlsx", ".xlsm", ".xls")
LARGEST_MB, LARGEST_RATIO = 200, 100
LARGEST_CELLS = 60_000_000
_SMALL = 10 * 1024 * 1024
_ZIP, _OLD = b"PK\x03\x04", b"\xd0\xcf\x11\xe0"
_LOCKED = "EncryptedPackage".encode("utf-16-le")
_PACKED_WITH_PASSWORD = 1
_CHUNK = 1024 * 1024
_OVERLAP = 64
_LOOKED_AT = 64 * 1024
_PLAIN_TEXT, _NOTHING = "plain text", "nothing but empty bytes, as where a copy was broken off"
_ROW = re.compile(rb'<row [^<>]{0,40}?r="(\d{1,9})"')
_FAR_COLUMN = re.compile(rb'r="[A-Z]{3,}\d')
_TWO_LETTERS = re.compile(rb'r="([A-Z]{2})\d')


def is_workbook(path: Path) -> bool:
    """Whether a file is a workbook by its name."""
    return path.suffix.lower() in ENDINGS


def _refuse_too_large(archive: zipfile.ZipFile) -> None:
    """A small archive can unfold into more than any machine holds: what it says of its own size is
    looked at first.
    """
    members = archive.infolist()
    unfolded = sum(member.file_size for member in members)
    folded = sum(member.compress_size for member in members)
    is_bomb = unfolded > _SMALL and unfolded > LARGEST_RATIO * max(folded, 1)
    if unfolded > LARGEST_MB * 1024 * 1024 or is_bomb:
        raise FileRefusedError(problems.WORKBOOK_TOO_LARGE, megabytes=unfolded // 1024 // 1024)


def _chunks(archive: zipfile.ZipFile, name: str) -> Iterator[bytes]:
    """The unfolded bytes; each chunk begins with the end of the one before."""
    before = b""
    with archive.open(name) as stream:
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-_OVERLAP:]


def _refuse_doctype(*_: object) -> None:
    """No spreadsheet program writes one; what it may hold unfolds without end."""
    raise FileRefusedError(problems.WORKBOOK_DAMAGED)


def _prove_whole(archive: zipfile.ZipFile, name: str) -> None:
    """Refuse XML that breaks off or goes wrong in the middle: some readers stop there without a
    word, and the rows below are lost.
    """
    parser = expat.ParserCreate()
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(name) as stream:
        parser.ParseFile(stream)


def _refuse_too_wide(archive: zipfile.ZipFile, name: str) -> None:
    """One cell far away from the others makes a sheet of billions of cells."""
    rows, columns = 0, 26
    for chunk in _chunks(archive, name):
        if _FAR_COLUMN.search(chunk):
            raise FileRefusedError(problems.WORKBOOK_TOO_WIDE)
        rows = max(rows, *(int(row) for row in _ROW.findall(chunk)), 0)
        for first, second in set(_TWO_LETTERS.findall(chunk)):
            columns = max(columns, 26 * (first - 64) + second - 64)
    if rows * columns > LARGEST_CELLS:
        raise FileRefusedError(problems.WORKBOOK_TOO_WIDE)


def archive_of(archive: zipfile.ZipFile) -> str:
    """What an archive is by what is in it."""
    names = archive.namelist()
    if "mimetype" in names and archive.getinfo("mimetype").file_size < _LOOKED_AT:
        kind = archive.read("mimetype")
        if b"opendocument" in kind:
            return f"an OpenDocument {'spreadsheet' if b'spreadsheet' in kind else 'file'}"
    kinds = {
        "xl/workbook.bin": "a binary workbook (.xlsb)",
        "word/": "a word processor's document",
        "ppt/": "a presentation",
        "Index/": "an Apple Numbers or Pages document",
    }
    for beginning, words in kinds.items():
        if any(name.startswith(beginning) for name in names):
            return words
    return "a zip archive"


def _examine_archive(path: Path) -> None:
    try:
        with zipfile.ZipFile(path) as archive:
            if any(member.flag_bits & _PACKED_WITH_PASSWORD for member in archive.infolist()):
                raise FileRefusedError(problems.WORKBOOK_LOCKED)
            if "xl/workbook.xml" not in archive.namelist():
                raise FileRefusedError(problems.NOT_A_WORKBOOK, content=archive_of(archive))
            _refuse_too_large(archive)
            for name in archive.namelist():
                if name.endswith((".xml", ".rels")):
                    _prove_whole(archive, name)
                if name.startswith("xl/worksheets/"):
                    _refuse_too_wide(archive, name)
    except FileRefusedError:
        raise
    except OSError as error:
        # A place before the beginning of the file is not the disk's fault.
        if error.errno != errno.EINVAL:
            raise
        raise FileRefusedError(problems.WORKBOOK_DAMAGED) from error
    except Exception as error:
        raise FileRefusedError(problems.WORKBOOK_DAMAGED) from error


def examine_workbook(path: Path) -> None:
    """Refuse what is no workbook that can be opened. Raises FileRefusedError or OSError."""
    megabytes = path.stat().st_size // 1024 // 1024
    with path.open("rb") as stream:
        start = stream.read(_LOOKED_AT)
    if start.startswith((_ZIP, _OLD)) and megabytes > LARGEST_MB:
        raise FileRefusedError(problems.WORKBOOK_TOO_LARGE, megabytes=megabytes)
    if start.startswith(_ZIP):
        _examine_archive(path)
    elif start.startswith(_OLD):
        if _LOCKED in path.read_bytes():
            raise FileRefusedError(problems.WORKBOOK_LOCKED)
    elif not start.strip():
        raise FileRefusedError(problems.FILE_EMPTY)
    elif page := _page_in(start):
        raise FileRefusedError(problems.PAGE_AS_WORKBOOK, content=page)
    else:
        text = _PLAIN_TEXT if start.strip(b"\0") else _NOTHING
        raise FileRefusedError(problems.NOT_A_WORKBOOK, content=content_of(start) or text)


def _page_in(start: bytes) -> str:
    """What kind of page with a table a file is; nothing where it is none."""
    plain = start.replace(b"\0", b"").lower()
    if b"urn:schemas-microsoft-com:office:spreadsheet" in plain and b"<workbook" in plain:
        return "a spreadsheet written as XML"
    if plain.lstrip(b"\xef\xbb\xbf\xff\xfe\r\n ").startswith(b"mime-version:"):
        return "a web page saved whole"
    return "a web page with a table in it" if b"<table" in plain else ""
