"""The council at a glance: totals, movement, services and teams, in words and rows."""

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count, say_date
from dashboard.view_models.lists import say_not_measured
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share, say_movement

Row = Mapping[str, Any]
Totals = dict[str, int]
NOT_KNOWN = "Not known"
OTHER_TEAMS = "Other teams, your line only"
NOT_MEASURED = "not measured"


@dataclass(frozen=True)
class Headline:
    """What the cards, and what stands beside them, are made of."""

    people: dict[str, int]
    cases: dict[str, int]
    nqsws: dict[str, Any]
    months: Sequence[dict[str, Any]]
    case_months: Sequence[dict[str, Any]]
    quality: Sequence[dict[str, Any]]
    charts: Sequence[dict[str, Any]]


@once
def total(rows: Iterable[Row]) -> Totals:
    """The counts of all rows added up; a count that no row has is nought."""
    sums: Totals = {}
    for row in rows:
        for name, value in row.items():
            if name.endswith("_count"):
                sums[name] = sums.get(name, 0) + (value or 0)
    return sums


def share_in_date(counts: Mapping[str, int]) -> Share:
    """In date of all with something owed."""
    return Share(counts.get("in_date_count", 0), counts.get("open_count", 0))


def say_headline(people: Totals) -> str:
    """The answer in one sentence: are people being supervised as their policies say?"""
    share, overdue = share_in_date(people), people.get("overdue_count", 0)
    beside = people.get("not_measured_count", 0)
    if not share.whole:
        return say_not_measured(beside) if beside else "Nobody here has supervision owed."
    if not overdue:
        verb = "is" if share.whole == 1 else "are"
        kept = f"All {say_people(share.whole)} with supervision owed {verb} in date."
        return f"{kept} {say_not_measured(beside)}" if beside else kept
    gone = "has" if overdue == 1 else "have"
    return (
        f"**{share.part:,}** of {say_people(share.whole)} with supervision owed are in date; "
        f"**{overdue:,}** {gone} gone past the day their policy asks for."
    )


def is_unmeasured(counts: Mapping[str, int]) -> bool:
    """Whether nothing is open and of somebody nothing can be said: never to read as all clear."""
    return not counts.get("open_count") and counts.get("not_measured_count", 0) > 0


def say_none_overdue(people: Totals) -> str:
    """The empty state of the overdue list."""
    beside = people.get("not_measured_count", 0)
    if is_unmeasured(people):
        return f"{say_not_measured(beside)} Who is overdue cannot be said."
    if beside:
        return f"No one who is measured is overdue. {say_not_measured(beside)}"
    return "No one is overdue."


def covers(months: Sequence[Row], whole: Share) -> bool:
    """Whether the months count the people of the headline: a line across teams has no months."""
    now = next((row for row in months if row["is_day_shown"]), None)
    return now is None or now["open_count"] == whole.whole


def movement(months: Sequence[Row]) -> str:
    """How the share in date moved since the month end before the day shown."""
    now = next((row for row in months if row["is_day_shown"]), None)
    earlier = [row for row in months if now is not None and row["as_at"] < now["as_at"]]
    if now is None or not earlier:
        return "No earlier month to compare with"
    then = earlier[-1]
    return say_movement(share_in_date(now), share_in_date(then), say_date(then["as_at"]))


def overdue_movement(months: Sequence[Row]) -> str:
    """How many more or fewer are overdue than at the month end before the day shown."""
    now = next((row for row in months if row["is_day_shown"]), None)
    earlier = [row for row in months if now is not None and row["as_at"] < now["as_at"]]
    if now is None or not earlier:
        return ""
    then, more = earlier[-1], now["overdue_count"] - earlier[-1]["overdue_count"]
    since = say_date(then["as_at"])
    if not more:
        return f"As many as on {since}"
    return f"▲ {more:,} more than on {since}" if more > 0 else f"▼ {-more:,} fewer than on {since}"


@once
def trend_rows(months: Sequence[Row], most: int = 25) -> list[dict[str, Any]]:
    """The last months as points of the chart; the newest carries its label."""
    shown = [row for row in months if row["open_count"]][-most:]
    return [
        {
            "as_at": row["as_at"],
            "percent": share_in_date(row).percent,
            "said": say_date(row["as_at"]),
            "counts": share_in_date(row).counts,
            "tone": "neutral",
            "mark": share_in_date(row).percent_text if row is shown[-1] else None,
        }
        for row in shown
    ]


def say_trend(points: list[dict[str, Any]], whom: str = "people") -> str:
    """The trend in a sentence: from where to where, and its highest and lowest."""
    if len(points) < 2:
        return "There are not yet two month ends to compare."
    first, last = points[0], points[-1]
    low = min(points, key=lambda point: point["percent"])
    high = max(points, key=lambda point: point["percent"])
    return (
        f"{last['percent']}% of {whom} with something owed were in date on {last['said']} "
        f"({last['counts']}), against {first['percent']}% on {first['said']} ({first['counts']}). "
        f"The highest was {high['percent']}% on {high['said']}, "
        f"the lowest {low['percent']}% on {low['said']}."
    )


@once
def trend_table(points: list[dict[str, Any]], whom: str = "people") -> list[Cells]:
    """The points of the chart as a table, newest first."""
    return [
        {"On": point["said"], "In date": f"{point['percent']}%", whom.capitalize(): point["counts"]}
        for point in reversed(points)
    ]


def places(
    people: Iterable[Row], cases: Iterable[Row], key: str
) -> list[tuple[Row, Totals, Totals]]:
    """People and cases added up by `service_name` or `team_id`: first row, people, cases."""
    groups: dict[Any, tuple[Row, list[Row], list[Row]]] = {}
    for row in people:
        groups.setdefault(row[key], (row, [], []))[1].append(row)
    for row in cases:
        groups.setdefault(row[key], (row, [], []))[2].append(row)
    return [(first, total(mine), total(held)) for first, mine, held in groups.values()]


@once
def place_rows(
    grouped: list[tuple[Row, Totals, Totals]],
    kind: str,
    links: Links,
    named: bool,
    *,
    offered: Collection[str],
    unknown: str = NOT_KNOWN,
) -> list[Cells]:
    """Services or teams (`kind`) as a table; numbers link where people may be named.

    A place that is not `offered` is text: a link would be refused. `unknown` names the rest.
    """
    return [
        _place_cells(group, kind, links, named, offered=offered, unknown=unknown)
        for group in grouped
    ]


def _place_cells(
    group: tuple[Row, Totals, Totals],
    kind: str,
    links: Links,
    named: bool,
    *,
    offered: Collection[str],
    unknown: str,
) -> Cells:
    first, people, cases = group
    is_service = kind == "service"
    key = first["service_name"] if is_service else first["team_id"]
    where = {"service": key, "team": None} if is_service else {"team": key}

    def listed(page: str, number: int, name: str) -> str:
        if not (named and key in offered and number):
            return f"{number:,}"
        return link(f"{number:,}", links.to(page, list=name, **where))

    def overdue(name: str) -> str:
        if is_unmeasured(people):
            return NOT_MEASURED
        return listed("people", people.get(f"{name}_count", 0), name)

    title = plain((key if is_service else first["team_name"]) or key or unknown)
    if key in offered:
        title = link(title, links.to("overview" if is_service else "team", **where))
    return {
        kind.capitalize(): f"**{title}**",
        "In date": _share_cell(people, lambda n: listed("people", n, "in_date")),
        "Overdue": overdue("overdue"),
        "Over 28 days": overdue("over_28"),
        "Cases in date": _share_cell(cases, lambda n: listed("cases", n, "in_date")),
    }


def _share_cell(counts: Mapping[str, int], listed: Callable[[int], str]) -> str:
    share = share_in_date(counts)
    if not share.whole:
        return NOT_MEASURED if is_unmeasured(counts) else "nothing asked"
    return f"{share.percent_text} :small[({listed(share.part)} of {share.whole:,})]"


@once
def beside_rows(counts: Totals, floor: Share, links: Links, named: bool) -> list[Cells]:
    """Whom the headline leaves out, and the national floor."""

    def listed(name: str) -> str:
        number = counts.get(f"{name}_count", 0)
        if not (named and number):
            return f"{number:,}"
        return link(f"{number:,}", links.to("people", list=name))

    return [
        {"Counted beside": "Away on a long absence", "People": listed("away")},
        {"Counted beside": "No rule: the policy asks nothing", "People": listed("no_rule")},
        {"Counted beside": "Not measured: a feed is missing", "People": listed("not_measured")},
        {
            "Counted beside": "Not started: the clock has not opened",
            "People": listed("not_started"),
        },
        {"Counted beside": "NQSWs in date by the national floor", "People": floor.text},
    ]


@once
def band_rows(bands: Iterable[Row], never: int, links: Links, named: bool) -> list[Cells]:
    """Overdue people by how long."""

    def listed(name: str, number: int) -> str:
        return (
            link(f"{number:,}", links.to("people", list=name))
            if named and number
            else f"{number:,}"
        )

    rows = [
        {
            "Overdue for": plain(band["label"]),
            "People": listed(band["band_code"], band["people_count"]),
        }
        for band in bands
    ]
    rows.append(
        {
            "Overdue for": "Of all these, with no session on record",
            "People": listed("never", never),
        }
    )
    return rows


def say_people(number: int) -> str:
    """'1 person', '12 people'."""
    return say_count(number, "person", "people")
