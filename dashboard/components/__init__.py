"""Parts of pages: they draw what they are given and ask no warehouse."""
