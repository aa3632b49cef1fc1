"""Who an export means: what told nobody and what hangs on it; what was told by name or e-mail."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Scope
from dashboard.warehouse import Published, ask


@remember
def references_counted(run: Published, scope: Scope) -> pl.DataFrame:
    """One row a feed and heading under which people cannot be told, with what hangs on it."""
    return ask(run, "references_counted", **scope.parameters())


@remember
def references_listed(
    run: Published, scope: Scope, feed: str | None = None, column_name: str | None = None
) -> pl.DataFrame:
    """One row a text that tells nobody. `written_text` is blank where the scope does not reach."""
    asked = {"feed": feed, "column_name": column_name}
    return ask(run, "references_listed", **scope.parameters(), **asked)


@remember
def people_maybe_not_overdue(
    run: Published, scope: Scope, feed: str | None = None, column_name: str | None = None
) -> pl.DataFrame:
    """One row a person in scope who is overdue, and a text that may have been them since."""
    asked = {"feed": feed, "column_name": column_name}
    return ask(run, "people_maybe_not_overdue", **scope.parameters(), **asked)


@remember
def likely_duplicates(run: Published, scope: Scope) -> pl.DataFrame:
    """One row a pair of employee numbers in scope that are likely one person."""
    return ask(run, "likely_duplicates", **scope.parameters())


@remember
def settled_counted(run: Published, scope: Scope) -> pl.DataFrame:
    """One row: how many identifiers the council settled, to somebody and to nobody, and of how
    many rows.
    """
    return ask(run, "settled_counted", **scope.parameters())


@remember
def settled_listed(run: Published, scope: Scope) -> pl.DataFrame:
    """One row a settlement that stands. `identifier` is blank where the scope does not reach."""
    return ask(run, "settled_listed", **scope.parameters())


@remember
def references_matched(run: Published, scope: Scope) -> pl.DataFrame:
    """One row a way in which people were told, other than by employee number."""
    return ask(run, "references_matched", **scope.parameters())


@remember
def person_spellings(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a text, not the employee number, by which the person was told."""
    return ask(run, "person_spellings", **scope.parameters(), worker_id=worker_id)
