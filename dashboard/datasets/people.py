"""How people stand under the policy in force: counts by team and band, lists, month by month."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask

#: How many of those overdue for longest are named at once.
LONGEST = 10


@remember
def people_by_team(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a team (a service, for who sees counts only): people by how they stand."""
    return ask(run, "people_by_team", **scope.parameters(), **place.parameters())


@remember
def people_by_band(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a band of days overdue: band_code, label, people_count."""
    return ask(run, "people_by_band", **scope.parameters(), **place.parameters())


@remember
def people_listed(
    run: Published, scope: Scope, place: Place, list_name: str, first_rows: int | None = None
) -> pl.DataFrame:
    """The people of one list, most days overdue first, then soonest due; all, or the first rows.

    `list_name` is a status, a band of days overdue, or one of open, in_date and never.
    """
    return ask(
        run,
        "people_listed",
        **scope.parameters(),
        **place.parameters(),
        list_name=list_name,
        first_rows=first_rows,
    )


def longest_overdue(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """The people overdue for longest; none where nobody may be named."""
    return people_listed(run, scope, place, "overdue", LONGEST)


@remember
def nqsw_standing(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row: NQSWs whose ASYE runs, those at risk, and in date by the national floor."""
    return ask(run, "nqsw_standing", **scope.parameters(), **place.parameters())


@remember
def as_reported(run: Published, scope: Scope, place: Place, obligation_type: str) -> pl.DataFrame:
    """One row where the month end shown was reported at the time: reported_on, then
    reported_open_count and reported_in_date_count, now open_count and in_date_count.
    """
    return ask(
        run,
        "as_reported",
        **scope.parameters(),
        **place.parameters(),
        obligation_type=obligation_type,
    )


@remember
def monthly_in_date(
    run: Published, scope: Scope, place: Place, obligation_type: str
) -> pl.DataFrame:
    """Month ends and the data date, oldest first: open_count, in_date_count, overdue_count."""
    return ask(
        run,
        "monthly_in_date",
        **scope.parameters(),
        **place.parameters(),
        obligation_type=obligation_type,
    )
