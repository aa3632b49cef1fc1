"""The demo council: invented exports of a whole council, with its problems planted on purpose.

`write_council` fills an inbox with every export the product reads, believable and the same every
time, and tells what it planted. Nobody in it exists. docs/demo-council.md describes it in words.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from ingestion.demo.faults import damage
from ingestion.demo.making import make_council
from ingestion.demo.problems import PlantedProblem
from ingestion.demo.rows import rows_of
from ingestion.demo.shape import LARGEST_SCALE, SMALLEST_SCALE
from ingestion.demo.writing import write_files

__all__ = ["DEFAULT_DATA_DATE", "DemoSummary", "PlantedProblem", "write_council"]

#: The day the demo's exports are drawn, unless another is asked for: fixed, so that the demo
#: shows the same on any day.
DEFAULT_DATA_DATE = date(2026, 11, 20)


@dataclass(frozen=True, slots=True)
class DemoSummary:
    """What was written: (file name, rows) per file, remarks, and every planted problem."""

    files: list[tuple[str, int]]
    data_date: date
    notes: list[str]
    problems: list[PlantedProblem]


def write_council(
    inbox: Path,
    seed: int = 1,
    scale: float = 1.0,
    data_date: date | None = None,
    progress: Callable[[str, int, int], None] | None = None,
) -> DemoSummary:
    """Writes the demo council's exports into `inbox` and returns what it wrote and planted.

    The same seed, scale and data date give the same bytes on any machine. `scale` multiplies
    staff, teams and cases; below 0.6 the staff shrink no further. `progress` is told each step
    as (what, done, of). Raises ValueError for a scale out of range, OSError for a folder that
    cannot be written to.
    """
    if not SMALLEST_SCALE <= scale <= LARGEST_SCALE:
        raise ValueError(
            f"scale {scale:g} is out of range: give a number from {SMALLEST_SCALE:g} "
            f"to {LARGEST_SCALE:g}"
        )
    day = data_date or DEFAULT_DATA_DATE
    today = day.toordinal()
    tell = progress or (lambda step, done, of: None)
    council, parts = make_council(seed, scale, today, tell)
    spared = frozenset(each for problem in council.problems for each in problem.concerns)
    files = damage(rows_of(council), parts, today, spared)
    tell("Files", 0, len(files.rows))
    written = write_files(files, inbox, today)
    tell("Files", len(written), len(written))
    account = [*council.problems, *council.assurance_problems, *files.account]
    return DemoSummary(written, day, council.notes(), account)
