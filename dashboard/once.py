"""What is worked out once and kept: the same rows, worded for the same reader, give the same words.

A rerun asks for what the last one asked for: its answers are remembered (`datasets.memory`), and so
may be all that is made of them. Rows and frames are told apart by which object they are, since
looking through them would cost what is to be saved; everything else by what it says.
"""

from collections.abc import Callable, Hashable
from functools import wraps
from threading import Lock
from typing import Any, ParamSpec, TypeVar

from cachetools import LRUCache

P = ParamSpec("P")
R = TypeVar("R")
#: Over all functions together: some tens of megabytes.
RESULTS_KEPT = 4000

_kept: LRUCache[Hashable, tuple[Any, Any]] = LRUCache(maxsize=RESULTS_KEPT)
_keeping = Lock()


def _key(argument: object) -> Hashable:
    try:
        hash(argument)
    except TypeError:
        return id(argument)
    return type(argument), argument


def once(function: Callable[P, R]) -> Callable[P, R]:
    """Keep the last results of a function that depends on its arguments alone.

    Whoever calls it may change neither what it is given nor what it gives. The arguments are kept
    with the result, so that no other object can come to stand where one of them stood.
    """

    @wraps(function)
    def worked_out(*args: P.args, **kwargs: P.kwargs) -> R:
        named = [(name, _key(value)) for name, value in kwargs.items()]
        key = (function, *map(_key, args), *named)
        with _keeping:
            found = _kept.get(key)
        if found is None:
            found = (function(*args, **kwargs), (args, kwargs))
            with _keeping:
                _kept[key] = found
        result: R = found[0]
        return result

    return worked_out
