"""Tones as theme colours: the one place where a tone of the vocabulary becomes a colour.

The colours themselves, light and dark, are in `.streamlit/config.toml`; charts take theirs from
`chartCategoricalColors` there, in the order of CHART_TONES.
"""

from dashboard.view_models.markdown import plain
from dashboard.view_models.vocabulary import Word

_BADGE = {"good": "green", "warn": "orange", "bad": "red", "quiet": "gray", "neutral": "blue"}
CHART_TONES = ("neutral", "good", "bad", "warn", "quiet", "second")


def badge(word: Word, label: str | None = None) -> str:
    """A word as a small tag in Markdown: colour, symbol and words say the same."""
    text = f"{word.symbol} {plain(label or word.label)}".strip()
    return f":{_BADGE.get(word.tone, 'gray')}-badge[{text}]"
