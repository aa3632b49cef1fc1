"""Charts over time and funnels: series with their limits, points, places of different sizes."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published, ask


@remember
def spc_series(run: Published, scope: Scope, place: Place, measure_code: str) -> pl.DataFrame:
    """One row a chart of a measure, the council's first, then services: limits, what they say."""
    asked = {**scope.parameters(), **place.parameters()}
    return ask(run, "spc_series", **asked, measure_code=measure_code)


@remember
def spc_points(
    run: Published,
    scope: Scope,
    place: Place,
    *,
    measure_code: str,
    level_code: str,
    place_id: str,
) -> pl.DataFrame:
    """The months of one chart, oldest first; a month in which nothing was owed has no value."""
    asked = {**scope.parameters(), **place.parameters(), "place_id": place_id}
    return ask(run, "spc_points", **asked, measure_code=measure_code, level_code=level_code)


@remember
def funnel_places(
    run: Published, scope: Scope, place: Place, measure_code: str, level_code: str
) -> pl.DataFrame:
    """One row a team, or a line manager: counts, limits at its size, and where it lies."""
    asked = {**scope.parameters(), **place.parameters()}
    return ask(run, "funnel_places", **asked, measure_code=measure_code, level_code=level_code)


@remember
def funnel_limits(run: Published, place: Place, measure_code: str, level_code: str) -> pl.DataFrame:
    """One row a size: the limits of a place of that size, were all like the council."""
    asked = {**place.parameters(), "measure_code": measure_code}
    return ask(run, "funnel_limits", **asked, level_code=level_code)


@remember
def chart_rules(run: Published) -> pl.DataFrame:
    """The numbers charts and funnels are made with: chart_code, rule_code, rule_value."""
    return ask(run, "chart_rules")


@remember
def services_beside_quality(run: Published, scope: Scope, place: Place) -> pl.DataFrame:
    """One row a service: how often supervision is held, beside how good it is found to be."""
    asked = {**scope.parameters(), **place.parameters()}
    return ask(run, "services_beside_quality", **asked)
