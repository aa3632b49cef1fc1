"""Answers made into what a page shows: words, rows and links. No Streamlit, no warehouse."""
