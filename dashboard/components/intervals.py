"""The chart of shares with how sure they are: a dot for each, and the interval it is likely in."""

from functools import cache

import altair as alt

from dashboard.components.charts import Spec
from dashboard.view_models.tones import CHART_TONES

_TONE = alt.Color(
    field="tone", type="nominal", scale=alt.Scale(domain=list(CHART_TONES)), legend=None
)


@cache
def intervals_spec(unit: str) -> Spec:
    """Data `shares`: name, percent, low, high, counts, tone. Names stand in the order given."""
    rows = alt.Chart(alt.NamedData(name="shares")).encode(
        y=alt.Y("name:N", title=None, sort=None).axis(
            labelLimit=240, ticks=False, domain=False, grid=True, gridDash=[2, 3]
        ),
        color=_TONE,
        tooltip=[
            alt.Tooltip("name:N", title="Standard"),
            alt.Tooltip("counts:N", title="Counts"),
            alt.Tooltip("said:N", title="Likely between"),
        ],
    )
    across = alt.X("low:Q", title=unit, scale=alt.Scale(domain=[0, 100], nice=False)).axis(
        values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'", grid=False
    )
    lines = rows.mark_rule(strokeWidth=2).encode(x=across, x2="high:Q")
    dots = rows.mark_point(filled=True, size=90, opacity=1).encode(x=alt.X("percent:Q", title=unit))
    counts = rows.mark_text(dy=-11, fontSize=11).encode(
        x=alt.X("percent:Q", title=unit), text="counts:N"
    )
    spec: Spec = alt.layer(lines, dots, counts).properties(height=alt.Step(34)).to_dict()
    spec.pop("datasets", None)
    return spec
