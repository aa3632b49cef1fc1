"""One practice standard by service, team and line manager, and how far they lie apart."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import polars as pl

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.people import Cells
from dashboard.view_models.shares import Share
from dashboard.view_models.standards import share_of
from dashboard.view_models.standards_measure import share_cells

Row = Mapping[str, Any]
COUNTS = ("judged_count", "met_count", "unmet_count", "not_measured_count")
OTHER_TEAMS = "Other teams, your line only"
NOT_KNOWN = "Not known"


@once
def by_service(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """Teams added up to their services, the least often as asked first."""
    sums: dict[str, dict[str, Any]] = {}
    for row in rows:
        name = row["service_name"]
        mine = sums.setdefault(name, {"service_name": name, **dict.fromkeys(COUNTS, 0)})
        for count in COUNTS:
            mine[count] += row[count]
    return sorted(sums.values(), key=_lowest_first)


def _lowest_first(row: Row) -> tuple[bool, int, int, str]:
    percent = share_of(row).percent
    return (percent is None, percent or 0, -row["unmet_count"], str(row["service_name"]))


@once
def service_rows(
    code: str, rows: Iterable[Row], links: Links, named: bool, offered: Collection[str]
) -> list[Cells]:
    """Services as a table; one that the reader may choose is a link to the page of it."""
    listed = []
    for row in rows:
        name = row["service_name"]
        title = plain(name)
        if name in offered:
            title = link(title, links.to("standards", measure=code, service=name, team=None))
        cells = share_cells(code, row, links, named, of=name)
        listed.append({"Service": f"**{title}**", **cells})
    return listed


@once
def team_rows(
    code: str, rows: Iterable[Row], links: Links, offered: Collection[str], unknown: str
) -> list[Cells]:
    """Teams as a table, in the order of the query; a team without a name leads to no list."""
    listed = []
    for row in rows:
        team = row["team_id"]
        title = plain(row["team_name"] or team or unknown)
        if team in offered:
            title = link(title, links.to("standards", measure=code, team=team))
        cells = share_cells(code, row, links, team is not None, of_team=team)
        listed.append({"Team": f"**{title}**  \n:small[{plain(row['service_name'])}]", **cells})
    return listed


@once
def supervisor_rows(code: str, rows: Iterable[Row], links: Links) -> list[Cells]:
    """Line managers as a table, most that is not as asked first."""
    listed = []
    for row in rows:
        supervisor = row["supervisor_id"]
        title = "No line manager recorded"
        if supervisor is not None:
            title = link(
                plain(row["supervisor_name"] or supervisor),
                links.to("person", worker=supervisor),
            )
        asked = {"supervisor": supervisor or "none"}
        listed.append({"Line manager then": title, **share_cells(code, row, links, True, **asked)})
    return listed


#: The line of the whole, which may have nobody in it.
WHOLE_COLUMNS = {"percent": pl.Int64, "tone": pl.String}


@once
def spread_points(rows: Iterable[Row], column: str) -> list[dict[str, Any]]:
    """Places as dots, the lowest share first."""
    points = [
        {
            "place": str(row[column] or NOT_KNOWN),
            "percent": share_of(row).percent,
            "counts": share_of(row).counts,
            "tone": "neutral",
        }
        for row in rows
        if row["judged_count"]
    ]
    return sorted(points, key=lambda point: (point["percent"], point["place"]))


def say_spread(points: Sequence[Mapping[str, Any]], whole: Share, kind: str) -> str:
    """From the lowest to the highest place, and the whole between."""
    low, high = points[0], points[-1]
    return (
        f"From {low['percent']}% in {plain(low['place'])} ({low['counts']}) to {high['percent']}% "
        f"in {plain(high['place'])} ({high['counts']}), over {say_count(len(points), kind)}; all "
        f"together {whole.percent_text} ({whole.counts}). Read the counts before comparing."
    )
