"""The tables of a what-if: services, teams and line managers, each number with its list."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_date
from dashboard.view_models.markdown import link, plain
from dashboard.view_models.overview import NOT_KNOWN, OTHER_TEAMS
from dashboard.view_models.people import Cells
from dashboard.view_models.what_if import WATERMARK, Nouns, total

Row = Mapping[str, Any]


@dataclass(frozen=True)
class Ways:
    """Addresses within one what-if; for who sees counts only no number is a link."""

    links: Links
    parameters: Mapping[str, str]
    named: bool

    def to(self, **asked: object) -> str:
        """The address of this what-if with something else asked of it."""
        return self.links.to("what-if", **{**self.parameters, **asked})

    def number(self, number: int, list_name: str, **asked: object) -> str:
        """A number as the link to its list."""
        if not (self.named and number):
            return f"{number:,}"
        return link(f"{number:,}", self.to(list=list_name, **asked))


def by_service(rows: Iterable[Row]) -> list[dict[str, Any]]:
    """The teams' counts added up service by service, most changes first."""
    services: dict[str | None, list[Row]] = {}
    for row in rows:
        services.setdefault(row["service_name"], []).append(row)
    added = [{"service_name": name, **total(mine)} for name, mine in services.items()]
    return sorted(
        added,
        key=lambda row: (
            -row["becomes_count"] - row["stops_count"],
            -row["after_count"],
            row["service_name"] or "~",
        ),
    )


def service_rows(rows: Iterable[Row], ways: Ways, nouns: Nouns) -> list[Cells]:
    """Services, before and after."""
    cells = []
    for row in rows:
        name = row["service_name"]
        # A service that is not known cannot be asked for: its numbers have no list of their own.
        here = ways if name is not None else Ways(ways.links, ways.parameters, named=False)
        label = plain(name) if name is not None else NOT_KNOWN
        cells.append({"Service": f"**{label}**", **_figures(row, here, nouns, service=name)})
    return cells


def team_rows(rows: Iterable[Row], ways: Ways, nouns: Nouns) -> list[Cells]:
    """Teams, before and after, with their service beneath."""
    cells = []
    for row in rows:
        team_id = row["team_id"]
        here = ways if team_id is not None else Ways(ways.links, ways.parameters, named=False)
        label = plain(row["team_name"] or team_id) if team_id is not None else OTHER_TEAMS
        beneath = f"  \n:small[{plain(row['service_name'])}]" if row["service_name"] else ""
        cells.append({"Team": f"**{label}**{beneath}", **_figures(row, here, nouns, team=team_id)})
    return cells


def manager_rows(rows: Iterable[Row], ways: Ways, nouns: Nouns) -> list[Cells]:
    """Line managers, before and after."""
    cells = []
    for row in rows:
        supervisor = row["supervisor_id"]
        label = "No line manager recorded"
        if supervisor is not None:
            name = plain(row["supervisor_name"] or supervisor)
            label = link(name, ways.links.to("person", worker=supervisor))
        asked = {"supervisor": supervisor or "none"}
        cells.append({"Line manager": f"**{label}**", **_figures(row, ways, nouns, **asked)})
    return cells


def _figures(row: Row, ways: Ways, nouns: Nouns, **asked: object) -> Cells:
    def number(list_name: str) -> str:
        return ways.number(int(row[f"{list_name}_count"]), list_name, **asked)

    before, after = row["year_before"], row["year_after"]
    is_same = round(before) == round(after)
    moved = f"{after:,.0f} as now" if is_same else f"{before:,.0f} → {after:,.0f}"
    return {
        "Overdue now → then": f"{number('before')} → {number('after')}",
        "Become overdue": number("becomes"),
        "Stop being overdue": number("stops"),
        nouns.change: link(moved, ways.to(list="asked_after", **asked)) if ways.named else moved,
    }


def bars(rows: Sequence[Row], column: str) -> list[dict[str, Any]]:
    """Services or teams as bars: overdue either way, become overdue, stop being overdue."""
    drawn = []
    for row in rows:
        stays = row["before_count"] - row["stops_count"]
        parts = (
            ("Overdue now and then", stays, "bad"),
            ("Becomes overdue", row["becomes_count"], "warn"),
            ("Stops being overdue", row["stops_count"], "quiet"),
        )
        said = f"{row['before_count']:,.0f} → {row['after_count']:,.0f}"
        drawn += [
            {
                "name": row[column] or NOT_KNOWN,
                "part": part,
                "order": order,
                "number": number,
                "tone": tone,
                "said": said,
            }
            for order, (part, number, tone) in enumerate(parts)
        ]
    return drawn


def say_bars(rows: Sequence[Row], column: str) -> str:
    """The chart in a sentence: where most changes."""
    most = max(rows, key=lambda row: row["becomes_count"] + row["stops_count"])
    name = plain(most[column] or NOT_KNOWN)
    if not most["becomes_count"] + most["stops_count"]:
        return "Nobody becomes overdue or stops being overdue anywhere."
    return (
        f"Most change in {name}: {most['before_count']:,.0f} overdue now, "
        f"{most['after_count']:,.0f} under the what-if."
    )


def csv_rows(
    rows: Iterable[Row], changes: str, data_date: date, nouns: Nouns
) -> list[dict[str, Any]]:
    """The teams as rows of a file, each of which says that it is no policy."""
    return [
        {
            "Watermark": WATERMARK,
            "What is tried": changes.replace("\\", ""),
            "Data to": say_date(data_date),
            "Service": row["service_name"] or NOT_KNOWN,
            "Team": row["team_name"] or row["team_id"] or OTHER_TEAMS,
            f"{nouns.many.capitalize()} judged": row["judged_count"],
            "Overdue now": row["before_count"],
            "Overdue under the what-if": row["after_count"],
            "Become overdue": row["becomes_count"],
            "Stop being overdue": row["stops_count"],
            f"{nouns.change} now": round(row["year_before"], 1),
            f"{nouns.change} under the what-if": round(row["year_after"], 1),
        }
        for row in rows
    ]
