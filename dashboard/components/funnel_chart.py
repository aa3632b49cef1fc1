"""The funnel: places by size and share between the limits of chance; what stands out is named."""

from functools import cache

import altair as alt

from dashboard.components.charts import Spec
from dashboard.components.spc_chart import HOLLOW, toned
from dashboard.view_models.tones import CHART_TONES

_TONES = alt.Scale(domain=list(CHART_TONES))


def _tone(field: str = "tone") -> alt.Color:
    return alt.Color(field=field, type="nominal", scale=_TONES, legend=None)


@cache
def funnel_spec(size: str, unit: str = "% in date") -> Spec:
    """Data `limits`: size, and near_low to far_high in per cent, tone; `places`: size, percent,
    name, counts, meaning, tone, shape, is_filled, mark (or null); `whole`: percent, said, tone.
    """
    across = alt.X("size:Q", title=size, scale=alt.Scale(domainMin=0, nice=True)).axis(
        tickMinStep=1, grid=False
    )
    upright = alt.Scale(domain=[0, 104], nice=False)
    axis = alt.Axis(values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'")
    limits = alt.Chart(alt.NamedData(name="limits")).encode(x=across, color=_tone())
    lines = [
        limits.mark_line(aria=False, strokeWidth=1.5, strokeDash=dash).encode(
            y=alt.Y(f"{name}:Q", title=unit, scale=upright, axis=axis)
        )
        for name, dash in (
            ("near_low", [5, 4]), ("near_high", [5, 4]), ("far_low", [1, 0]), ("far_high", [1, 0]),
        )
    ]  # fmt: skip
    whole = alt.Chart(alt.NamedData(name="whole")).encode(y="percent:Q", color=_tone())
    target = whole.mark_rule(aria=False, strokeWidth=1.5)
    named = whole.mark_text(aria=False, align="left", dx=2, dy=-7, fontSize=11).encode(
        x=alt.value(0), text="said:N"
    )
    places = alt.Chart(alt.NamedData(name="places")).encode(
        x=across,
        y=alt.Y("percent:Q", title=unit, scale=upright, axis=axis),
        shape=alt.Shape("shape:N", scale=None),
        tooltip=[
            alt.Tooltip("name:N", title=" "),
            alt.Tooltip("counts:N", title=unit),
            alt.Tooltip("meaning:N", title="Which is"),
        ],
    )
    shown = places.mark_point(filled=True, size=85, strokeWidth=2, opacity=0.85).encode(
        fill=toned(alt.Fill), stroke=toned(alt.Stroke), fillOpacity=HOLLOW
    )
    marks = (
        alt.Chart(alt.NamedData(name="places"))
        .transform_filter("datum.mark != null")
        .mark_text(
            aria=False,
            align="right",
            dx=-10,
            fontSize=12,
            fontWeight="bold",
            # On a telephone names would lie across one another; the table has them all.
            opacity=alt.ExprRef("width < 420 ? 0 : 1"),
        )
        .encode(x=across, y=alt.Y("percent:Q", scale=upright), text="mark:N", color=_tone("ink"))
    )
    layers = (*lines, target, named, shown, marks)
    spec: Spec = alt.layer(*layers).properties(height=320).to_dict()
    spec.pop("datasets", None)
    return spec
