"""How cases stand under the policy in force."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask


@remember
def cases_by_team(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a team (a service, for who sees counts only): open cases by how they stand."""
    return ask(run, "cases_by_team", **scope.parameters(), **place.parameters())
