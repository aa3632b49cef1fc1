"""A mapping file -> a mapping that is right, or everything that is wrong with it, at once."""

import copy
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml
from pydantic import BaseModel, ValidationError

from ingestion.codes import Codes, known_codes
from ingestion.contract import TRANSFORM
from ingestion.feeds import Feed
from ingestion.mapping import NO_MAPPING, CouncilMapping, Reading, Unpivot
from ingestion.mapping_checks import Checker
from ingestion.mapping_file_names import check_side_by_side
from ingestion.mapping_mistakes import (
    MappingError,
    Mistake,
    Place,
    cut,
    did_you_mean,
    in_order,
    nearest_of,
)
from ingestion.mapping_yaml import content_of_tree, parse_yaml
from ingestion.problems import MAPPING_KEY_WRONG, MAPPING_NAME_UNKNOWN, MAPPING_NOT_READ
from ingestion.reading.soundness import content_of
from ingestion.settings import Settings

__all__ = ["IN_DATA", "MappingError", "find_mapping", "read_mapping"]

IN_DATA = "mapping.yml"
_LARGEST = 2 * 1024 * 1024
#: How like a key a misspelt one must be for what stands under it to be looked at all the same.
_MEANT = 80
_UNSAID = " "
_PLAIN = {
    "extra_forbidden": "there is no such key.",
    "list_type": "a list is wanted here: begin each reading with a dash.",
    "dict_type": "lines of `one: other` are wanted here.",
    "tuple_type": "a word, or a list of words in square brackets, is wanted here.",
    "string_type": "a word is wanted here, and no list and no keys.",
    "missing": "it is missing here, and nothing can be read without it.",
}


def _keys_at(place: Place) -> list[str]:
    model: type[BaseModel] = CouncilMapping
    if len(place) > 3:
        model = Unpivot if place[3] == "unpivot" and len(place) > 4 else Reading
    return list(model.model_fields)


def _explain(error: Mapping[str, Any], place: Place) -> str:
    kind, given = error["type"], error["input"]
    told = _PLAIN.get(kind, f"{error['msg']}.")
    if kind == "extra_forbidden":
        told = f"{told} {did_you_mean(str(place[-1]), _keys_at(place))}"
    elif kind == "literal_error":
        allowed = str(error["ctx"]["expected"]).replace("'", "").replace(" or ", ", ").split(", ")
        typed = given if isinstance(given, str) else ""
        told = f"{cut(given)} cannot stand here. {did_you_mean(typed, allowed)}"
    elif kind.startswith("date"):
        told = f"{cut(given)} is no day. Write it as 2026-11-20."
    elif kind == "value_error":
        told = f"{error['ctx']['error']}".rstrip(".") + "."
    elif kind == "model_type":
        keys = "into and id" if place[-1:] == ("unpivot",) else "files and headings"
        told = f"keys are wanted here, such as {keys}, and not {cut(given)}."
    elif kind in ("list_type", "dict_type", "tuple_type", "string_type"):
        told = f"{f'{cut(given)} cannot stand' if given else 'nothing stands'} here: {told}"
    return told


def _take_out(raw: dict[str, Any], place: Place, kind: str) -> str:
    """Take what is wrong out of a reading, so that the rest of it can be looked at. Gives what was
    taken out.
    """
    key = str(place[0]) if place else ""
    value = raw.get(key)
    if kind == "missing" and isinstance(value, dict):
        value[str(place[1])] = _UNSAID
        return f"{key}.{place[1]}"
    if len(place) > 1 and isinstance(value, dict) and place[1] in value:
        del value[place[1]]
        return f"{key}.{place[1]}"
    raw.pop(key, None)
    return key


def _as_far_as_it_stands(raw: Any) -> tuple[Reading, frozenset[str]]:
    """A reading without what is wrong in itself, and the keys that were."""
    left: dict[str, Any] = copy.deepcopy(raw) if isinstance(raw, dict) else {}
    doubtful: set[str] = set()
    while True:
        try:
            return Reading.model_validate(left), frozenset(doubtful)
        except ValidationError as error:
            before = len(doubtful)
            doubtful |= {_take_out(left, each["loc"], each["type"]) for each in error.errors()}
            if len(doubtful) == before:
                return Reading(), frozenset(doubtful)


def _check_feed(name: str, some: Any, feed: Feed, codes: Mapping[str, Codes]) -> Iterator[Mistake]:
    """What is wrong with the readings of one feed, and with their standing side by side."""
    stand: list[tuple[int, Reading]] = []
    for at, raw in enumerate(some if isinstance(some, list) else ()):
        reading, doubtful = _as_far_as_it_stands(raw)
        checker = Checker(feed, codes, doubtful)
        checker.check(reading)
        for each in checker.wrong:
            yield Mistake(("feeds", name, at, *each.place), each.words, each.kind)
        if isinstance(raw, dict) and not {"files", "part"} & doubtful:
            stand.append((at, reading))
    for at, each in check_side_by_side(stand):
        yield Mistake(("feeds", name, at, *each.place), each.words, each.kind)


def _all_wrong(
    content: dict[str, Any], feeds: Mapping[str, Feed], codes: Mapping[str, Codes]
) -> Iterator[Mistake]:
    """Everything that is wrong with the content of a mapping file, one mistake not hiding
    another.
    """
    try:
        CouncilMapping.model_validate(content)
    except ValidationError as error:
        for each in error.errors():
            place = tuple(step for step in each["loc"] if step != "[key]")
            yield Mistake(place, _explain(dict(each), place), MAPPING_KEY_WRONG)
    named = content.get("feeds")
    for name, some in named.items() if isinstance(named, dict) else ():
        if name in feeds:
            yield from _check_feed(name, some, feeds[name], codes)
        else:
            words = f"there is no feed {name}. {did_you_mean(name, list(feeds))}"
            yield Mistake(("feeds", name), words, MAPPING_NAME_UNKNOWN)


def _allowed_at(place: Place, feeds: Mapping[str, Feed]) -> list[str]:
    """The keys that may stand at a place of the file; none where anything may."""
    if place == ("feeds",):
        return list(feeds)
    if not place or (len(place) == 3 and place[0] == "feeds"):
        return _keys_at((*place, ""))
    return _keys_at((*place, "")) if len(place) == 4 and place[-1] == "unpivot" else []


def _spell_right(node: Any, place: Place, feeds: Mapping[str, Feed]) -> Iterator[Mistake]:
    """Tell the keys that are plainly misspelt and put them right in the tree, so that what stands
    under them is looked at too.
    """
    for at, each in enumerate(node.value if isinstance(node, yaml.SequenceNode) else ()):
        yield from _spell_right(each, (*place, at), feeds)
    if not isinstance(node, yaml.MappingNode):
        return
    allowed = _allowed_at(place, feeds)
    there = {key.value for key, _ in node.value}
    for key, value in node.value:
        meant = nearest_of(key.value, allowed, _MEANT) if allowed else ""
        if key.value not in allowed and meant and meant not in there:
            what = f"feed {key.value}" if place == ("feeds",) else "such key"
            kind = MAPPING_NAME_UNKNOWN if place == ("feeds",) else MAPPING_KEY_WRONG
            words = f"there is no {what}. {did_you_mean(key.value, allowed)}"
            yield Mistake((*place, key.value), words, kind, key.start_mark.line + 1)
            there.add(meant)
            key.value = meant
        yield from _spell_right(value, (*place, key.value), feeds)


def _text_of(path: Path) -> str:
    """The file's text. Raises MappingError."""

    def refused(words: str) -> MappingError:
        return MappingError(path, [f"{words} ({MAPPING_NOT_READ.code})"])

    try:
        with path.open("rb") as stream:
            content = stream.read(_LARGEST + 1)
    except OSError as error:
        raise refused(f"it could not be opened: {error.strerror}.") from error
    if len(content) > _LARGEST:
        raise refused("it is larger than 2 MB, which no mapping is. Is it an export?")
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        is_what = content_of(content[:4096])
        what = f"it is {is_what} and no text. " if is_what else ""
        raise refused(f"{what}it is not UTF-8 text: save it again as UTF-8.") from error


def read_mapping(
    path: Path, feeds: Mapping[str, Feed], transform: Path = TRANSFORM
) -> CouncilMapping:
    """Read and check a mapping file. Raises MappingError."""
    tree, told = parse_yaml(_text_of(path))
    misspelt = list(_spell_right(tree, (), feeds))
    content, codes = content_of_tree(tree), known_codes(transform)
    wrong: Sequence[Mistake] = [*told, *misspelt, *_all_wrong(content, feeds, codes)]
    if wrong:
        raise MappingError(path, in_order(wrong, tree))
    mapping = CouncilMapping.model_validate(content)
    ours = {
        name: [Checker(feeds[name], codes).check(reading) for reading in readings]
        for name, readings in mapping.feeds.items()
    }
    return mapping.model_copy(update={"feeds": ours})


def find_mapping(
    asked: Path | None,
    settings: Settings,
    data: Path,
    feeds: Mapping[str, Feed],
    transform: Path = TRANSFORM,
) -> CouncilMapping:
    """The mapping asked for, or the one set, or mapping.yml in the data folder; else none.

    Raises MappingError.
    """
    in_data = data / IN_DATA
    path = asked or settings.mapping or (in_data if in_data.exists() else None)
    return read_mapping(path, feeds, transform) if path else NO_MAPPING
