"""Which sheet of a workbook is which list of Annex A: by its name, by its title, or by headings
that only one list has.
"""

import re
from collections.abc import Sequence
from pathlib import Path

from ingestion import problems
from ingestion.mapping import Reading
from ingestion.reading.annex_a_lists import AnnexList, annex_lists, list_of_sheet, number_in
from ingestion.reading.annex_headings import squeezed
from ingestion.reading.soundness import FileRefusedError
from ingestion.reading.spelling import OUTER
from ingestion.reading.xlsx import XlsxGrid, sheet_names

LOOKED_AT, _TITLE_ROWS = 30, 5


def start_of(path: Path, sheet: str) -> list[tuple[int, list[str]]]:
    """The first rows of a sheet that may be the one; a sheet of charts has none."""
    try:
        return XlsxGrid(path, Reading(sheet=sheet)).start()
    except FileRefusedError:
        return []


def shows(rows: Sequence[tuple[int, list[str]]]) -> int | None:
    """The list that a sheet is by what stands in it: its title, or the headings only one has."""
    for _, cells in rows[:_TITLE_ROWS]:
        titles = [cell for cell in cells if cell.strip(OUTER)]
        if len(titles) == 1 and titles[0].strip(OUTER).lower().startswith(("list", "annex")):
            return number_in(titles[0])
    scores = {
        annex.number: max(
            (len({squeezed(cell) for cell in cells} & {squeezed(each) for each in annex.own}))
            for _, cells in rows[:LOOKED_AT]
        )
        for annex in annex_lists().values()
    }
    best = max(scores, key=lambda number: scores[number])
    others = max(score for number, score in scores.items() if number != best)
    return best if scores[best] > max(1, others) else None


def sheet_of(path: Path, annex: AnnexList) -> str:
    """The sheet of a workbook that is this list. Raises FileRefusedError or OSError."""
    names = sheet_names(path)
    found = [name for name in names if list_of_sheet(name) == annex.number]
    called = {f"list{annex.number}", str(annex.number)}
    exact = [name for name in found if re.sub(r"[\W_]+", "", name).lower() in called]
    if len(found) > 1 and len(exact) == 1:
        return exact[0]
    nameless = [name for name in names if list_of_sheet(name) is None]
    if not found:
        shown = {name: rows for name in nameless if (rows := start_of(path, name))}
        found = [name for name, rows in shown.items() if shows(rows) == annex.number]
    if not found and len(names) == len(nameless) == 1 and number_in(path.stem) == annex.number:
        return names[0]
    details = {"number": annex.number, "title": annex.title, "found": ", ".join(found or names)}
    if len(found) != 1:
        kind = problems.LIST_TWICE if found else problems.LIST_MISSING
        raise FileRefusedError(kind, **details)
    return found[0]
