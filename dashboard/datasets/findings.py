"""Findings: breaches that are not a date, and flags, with what they are out of."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask


@remember
def findings_listed(
    run: Published,
    scope: Scope,
    place: Place,
    *,
    finding_type: str | None = None,
    rule_id: str | None = None,
    worker_id: str | None = None,
    all_policies: bool = False,
) -> pl.DataFrame:
    """One row a finding, newest first; a confidential one for the person's own line only."""
    return ask(
        run,
        "findings_listed",
        **scope.parameters(),
        **place.parameters(),
        finding_type=finding_type,
        rule_id=rule_id,
        worker_id=worker_id,
        all_policies=all_policies,
    )


@remember
def findings_covered(
    run: Published,
    scope: Scope,
    place: Place,
    *,
    finding_type: str | None = None,
    rule_id: str | None = None,
    all_policies: bool = False,
) -> pl.DataFrame:
    """One row a rule of a kind, or the rule: how many it judged, found and could not judge."""
    return ask(
        run,
        "findings_covered",
        **scope.parameters(),
        **place.parameters(),
        finding_type=finding_type,
        rule_id=rule_id,
        all_policies=all_policies,
    )
