"""The charts of practice standards, made once: shares by month and by place, and cancellations."""

from functools import cache

import altair as alt

from dashboard.components.bars import parts_spec
from dashboard.components.charts import Spec, trend_spec
from dashboard.view_models.tones import CHART_TONES

_SHARE, _CANCELLED = "% as asked", "cancelled sessions"
_TONE = alt.Color(
    field="tone", type="nominal", scale=alt.Scale(domain=list(CHART_TONES)), legend=None
)


def practice_trend() -> Spec:
    """A standard month by month."""
    return trend_spec(_SHARE)


@cache
def practice_spread() -> Spec:
    """A standard by place. Data `places`: place, percent, counts, tone; `whole`: percent, tone."""
    rows = alt.Chart(alt.NamedData(name="places")).encode(
        y=alt.Y("place:N", title=None, sort=None).axis(
            labelLimit=240, ticks=False, domain=False, grid=True, gridDash=[2, 3]
        ),
        x=alt.X("percent:Q", title=_SHARE, scale=alt.Scale(domain=[0, 112], nice=False)).axis(
            values=[0, 25, 50, 75, 100], labelExpr="datum.value + '%'", grid=False
        ),
        color=_TONE,
        tooltip=[
            alt.Tooltip("place:N", title="Place"),
            alt.Tooltip("percent:Q", title=_SHARE),
            alt.Tooltip("counts:N", title="Counts"),
        ],
    )
    dots = rows.mark_point(filled=True, size=90, opacity=1)
    counts = rows.mark_text(align="left", dx=9, fontSize=11).encode(text="counts:N")
    whole = (
        alt.Chart(alt.NamedData(name="whole"))
        .mark_rule(strokeDash=[5, 4], strokeWidth=1.5)
        .encode(x="percent:Q", color=_TONE)
    )
    spec: Spec = alt.layer(whole, dots, counts).properties(height=alt.Step(22)).to_dict()
    spec.pop("datasets", None)
    return spec


def cancelled_bars() -> Spec:
    """Cancelled sessions by reason."""
    return parts_spec(_CANCELLED)


def make_practice_specs() -> None:
    """Make them now, so that no reader waits for Altair."""
    practice_trend()
    practice_spread()
    cancelled_bars()
