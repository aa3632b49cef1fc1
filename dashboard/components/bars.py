"""Bars of counts, one a place or person, cut into parts; made once, then filled with data."""

from functools import cache

import altair as alt

from dashboard.components.charts import Spec
from dashboard.view_models.tones import CHART_TONES


def _tone(field: str) -> alt.Color:
    """The theme's colour for the tone in a field."""
    return alt.Color(
        field=field, type="nominal", scale=alt.Scale(domain=list(CHART_TONES)), legend=None
    )


@cache
def parts_spec(unit: str) -> Spec:
    """Counts cut into parts. Data `bars`: name, part, order, number, tone, said.

    Names stand in the order given. `said` is written at the end of the bar, so that no figure is
    told by colour or length alone. `unit` is the title of the axis.
    """
    base = alt.Chart(alt.NamedData(name="bars")).encode(
        y=alt.Y("name:N", title=None, sort=None).axis(
            labelLimit=220, ticks=False, domain=False, labelPadding=8
        )
    )
    bars = base.mark_bar(height={"band": 0.62}).encode(
        x=alt.X("number:Q", title=unit, stack="zero").axis(
            grid=True, gridDash=[2, 3], tickMinStep=1
        ),
        order=alt.Order("order:Q"),
        color=_tone("tone"),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("part:N", title="Part"),
            alt.Tooltip("number:Q", title=unit),
        ],
    )
    said = base.mark_text(align="left", dx=6, fontSize=12).encode(
        x=alt.X("sum(number):Q", title=unit), text="said:N", color=_tone("ink")
    )
    # Words are drawn in the theme's first colour: the library's own would be black on a dark page.
    inked = said.transform_calculate(ink="'neutral'")
    spec: Spec = (bars + inked).properties(height=alt.Step(26)).to_dict()
    spec.pop("datasets", None)
    return spec
