"""How answers are remembered: by warehouse file, scope and filters, bounded, asked once."""

from collections.abc import Callable
from threading import Condition
from typing import Any, ParamSpec, TypeVar

import polars as pl
from cachetools import LRUCache, cached

from dashboard.once import once

P = ParamSpec("P")
R = TypeVar("R")
ANSWERS_KEPT = 400


def remember(function: Callable[P, R]) -> Callable[P, R]:
    """Keep the last answers of a dataset function.

    Every argument is part of the key, so a reader never meets an answer made for another scope or
    another warehouse. Equal questions at the same moment are asked of the warehouse once. All
    readers are given the same frame, which nobody may change in place (polars makes new ones).
    """
    answers: LRUCache[object, R] = LRUCache(maxsize=ANSWERS_KEPT)
    return cached(answers, condition=Condition())(function)


@once
def rows_of(answer: pl.DataFrame) -> list[dict[str, Any]]:
    """The rows of a remembered answer, the same ones at every asking; nobody may change them."""
    return answer.to_dicts()
