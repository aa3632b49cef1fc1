"""The weeks of every ASYE as the data of one chart."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.labels import tell_apart
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]

_WEEKS = {"day": 1 / 7, "week": 1.0, "month": 365.25 / 7 / 12, "year": 365.25 / 7}
SHAPES = ("met", "overdue", "coming")


@once
def week_lines(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """One line an NQSW, from the start to the week they are in, furthest on first."""
    listed = list(rows)
    labels = tell_apart(listed, "worker_id", "worker_name")
    return [
        {
            "name": labels[row["worker_id"]],
            "start": 0,
            "week": row["week_number"],
            "said": f"week {row['week_number']}",
            "tone": "neutral",
        }
        for row in sorted(listed, key=lambda row: (-row["week_number"], row["worker_name"]))
    ]


@once
def review_marks(rows: Iterable[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """One mark a review: where it was held or falls due, and whether it is overdue or to come."""
    marks = []
    listed = list(rows)
    labels = tell_apart(listed, "worker_id", "worker_name")
    for row in listed:
        word = words.word("status", row["status_code"])
        met = row["met_on"] is not None
        shape = "met" if met else "overdue" if row["status_code"] == "overdue" else "coming"
        marks.append(
            {
                "name": labels[row["worker_id"]],
                "week": _weeks_between(row["asye_from"], row["met_on"] or row["due_on"]),
                "shape": shape,
                "tone": word.tone if shape != "coming" else "quiet",
                "said": f"{row['milestone_months']} months: {word.label}",
            }
        )
    return marks


@once
def step_rules(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Where the steps of the rules begin, in weeks: '6 weeks', '6 months'."""
    steps = {step for row in rows for step in (row["step"], row["next_step"]) if step}
    rules = [{"week": weeks_of(step), "label": f"from {step}", "tone": "quiet"} for step in steps]
    return sorted((rule for rule in rules if rule["week"]), key=lambda rule: rule["week"])


def weeks_of(step: str) -> float:
    """The weeks from the start to a step named '6 weeks' or '6 months'; else 0."""
    number, _, unit = step.partition(" ")
    if not number.isdigit():
        return 0.0
    return round(int(number) * _WEEKS.get(unit.rstrip("s"), 0.0), 2)


def _weeks_between(first: date, last: date) -> float:
    return round((last - first).days / 7, 2)
