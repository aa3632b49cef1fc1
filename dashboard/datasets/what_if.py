"""What a scenario does to those a reader may see: counts by team and manager, lists, minutes."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.rerunning import ask_rerun
from dashboard.scenario import Scenario
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask


@remember
def what_if_rules(run: Published) -> pl.DataFrame:
    """One row a rule that may be changed for a try, with its steps and the formats it counts."""
    return ask(run, "what_if_rules")


@remember
def what_if_by_team(
    run: Published, scope: Scope, place: Place, scenario: Scenario, obligation_type: str
) -> pl.DataFrame:
    """One row a team (a service, for who sees counts only): overdue before and after."""
    return ask_rerun(
        run,
        scenario,
        "what_if_by_team",
        **scope.parameters(),
        **place.parameters(),
        obligation_type=obligation_type,
    )


@remember
def what_if_by_manager(
    run: Published, scope: Scope, place: Place, scenario: Scenario, obligation_type: str
) -> pl.DataFrame:
    """One row a line manager: those of theirs who are overdue before and after."""
    return ask_rerun(
        run,
        scenario,
        "what_if_by_manager",
        **scope.parameters(),
        **place.parameters(),
        obligation_type=obligation_type,
    )


@remember
def what_if_listed(
    run: Published,
    scope: Scope,
    place: Place,
    scenario: Scenario,
    obligation_type: str,
    *,
    list_name: str,
    supervisor_id: str | None = None,
) -> pl.DataFrame:
    """The people or cases of one list, most days overdue first.

    `list_name` is before, after, becomes, stops, asked_before, asked_after or not_measured;
    `supervisor_id` is a line manager, or `none` for those without one.
    """
    return ask_rerun(
        run,
        scenario,
        "what_if_listed",
        **scope.parameters(),
        **place.parameters(),
        obligation_type=obligation_type,
        list_name=list_name,
        supervisor_id=supervisor_id,
    )


@remember
def what_if_minutes(run: Published, scope: Scope, place: Place, scenario: Scenario) -> pl.DataFrame:
    """One row: the median minutes of sessions that count, before and after, and of how many."""
    return ask_rerun(run, scenario, "what_if_minutes", **scope.parameters(), **place.parameters())
