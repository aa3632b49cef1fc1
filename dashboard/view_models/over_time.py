"""Charts over time in words: what the last month says, where months lie by chance, and why."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.view_models.days import say_date, say_month
from dashboard.view_models.shares import Share
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
Rules = Mapping[str, float]
COMMON = "common_cause"


@dataclass(frozen=True)
class Charted:
    """How a measure that is followed over time is spoken of."""

    name: str
    unit: str
    whom: str
    counted: str
    is_share: bool = True
    #: The obligation whose months stand in where there is no chart.
    obligation_type: str = "staff_supervision"


MEASURES = {
    "in_date": Charted("Staff in date", "% in date", "people", "in date"),
    "cases_in_date": Charted(
        "Cases in date", "% in date", "cases", "in date", obligation_type="case_supervision"
    ),
    "missed_in_month": Charted(
        "Sessions missed in a month", "Sessions missed", "people", "sessions missed", is_share=False
    ),
}


def rules_of(rows: Iterable[Row], chart_code: str) -> Rules:
    """The numbers of one kind of chart, by what they decide."""
    return {row["rule_code"]: row["rule_value"] for row in rows if row["chart_code"] == chart_code}


def chosen_series(series: Sequence[Row], service: str | None) -> Row | None:
    """The chart of the service asked for, else the council's, else the reader's only one."""
    if service is not None:
        return next((row for row in series if row["place_id"] == service), None)
    council = next((row for row in series if row["level_code"] == "council"), None)
    return council or (series[0] if len(series) == 1 else None)


def say_value(measure: Charted, value: float | None) -> str:
    """A limit or a mean as it is said: '87%', or a count."""
    if value is None:
        return "–"
    return f"{round(value)}%" if measure.is_share else f"{round(value):,}"


def say_counts(measure: Charted, numerator: int | None, denominator: int | None) -> str:
    """'218 of 265', or a count with those it is of."""
    if not measure.is_share:
        return f"{numerator or 0:,}"
    return Share(numerator or 0, denominator or 0).counts


def say_point(measure: Charted, numerator: int | None, denominator: int | None) -> str:
    """'82% (218 of 265)', or a count."""
    share = Share(numerator or 0, denominator or 0)
    if not measure.is_share:
        return say_counts(measure, numerator, denominator)
    return f"{share.percent_text} ({share.counts})"


def last_change(points: Sequence[Row]) -> Row | None:
    """The last month that was more than chance, where the months after it are not."""
    if not points or points[-1]["variation_code"] != COMMON:
        return None
    changed = (row for row in reversed(points) if row["variation_code"] not in (None, COMMON))
    return next(changed, None)


def say_heading(measure: Charted, row: Row | None, points: Sequence[Row], words: Vocabulary) -> str:
    """The finding as a heading: 'Staff in date: no significant change since March 2026', with what
    ended before, where something did.
    """
    if row is None or row["variation_code"] is None:
        return f"{measure.name}, month by month"
    label = _small(words.word("spc_variation", row["variation_code"]).label)
    before = last_change(points)
    if before is not None:
        was = _small(words.word("spc_variation", before["variation_code"]).label)
        return f"{measure.name}: {was} until {say_month(before['month_end_on'])}, {label} since"
    return f"{measure.name}: {label} since {say_month(row['variation_since_on'])}"


def _small(label: str) -> str:
    return label[0].lower() + label[1:]


def _say_before(measure: Charted, points: Sequence[Row]) -> str:
    """What it was when the last change ended, or a month before: which way it went since."""
    before = last_change(points) or (points[-2] if len(points) > 1 else None)
    if before is None:
        return ""
    told = say_point(measure, before["numerator"], before["denominator"])
    return f" It was {told} in {say_month(before['month_end_on'])}."


def say_chart(
    measure: Charted, row: Row, rules: Rules, words: Vocabulary, points: Sequence[Row] = ()
) -> str:
    """What the chart means in words: the last month, the limits of chance, why, and the target."""
    latest = say_point(measure, row["latest_numerator"], row["latest_denominator"])
    first = f"**{latest}** {measure.counted} on {say_date(row['latest_on'])}."
    if not measure.is_share:
        first = f"**{latest}** {measure.counted} in {say_month(row['latest_on'])}."
    first += _say_before(measure, points)
    if row["standing_code"] != "judged":
        return f"{first} {_say_unjudged(measure, row, rules)}"
    word = words.word("spc_variation", row["variation_code"])
    limits = (
        f"By chance alone a month lies between {say_value(measure, row['drawn_lower_limit'])} and "
        f"{say_value(measure, row['drawn_upper_limit'])}, around a mean of "
        f"{say_value(measure, row['mean_value'])}."
    )
    told = f"{first} **{word.marked}**: {_say_why(row, rules)}. {limits}"
    if row["is_trial"]:
        told += (
            f" With fewer than {rules['trial_points']:.0f} months these are trial limits: they "
            "will still move."
        )
    return f"{told} {_say_target(measure, row, words)}"


def _say_unjudged(measure: Charted, row: Row, rules: Rules) -> str:
    if row["standing_code"] == "too_few":
        return (
            f"There are {row['points_count']} months to look at. With fewer than "
            f"{rules['fewest_points']:.0f} nothing can be told from chance, so no limits are drawn."
        )
    return (
        f"{row['average_denominator']:.0f} {measure.whom} have something owed in an average month. "
        f"With fewer than {rules['smallest_denominator']:.0f} one of them moves the figure too "
        "far, so no limits are drawn and no change is called significant."
    )


def _say_why(row: Row, rules: Rules) -> str:
    """Which rule names the last month, with its numbers."""
    low = (row["variation_code"] or "").endswith("_low")
    side, way = ("below", "falling") if low else ("above", "rising")
    return {
        "outside_limit": f"the last month lies {side} what chance explains",
        "trend": f"{rules['trend_points']:.0f} or more months in a row are {way}",
        "two_in_three": f"{rules['window_near']:.0f} of the last {rules['window_points']:.0f} "
        f"months are close to the {'lower' if low else 'upper'} limit",
        "one_side": f"{rules['run_points']:.0f} or more months in a row lie {side} the mean",
    }.get(
        row["rule_code"],
        f"every month since {say_month(row['variation_since_on'])} lies where chance would put it",
    )


def _say_target(measure: Charted, row: Row, words: Vocabulary) -> str:
    if row["assurance_code"] is None:
        return "No target is set, so nothing is said of meeting one."
    word = words.word("spc_assurance", row["assurance_code"])
    return f"**{word.marked}**: it is {say_value(measure, row['target'])}."


def say_method(measure: Charted, row: Row, rules: Rules) -> str:
    """What the marks are, how the limits are made, and what a month end is."""
    each = (
        "Each month end as now recorded: late records have been counted in."
        if measure.is_share
        else "A session is missed in the month in which its day passed; as now recorded."
    )
    if row["standing_code"] != "judged":
        return each
    return (
        "Circles are chance; a filled triangle is a concern, a hollow one an improvement, each "
        "pointing the way it went. Limits are those of an XmR chart by the NHS Making Data Count "
        f"rules, from the {row['points_count']} months shown. The scale "
        f"{'does not begin' if measure.is_share else 'begins'} at nought. {each}"
    )
