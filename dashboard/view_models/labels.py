"""Names told apart on a chart, where two people or teams may be called the same."""

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

Row = Mapping[str, Any]


def tell_apart(rows: Iterable[Row], id_column: str, name_column: str) -> dict[Any, str]:
    """A label for each id: its name, with the id behind it where another has that name too."""
    names = {row[id_column]: str(row[name_column] or row[id_column]) for row in rows}
    often = Counter(names.values())
    return {key: f"{name} ({key})" if often[name] > 1 else name for key, name in names.items()}
