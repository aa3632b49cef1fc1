"""Codes as the reader meets them: label, tone, symbol. They come from the warehouse's seeds."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Word:
    """One code in words. The tone is decoration: the label and the symbol say the same."""

    code: str
    label: str
    tone: str = "neutral"
    symbol: str = ""
    meaning: str = ""
    order: int = 999

    @property
    def marked(self) -> str:
        """Symbol and label: '■ Overdue'."""
        return f"{self.symbol} {self.label}".strip()


class Vocabulary:
    """Every code of the warehouse, by list. A code it does not know is shown as it is."""

    def __init__(self, rows: Iterable[Mapping[str, Any]]) -> None:
        self._words = {
            (row["code_list"], row["code"]): Word(
                code=row["code"],
                label=row["label"] or row["code"],
                tone=row["tone"] or "neutral",
                symbol=row["symbol"] or "",
                meaning=row["meaning"] or "",
                order=row["sort_order"] if row["sort_order"] is not None else 999,
            )
            for row in rows
        }

    def word(self, code_list: str, code: str | None) -> Word:
        """The word of a code."""
        if code is None:
            return Word("", "Not known")
        known = self._words.get((code_list, code))
        return known or Word(code, code.replace("_", " ").capitalize())

    def words(self, code_list: str) -> list[Word]:
        """Every word of a list, in its order."""
        mine = [word for (name, _), word in self._words.items() if name == code_list]
        return sorted(mine, key=lambda word: word.order)
