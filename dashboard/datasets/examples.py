"""What the worked examples of the About page are made of, where no other page asks for it."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Scope
from dashboard.warehouse import Published, ask


@remember
def interval_asked_most(run: Published, scope: Scope) -> pl.DataFrame:
    """At most one row: the interval asked of most people, its times a year, minutes a session."""
    return ask(run, "interval_asked_most", **scope.parameters())


@remember
def nqsw_phase_counts(run: Published, scope: Scope) -> pl.DataFrame:
    """One row: NQSWs in a phase that is measured, sessions expected and held in it so far."""
    return ask(run, "nqsw_phase_counts", **scope.parameters())
