"""Words and days that are typed where nothing is known: stated in a seed, not in code, because a
council may have a person, a login or a day that is one of them.
"""

import csv
from datetime import date
from pathlib import Path

PATH = (
    Path(__file__).resolve().parent.parent
    / "transform"
    / "seeds"
    / "vocabulary"
    / "placeholders.csv"
)


def _read(kind: str) -> frozenset[str]:
    with PATH.open(encoding="utf-8", newline="") as seed:
        return frozenset(row["typed"] for row in csv.DictReader(seed) if row["kind"] == kind)


#: In lower case.
WORDS = _read("word")
DAYS = frozenset(date.fromisoformat(day) for day in _read("day"))
