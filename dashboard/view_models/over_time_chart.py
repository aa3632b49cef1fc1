"""The months of a chart over time as marks, lines and rows of the same figures."""

from collections.abc import Mapping, Sequence
from typing import Any

from dashboard.once import once
from dashboard.view_models.days import say_date
from dashboard.view_models.markdown import plain
from dashboard.view_models.over_time import COMMON, Charted, say_point, say_value
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
#: The columns of the lines, which a chart without limits has too.
LINE_COLUMNS: dict[str, Any] = {"name": str, "value": float, "is_mean": bool, "tone": str}
SHAPES = {"high": "triangle-up", "low": "triangle-down"}


@once
def point_rows(measure: Charted, points: Sequence[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """The months as points of the chart; the last one carries its label."""
    return [
        {
            "month_end_on": row["month_end_on"],
            "value": row["value"],
            "said": say_date(row["month_end_on"]),
            "counts": say_point(measure, row["numerator"], row["denominator"]),
            "meaning": words.word("spc_variation", row["variation_code"] or COMMON).label
            if row["variation_code"]
            else "not judged",
            "tone": words.word("spc_variation", row["variation_code"] or COMMON).tone,
            "line": "quiet",
            "shape": SHAPES.get((row["variation_code"] or COMMON).rsplit("_", 1)[-1], "circle"),
            "is_filled": not (row["variation_code"] or "").startswith(("improving", "neutral")),
            "mark": _mark(measure, row, words) if row is points[-1] else None,
        }
        for row in points
    ]


def _mark(measure: Charted, row: Row, words: Vocabulary) -> str:
    share = Share(row["numerator"] or 0, row["denominator"] or 0)
    figure = share.percent_text if measure.is_share else f"{row['numerator'] or 0:,}"
    if row["variation_code"] in (None, COMMON):
        return figure
    return f"{figure} {words.word('spc_variation', row['variation_code']).label.lower()}"


@once
def line_rows(measure: Charted, row: Row) -> list[dict[str, Any]]:
    """Mean and limits as lines with their names; none where no limits are drawn."""
    if row["standing_code"] != "judged":
        return []
    told = [
        ("Mean", row["mean_value"], True),
        ("Upper limit", row["drawn_upper_limit"], False),
        ("Lower limit", row["drawn_lower_limit"], False),
    ]
    if row["target"] is not None:
        told.append(("Target", row["target"], False))
    return [
        {"name": f"{name} {say_value(measure, value)}", "value": float(value), "is_mean": is_mean,
         "tone": "quiet"}
        for name, value, is_mean in told
        if value is not None
    ]  # fmt: skip


@once
def point_table(measure: Charted, points: Sequence[Row], words: Vocabulary) -> list[Cells]:
    """The same figures as a table, newest first."""
    return [
        {
            "On": say_date(row["month_end_on"]),
            measure.name: say_point(measure, row["numerator"], row["denominator"])
            if row["value"] is not None
            else "nothing owed",
            "Which is": _say_meaning(row, words),
        }
        for row in reversed(points)
    ]


def _say_meaning(row: Row, words: Vocabulary) -> str:
    if row["variation_code"] is None:
        return "not judged"
    word = plain(words.word("spc_variation", row["variation_code"]).marked)
    if row["rule_code"] is None:
        return word
    return f"{word}  \n:small[{plain(words.word('spc_rule', row['rule_code']).label)}]"
