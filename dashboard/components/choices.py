"""Choices that live in the address. The address is their only store, and holds ids, never names."""

from collections.abc import Mapping

import streamlit as st


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
        for gone in forget:
            st.query_params.pop(gone, None)
        if picked == default:
            st.query_params.pop(name, None)
        else:
            st.query_params[name] = picked

    st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        on_change=write_address,
        help=help_text,
    )
    return chosen
