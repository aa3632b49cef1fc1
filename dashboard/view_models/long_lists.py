"""Long lists worded as they are shown: a page of fifty rows costs fifty, however long the list."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, overload

import polars as pl

from dashboard.view_models.people import Cells

Row = Mapping[str, Any]
Worded = Callable[[Iterable[Row]], list[Cells]]


class LongList(Sequence[Cells]):
    """The rows of an answer as table cells, each put into words when it is asked for."""

    def __init__(self, answer: pl.DataFrame, worded: Worded) -> None:
        self._answer = answer
        self._worded = worded

    def __len__(self) -> int:
        """How many rows the list has, worded or not."""
        return self._answer.height

    @overload
    def __getitem__(self, at: int) -> Cells: ...

    @overload
    def __getitem__(self, at: slice) -> list[Cells]: ...

    def __getitem__(self, at: int | slice) -> Cells | list[Cells]:
        """One row, or the rows of a page, in words."""
        if isinstance(at, slice):
            return self._worded(self._answer[at].to_dicts())
        return self._worded([self._answer.row(at, named=True)])[0]


def word_rows(answer: pl.DataFrame, worded: Worded, page: int = 50) -> Sequence[Cells]:
    """The answer as table cells: at once where one page holds them, else as they are shown."""
    listed = LongList(answer, worded)
    return listed[:] if len(listed) <= page else listed
