"""One practice standard in words: how it stands, its rules, and month by month."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_date, say_month
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.standards import (
    TOO_FEW,
    Standing,
    say_change,
    say_period,
    see_list,
    share_of,
)

Row = Mapping[str, Any]


def say_standing(one: Standing) -> str:
    """How it stands in a sentence, with the period and the movement."""
    if not one.is_asked:
        return "No policy in force here asks for it, so nobody is judged by it."
    if not one.is_measured:
        return "It is not measured: see the rules below."
    if one.is_suppressed:
        return f"There is {TOO_FEW} here."
    if one.is_untold:
        return "It is told of the latest day only: choose that day to see it."
    if one.now is None or not one.share.whole:
        return "There was nothing to judge here."
    when = say_period(one.measure, one.now["period_to"])
    within = "in" if one.measure["told_of"] == "period" else "on"
    counts = f"{one.share.counts} {plain(one.measure['counted_many'])}"
    return f"**{one.share.percent_text}** ({counts}) {within} {when}. {say_change(one)}."


def say_rules(rules: Iterable[Row], links: Links) -> str:
    """The rules it is judged by, with their clauses, whom they hold and how they are read."""
    lines = []
    for rule in rules:
        clause = link(plain(rule["clause"] or "The rule"), links.to("policy", rule=rule["rule_id"]))
        whom = plain(rule["held_label"]) if rule["held_label"] else "NQSWs, the national floor"
        line = f"- {whom}: {plain(rule['rule_label'])} ({clause})."
        if rule["reading"]:
            line += f" How it is read: {plain(rule['reading'])}."
        if not rule["is_measured"]:
            line += f" **Not measured:** {plain(rule['not_measured_reason'] or '')}."
        lines.append(line)
    return "\n".join(lines)


def say_beside(one: Standing, links: Links, named: bool) -> str:
    """What is left out of the share, counted."""
    if one.now is None or one.is_suppressed:
        return ""
    told = []
    for name, words in (
        ("not_measured", "could not be judged, a cell is blank or the format is not recognised"),
        ("not_due", "not due yet"),
        ("away", "of somebody on a long absence"),
    ):
        number = one.now[f"{name}_count"]
        if number:
            told.append(f"{see_list(links, named, one.code, name, number)} {words}")
    return f"Left out of the share: {'; '.join(told)}." if told else ""


def _when(to: date, is_month: bool, over_to: date) -> str:
    """A month, marked where it is not over yet, or a day."""
    if not is_month:
        return f"on {say_date(to)}"
    return f"in {say_month(to)}{', so far' if to > over_to else ''}"


@once
def trend_points(one: Standing, over_to: date) -> list[dict[str, Any]]:
    """Its months or days as points of the chart, the newest with its label.

    `over_to` is the last day of the last month that is over.
    """
    shown = [row for row in one.points if row["judged_count"]]
    is_month = one.measure["told_of"] == "period"
    return [
        {
            "as_at": row["period_to"],
            "percent": share_of(row).percent,
            "said": _when(row["period_to"], is_month, over_to),
            "counts": share_of(row).counts,
            "tone": "neutral",
            "mark": share_of(row).percent_text if row is shown[-1] else None,
        }
        for row in shown
    ]


def say_no_months(one: Standing) -> str:
    """Why there is nothing to compare: held back, or not told of two months or days yet."""
    if any(row["judged_count"] is None for row in one.points):
        return "Single months are of too few people to show."
    return "There are not two months or days to compare yet."


def say_trend(points: Sequence[Mapping[str, Any]]) -> str:
    """From where to where, with the highest and the lowest."""
    first, last = points[0], points[-1]
    low = min(points, key=lambda point: point["percent"])
    high = max(points, key=lambda point: point["percent"])
    if low["percent"] == high["percent"]:
        each = "month" if first["said"].startswith("in ") else "day"
        where = f"{'in' if each == 'month' else 'on'} every {each} told"
        return (
            f"It was {last['percent']}% as asked {where}, from {first['said'][3:]} "
            f"({first['counts']}) to {last['said'][3:]} ({last['counts']})."
        )
    return (
        f"{last['percent']}% as asked {last['said']} ({last['counts']}), against "
        f"{first['percent']}% {first['said']} ({first['counts']}). The highest was "
        f"{high['percent']}% {high['said']}, the lowest {low['percent']}% {low['said']}."
    )


@once
def month_rows(one: Standing, links: Links, named: bool, over_to: date) -> list[Cells]:
    """Months or days, newest first; a month that is not over is marked."""
    is_month = one.measure["told_of"] == "period"
    rows = []
    for row in reversed(one.points):
        to = row["period_to"]
        when = _when(to, is_month, over_to).split(" ", 1)[1]
        asked = {"to": to.isoformat()}
        rows.append({"When": when, **share_cells(one.code, row, links, named, **asked)})
    return rows


def share_cells(code: str, row: Row, links: Links, named: bool, **asked: object) -> Cells:
    """The cells every breakdown has: as asked, not as asked, not measured."""
    if row["judged_count"] is None:
        return {"As asked": TOO_FEW, "Not as asked": "–", "Not measured": "–"}
    share = share_of(row)
    part, whole, fails, unknown = (
        see_list(links, named, code, name, number, **asked)
        for name, number in (
            ("met", share.part),
            ("judged", share.whole),
            ("unmet", row["unmet_count"]),
            ("not_measured", row["not_measured_count"]),
        )
    )
    as_asked = f"{share.percent_text} :small[({part} of {whole})]" if share.whole else "–"
    return {"As asked": as_asked, "Not as asked": fails, "Not measured": unknown}
