"""Cohorts of NQSWs, by the quarter in which they began: how many run, and how the rest ended."""

from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from dashboard.once import once
from dashboard.view_models.addresses import Links
from dashboard.view_models.days import say_count
from dashboard.view_models.grammar import verb
from dashboard.view_models.markdown import link
from dashboard.view_models.people import Cells
from dashboard.view_models.vocabulary import Vocabulary

Row = Mapping[str, Any]
CONFIRMED = "confirmed"


def cohort_name(first: date) -> str:
    """'July to September 2026': the quarter that begins on a day."""
    return f"{first:%B} to {date(first.year, first.month + 2, 1):%B %Y}"


def cohort_options(rows: Iterable[Row]) -> dict[str, str]:
    """The cohorts to choose from, newest first; the address holds the first day of the quarter."""
    return {
        row["cohort_from"].isoformat(): f"Started {cohort_name(row['cohort_from'])}" for row in rows
    }


def _grouped(rows: Iterable[Row]) -> dict[str, list[Row]]:
    cohorts: dict[str, list[Row]] = {}
    for row in rows:
        cohorts.setdefault(row["cohort_from"].isoformat(), []).append(row)
    return cohorts


@once
def outcome_rows(rows: Iterable[Row], words: Vocabulary, links: Links) -> list[Cells]:
    """One row a cohort: begun, running, confirmed, and every other way it stands, each its list."""
    cells = []
    for cohort, mine in _grouped(rows).items():

        def listed(number: int, name: str, cohort: str = cohort) -> str:
            address = links.to("asye", list=name, cohort=cohort)
            return link(f"{number:,}", address) if number else "0"

        name = cohort_name(mine[0]["cohort_from"])
        begun, running, risk = (
            sum(row[f"{part}_count"] for row in mine)
            for part in ("programmes", "running", "at_risk")
        )
        at_risk = f"  \n:small[{listed(risk, 'at_risk')} at risk]" if risk else ""
        confirmed = sum(row["programmes_count"] for row in mine if row["state_code"] == CONFIRMED)
        others = [
            f"{words.word('asye_state', row['state_code']).marked}: "
            f"{listed(row['programmes_count'], row['state_code'])}"
            for row in mine
            if row["state_code"] not in (CONFIRMED, "in_progress")
        ]
        cells.append(
            {
                "Started": f"**{link(name, links.to('asye', cohort=cohort))}**",
                "NQSWs": listed(begun, "all"),
                "Running": listed(running, "running") + at_risk,
                "Confirmed": listed(confirmed, CONFIRMED),
                "Otherwise": "  \n".join(others) or "–",
            }
        )
    return cells


@once
def outcome_bars(rows: Iterable[Row], words: Vocabulary) -> list[dict[str, Any]]:
    """The same as bars: confirmed first, then running, then every other ending."""
    good, still, gone = (
        words.word("asye_state", code) for code in (CONFIRMED, "in_progress", "ended")
    )
    bars = []
    for mine in _grouped(rows).values():
        begun = sum(row["programmes_count"] for row in mine)
        confirmed = sum(row["programmes_count"] for row in mine if row["state_code"] == CONFIRMED)
        running = sum(row["running_count"] for row in mine if row["state_code"] != CONFIRMED)
        parts = (
            (good.label, 1, confirmed, good.tone),
            ("Running", 2, running, still.tone),
            ("Ended otherwise", 3, begun - confirmed - running, gone.tone),
        )
        bars += [
            {
                "name": cohort_name(mine[0]["cohort_from"]),
                "part": label,
                "order": order,
                "number": number,
                "tone": tone,
                "said": f"{confirmed} of {begun} confirmed, {running} running",
            }
            for label, order, number, tone in parts
        ]
    return bars


def say_outcomes(rows: Iterable[Row]) -> str:
    """How many began, were confirmed and still run, in a sentence."""
    listed = list(rows)
    begun = sum(row["programmes_count"] for row in listed)
    confirmed = sum(row["programmes_count"] for row in listed if row["state_code"] == CONFIRMED)
    running = sum(row["running_count"] for row in listed)
    cohorts = len(_grouped(listed))
    return (
        f"Of {say_count(begun, 'NQSW')} in {say_count(cohorts, 'cohort')}, {confirmed:,} "
        f"{verb(confirmed, begun, 'was', 'were')} confirmed by a panel and {running:,} "
        f"{verb(running, begun)} still in their ASYE."
    )
