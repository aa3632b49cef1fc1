"""Charts: written in Altair, made once a process, then only filled with data.

`spc_chart` and `funnel_chart` hold the overview's two. A chart takes its colours from the theme,
in the order of view_models.tones.CHART_TONES, so that one spec serves light and dark. Days are
drawn in UTC, or a reader abroad would see the day before.
"""

from collections.abc import Mapping, Sequence
from functools import cache
from io import BytesIO
from typing import Any

import altair as alt
import polars as pl
import streamlit as st

from dashboard.once import once
from dashboard.view_models.lanes import LANES
from dashboard.view_models.tones import CHART_TONES

Spec = dict[str, Any]
Rows = Sequence[Mapping[str, Any]]
Schema = Mapping[str, Any]
_TONES = alt.Scale(domain=list(CHART_TONES))


def draw_chart(spec: Spec, data: Mapping[str, Rows | pl.DataFrame], *, alt: str) -> None:
    """A spec with its named data. `alt` says in words, with a figure, what the chart shows."""
    sent = {name: _sent(rows) for name, rows in data.items()}
    st.vega_lite_chart(spec={**spec, "datasets": sent}, alt=alt)


@once
def frame_of(rows: Rows, schema: Schema | None = None, some: Schema | None = None) -> pl.DataFrame:
    """Rows that may be none, or hold a column of nothing but blanks: with the types of all columns,
    or of some.
    """
    return pl.DataFrame(
        list(rows), schema=schema, schema_overrides=some, strict=False, infer_schema_length=None
    )


@once
def _sent(rows: Rows | pl.DataFrame) -> bytes:
    """Data as the browser is sent it, an Arrow stream."""
    frame = rows if isinstance(rows, pl.DataFrame) else frame_of(rows)
    stream = BytesIO()
    frame.write_ipc_stream(stream, compat_level=pl.CompatLevel.oldest())
    return stream.getvalue()


def _named(name: str) -> alt.NamedData:
    return alt.NamedData(name=name)


def _tone(tone: str) -> alt.Color:
    """One tone for a whole mark, through the theme's scale."""
    return alt.Color(field="tone", type="nominal", scale=_TONES, legend=None)


@cache
def trend_spec(unit: str = "% in date") -> Spec:
    """A share month by month. Data `trend`: as_at, percent, said, counts, tone, mark (or null)."""
    base = alt.Chart(_named("trend")).encode(
        x=alt.X("as_at:T", title=None, scale=alt.Scale(type="utc")).axis(
            format="%b %Y", labelAngle=0, tickCount=6, grid=False, labelFlush=True
        ),
        y=alt.Y("percent:Q", title=unit, scale=alt.Scale(domain=[0, 100])).axis(
            tickCount=5, labelExpr="datum.value + '%'"
        ),
        color=_tone("neutral"),
        tooltip=[
            alt.Tooltip("said:N", title="On"),
            alt.Tooltip("percent:Q", title=unit),
            alt.Tooltip("counts:N", title="Counts"),
        ],
    )
    line = base.mark_line(strokeWidth=2.5)
    dots = base.mark_point(filled=True, size=45, opacity=1)
    label = (
        base.transform_filter("datum.mark != null")
        .mark_text(align="right", dy=-14, fontWeight="bold", fontSize=14)
        .encode(text="mark:N")
    )
    return _made((line + dots + label).properties(height=260))


@cache
def lanes_spec(lanes: tuple[str, ...]) -> Spec:
    """Lanes of a person's months. Data `marks`: lane, on, symbol, tone, told, said; `bars`: lane,
    from, to, tone, label, told, said; `today`: on, first, last, tone, label.
    """
    lane = alt.Y("lane:N", title=None, scale=alt.Scale(domain=list(lanes))).axis(
        ticks=False, domain=False, grid=True, labelPadding=10, labelLimit=130
    )
    color = _tone("neutral")
    told = [alt.Tooltip("said:N", title="When"), alt.Tooltip("told:N", title="What")]
    bars = (
        alt.Chart(_named("bars"))
        .mark_bar(height=16, opacity=0.3, cornerRadius=2)
        .encode(x=_day("from"), x2="to:T", y=lane, color=color, tooltip=told)
    )
    labels = (
        alt.Chart(_named("bars"))
        .mark_text(align="left", dx=5, fontSize=11)
        .encode(x=_day("from"), y=lane, text="label:N", color=color)
    )
    marks = (
        alt.Chart(_named("marks"))
        .mark_text(fontSize=16, baseline="middle")
        .encode(x=_day("on"), y=lane, text="symbol:N", color=color, tooltip=told)
    )
    today = (
        alt.Chart(_named("today"))
        .mark_rule(strokeDash=[4, 4])
        .encode(x=_day("on"), color=color, tooltip=[alt.Tooltip("label:N", title="Line")])
    )
    edges = alt.Chart(_named("today")).mark_rule(opacity=0).encode(x=_day("first"), x2="last:T")
    return _made((edges + bars + labels + today + marks).properties(height=alt.Step(34)))


def _day(field: str) -> alt.X:
    """A day across the chart, labelled by month."""
    return alt.X(f"{field}:T", title=None, scale=alt.Scale(type="utc")).axis(
        format="%b %Y", tickCount="month", labelAngle=0, grid=True, gridOpacity=0.4,
        labelOverlap=True,
    )  # fmt: skip


def make_specs() -> None:
    """Make every chart now, so that no reader waits for Altair."""
    trend_spec()
    lanes_spec(LANES)


def _made(chart: alt.LayerChart | alt.Chart) -> Spec:
    """The chart as the dictionary that is drawn, checked by Altair while it is made."""
    spec: Spec = chart.to_dict()
    spec.pop("datasets", None)
    return spec
