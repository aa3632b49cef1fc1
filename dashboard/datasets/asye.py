"""NQSWs in their assessed and supported year in employment: who, where in it, and their reviews."""

from datetime import date

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask

#: How far ahead a review counts as coming up.
REVIEW_DAYS = 30


@remember
def nqsws_listed(
    run: Published,
    scope: Scope,
    place: Place,
    list_name: str = "all",
    cohort: date | None = None,
) -> pl.DataFrame:
    """One row a programme of the list, running ones first, then those at risk.

    `list_name` is all, running, ended, at_risk, no_assessor, evidence_short, reviews_due,
    reviews_overdue, sessions_overdue, floor_overdue or a state. `state_code` is what this reader
    may know of it: `is_own_line` says whether they are in the NQSW's own line of management.
    `cohort` is the first day of the quarter in which they began; None is every cohort.
    """
    return ask(
        run,
        "nqsws_listed",
        **scope.parameters(),
        **place.parameters(),
        list_name=list_name,
        cohort=cohort,
        review_days=REVIEW_DAYS,
    )


@remember
def nqsw_reviews(
    run: Published, scope: Scope, place: Place, cohort: date | None = None
) -> pl.DataFrame:
    """One row an NQSW whose ASYE runs and review asked for, with its status on the data date."""
    return ask(run, "nqsw_reviews", **scope.parameters(), **place.parameters(), cohort=cohort)


@remember
def nqsw_cohorts(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a cohort (the quarter in which they began) and state: programmes, running, at risk.

    `state_code` is what this reader may know of it, as in `nqsws_listed`.
    """
    return ask(run, "nqsw_cohorts", **scope.parameters(), **place.parameters())


@remember
def nqsw_counts(
    run: Published, scope: Scope, place: Place, cohort: date | None = None
) -> pl.DataFrame:
    """One row: NQSWs running, at risk, without assessor, with reviews due or overdue, ended."""
    return ask(
        run,
        "nqsw_counts",
        **scope.parameters(),
        **place.parameters(),
        cohort=cohort,
        review_days=REVIEW_DAYS,
    )


@remember
def nqsw_panel(run: Published, scope: Scope, place: Place, panel_month: str) -> pl.DataFrame:
    """One row a programme in the panel list of a month (2026-12), soonest first.

    Those still waiting from before the data date are carried over into this month and later ones.
    """
    return ask(
        run,
        "nqsw_panel",
        **scope.parameters(),
        **place.parameters(),
        panel_month=date.fromisoformat(f"{panel_month}-01"),
    )


@remember
def nqsw_evidence(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a programme and kind of evidence: asked for by now, held, short, asked for in all."""
    return ask(run, "nqsw_evidence", **scope.parameters(), **place.parameters())


@remember
def person_programmes(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a programme of theirs, newest first, as far as the reader may know of it."""
    return ask(run, "person_programmes", **scope.parameters(), worker_id=worker_id)


@remember
def person_asye_phases(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a phase that has begun, of the policy held to and of the national floor."""
    return ask(run, "person_asye_phases", **scope.parameters(), worker_id=worker_id)


@remember
def person_milestones(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a review asked for; `outcome_for_the_line` is null for every other reader."""
    return ask(run, "person_milestones", **scope.parameters(), worker_id=worker_id)


@remember
def person_assessors(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a stretch of days in a role, or without an assessor, newest first."""
    return ask(run, "person_assessors", **scope.parameters(), worker_id=worker_id)


@remember
def person_evidence(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a kind of evidence and stage: asked for by then, held, short."""
    return ask(run, "person_evidence", **scope.parameters(), worker_id=worker_id)
