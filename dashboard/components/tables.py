"""Tables that are real tables: read by a screen reader, fifty rows at a time."""

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from dashboard.components.choices import choose_page

ROWS_ON_A_PAGE = 50


def draw_table(rows: Sequence[dict[str, str]], *, alt: str, name: str) -> None:
    """Rows of Markdown cells as a table, in the order given; nothing where there are none.

    `alt` names the table for a screen reader; `name` is the address parameter of its page.
    Values from the data must have come through view_models.markdown.plain.
    """
    if not rows:
        return
    shown = rows
    if len(rows) > ROWS_ON_A_PAGE:
        pages = -(-len(rows) // ROWS_ON_A_PAGE)
        page = choose_page(name, pages)
        first = (page - 1) * ROWS_ON_A_PAGE
        shown = rows[first : first + ROWS_ON_A_PAGE]
        st.caption(f"Rows {first + 1} to {first + len(shown)} of {len(rows):,}")
    columns = {heading: [row[heading] for row in shown] for heading in rows[0]}
    # An Arrow table is sent as it is: any other is made into one first, in every rerun.
    st.table(pa.table(columns), hide_index=True, border="horizontal", alt=alt)
