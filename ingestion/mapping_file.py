"""A mapping file -> a mapping that is right, or everything that is wrong with it, at once."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any

import polars as pl
import yaml
from pydantic import BaseModel, ValidationError
from rapidfuzz import process

from ingestion.cells import READERS
from ingestion.feeds import ContractField, Feed
from ingestion.mapping import NO_MAPPING, CouncilMapping, Reading, Unpivot
from ingestion.reading.annex_a_lists import ANNEX_FEED
from ingestion.reading.dates import read_dates
from ingestion.reading.spelling import normalise
from ingestion.settings import Settings

IN_DATA = "mapping.yml"
_LIKENESS = 60
_PLAIN = {
    "extra_forbidden": "there is no such key.",
    "list_type": "a list is wanted here: begin each reading with a dash.",
    "dict_type": "a list of `one: other` lines is wanted here.",
    "model_type": "keys are wanted here, such as files and headings.",
    "tuple_type": "a word, or a list of words in square brackets, is wanted here.",
    "string_type": "a word is wanted here.",
}
Place = tuple[str | int, ...]


class MappingError(Exception):
    """A mapping that cannot be used; `messages` say all that is wrong with it."""

    def __init__(self, path: Path, messages: Sequence[str]) -> None:
        told = "\n".join(f"  {each}" for each in messages)
        super().__init__(f"The mapping {path} cannot be used:\n{told}")
        self.messages = tuple(messages)


class _KeyTwiceError(yaml.YAMLError):
    """One of two keys of the same name would be lost without a word."""


class _Loader(yaml.BaseLoader):
    """Text stays text: `No` is no truth value, 007 no number; a key stands once."""


def _read_keys(loader: _Loader, node: yaml.MappingNode) -> dict[Any, Any]:
    keys = [loader.construct_scalar(key) for key, _ in node.value]
    for at, key in enumerate(keys):
        if key in keys[:at]:
            line = node.value[at][0].start_mark.line + 1
            raise _KeyTwiceError(f"line {line}: the key {key} stands twice; put the two together.")
    return yaml.BaseLoader.construct_mapping(loader, node, deep=True)


_Loader.add_constructor("tag:yaml.org,2002:map", _read_keys)


def _line_of(node: Any, place: Place) -> int:
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


def _words_of(place: Place) -> str:
    """feeds > hr_posts > reading 2 > dates."""
    return " > ".join(f"reading {step + 1}" if isinstance(step, int) else step for step in place)


def did_you_mean(word: str, allowed: Sequence[str]) -> str:
    """The nearest spelling, if one is near, and everything that is allowed."""
    near = process.extractOne(word.lower(), allowed, processor=str.lower, score_cutoff=_LIKENESS)
    guess = f"Did you mean {near[0]}? " if near else ""
    return f"{guess}Allowed are: {', '.join(allowed)}."


def _keys_at(place: Place) -> list[str]:
    model: type[BaseModel] = CouncilMapping
    if len(place) > 3:
        model = Unpivot if place[3] == "unpivot" and len(place) > 4 else Reading
    return list(model.model_fields)


def _explain(error: Mapping[str, Any], place: Place) -> str:
    kind, given = error["type"], error["input"]
    if kind == "extra_forbidden":
        return f"{_PLAIN[kind]} {did_you_mean(str(place[-1]), _keys_at(place))}"
    if kind == "literal_error":
        allowed = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        return f"{given!r} cannot stand here. {did_you_mean(str(given), allowed)}"
    if kind.startswith("date"):
        return f"{given!r} is no day. Write it as 2026-11-20."
    if kind == "value_error":
        return f"{error['ctx']['error']}."
    return _PLAIN.get(kind, f"{error['msg']}.")


class _Checker:
    """Holds a mapping against the contract: each reading gets its fields' names as the contract
    has them, and what cannot be placed becomes a message.
    """

    def __init__(self, feed: Feed) -> None:
        self._feed = feed
        self._fields = {normalise(field.heading): field for field in feed.fields}
        self._columns = {normalise(column.name): column for column in feed.columns}
        self.wrong: list[tuple[Place, str]] = []

    def _find(self, heading: str, place: Place) -> ContractField | None:
        field = self._fields.get(normalise(heading))
        if field is None:
            known = [each.heading for each in self._feed.fields]
            words = f"{heading!r} is no heading of {self._feed.name}."
            self.wrong.append((place, f"{words} {did_you_mean(heading, known)}"))
        return field

    def check(self, reading: Reading) -> Reading:
        """The reading in the contract's own names."""
        for theirs, ours in reading.headings.items():
            for heading in ours:
                self._find(heading, ("headings", theirs))
        for heading, value in reading.constants.items():
            field = self._find(heading, ("constants", heading))
            if field:
                self._try_constant(field, value, reading)
        if reading.unpivot:
            self._check_unpivot(reading.unpivot)
        if reading.annex_a and self._feed.name != ANNEX_FEED:
            words = f"Annex A lists tell of {ANNEX_FEED} and of no other feed."
            self.wrong.append((("annex_a",), words))
        if reading.history and not self._feed.given_by_history:
            words = "no history is built of this feed, only of lists of staff and of posts."
            self.wrong.append((("history",), words))
        told = reading.model_dump(exclude_defaults=True)
        return Reading(**{**told, "ids": dict(self._ids(reading))})

    def _try_constant(self, field: ContractField, value: str, reading: Reading) -> None:
        cell = pl.Series([value])
        read = (
            read_dates(cell, reading.dates)
            if field.kind == "date" and reading.dates
            else READERS[field.kind].read(cell)
        )
        if read.null_count():
            words = f"{value!r} cannot be read: {field.heading} is a {field.kind}."
            self.wrong.append((("constants", field.heading), words))

    def _check_unpivot(self, unpivot: Unpivot) -> None:
        for key, heading, kind in (("into", unpivot.into, "date"), ("id", unpivot.id, "id")):
            field = self._find(heading, ("unpivot", key)) if heading else None
            if field and field.kind != kind:
                some = [each.heading for each in self._feed.fields if each.kind == kind]
                words = f"{heading!r} is no {kind}. {did_you_mean(str(heading), some)}"
                self.wrong.append((("unpivot", key), words))

    def _ids(self, reading: Reading) -> Iterator[tuple[str, str]]:
        """Ids by column; a mapping may name the heading or the column."""
        known = [each.heading for each in self._feed.fields if each.kind in ("id", "text")]
        for name, kind in reading.ids.items():
            field = self._fields.get(normalise(name))
            column = self._columns.get(normalise(name))
            found = column.name if column else field.name if field else None
            if found is None:
                words = f"{name!r} is no heading of {self._feed.name}."
                self.wrong.append((("ids", name), f"{words} {did_you_mean(name, known)}"))
            else:
                yield found, kind


Wrong = list[tuple[Place, str]]


def _check_feed(name: str, readings: Sequence[tuple[int, Reading]], feed: Feed) -> Wrong:
    """What is wrong with the readings of one feed, and with their standing side by side."""
    wrong: Wrong = []
    parts = set[str | None]()
    for at, reading in readings:
        checker = _Checker(feed)
        checker.check(reading)
        wrong += [(("feeds", name, at, *place), words) for place, words in checker.wrong]
        if not reading.files and reading.part in parts:
            words = "another reading of this feed has no file names either; only one can."
            wrong.append((("feeds", name, at), words))
        parts |= set() if reading.files else {reading.part}
    return wrong


def _readings_that_stand(content: Any) -> Iterator[tuple[str, list[tuple[int, Reading]]]]:
    """The readings that are right in themselves, by feed, each with its place in the list."""
    named = content.get("feeds") if isinstance(content, dict) else None
    for name, some in named.items() if isinstance(named, dict) else ():
        stand = []
        for at, each in enumerate(some if isinstance(some, list) else ()):
            with suppress(ValidationError):
                stand.append((at, Reading.model_validate(each)))
        yield name, stand


def _all_wrong(content: Any, feeds: Mapping[str, Feed]) -> Wrong:
    """Everything that is wrong with the content of a mapping file, one reading not hiding
    another.
    """
    wrong: Wrong = []
    try:
        CouncilMapping.model_validate(content)
    except ValidationError as error:
        found = [(tuple(each["loc"]), each) for each in error.errors()]
        wrong = [(place, _explain(each, place)) for place, each in found]
    for name, readings in _readings_that_stand(content):
        if name in feeds:
            wrong += _check_feed(name, readings, feeds[name])
        else:
            words = f"there is no feed {name}. {did_you_mean(name, list(feeds))}"
            wrong.append((("feeds", name), words))
    return wrong


def _parse(path: Path) -> tuple[Any, Any]:
    """The file's content and its tree, which knows the lines. Raises MappingError."""
    try:
        text = path.read_bytes().decode("utf-8-sig")
        return yaml.load(text, Loader=_Loader) or {}, yaml.compose(text, Loader=_Loader)  # noqa: S506
    except OSError as error:
        raise MappingError(path, [f"it could not be opened: {error.strerror}."]) from error
    except UnicodeDecodeError as error:
        raise MappingError(path, ["it is not UTF-8 text: save it again as UTF-8."]) from error
    except _KeyTwiceError as error:
        raise MappingError(path, [str(error)]) from error
    except (yaml.YAMLError, RecursionError) as error:
        mark = getattr(error, "problem_mark", None)
        where = f"line {mark.line + 1}: " if mark else ""
        said = getattr(error, "problem", None) or type(error).__name__
        words = f"{where}it is not YAML as it should be ({said}). Look at the indents, colons and "
        raise MappingError(path, [f"{words}quotation marks there and just above."]) from error


def read_mapping(path: Path, feeds: Mapping[str, Feed]) -> CouncilMapping:
    """Read and check a mapping file. Raises MappingError."""
    content, tree = _parse(path)
    wrong = [(_line_of(tree, place), place, words) for place, words in _all_wrong(content, feeds)]
    if wrong:
        told = []
        for line, place, words in sorted(wrong, key=lambda each: each[0]):
            where = f"{_words_of(place)}: " if place else ""
            told.append(f"line {line}: {where}{words}")
        raise MappingError(path, told)
    mapping = CouncilMapping.model_validate(content)
    ours = {
        name: [_Checker(feeds[name]).check(reading) for reading in readings]
        for name, readings in mapping.feeds.items()
    }
    return mapping.model_copy(update={"feeds": ours})


def find_mapping(
    asked: Path | None, settings: Settings, data: Path, feeds: Mapping[str, Feed]
) -> CouncilMapping:
    """The mapping asked for, or the one set, or mapping.yml in the data folder; else none.

    Raises MappingError.
    """
    in_data = data / IN_DATA
    path = asked or settings.mapping or (in_data if in_data.exists() else None)
    return read_mapping(path, feeds) if path else NO_MAPPING
