"""The chart over time: values, mean and limits, every kind of point by its shape and its colour."""

from functools import cache
from typing import Any

import altair as alt

from dashboard.components.charts import Spec
from dashboard.view_models.tones import CHART_TONES

_TONES = alt.Scale(domain=list(CHART_TONES))


def _tone(field: str = "tone") -> alt.Color:
    return alt.Color(field=field, type="nominal", scale=_TONES, legend=None)


def toned(channel: type[alt.Fill] | type[alt.Stroke]) -> alt.Fill | alt.Stroke:
    """The theme's colour for the tone of a mark, inside or along its edge."""
    return channel(field="tone", type="nominal", scale=_TONES, legend=None)


#: What is not filled is see-through inside.
HOLLOW: Any = alt.condition("datum.is_filled", alt.value(1), alt.value(0))


@cache
def spc_spec(unit: str, is_share: bool) -> Spec:
    """Data `points`: month_end_on, value (or null), said, counts, meaning, tone, shape, is_filled,
    mark (or null); `lines`: value, name, tone, is_mean. A month without a value breaks the line.
    """
    across = alt.X("month_end_on:T", title=None, scale=alt.Scale(type="utc")).axis(
        format="%b %Y", labelAngle=0, tickCount=6, grid=False, labelFlush=True
    )
    label = "datum.value + '%'" if is_share else "datum.label"
    upright = alt.Y("value:Q", title=unit, scale=alt.Scale(zero=not is_share, nice=True)).axis(
        tickCount=6, labelExpr=label
    )
    points = alt.Chart(alt.NamedData(name="points")).encode(x=across, y=upright)
    line = points.mark_line(
        aria=False, strokeWidth=1.5, invalid="break-paths-show-path-domains"
    ).encode(color=_tone("line"))
    told = [
        alt.Tooltip("said:N", title="On"),
        alt.Tooltip("counts:N", title=unit),
        alt.Tooltip("meaning:N", title="Which is"),
    ]
    shaped = points.transform_filter("datum.value != null").encode(
        shape=alt.Shape("shape:N", scale=None), tooltip=told
    )
    # A hollow mark has the outline alone. One layer holds both: an empty one would have no name.
    marks = shaped.mark_point(filled=True, size=85, strokeWidth=2).encode(
        fill=toned(alt.Fill), stroke=toned(alt.Stroke), fillOpacity=HOLLOW
    )
    mark = (
        points.transform_filter("datum.mark != null")
        .mark_text(aria=False, align="right", dy=-16, fontWeight="bold", fontSize=13)
        .encode(text="mark:N", color=_tone("line"))
    )
    lines = alt.Chart(alt.NamedData(name="lines")).encode(y="value:Q", color=_tone())
    mean = lines.transform_filter("datum.is_mean").mark_rule(aria=False, strokeWidth=1.5)
    limits = lines.transform_filter("!datum.is_mean").mark_rule(
        aria=False, strokeWidth=1.5, strokeDash=[5, 4]
    )
    names = lines.mark_text(aria=False, align="left", dx=2, dy=-7, fontSize=11).encode(
        x=alt.value(0), text="name:N"
    )
    layers = (limits, mean, line, marks, names, mark)
    spec: Spec = alt.layer(*layers).properties(height=300).to_dict()
    spec.pop("datasets", None)
    return spec
