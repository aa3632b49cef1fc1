"""How answers are remembered: by warehouse file, scope and filters, bounded, asked once."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

from dashboard.scenario import Scenario
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published

P = ParamSpec("P")
R = TypeVar("R")


# What tells two arguments apart, written out: Streamlit would take them to pieces on every call.
_KEYS: dict[str | type, Callable[..., str]] = {
    Published: lambda run: str(run.file),
    Scope: repr,
    Place: repr,
    Scenario: repr,
}


def remember(function: Callable[P, R]) -> Callable[P, R]:
    """Keep the last answers of a dataset function.

    Every argument is part of the key, so a reader never meets an answer made for another scope or
    another warehouse. Equal questions at the same moment are asked of the warehouse once.
    """
    kept: Callable[P, R] = st.cache_data(max_entries=400, show_spinner=False, hash_funcs=_KEYS)(
        function
    )
    return kept
