"""Files that are read as they are and need no mapping: Annex A and the workforce census."""

from pathlib import Path

from ingestion import statutory_names
from ingestion.problems import in_words
from ingestion.reading.annex_a_lists import annex_lists, list_of_sheet
from ingestion.reading.annex_headings import worth
from ingestion.reading.annex_sheets import LOOKED_AT, shows, start_of
from ingestion.reading.census import CENSUS, header_of
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.workbooks import is_workbook
from ingestion.reading.xlsx import sheet_names

_XML = (b"<?xml", b"\xef\xbb\xbf<?xml", b"\xff\xfe<\x00", b"\xfe\xff\x00<")
#: How much a sheet must be like the list it is called: a month called 7 is no list 7.
_PLAINLY = 4
_SEVERAL = 2
_MOST_SHEETS = 40
_NO_MAPPING = "It is read as it is and needs no mapping: put it in the inbox"


def _census_words(path: Path) -> str | None:
    """What is said of an XML file; null where it is no census. Raises FileRefusedError or
    OSError.
    """
    collection = header_of(path)
    if collection.code != CENSUS:
        return None
    day = collection.counted_on
    of_day = f" of {in_words(day)}" if day else ""
    name = f"census_workers_{day:%Y%m%d}.xml" if day else "census_workers_<yyyymmdd>.xml"
    kept = path.suffix.lower() == ".xml" and day
    what = f"{path.name} is the social work workforce census{of_day}. {_NO_MAPPING}"
    if kept:
        return f"{what} under the name it has, or as {name}."
    because = "" if day else ", after the day of the census, which the file does not say"
    return f"{what} as {name}{because}."


def _lists_in(path: Path) -> list[int]:
    """The lists of Annex A that a workbook holds, by the headings in its sheets."""
    found = set()
    for name in sheet_names(path)[:_MOST_SHEETS]:
        rows = start_of(path, name)[:LOOKED_AT]
        number = list_of_sheet(name) or (shows(rows) if rows else None)
        annex = annex_lists().get(number or 0)
        if annex and max((worth(cells, annex) for _, cells in rows), default=0) >= _PLAINLY:
            found.add(annex.number)
    return sorted(found)


def _annex_words(path: Path) -> str | None:
    """What is said of a workbook or a list of Annex A; null where it is neither. Raises
    FileRefusedError or OSError.
    """
    named = statutory_names.recognise(path)
    places = named[0] if named else []
    lists = _lists_in(path) if is_workbook(path) else []
    if not lists and not (places and path.suffix.lower() == ".csv"):
        return None
    if named is None and len(lists) < _SEVERAL:
        return None
    held = f" (lists {', '.join(map(str, lists))} of those that are used)" if lists else ""
    what = f"{path.name} is Ofsted's Annex A{held}. {_NO_MAPPING}"
    if places:
        return f"{what} under the name it has, as of {in_words(places[0].day)}."
    return (
        f"{what} with its day in its name: Annex A yyyy-mm-dd{path.suffix}, after the day on which "
        "the lists were made."
    )


def words_of_statutory(path: Path) -> str | None:
    """What a file that needs no mapping is and how to name it; null where it is none such.

    Raises OSError, or FileRefusedError where a census cannot be read.
    """
    with path.open("rb") as stream:
        is_xml = stream.read(100).lstrip().startswith(_XML)
    if path.suffix.lower() == ".xml":
        return _census_words(path)
    try:
        return _census_words(path) if is_xml else _annex_words(path)
    except FileRefusedError:
        # What is wrong with it is told where it is looked at.
        return None
