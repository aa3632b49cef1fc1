"""Formulas of a sheet that were saved without their results: readers give such a cell as blank, and
nobody could tell it from one that is empty.
"""

import re
import zipfile
from collections.abc import Iterator
from pathlib import Path

from defusedxml import ElementTree

_NAMES = re.compile(r"\{.*?\}")
_CHUNK, _OVERLAP = 1024 * 1024, 32 * 1024
_CELL = re.compile(
    rb"<(?:\w+:)?c\b([^<>]*)>\s*<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_FILLED = re.compile(
    rb'<(?:\w+:)?c\b[^<>]*?\br="([A-Z]{1,3})[0-9]{1,7}"[^<>]*>\s*'
    rb"(?:<(?:\w+:)?f\b(?:[^<>]*/>|[^<>]*>[^<]*</(?:\w+:)?f>)\s*)?<(?:\w+:)?(?:v>[^<]|is>)"
)
_PLACE = re.compile(rb'\br="([A-Z]{1,3})([0-9]{1,7})"')


def _column(letters: bytes) -> int:
    """A is 0, Z is 25, AA is 26."""
    number = 0
    for letter in letters:
        number = number * 26 + letter - 64
    return number - 1


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str | None:
    """The member of the archive that a sheet is."""
    book = ElementTree.fromstring(archive.read("xl/workbook.xml"))
    wanted = None
    for element in book.iter():
        if _NAMES.sub("", element.tag) == "sheet" and element.get("name") == sheet:
            wanted = next((v for k, v in element.attrib.items() if _NAMES.sub("", k) == "id"), None)
    links = ElementTree.fromstring(archive.read("xl/_rels/workbook.xml.rels"))
    for element in links.iter():
        if wanted is not None and element.get("Id") == wanted:
            target = str(element.get("Target"))
            return target.lstrip("/") if target.startswith("/") else f"xl/{target}"
    return None


def _chunks(archive: zipfile.ZipFile, part: str) -> Iterator[bytes]:
    """The unfolded bytes; each chunk begins with the end of the one before."""
    before = b""
    with archive.open(part) as stream:
        while chunk := stream.read(_CHUNK):
            yield before + chunk
            before = chunk[-_OVERLAP:]


def without_results(path: Path, sheet: str) -> list[tuple[int, int]]:
    """The cells of a sheet that hold a formula and no result: row number, and column from 0, where
    the first column with anything in it is the first.

    Nothing is found where the file is no workbook of this form. Raises OSError.
    """
    try:
        with zipfile.ZipFile(path) as archive:
            part = _part_of(archive, sheet)
            if part is None or part not in archive.namelist():
                return []
            found = set[tuple[int, int]]()
            for text in _chunks(archive, part):
                if b"<f" in text or b":f" in text:
                    found |= _cells_in(text)
            first = _first_column(archive, part) if found else 0
    except (zipfile.BadZipFile, KeyError, ElementTree.ParseError):
        return []
    return sorted((row, column - first) for row, column in found if column >= first)


def _first_column(archive: zipfile.ZipFile, part: str) -> int:
    """The first column that holds a value: readers begin there."""
    columns = (
        _column(letters)
        for text in _chunks(archive, part)
        for letters in set(_FILLED.findall(text))
    )
    return min(columns, default=0)


def _cells_in(text: bytes) -> set[tuple[int, int]]:
    found = set()
    for match in _CELL.finditer(text):
        attributes, result = match[1], match[2]
        # A result that is empty text is a result.
        if result is not None and b't="str"' in attributes:
            continue
        if place := _PLACE.search(attributes):
            found.add((int(place[2]), _column(place[1])))
    return found
