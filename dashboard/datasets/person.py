"""One person: how they stand and everything that made it so. No rows where out of scope."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Scope
from dashboard.warehouse import Published, ask


@remember
def person(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row, or none: who they are and how they stand under the policy in force."""
    return ask(run, "person", **scope.parameters(), worker_id=worker_id)


@remember
def person_sessions(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a session, newest first: when, what, with whom, whether it counts and why not."""
    return ask(run, "person_sessions", **scope.parameters(), worker_id=worker_id)


@remember
def person_obligations(
    run: Published, scope: Scope, worker_id: str, policy_id: str
) -> pl.DataFrame:
    """One row a thing the policy asked for, newest first, with its status on the data date."""
    return ask(
        run, "person_obligations", **scope.parameters(), worker_id=worker_id, policy_id=policy_id
    )


@remember
def person_missed(run: Published, scope: Scope, worker_id: str, policy_id: str) -> pl.DataFrame:
    """One row a day on which one more session was missed after a due date: missed_on."""
    return ask(run, "person_missed", **scope.parameters(), worker_id=worker_id, policy_id=policy_id)


@remember
def person_absences(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row an absence, newest first: dates and whether it stops the clock."""
    return ask(run, "person_absences", **scope.parameters(), worker_id=worker_id)


@remember
def person_phases(run: Published, scope: Scope, worker_id: str, policy_id: str) -> pl.DataFrame:
    """One row a stretch of days under one rule and interval, newest first."""
    return ask(run, "person_phases", **scope.parameters(), worker_id=worker_id, policy_id=policy_id)


@remember
def person_arrangements(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row an individual arrangement; `reason_for_the_line` is null for every other reader."""
    return ask(run, "person_arrangements", **scope.parameters(), worker_id=worker_id)


@remember
def person_cases(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a type of case they hold: how many open, in date and overdue."""
    return ask(run, "person_cases", **scope.parameters(), worker_id=worker_id)


@remember
def person_case_supervisions(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a day on which cases were discussed with them: supervised_on, case_count."""
    return ask(run, "person_case_supervisions", **scope.parameters(), worker_id=worker_id)


@remember
def person_agreements(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a supervision agreement on record; `is_in_place` marks the one that stands now."""
    return ask(run, "person_agreements", **scope.parameters(), worker_id=worker_id)


@remember
def person_training(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a supervision course, done or asked for: when last, and how it stands."""
    return ask(run, "person_training", **scope.parameters(), worker_id=worker_id)


@remember
def person_rows(run: Published, scope: Scope, worker_id: str) -> pl.DataFrame:
    """One row a row of an export about them: feed, day, key, file and row."""
    return ask(run, "person_rows", **scope.parameters(), worker_id=worker_id)
