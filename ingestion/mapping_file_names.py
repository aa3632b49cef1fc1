"""The patterns of file names in a mapping: what no name can be, and two readings of one feed that
one file would be for.
"""

import re
from collections.abc import Iterator, Sequence
from datetime import date

from ingestion.file_names import WHOLE, as_part, fit
from ingestion.mapping import Reading
from ingestion.mapping_mistakes import Mistake, cut, nearest_of
from ingestion.problems import MAPPED_TWICE

_IN_NAMES = ("{date}", "{part}")
_NO_FILE_NAME = re.compile(r"[\\/|<>]|^\^|\$$")
_EXAMPLES = ("2026-11-20", "20 November 2026", "20261120")


def wrong_pattern(pattern: str) -> Iterator[str]:
    """What is wrong with the pattern of a file's name."""
    if found := _NO_FILE_NAME.search(pattern):
        yield (
            f"{cut(pattern)} is no name of a file: {found[0]} cannot stand in one. Write the name "
            "alone, without its folder; * stands for anything. It is no regular expression."
        )
    for each in _IN_NAMES:
        if pattern.count(each) > 1:
            yield f"{cut(pattern)} has {each} more than once; write * for the others."
    for found in re.finditer(r"\{([^{}]*)\}", pattern):
        near = nearest_of(found[0], _IN_NAMES)
        if found[0] not in _IN_NAMES and (near or not any(map(str.isdigit, found[1]))):
            guess = f"Did you mean {near}? " if near else ""
            yield f"{cut(found[0])} stands for nothing. {guess}Allowed are: {', '.join(_IN_NAMES)}."


def _example_of(pattern: str, reading: Reading) -> Iterator[str]:
    """Names that a pattern is made for."""
    form = (reading.file_date or "").lower()
    shown = [date(2026, 11, 20).strftime(_as_strftime(form))] if form else _EXAMPLES
    for day in shown:
        yield (
            pattern.replace("{date}", day)
            .replace("{part}", "x")
            .replace("*", "y")
            .replace("?", "z")
        )


def _as_strftime(form: str) -> str:
    for token, code in (("yyyy", "%Y"), ("yy", "%y"), ("mmmm", "%B"), ("mmm", "%b")):
        form = form.replace(token, code)
    return form.replace("mm", "%m").replace("dd", "%d")


def _fits(name: str, reading: Reading) -> str | None:
    """The part a name is of by a reading; null where it is not for that reading."""
    for pattern in reading.files:
        try:
            named = fit(name, pattern, reading.file_date)
        except re.error:
            continue
        if named and (named.day or not named.digits):
            return as_part(reading.part) if reading.part else named.part or WHOLE
    return None


def check_side_by_side(readings: Sequence[tuple[int, Reading]]) -> Iterator[tuple[int, Mistake]]:
    """Two readings of one feed that are for the same files: such files would be left unread."""
    parts = set[str | None]()
    for at, reading in readings:
        if reading.files:
            continue
        if reading.part in parts:
            words = "another reading of this feed has no file names either; only one can."
            yield at, Mistake((), words, MAPPED_TWICE)
        parts.add(reading.part)
    named = [(at, reading) for at, reading in readings if reading.files]
    for later, (at, reading) in enumerate(named):
        for before, other in named[:later]:
            if name := _claimed_by_both(reading, other):
                words = (
                    f"a file called {cut(name)} would be for this reading and for reading "
                    f"{before + 1}, and would be left unread. Make the names tell them apart, or "
                    "give each a part of its own."
                )
                yield at, Mistake(("files",), words, MAPPED_TWICE)


def _claimed_by_both(one: Reading, other: Reading) -> str | None:
    for reading in (one, other):
        for pattern in reading.files:
            for name in _example_of(pattern, reading):
                parts = _fits(name, one), _fits(name, other)
                if parts[0] is not None and parts[0] == parts[1]:
                    return name
    return None
