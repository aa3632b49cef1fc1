"""Audits of supervision: planned and done, graded, moderated, and the actions that came of them."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask


@remember
def audit_rounds(run: Published) -> pl.DataFrame:
    """Every round of audits, newest first: audit_round, first_on, last_on, has_begun, is_latest."""
    return ask(run, "audit_rounds")


@remember
def assurance_limits(run: Published) -> pl.DataFrame:
    """The numbers that figures of audits and survey are made with: limit_code, limit_value."""
    return ask(run, "assurance_limits")


@remember
def audit_coverage_counts(
    run: Published, scope: Scope, place: Place, audit_round: str | None = None
) -> pl.DataFrame:
    """One row: audits planned, done, done in time or late, overdue, due and unplanned."""
    asked = {**scope.parameters(), **place.parameters(), "audit_round": audit_round}
    return ask(run, "audit_coverage_counts", **asked)


@remember
def audit_coverage_listed(
    run: Published,
    scope: Scope,
    place: Place,
    audit_round: str | None = None,
    list_name: str = "planned",
) -> pl.DataFrame:
    """Lines of the plan and audits without one: `list_name` is planned, done or a state."""
    asked = {**scope.parameters(), **place.parameters(), "audit_round": audit_round}
    return ask(run, "audit_coverage_listed", **asked, list_name=list_name)


@remember
def audited_supervisors_counts(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row: supervisors by whether their supervision was audited lately, before, or never."""
    return ask(run, "audited_supervisors_counts", **scope.parameters(), **place.parameters())


@remember
def audited_supervisors_listed(
    run: Published, scope: Scope, place: Place, list_name: str = "all"
) -> pl.DataFrame:
    """Supervisors with their last audit: `list_name` is all, never, not_lately or lately."""
    asked = {**scope.parameters(), **place.parameters(), "list_name": list_name}
    return ask(run, "audited_supervisors_listed", **asked)


@remember
def audits_listed(
    run: Published,
    scope: Scope,
    place: Place,
    audit_round: str | None = None,
    *,
    grade_code: str | None = None,
    standard: str | None = None,
    answer_code: str | None = None,
    supervisor_id: str | None = None,
) -> pl.DataFrame:
    """Audits, latest first; every argument narrows them.

    `grade_code` is a grade, graded, good_or_better or none; `answer_code` an answer to the
    standard, or judged.
    """
    return ask(
        run,
        "audits_listed",
        **scope.parameters(),
        **place.parameters(),
        audit_round=audit_round,
        grade_code=grade_code,
        standard=standard,
        answer_code=answer_code,
        supervisor_id=supervisor_id,
    )


@remember
def audit_grades(
    run: Published, scope: Scope, place: Place, audit_round: str | None = None
) -> pl.DataFrame:
    """One row a service: audits of whoever is in scope, by the grade that counts."""
    asked = {**scope.parameters(), **place.parameters(), "audit_round": audit_round}
    return ask(run, "audit_grades", **asked)


@remember
def audit_standards(
    run: Published, scope: Scope, place: Place, audit_round: str | None = None
) -> pl.DataFrame:
    """One row a standard, least often met first, of the audits of whoever is in scope."""
    asked = {**scope.parameters(), **place.parameters(), "audit_round": audit_round}
    return ask(run, "audit_standards", **asked)


@remember
def audit_grades_for_all(run: Published, audit_round: str) -> pl.DataFrame:
    """Grades of a round for the council and each service, few audits held back: for everybody."""
    return ask(run, "audit_grades_for_all", audit_round=audit_round)


@remember
def audit_standards_for_all(run: Published, audit_round: str) -> pl.DataFrame:
    """Standards of a round for the council and each service, few audits held back."""
    return ask(run, "audit_standards_for_all", audit_round=audit_round)


@remember
def moderation_agreement(run: Published, audit_round: str | None = None) -> pl.DataFrame:
    """At most one row: how many moderated audits can be compared, and how many agree."""
    return ask(run, "moderation_agreement", audit_round=audit_round)


@remember
def moderation_standards(run: Published, audit_round: str | None = None) -> pl.DataFrame:
    """One row a standard: how many answers two auditors gave, and how many are the same."""
    return ask(run, "moderation_standards", audit_round=audit_round)


@remember
def moderation_listed(
    run: Published,
    scope: Scope,
    place: Place,
    audit_round: str | None = None,
    list_name: str = "all",
) -> pl.DataFrame:
    """Moderations with the audit each stands beside: `list_name` is all or a state."""
    asked = {**scope.parameters(), **place.parameters(), "audit_round": audit_round}
    return ask(run, "moderation_listed", **asked, list_name=list_name)


@remember
def audit_actions_counts(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row: actions open, overdue, done late and done in time."""
    return ask(run, "audit_actions_counts", **scope.parameters(), **place.parameters())


@remember
def audit_actions_by_owner(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row an owner, most overdue first, with how their actions stand."""
    return ask(run, "audit_actions_by_owner", **scope.parameters(), **place.parameters())


@remember
def audit_actions_listed(
    run: Published,
    scope: Scope,
    place: Place,
    list_name: str = "all",
    owner_id: str | None = None,
) -> pl.DataFrame:
    """Actions, overdue first: `list_name` is all or a state; `owner_id` narrows them."""
    asked = {**scope.parameters(), **place.parameters(), "owner_id": owner_id}
    return ask(run, "audit_actions_listed", **asked, list_name=list_name)


@remember
def audits_beside_frequency(
    run: Published, scope: Scope, place: Place, audit_round: str | None = None
) -> pl.DataFrame:
    """One row a team with graded audits: people in date now, beside audits good or better."""
    asked = {**scope.parameters(), **place.parameters(), "audit_round": audit_round}
    return ask(run, "audits_beside_frequency", **asked)


@remember
def audit_sample_strata(
    run: Published, scope: Scope, place: Place, *, strata: str, size: int, seed: int
) -> pl.DataFrame:
    """One row a stratum (`strata` is service or team): supervisors, left out, places.

    Who sees counts only gets it too: nobody is named in it.
    """
    return ask(
        run,
        "audit_sample_strata",
        **scope.parameters(),
        **place.parameters(),
        strata=strata,
        size=size,
        seed=seed,
    )


@remember
def audit_sample_drawn(
    run: Published,
    scope: Scope,
    place: Place,
    *,
    strata: str,
    size: int,
    seed: int,
    stratum: str | None = None,
) -> pl.DataFrame:
    """One row a supervisor drawn, in the order of the draw, with one held session to read.

    The same seed, size, strata and data give the same rows to whoever may see the same people.
    """
    return ask(
        run,
        "audit_sample_drawn",
        **scope.parameters(),
        **place.parameters(),
        strata=strata,
        size=size,
        seed=seed,
        stratum=stratum,
    )
