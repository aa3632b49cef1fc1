"""The demo's files on their way out: headings, rows, and what was done to them on purpose."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from ingestion.demo.problems import PlantedProblem, planted
from ingestion.demo.rows import FileKey, Row


@dataclass(slots=True)
class Files:
    """Every file's headings and rows, and the account of what was done to them."""

    headings: dict[FileKey, tuple[str, ...]]
    rows: dict[FileKey, list[Row]]
    #: Ids something else is planted on.
    spared: frozenset[str]
    account: list[PlantedProblem] = field(default_factory=list)

    def find(self, key: FileKey, fits: Callable[[dict[str, str]], bool]) -> list[int]:
        """The places of the rows that fit, in order."""
        names = self.headings[key]
        return [
            place
            for place, row in enumerate(self.rows[key])
            if fits(dict(zip(names, row, strict=True)))
        ]

    def retype(self, key: FileKey, place: int, **cells: str) -> Row:
        """Types something else into one row; headings are given with _ for a space."""
        row = list(self.rows[key][place])
        for heading, text in cells.items():
            row[self.headings[key].index(heading.replace("_", " "))] = text
        self.rows[key][place] = tuple(row)
        return self.rows[key][place]

    def tell(self, code: str, *concerns: str, **words: object) -> None:
        """Adds to the account."""
        self.account.append(planted(code, *concerns, **words))
