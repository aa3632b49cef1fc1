"""The text of a mapping file -> its content and its tree, which knows the lines; and what is wrong
with it as YAML, in words that say which sign is to be put where.
"""

import re
from collections.abc import Iterator
from typing import Any

import yaml

from ingestion.mapping_mistakes import Mistake, Place
from ingestion.problems import MAPPING_KEY_WRONG, MAPPING_NOT_READ

_TABBED = re.compile(r"^ *\t")
#: A value that begins so means something to YAML and is not the text it looks like.
_BEGINS = re.compile(r"(?:^|[:,\[{]|-)\s+([*&!%@`|>{][^\s,\]}]*)|\[([*&!%@`|>{][^\s,\]}]*)")
_MEANS = (yaml.AnchorToken, yaml.AliasToken, yaml.TagToken)
_QUOTE_IT = "Put the whole text in quotation marks"
_LOOK = "Look at the indents, colons and quotation marks there and just above."
_NOTHING = ("", "~", "null", "Null", "NULL")
_EXAMPLE = (
    "It must begin with `feeds:`, below it the name of a feed such as sharepoint_sessions, and "
    "below that a reading begun with a dash"
)


def _tabs(lines: list[str]) -> list[Mistake]:
    words = "a tab stands at the beginning of the line. Indent with spaces alone."
    return [
        Mistake((), words, MAPPING_NOT_READ, at)
        for at, line in enumerate(lines, start=1)
        if _TABBED.match(line)
    ]


def _hint(line: str) -> str:
    """What to do about a line that YAML does not take."""
    begins = _BEGINS.search(line)
    sign = (begins[1] or begins[2])[0] if begins else ""
    is_closed = sign == "{" and line.rstrip().endswith("}")
    colons = len(re.findall(r":(?:\s|$)", line))
    is_open = any(line.count(one) != line.count(other) for one, other in (("[", "]"), ("{", "}")))
    hints = {
        f"{_QUOTE_IT} that begins with {sign}.": bool(begins) and not is_closed,
        "A quotation mark is opened and not closed, or stands within the text.": bool(
            line.count('"') % 2 or line.count("'") % 2
        ),
        f"{_QUOTE_IT} that {{date}} or {{part}} is in.": "{date}" in line or "{part}" in line,
        f"{_QUOTE_IT} that # is in: from # on a line is a remark.": bool(re.search(r"\s#", line)),
        "A bracket is opened and not closed.": is_open,
        f"{_QUOTE_IT} that a colon is in.": colons > 1,
        "Delete the line of dashes: a mapping is one document.": line.startswith("---"),
        "Put a space after the colon.": ":" in line and not colons,
    }
    return next((words for words, is_so in hints.items() if is_so), _LOOK)


def _as_mistakes(error: Exception, text: str) -> list[Mistake]:
    lines = text.splitlines()
    if tabbed := _tabs(lines):
        return tabbed
    if isinstance(error, yaml.reader.ReaderError):
        line = text.count("\n", 0, int(error.position)) + 1
        words = "a character stands there that no text has. Delete it, or type the line again."
        return [Mistake((), words, MAPPING_NOT_READ, line)]
    mark = getattr(error, "problem_mark", None)
    if mark is None:
        words = "it is not YAML as it should be: lists stand in lists without end."
        return [Mistake((), words, MAPPING_NOT_READ, 1)]
    at = min(mark.line + 1, len(lines)) or 1
    hint = _hint(lines[at - 1] if lines else "")
    if hint == _LOOK and at > 1 and _hint(lines[at - 2]) != hint:
        at, hint = at - 1, _hint(lines[at - 2])
    words = f"it is not YAML as it should be ({getattr(error, 'problem', '')}). {hint}"
    return [Mistake((), words, MAPPING_NOT_READ, at)]


def _signs(text: str) -> Iterator[Mistake]:
    """Text that YAML takes for something else than text, without a word."""
    for token in yaml.scan(text, Loader=yaml.BaseLoader):
        if isinstance(token, _MEANS):
            sign = text[token.start_mark.index]
            words = f"a text begins with {sign}, which means something in YAML. {_QUOTE_IT}."
            yield Mistake((), words, MAPPING_NOT_READ, token.start_mark.line + 1)


def _join(kept: Any, more: Any) -> Any:
    """The second of two values of one key laid to the first, so that what is wrong in either is
    told.
    """
    if type(kept) is type(more) and isinstance(kept, yaml.CollectionNode):
        kept.value = [*kept.value, *more.value]
        return kept
    return more


def _put_together(node: Any, place: Place) -> Iterator[Mistake]:
    """Tell every key that stands twice, and lay the two together."""
    if isinstance(node, yaml.SequenceNode):
        for at, each in enumerate(node.value):
            yield from _put_together(each, (*place, at))
    if not isinstance(node, yaml.MappingNode):
        return
    pairs: dict[str, tuple[Any, Any]] = {}
    for key, value in node.value:
        line = key.start_mark.line + 1
        if not isinstance(key, yaml.ScalarNode):
            words = f"a word is wanted before the colon. {_QUOTE_IT} if it begins with a bracket."
            yield Mistake(place, words, MAPPING_NOT_READ, line)
        elif key.value in pairs:
            words = f"the key {key.value} stands twice; put the two together."
            yield Mistake((), words, MAPPING_KEY_WRONG, line)
            first, before = pairs[key.value]
            pairs[key.value] = (first, _join(before, value))
        else:
            pairs[key.value] = (key, value)
    node.value = list(pairs.values())
    for key, value in node.value:
        yield from _put_together(value, (*place, key.value))


def _plain(node: Any, *, is_value: bool = False) -> Any:
    """The content: text stays text, `No` is no truth value and 007 no number."""
    if isinstance(node, yaml.MappingNode):
        return {key.value: _plain(value, is_value=True) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return [_plain(each) for each in node.value]
    if is_value and node.style is None and node.value in _NOTHING:
        return ""
    return node.value


def content_of_tree(tree: Any) -> dict[str, Any]:
    """The content of a mapping file; empty where it could not be read."""
    content = _plain(tree) if tree is not None else {}
    return content if isinstance(content, dict) else {}


def parse_yaml(text: str) -> tuple[Any, list[Mistake]]:
    """The tree of a mapping file, and all that is wrong with it as YAML. There is no tree where it
    could not be read.
    """
    try:
        if signs := list(_signs(text)):
            return None, signs
        tree = yaml.compose(text, Loader=yaml.BaseLoader)
        wrong = list(_put_together(tree, ()))
    except (yaml.YAMLError, RecursionError) as error:
        return None, _as_mistakes(error, text)
    if tree is None or tree.value == "":
        words = f"there is nothing in the file but blank lines and remarks. {_EXAMPLE}."
        return None, [*wrong, Mistake((), words, MAPPING_NOT_READ, 1)]
    if not isinstance(tree, yaml.MappingNode):
        found = "a list" if isinstance(tree, yaml.SequenceNode) else "text"
        words = f"the file holds {found} and not keys. {_EXAMPLE}."
        return None, [*wrong, Mistake((), words, MAPPING_NOT_READ, tree.start_mark.line + 1)]
    return tree, wrong
