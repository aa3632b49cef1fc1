"""The one door through which a value from the data reaches Markdown."""

import re
from typing import Any

_MARKS = re.compile(r"([\\`*_{}\[\]()<>#+\-.!|~$:&^=@\"'/])")
_NOT_SHOWN = re.compile(r"^(?:[a-z]\) )?\([0-9]+ (?:characters?|words?), not shown\)$|^long text$")
_CONTROLS = re.compile(r"[\x00-\x1f\x7f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")


def plain(value: Any) -> str:
    """A value as text that Markdown leaves as it is: a name cannot become a link or a picture."""
    return _MARKS.sub(r"\\\1", _CONTROLS.sub(" ", str(value)).strip())


def quoted(value: Any) -> str:
    """What was typed, in quotation marks; what stands in its place has none."""
    return plain(value) if _NOT_SHOWN.match(str(value)) else f"“{plain(value)}”"


def link(label: str, address: str) -> str:
    """A link. `label` must be our own words, or have been through `plain`."""
    return f"[{label}]({address})"
