"""Practice standards: how sessions are, written up, cancelled and rearranged; agreements, training.

What is told of a period is told of the last complete months up to the day of the place, what is
told of a day of that day.
"""

from datetime import date

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask


@remember
def practice_measures(run: Published, place: Place) -> pl.DataFrame:
    """Every measure in its order: measure_code, label, group, told_of (period or day), nouns."""
    return ask(run, "practice_measures", **place.parameters())


@remember
def practice_rules(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a measure and rule in force for somebody in view, measured or not and why."""
    asked = {**scope.parameters(), **place.parameters()}
    return ask(run, "practice_rules", **asked)


@remember
def practice_periods(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """Every measure by month, year and day, of what concerns whoever is in scope."""
    asked = {**scope.parameters(), **place.parameters()}
    return ask(run, "practice_periods", **asked)


@remember
def practice_periods_for_all(run: Published) -> pl.DataFrame:
    """The council's and the services' figures, those of too few people held back: for everybody."""
    return ask(run, "practice_periods_for_all")


@remember
def practice_places(run: Published, scope: Scope, place: Place, measure_code: str) -> pl.DataFrame:
    """One measure by service and team of that day, the least often as asked first."""
    asked = {**scope.parameters(), **place.parameters()}
    return ask(run, "practice_places", **asked, measure_code=measure_code)


@remember
def practice_supervisors(
    run: Published, scope: Scope, place: Place, measure_code: str
) -> pl.DataFrame:
    """One measure by line manager of that day, most that is not as asked first."""
    asked = {**scope.parameters(), **place.parameters()}
    return ask(run, "practice_supervisors", **asked, measure_code=measure_code)


@remember
def practice_listed(
    run: Published,
    scope: Scope,
    place: Place,
    measure_code: str,
    list_name: str = "unmet",
    *,
    period_to: date | None = None,
    supervisor_id: str | None = None,
) -> pl.DataFrame:
    """The list behind a number: `list_name` is a result, judged or not_measured."""
    return ask(
        run,
        "practice_listed",
        **scope.parameters(),
        **place.parameters(),
        measure_code=measure_code,
        list_name=list_name,
        period_to=period_to,
        supervisor_id=supervisor_id,
    )


@remember
def cancellations_counts(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a reason: sessions cancelled, and what came of them; most first."""
    asked = {**scope.parameters(), **place.parameters()}
    return ask(run, "cancellations_counts", **asked)


@remember
def cancellations_for_all(run: Published) -> pl.DataFrame:
    """The council's cancelled sessions by reason, those of too few people held back."""
    return ask(run, "cancellations_for_all")


@remember
def cancellations_listed(
    run: Published,
    scope: Scope,
    place: Place,
    list_name: str = "cancelled",
    *,
    reason_code: str | None = None,
    cancelled_by_code: str | None = None,
) -> pl.DataFrame:
    """The cancelled sessions behind a number: `list_name` is cancelled, not_judged or what came."""
    return ask(
        run,
        "cancellations_listed",
        **scope.parameters(),
        **place.parameters(),
        list_name=list_name,
        reason_code=reason_code,
        cancelled_by_code=cancelled_by_code,
    )
