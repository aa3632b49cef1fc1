"""Supervisors and the people they supervise; also the people of one rule or staff category."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import EVERYWHERE, Place, Scope
from dashboard.warehouse import Published, ask


@remember
def supervisors_listed(
    run: Published, scope: Scope, place: Place, supervisor_state: str | None = None
) -> pl.DataFrame:
    """One row a supervisor of the place: who is not there first, then most overdue first.

    A supervisor is of a place when they sit in it or supervise somebody who does. `span_count` is
    everybody they supervise, `seen_count` those of them within the scope; the other counts are of
    the latter.
    """
    return ask(
        run,
        "supervisors_listed",
        **scope.parameters(),
        **place.parameters(),
        supervisor_state=supervisor_state,
    )


@remember
def supervisees_listed(
    run: Published,
    scope: Scope,
    place: Place = EVERYWHERE,
    *,
    list_name: str = "all",
    supervisor_id: str | None = None,
    supervisor_state: str | None = None,
    policy_id: str | None = None,
    rule_id: str | None = None,
    staff_category: str | None = None,
) -> pl.DataFrame:
    """The people of one list, most days overdue first, then soonest due.

    `list_name` is all, open, in_date, not_asked, unsupervised, a status or a band of days overdue.
    Every other argument narrows it; with `policy_id` each person is judged by that policy, held to
    it or not.
    """
    return ask(
        run,
        "supervisees_listed",
        **scope.parameters(),
        **place.parameters(),
        list_name=list_name,
        supervisor_id=supervisor_id,
        supervisor_state=supervisor_state,
        policy_id=policy_id,
        rule_id=rule_id,
        staff_category=staff_category,
    )
