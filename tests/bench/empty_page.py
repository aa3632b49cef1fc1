"""A page with one line on it: the least that a rerun can cost."""

import streamlit as st

st.title("Empty")
