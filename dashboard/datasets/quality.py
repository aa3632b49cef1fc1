"""How good the data is: feeds, files, what went wrong in reading, what does not add up."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Scope
from dashboard.warehouse import Published, ask


@remember
def feeds_accounted(run: Published) -> pl.DataFrame:
    """One row a feed, those with something wrong first: age in days, rows, problems, checks."""
    return ask(run, "feeds_accounted")


@remember
def load_files(run: Published, feed: str | None = None) -> pl.DataFrame:
    """One row a file the warehouse is made from, or that was refused (those first)."""
    return ask(run, "load_files", feed=feed)


@remember
def load_acts(run: Published) -> pl.DataFrame:
    """One row a thing that was done with the data, the latest first."""
    return ask(run, "load_acts")


@remember
def problems_counted(run: Published, scope: Scope) -> pl.DataFrame:
    """One row a code and outcome, errors first, with an example."""
    return ask(run, "problems_counted", **scope.parameters())


@remember
def problems_listed(
    run: Published,
    scope: Scope,
    feed: str | None = None,
    code: str | None = None,
    outcome: str | None = None,
) -> pl.DataFrame:
    """One row a problem, errors first. `typed_text` is blank for who does not see everyone."""
    return ask(run, "problems_listed", **scope.parameters(), feed=feed, code=code, outcome=outcome)


@remember
def rows_held_back(run: Published, scope: Scope, feed: str | None = None) -> pl.DataFrame:
    """One row a row of a file that was held back, with all that is wrong with it."""
    return ask(run, "rows_held_back", **scope.parameters(), feed=feed)


@remember
def checks_counted(run: Published) -> pl.DataFrame:
    """One row a check that found something, most rows first, with its effect on the numbers."""
    return ask(run, "checks_counted")


@remember
def checks_listed(
    run: Published, scope: Scope, feed: str | None = None, check_code: str | None = None
) -> pl.DataFrame:
    """One row a finding. `subject_id` is blank where the scope does not reach."""
    return ask(run, "checks_listed", **scope.parameters(), feed=feed, check_code=check_code)


@remember
def rules_not_measured(run: Published) -> pl.DataFrame:
    """One row a rule in force that cannot be measured: policy, rule, what was not supplied."""
    return ask(run, "rules_not_measured")
