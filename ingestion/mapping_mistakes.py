"""One mistake in a mapping file: where it stands, what is wrong, what may stand there."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml
from rapidfuzz import process

from ingestion.problems import ProblemKind

_LIKENESS = 60
_SHOWN = 60
Place = tuple[str | int, ...]
#: How deep in the file a number is the number of a reading: feeds > its name > the number.
_READING_AT = 2


@dataclass(frozen=True)
class Mistake:
    """One thing that is wrong, at a place of the file or in a line of it."""

    place: Place
    words: str
    kind: ProblemKind
    line: int | None = None


class MappingError(Exception):
    """A mapping that cannot be used; `messages` say all that is wrong with it."""

    def __init__(self, path: Path, messages: Sequence[str]) -> None:
        told = "\n".join(f"  {each}" for each in messages)
        count = "1 mistake" if len(messages) == 1 else f"{len(messages)} mistakes"
        super().__init__(
            f"The mapping {path} cannot be used: {count}. Nothing was read and nothing has "
            f"changed. Correct each line named here and run it again.\n{told}"
        )
        self.messages = tuple(messages)


def cut(value: object) -> str:
    """A value as it stands in the file, no longer than a line may be."""
    if isinstance(value, (list, tuple, dict)):
        return "keys" if isinstance(value, dict) else "a list"
    text = str(value)
    return repr(text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…")


def did_you_mean(word: str, allowed: Sequence[str]) -> str:
    """The nearest spelling, if one is near, and everything that is allowed."""
    near = nearest_of(word, allowed)
    guess = f"Did you mean {near}? " if near else ""
    return f"{guess}Allowed are: {', '.join(allowed)}."


def nearest_of(word: str, allowed: Sequence[str], likeness: int = _LIKENESS) -> str:
    """The nearest spelling; empty where none is near."""
    near = process.extractOne(word.lower(), allowed, processor=str.lower, score_cutoff=likeness)
    return near[0] if near else ""


def line_of(node: Any, place: Place) -> int:
    """The line a place of the file is in, or the nearest one above that is there."""
    line = int(node.start_mark.line) + 1 if node is not None else 1
    for step in place:
        if isinstance(node, yaml.MappingNode):
            pair = next((pair for pair in node.value if pair[0].value == str(step)), None)
            if pair is None:
                return line
            line, node = pair[0].start_mark.line + 1, pair[1]
        elif isinstance(node, yaml.SequenceNode) and isinstance(step, int):
            if step >= len(node.value):
                return line
            node = node.value[step]
            line = node.start_mark.line + 1
    return line


def words_of(place: Place) -> str:
    """feeds > hr_posts > reading 2 > dates."""
    return " > ".join(
        f"reading {step + 1}" if at == _READING_AT and isinstance(step, int) else str(step)
        for at, step in enumerate(place)
        if isinstance(step, str) or at == _READING_AT
    )


def in_order(mistakes: Sequence[Mistake], tree: Any) -> list[str]:
    """The mistakes in words, in the order of the file; said twice is said once."""
    told = []
    for each in mistakes:
        line = each.line or line_of(tree, each.place)
        where = f"{words_of(each.place)}: " if each.place else ""
        told.append((line, f"line {line}: {where}{each.words} ({each.kind.code})"))
    return [words for _, words in sorted(dict.fromkeys(told), key=lambda each: each[0])]
