"""The chart of NQSWs by week: a line each, its reviews as shapes, and where the steps begin."""

from functools import cache

import altair as alt

from dashboard.components.charts import Spec
from dashboard.view_models.asye_weeks import SHAPES
from dashboard.view_models.tones import CHART_TONES

_TONE = alt.Color(
    field="tone", type="nominal", scale=alt.Scale(domain=list(CHART_TONES)), legend=None
)


@cache
def weeks_spec() -> Spec:
    """Data `nqsws` (name, start, week, said, tone), `reviews` (name, week, shape, tone, said) and
    `steps` (week, label, tone). Shapes and words tell what the colours tell.
    """
    rows = alt.Y("name:N", title=None, sort=None).axis(
        labelLimit=180, ticks=False, domain=False, grid=True, gridDash=[2, 3]
    )
    weeks = alt.X("week:Q", title="Weeks since the ASYE began").axis(grid=False, tickMinStep=1)
    nqsws = alt.Chart(alt.NamedData(name="nqsws")).encode(y=rows)
    lines = nqsws.mark_bar(height=5, cornerRadius=2).encode(
        x=alt.X("start:Q", title="Weeks since the ASYE began"), x2="week:Q", color=_TONE
    )
    said = nqsws.mark_text(align="left", dx=8, dy=-7, fontSize=11).encode(
        x=weeks, text="said:N", color=_TONE
    )
    marks = (
        alt.Chart(alt.NamedData(name="reviews"))
        .mark_point(filled=True, size=85, opacity=1)
        .encode(
            y=rows,
            x=weeks,
            color=_TONE,
            shape=alt.Shape("shape:N", legend=None).scale(
                domain=list(SHAPES), range=["circle", "square", "diamond"]
            ),
            tooltip=[
                alt.Tooltip("name:N", title="NQSW"),
                alt.Tooltip("said:N", title="Review"),
                alt.Tooltip("week:Q", title="Week", format=".0f"),
            ],
        )
    )
    steps = alt.Chart(alt.NamedData(name="steps")).encode(x=weeks, color=_TONE)
    rules = steps.mark_rule(strokeDash=[5, 4], strokeWidth=1.5)
    labels = steps.mark_text(align="left", dx=4, dy=-4, baseline="bottom", fontSize=11).encode(
        y=alt.value(0), text="label:N"
    )
    chart = alt.layer(rules, labels, lines, said, marks).properties(height=alt.Step(24))
    spec: Spec = chart.to_dict()
    spec.pop("datasets", None)
    return spec
