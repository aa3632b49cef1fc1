"""Choices that live in the address. The address is their only store, and holds ids, never names."""

from collections.abc import Mapping

import streamlit as st

from dashboard.view_models.addresses import SHARED
from dashboard.view_models.refusals import FIRST_PAGE, say_instead

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
    asked = {name: value for name, value in {**kept, **chosen}.items() if value is not None}
    st.query_params.from_dict(asked)
    remember_shared(asked)


def remember_shared(asked: Mapping[str, str]) -> None:
    """Keep who is looking, and at what, for when the side menu clears the address."""
    st.session_state["shared"] = {name: asked[name] for name in SHARED if name in asked}


def restore_shared(default_persona: str) -> None:
    """Put back what the side menu took out of the address; called first in every run.

    The address always names the persona: one without comes from the side menu, or is new.
    """
    asked = st.query_params.to_dict()
    if "persona" not in asked:
        kept = st.session_state.get("shared", {})
        asked = {"persona": default_persona, **kept, **asked}
        st.query_params.from_dict(asked)
    remember_shared(asked)


def choose_page(name: str, pages: int) -> int:
    """Which of the pages of a table is open, counted from 1, told by the address."""
    parameter = f"{name}{PAGE_SUFFIX}"
    asked = st.query_params.get(parameter, "1")
    may_be = asked.isdecimal() and len(asked) <= len(str(pages)) and 1 <= int(asked) <= pages
    page = int(asked) if may_be else 1
    key = f"page_{name}"
    st.session_state[key] = page

    def write_address() -> None:
        picked = st.session_state[key]
        write({parameter: None if picked == 1 else str(picked)})

    if not may_be:
        st.info(FIRST_PAGE)
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
    is_told: bool = False,
) -> str:
    """A drop-down whose choice is the address parameter `name`; returns the id chosen.

    An id that is not offered counts as the default, and that is said beneath, unless the caller
    says it (`is_told`). `forget` names parameters that a new choice makes meaningless.
    """
    asked = st.query_params.get(name, default)
    chosen = asked if asked in options else default
    key = f"choice_{name}"
    st.session_state[key] = chosen

    def write_address() -> None:
        picked = st.session_state[key]
        write({name: None if picked == default and name != "persona" else picked}, forget)

    st.selectbox(
        label,
        list(options),
        format_func=lambda option: options.get(option, option),
        key=key,
        on_change=write_address,
        help=help_text,
    )
    if asked != chosen and not is_told:
        st.info(say_instead(options[chosen]))
    return chosen


def choose_number(
    label: str, name: str, lowest: int, highest: int, default: int, *, help_text: str | None = None
) -> int:
    """A whole number that is the address parameter `name`; the default where it cannot be.

    The caller says so, having looked at the address first: several numbers make one sentence.
    """
    asked = st.query_params.get(name, str(default))
    may_be = asked.isdecimal() and len(asked) <= len(str(highest))
    chosen = int(asked) if may_be and lowest <= int(asked) <= highest else default
    key = f"number_{name}"
    st.session_state[key] = chosen

    def write_address() -> None:
        picked = st.session_state[key]
        write({name: None if picked == default else str(picked)})

    st.number_input(
        label, lowest, highest, step=1, key=key, on_change=write_address, help=help_text
    )
    return chosen
