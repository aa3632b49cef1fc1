"""Files that could not be used, by what is wrong with them: a workbook that cannot be opened is one
cause, however many lists of it were looked for.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

import polars as pl

from ingestion.as_read import workbook_of
from ingestion.landing import Landing, Load
from ingestion.problems import in_words


@dataclass(frozen=True)
class Cause:
    """The files, or lists of one file, that were refused for one thing; `told` is what was said of
    it when the first was read.
    """

    loads: tuple[Load, ...]
    told: pl.DataFrame

    @property
    def ids(self) -> set[str]:
        """The loads by their names."""
        return {load.load_id for load in self.loads}

    @property
    def file_name(self) -> str:
        """The file, without the sheet where more than one is meant."""
        load = self.loads[0]
        return load.file_name if len(self.loads) == 1 else workbook_of(load)

    @property
    def why(self) -> str:
        """What is wrong, in a sentence."""
        return str(self.told["sentence"].first())

    @property
    def remedy(self) -> str:
        """What to do about it."""
        return str(self.told["fix"].first())


def causes(refused: Iterable[Load], landing: Landing) -> list[Cause]:
    """What is wrong with the files that were refused, each thing once."""
    found: dict[tuple[object, ...], list[Load]] = {}
    told: dict[tuple[object, ...], pl.DataFrame] = {}
    for load in refused:
        said = landing.problems(load)
        sentence = said["sentence"].to_list()
        of = (workbook_of(load), load.sha256, load.refused_for, *sentence)
        found.setdefault(of, []).append(load)
        told.setdefault(of, said)
    return [Cause(tuple(loads), told[of]) for of, loads in found.items()]


def instead(cause: Cause, current: Sequence[Load]) -> str:
    """Which files are used in place of those that could not be, with the days they are of. One of
    the same name is the one that came before.
    """
    places = {load.place for load in cause.loads}
    used: dict[tuple[str, str], list[Load]] = {}
    for load in current:
        if load.place in places:
            of = (workbook_of(load), in_words(load.extracted_on))
            used.setdefault(of, []).append(load)
    if not used:
        return "No earlier one is held."
    refused = {name for load in cause.loads for name in (load.file_name, workbook_of(load))}
    words = []
    for (workbook, day), some in used.items():
        name = some[0].file_name if len(some) == 1 else workbook
        before = " as it came before" if name in refused else ""
        words.append(f"{name}{before}, extracted on {day},")
    return f"{' and '.join(words)} {'is' if len(words) == 1 else 'are'} used instead."
