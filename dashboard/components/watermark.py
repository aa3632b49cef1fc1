"""What stands on every view of a what-if, so that nobody takes it for how things are."""

import streamlit as st

from dashboard.components.charts import Spec
from dashboard.view_models.what_if import WATERMARK


def draw_watermark(changes: str) -> None:
    """The warning, and what is tried; `changes` is our own words or escaped."""
    tried = f" Tried: {changes}." if changes else ""
    st.warning(f"**{WATERMARK}.**{tried} Nothing here changes what anybody is held to.", icon="⚠️")


def marked(spec: Spec) -> Spec:
    """A chart with the watermark as its title, which stays with it in a picture of the screen."""
    title = {"text": WATERMARK, "anchor": "start", "fontSize": 12}
    return {**spec, "title": title}
