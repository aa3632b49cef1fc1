"""The rules in words, whom they judge, who is held to which policy, whom no rule is about."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask


@remember
def policies_held(run: Published) -> pl.DataFrame:
    """One row a directorate and stretch of days under one policy, newest first."""
    return ask(run, "policies_held")


@remember
def rules_listed(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a rule and policy version, with how many people or cases of the scope it judges now.

    `judged_count` is everybody the rule would judge, `held_count` those held to its policy.
    """
    return ask(run, "rules_listed", **scope.parameters(), **place.parameters())


@remember
def rule_reviews(
    run: Published,
    scope: Scope,
    place: Place,
    *,
    policy_id: str = "",
    rule_id: str = "",
    held_only: bool = False,
    overdue_only: bool = False,
) -> pl.DataFrame:
    """One row an NQSW with a review open under one rule, the soonest due first."""
    return ask(
        run,
        "rule_reviews",
        **scope.parameters(),
        **place.parameters(),
        policy_id=policy_id,
        rule_id=rule_id,
        held_only=held_only,
        overdue_only=overdue_only,
    )


@remember
def people_not_asked(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a staff category of whom the policy in force asks nothing, or nothing can be said."""
    return ask(run, "people_not_asked", **scope.parameters(), **place.parameters())


@remember
def floor_beside(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a rule that judges NQSWs now, with the national floor's rule for the same people."""
    return ask(run, "floor_beside", **scope.parameters(), **place.parameters())


@remember
def floor_asks(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a thing the national floor asks for NQSWs, beside a version of another policy."""
    return ask(run, "floor_asks", **scope.parameters(), **place.parameters())


@remember
def policy_versions(run: Published) -> pl.DataFrame:
    """One row a version of a policy, newest first, those known in advance included."""
    return ask(run, "policy_versions")


@remember
def policy_changes(run: Published) -> pl.DataFrame:
    """One row a thing that a version says otherwise than the one before it."""
    return ask(run, "policy_changes")


@remember
def rule_obligations(
    run: Published,
    scope: Scope,
    place: Place,
    *,
    policy_id: str = "",
    rule_id: str = "",
    held_only: bool = False,
    overdue_only: bool = False,
) -> pl.DataFrame:
    """One row an open obligation under a rule that is neither supervision nor a review."""
    return ask(
        run,
        "rule_obligations",
        **scope.parameters(),
        **place.parameters(),
        policy_id=policy_id,
        rule_id=rule_id,
        held_only=held_only,
        overdue_only=overdue_only,
    )
