"""Cases by team and case type as a table for each directorate, every number the way to its list."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from dashboard.view_models.addresses import Links
from dashboard.view_models.caseload import number_link
from dashboard.view_models.labels import tell_apart
from dashboard.view_models.markdown import plain
from dashboard.view_models.people import Cells
from dashboard.view_models.supplied import NOT_MEASURED

Row = Mapping[str, Any]
ELSEWHERE = "Another team, or not known"
NOTHING = "–"
#: Lists of cases that stand apart from what is owed, and their words.
_APART = {
    "unallocated": "unallocated",
    "no_rule": "nothing asked",
    "not_started": "not started",
    "not_measured": NOT_MEASURED,
}


@dataclass(frozen=True)
class Matrix:
    """One directorate's table."""

    code: str
    title: str
    rows: list[Cells]


def matrices(rows: Iterable[Row], links: Links) -> list[Matrix]:
    """A table for each directorate that has cases: teams down, case types across, the rest apart.

    The rows come sorted: directorates, then teams with most overdue, then types.
    """
    by_directorate: dict[str, list[Row]] = {}
    for row in rows:
        by_directorate.setdefault(row["directorate_code"], []).append(row)
    return [
        Matrix(code, str(mine[0]["directorate_label"] or code), _teams(mine, links))
        for code, mine in by_directorate.items()
    ]


def _teams(rows: list[Row], links: Links) -> list[Cells]:
    types = {row["case_type"]: str(row["case_type_label"] or row["case_type"]) for row in rows}
    order = sorted(types, key=lambda code: -sum(_of(rows, code, "open_count")))
    owed = [code for code in order if any(_of(rows, code, "open_count"))]
    names = tell_apart([row for row in rows if row["team_id"]], "team_id", "team_name")
    teams: dict[str | None, list[Row]] = {}
    for row in rows:
        teams.setdefault(row["team_id"], []).append(row)
    return [
        {
            "Team": f"**{plain(names.get(team_id, ELSEWHERE))}**",
            **{
                plain(types[code]): _cell(
                    [row for row in mine if row["case_type"] == code], team_id, links
                )
                for code in owed
            },
            "Apart": _apart(mine, team_id, links),
        }
        for team_id, mine in teams.items()
    ]


def _of(rows: list[Row], case_type: str, name: str) -> list[int]:
    return [row[name] for row in rows if row["case_type"] == case_type]


def _cell(rows: list[Row], team_id: str | None, links: Links) -> str:
    """In date of how many, and overdue beneath; a dash where no case of the type is open."""
    if not rows or not rows[0]["case_count"]:
        return NOTHING
    row = rows[0]
    if not row["open_count"]:
        return NOT_MEASURED if row["not_measured_count"] else "none owed"

    def listed(name: str, number: int) -> str:
        asked = {"team": team_id, "type": row["case_type"], "list": name}
        return number_link(number, links, team_id is not None, **asked)

    cell = f"{listed('in_date', row['in_date_count'])} of {listed('open', row['open_count'])}"
    late = row["overdue_count"]
    return f"{cell}  \n■ {listed('overdue', late)} overdue" if late else cell


def _apart(rows: list[Row], team_id: str | None, links: Links) -> str:
    """Cases with no worker, and those nothing is asked or known of: never dropped."""
    parts = []
    for name, said in _APART.items():
        number = sum(row[f"{name}_count"] for row in rows)
        if number:
            told = number_link(number, links, team_id is not None, team=team_id, list=name)
            parts.append(f"{told} {said}")
    return "  \n".join(parts) or NOTHING
