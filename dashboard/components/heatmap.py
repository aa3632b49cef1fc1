"""People by months: a cell for each, told by a symbol and by its tone."""

from functools import cache

import altair as alt

from dashboard.components.charts import Spec
from dashboard.view_models.tones import CHART_TONES

_TONE = alt.Color(
    field="tone", type="nominal", scale=alt.Scale(domain=list(CHART_TONES)), legend=None
)


@cache
def heatmap_spec() -> Spec:
    """Data `cells`: person, month, as_at, symbol, tone, on, said. People stand in the order given,
    months by their day. The symbol tells what the colour tells; a cell left out is a day on which
    the person was not here.
    """
    base = alt.Chart(alt.NamedData(name="cells")).encode(
        x=alt.X("month:N", title=None, sort=alt.EncodingSortField("as_at", order="ascending")).axis(
            orient="top", labelAngle=-45, ticks=False, domain=False, labelPadding=6
        ),
        y=alt.Y("person:N", title=None, sort=None).axis(
            labelLimit=150, ticks=False, domain=False, labelPadding=8
        ),
        color=_TONE,
        tooltip=[
            alt.Tooltip("person:N", title="Person"),
            alt.Tooltip("on:N", title="On"),
            alt.Tooltip("said:N", title="Stood"),
        ],
    )
    cells = base.mark_rect(opacity=0.22, cornerRadius=3).encode(fill=_fill())
    symbols = base.mark_text(fontSize=15, baseline="middle").encode(text="symbol:N")
    spec: Spec = (cells + symbols).properties(height=alt.Step(26)).to_dict()
    spec.pop("datasets", None)
    return spec


def _fill() -> alt.Fill:
    return alt.Fill(
        field="tone", type="nominal", scale=alt.Scale(domain=list(CHART_TONES)), legend=None
    )
