"""Case supervision by type, team and list. Cases go by their reference; no child is ever named."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask


@remember
def cases_by_type(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a case type, in the order of the vocabulary: open cases by how they stand."""
    return ask(run, "cases_by_type", **scope.parameters(), **place.parameters())


@remember
def case_rules(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a case type and rule that judges cases of it now, most cases first."""
    return ask(run, "case_rules", **scope.parameters(), **place.parameters())


@remember
def cases_by_team_and_type(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a team and case type with something owed (a service, for who sees counts only)."""
    return ask(run, "cases_by_team_and_type", **scope.parameters(), **place.parameters())


@remember
def cases_matrix(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a team and case type: open cases by how they stand, with those that stand apart."""
    return ask(run, "cases_matrix", **scope.parameters(), **place.parameters())


@remember
def cases_not_asked(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a policy, system, type and reason for which nothing is asked or can be said."""
    return ask(run, "cases_not_asked", **scope.parameters(), **place.parameters())


@remember
def cases_listed(
    run: Published,
    scope: Scope,
    place: Place,
    *,
    list_name: str = "all",
    case_type: str | None = None,
    high_risk_only: bool = False,
    supervisor_id: str | None = None,
    worker_id: str | None = None,
    system_code: str | None = None,
    policy_id: str | None = None,
    rule_id: str | None = None,
    first_rows: int | None = None,
) -> pl.DataFrame:
    """The cases of one list, most days overdue first, then soonest due.

    `list_name` is all, open, in_date, not_asked, unallocated, a status or a band of days overdue.
    Every other argument narrows it; with `policy_id` each case is judged by that policy, held to
    it or not.
    `due_from_opening` and `due_from_change` are for the sentence that explains the due date.
    """
    return ask(
        run,
        "cases_listed",
        **scope.parameters(),
        **place.parameters(),
        list_name=list_name,
        case_type=case_type,
        high_risk_only=high_risk_only,
        supervisor_id=supervisor_id,
        worker_id=worker_id,
        system_code=system_code,
        policy_id=policy_id,
        rule_id=rule_id,
        first_rows=first_rows,
    )
