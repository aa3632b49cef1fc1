"""Choices that live in the address. The address is their only store, and holds ids, never names."""

from collections.abc import Mapping

import streamlit as st

PAGE_SUFFIX = "_page"


def write(chosen: Mapping[str, str | None], forget: tuple[str, ...] = ()) -> None:
    """Put choices in the address in one step, so that one Back undoes them; None takes one out.

    A new choice makes lists of another length: which of their pages was open is forgotten.
    """
    kept = {
        name: value
        for name, value in st.query_params.to_dict().items()
        if name not in forget and not name.endswith(PAGE_SUFFIX)
    }
    asked = {**kept, **chosen}
    st.query_params.from_dict({name: value for name, value in asked.items() if value is not None})


def choose_page(name: str, pages: int) -> int:
    """Which of the pages of a table is open, counted from 1, told by the address."""
    parameter = f"{name}{PAGE_SUFFIX}"
    asked = st.query_params.get(parameter, "1")
    page = int(asked) if asked.isdecimal() and 1 <= int(asked) <= pages else 1
    key = f"page_{name}"
    st.session_state[key] = page

    def write_address() -> None:
        picked = st.session_state[key]
        write({parameter: None if picked == 1 else str(picked)})

    st.pagination(pages, key=key, on_change=write_address)
    return page


def choose(
    label: str,
    name: str,
    options: Mapping[str, str],
    default: str,
    *,
    forget: tuple[str, ...] = (),
    help_text: str | None = None,
) -> str:
    """A drop-down whose choice is the address parameter `name`; returns the id chosen.

    An id that is not offered counts as the default: the caller says so, having looked at the
    address first. `forget` names parameters that a new choice makes meaningless.
    """
    asked = st.query_params.get(name, default)
    chosen = asked if asked in options else default
    key = f"choice_{name}"
    st.session_state[key] = chosen

    def write_address() -> None:
        picked = st.session_state[key]
        write({name: None if picked == default else picked}, forget)

    st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        on_change=write_address,
        help=help_text,
    )
    return chosen
