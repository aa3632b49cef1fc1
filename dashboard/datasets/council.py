"""What is true of the whole council, whoever reads: the refresh, the words, teams and policies."""

import polars as pl

from dashboard.datasets.memory import remember
from dashboard.scope import Scope
from dashboard.warehouse import Published, ask


@remember
def codes(run: Published) -> pl.DataFrame:
    """Every code with its words: code_list, code, label, tone, symbol, sort_order, meaning."""
    return ask(run, "codes")


@remember
def stale_feeds(run: Published) -> pl.DataFrame:
    """Supplied feeds older than their freshness limit: title, extracted_on, freshness_days."""
    return ask(run, "stale_feeds")


@remember
def teams(run: Published, scope: Scope) -> pl.DataFrame:
    """Open teams within the scope, with their services and managers."""
    return ask(run, "teams", **scope.parameters())


@remember
def services(run: Published, scope: Scope) -> pl.DataFrame:
    """Services of which something may be seen: service_name."""
    return ask(run, "services", **scope.parameters())


@remember
def days_offered(run: Published) -> pl.DataFrame:
    """The days people and cases can be shown on, newest first: as_at, is_data_date."""
    return ask(run, "days_offered")


@remember
def policies(run: Published) -> pl.DataFrame:
    """Every policy, with whom it is in force for and when its version is due for review."""
    return ask(run, "policies")


@remember
def run_record(run: Published) -> pl.DataFrame:
    """One row: data_date, built_at (UTC), policy_override, code_version."""
    return ask(run, "run_record")


@remember
def feeds(run: Published) -> pl.DataFrame:
    """Every feed, with its age, its rows and the day its evidence begins."""
    return ask(run, "feeds")


@remember
def readings(run: Published) -> pl.DataFrame:
    """Every rule that needed a reading of ours: policy, rule, clause, reading."""
    return ask(run, "readings")
