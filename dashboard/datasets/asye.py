"""NQSWs in their assessed and supported year in employment: who, where in it, and their reviews."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask

#: How far ahead a review counts as coming up.
REVIEW_DAYS = 30


@remember
def nqsws_listed(
    run: Published, scope: Scope, place: Place, list_name: str = "all"
) -> pl.DataFrame:
    """One row a programme of the list, running ones first, then those at risk.

    `list_name` is all, running, ended, at_risk, no_assessor, reviews_due, reviews_overdue,
    sessions_overdue, floor_overdue or a state. `state_code` is what this reader may know of it:
    `is_own_line` says whether they are in the NQSW's own line of management.
    """
    return ask(
        run,
        "nqsws_listed",
        **scope.parameters(),
        **place.parameters(),
        list_name=list_name,
        review_days=REVIEW_DAYS,
    )


@remember
def nqsw_reviews(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row an NQSW whose ASYE runs and review asked for, with its status on the data date."""
    return ask(run, "nqsw_reviews", **scope.parameters(), **place.parameters())


@remember
def nqsw_counts(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row: NQSWs running, at risk, without assessor, with reviews due or overdue, ended."""
    return ask(
        run, "nqsw_counts", **scope.parameters(), **place.parameters(), review_days=REVIEW_DAYS
    )
