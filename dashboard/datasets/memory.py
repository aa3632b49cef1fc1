"""How answers are remembered: by warehouse file, scope and filters, bounded, asked once."""

from collections.abc import Callable
from threading import Condition
from typing import ParamSpec, TypeVar

from cachetools import LRUCache, cached

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
