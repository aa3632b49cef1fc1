"""What a chart over time is headed: a run that ended is said, and when."""

from datetime import date

from dashboard.view_models.over_time import MEASURES, last_change, say_heading
from dashboard.view_models.vocabulary import Vocabulary

WORDS = Vocabulary(
    {
        "code_list": "spc_variation",
        "code": code,
        "label": label,
        "tone": "quiet",
        "symbol": "●",
        "sort_order": 1,
        "meaning": "",
    }
    for code, label in (
        ("common_cause", "No significant change"),
        ("improving_high", "Improving, higher"),
    )
)
SINCE = {"variation_code": "common_cause", "variation_since_on": date(2026, 8, 31)}


def _months(*codes: str) -> list[dict[str, object]]:
    return [
        {"variation_code": code, "month_end_on": date(2026, month, 28)}
        for month, code in enumerate(codes, start=5)
    ]


def test_a_run_that_ended_is_said_before_what_followed() -> None:
    points = _months("improving_high", "improving_high", "common_cause", "common_cause")
    assert say_heading(MEASURES["in_date"], SINCE, points, WORDS) == (
        "Staff in date: improving, higher until June 2026, no significant change since"
    )


def test_where_nothing_changed_before_only_the_present_is_said() -> None:
    points = _months("common_cause", "common_cause")
    assert last_change(points) is None
    assert say_heading(MEASURES["in_date"], SINCE, points, WORDS) == (
        "Staff in date: no significant change since August 2026"
    )


def test_a_run_that_still_goes_on_has_nothing_before_it() -> None:
    assert last_change(_months("common_cause", "improving_high")) is None
