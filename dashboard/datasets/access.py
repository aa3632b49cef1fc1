"""Whom a scope is made of. These answers decide access, so they take no Scope: only the module
that grants access may ask them, never a page (an import contract says so).
"""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.warehouse import Published, ask


@remember
def access_teams(run: Published) -> pl.DataFrame:
    """Every team, open or closed: team_id, team_name, service_name, team_manager_id, is_open."""
    return ask(run, "access_teams")


@remember
def access_managers(run: Published) -> pl.DataFrame:
    """Everybody who manages an open team: manager_id, manager_name, team_names."""
    return ask(run, "access_managers")


@remember
def access_line(run: Published, manager_id: str) -> pl.DataFrame:
    """Everybody below a manager at any depth: worker_id."""
    return ask(run, "access_line", manager_id=manager_id)
