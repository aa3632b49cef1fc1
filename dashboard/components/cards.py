"""Headline figures: a label, one figure, what stands beside it, and the way to the list."""

from collections.abc import Sequence
from dataclasses import dataclass

import streamlit as st

LONGEST_FIGURE = 8
#: Of more cards than this none stands alone in a second row: they are shared out over two.
MOST_IN_A_ROW = 5


@dataclass(frozen=True)
class Card:
    """One figure. `lines` are Markdown, escaped where they hold data; the last is the link."""

    label: str
    figure: str
    lines: tuple[str, ...] = ()
    help_text: str | None = None


def draw_cards(cards: Sequence[Card], narrowest: int = 160) -> None:
    """The cards side by side, below one another where they would be narrower than `narrowest`."""
    columns = len(cards) if len(cards) <= MOST_IN_A_ROW else (len(cards) + 1) // 2
    grid = st.grid(columns, min_column_width=narrowest, gap="small", border=True)
    for card in cards:
        with grid.cell():
            # Words in place of a figure would be cut off: they stand below, whole.
            is_figure = len(card.figure) <= LONGEST_FIGURE
            st.metric(card.label, card.figure if is_figure else "–", help=card.help_text)
            words = () if is_figure else (f"**{card.figure.capitalize()}**",)
            lines = [line for line in (*words, *card.lines) if line]
            if lines:
                st.markdown("  \n".join(lines))
