"""Tables that are real tables: read by a screen reader, fifty rows at a time."""

from collections.abc import Sequence

import pyarrow as pa
import streamlit as st

from dashboard.components.choices import choose_page
from dashboard.once import once

ROWS_ON_A_PAGE = 50


def draw_table(rows: Sequence[dict[str, str]], *, alt: str, name: str) -> None:
    """Rows of Markdown cells as a table, in the order given; nothing where there are none.

    `alt` names the table for a screen reader; `name` is the address parameter of its page.
    Values from the data must have come through view_models.markdown.plain.
    """
    if not rows:
        return
    first = 0
    if len(rows) > ROWS_ON_A_PAGE:
        page = choose_page(name, -(-len(rows) // ROWS_ON_A_PAGE))
        first = (page - 1) * ROWS_ON_A_PAGE
        last = min(first + ROWS_ON_A_PAGE, len(rows))
        st.caption(f"Rows {first + 1} to {last} of {len(rows):,}")
    st.table(_page_of(rows, first), hide_index=True, border="horizontal", alt=alt)


@once
def _page_of(rows: Sequence[dict[str, str]], first: int) -> pa.Table:
    """Up to fifty rows as an Arrow table: any other is made into one first, in every rerun."""
    shown = rows[first : first + ROWS_ON_A_PAGE]
    return pa.table(
        {heading: pa.array([row[heading] for row in shown], pa.string()) for heading in rows[0]}
    )
