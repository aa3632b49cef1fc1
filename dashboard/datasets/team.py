"""One team, or the teams of one reader: its people, its cases by type, its NQSWs."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask


@remember
def team_people(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a person of the place under the policy in force, most days overdue first.

    `is_in_team` is false for the team's manager where they sit elsewhere, and for people the
    manager supervises in other teams. `due_from_opening` and `due_from_change` are what the due
    date would be by the interval alone, for the sentence that explains it.
    """
    return ask(run, "team_people", **scope.parameters(), **place.parameters())


@remember
def team_months(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a person of the place and day, for the last twelve month ends and the data date
    where that is shown: status_code, due_on, days_overdue; most often overdue first, then by name.
    """
    return ask(run, "team_months", **scope.parameters(), **place.parameters())


@remember
def team_cases(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a case type: how many open cases, how many in date, overdue and unallocated."""
    return ask(run, "team_cases", **scope.parameters(), **place.parameters())


@remember
def team_nqsws(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row an NQSW whose ASYE runs, with where they stand and the national floor beside."""
    return ask(run, "team_nqsws", **scope.parameters(), **place.parameters())
