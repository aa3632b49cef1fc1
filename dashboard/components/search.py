"""A search whose words live in the address, as choices do."""

import streamlit as st

from dashboard.components.choices import write


def seek(label: str, name: str, placeholder: str) -> str:
    """A field for words to find; returns those in the address parameter `name`, '' for none."""
    sought = st.query_params.get(name, "")
    key = f"sought_{name}"
    st.session_state[key] = sought

    def write_address() -> None:
        write({name: st.session_state[key].strip() or None})

    st.text_input(label, key=key, placeholder=placeholder, on_change=write_address)
    return sought
