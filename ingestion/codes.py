"""The codes that are known, and which of them a word that is not known most likely stands for.

What is likely is only ever said to a person; only the mapping seed decides.
"""

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from rapidfuzz import process

from ingestion.contract import CODE_MAPPINGS, TRANSFORM

_VOCABULARY = Path("seeds") / "vocabulary" / "codes.csv"
_LIKELY = Path(__file__).parent / "mappings" / "likely_codes.csv"
_LIKENESS = 70


@dataclass(frozen=True)
class Codes:
    """One list of codes."""

    spellings: dict[str, str] = field(default_factory=dict)
    """Each spelling that is mapped, in lower case, and its code."""
    labels: dict[str, str] = field(default_factory=dict)
    likely: dict[str, str] = field(default_factory=dict)
    """Words that are mapped to nothing and most often stand for a code."""

    @property
    def in_words(self) -> list[str]:
        """A word for each code, such as a file may hold."""
        words: dict[str, str] = {}
        for word, code in self.spellings.items():
            words.setdefault(code, word)
        return list(words.values())

    def nearest(self, typed: str) -> str:
        """The code that a word most likely stands for; empty where none is likely."""
        plain = typed.strip().lower()
        if plain in self.likely:
            return self.likely[plain]
        words = {**self.labels, **self.spellings}
        near = process.extractOne(plain, list(words), score_cutoff=_LIKENESS)
        return words[near[0]] if near else ""


def _rows_of(path: Path) -> Iterator[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as table:
        yield from csv.DictReader(table)


def known_codes(transform: Path = TRANSFORM) -> Mapping[str, Codes]:
    """Every list of codes that has a mapping. Raises OSError."""
    lists: dict[str, Codes] = {}
    for row in _rows_of(transform / CODE_MAPPINGS):
        codes = lists.setdefault(row["code_list"], Codes())
        codes.spellings[row["source_code"].lower()] = row["code"]
    labels = transform / _VOCABULARY
    for row in _rows_of(labels) if labels.exists() else ():
        codes = lists.get(row["code_list"], Codes())
        if row["code"] in codes.spellings.values():
            codes.labels[row["label"].lower()] = row["code"]
    for row in _rows_of(_LIKELY):
        lists.get(row["code_list"], Codes()).likely[row["typed"]] = row["code"]
    return lists
