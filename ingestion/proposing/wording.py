"""The words of a heading: what abbreviations stand for, and which words headings have at all."""

import csv
import re
from functools import cache
from pathlib import Path

_HERE = Path(__file__).parent
_LEFT_OUT = {"of", "the", "a", "an", "and", "in", "for", "is", "was", "s"}
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_WORD = re.compile(r"[^\W_]+")


def _column(name: str) -> list[list[str]]:
    with (_HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.reader(table))[1:]


@cache
def short_for() -> dict[str, str]:
    """What an abbreviation most often stands for in headings."""
    return {row[0]: row[1] for row in _column("short_for.csv")}


@cache
def known_as() -> dict[str, tuple[str, ...]]:
    """Other names that systems give to what our headings mean."""
    names: dict[str, list[str]] = {}
    for heading, other in _column("known_as.csv"):
        names.setdefault(heading, []).append(other)
    return {heading: tuple(some) for heading, some in names.items()}


def words_in(text: str) -> list[str]:
    """The words of a text, in lower case."""
    return [word.lower() for word in _WORD.findall(_CAMEL.sub(" ", text))]


@cache
def spelt_out(heading: str) -> tuple[str, ...]:
    """The words of a heading in order of the alphabet, abbreviations spelt out, small words left
    out.
    """
    words = [part for word in words_in(heading) for part in short_for().get(word, word).split()]
    return tuple(sorted(word for word in words if word not in _LEFT_OUT))


@cache
def heading_words() -> frozenset[str]:
    """Every word that a known heading has."""
    names = [each for heading, some in known_as().items() for each in (heading, *some)]
    words = {word for name in names for word in (*words_in(name), *spelt_out(name))}
    return frozenset(words | set(short_for()))
