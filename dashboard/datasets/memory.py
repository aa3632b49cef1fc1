"""How answers are remembered: by warehouse file, scope and filters, bounded, asked once at a time."""

from collections.abc import Callable
from typing import ParamSpec, TypeVar

import streamlit as st

P = ParamSpec("P")
R = TypeVar("R")


def remember(function: Callable[P, R]) -> Callable[P, R]:
    """Keep the last answers of a dataset function.

    Every argument is part of the key, so a reader never meets an answer made for another scope or
    another warehouse. Equal questions at the same moment are asked of the warehouse once.
    """
    kept: Callable[P, R] = st.cache_data(max_entries=400, show_spinner=False)(function)
    return kept
