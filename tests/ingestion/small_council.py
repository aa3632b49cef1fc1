"""A small council with a dbt project of its own, published by the real pipeline in a few seconds."""

import json
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import duckdb
from rich.console import Console

from ingestion.contract import TRANSFORM
from ingestion.refresh import Refresh, Report
from ingestion.settings import Settings
from ingestion.steps import Steps

DBT_PROJECT = """
name: small
version: "1.0"
profile: supervision_monitor
models: {small: {marts: {+schema: marts, +materialized: table}}}
seeds: {small: {+schema: seeds}}
"""
DIM_FEEDS = """
select
    feeds.feed,
    feeds.is_supplied,
    coalesce(fixed.records_from, sessions.first_held) as records_from
from {{ source('load', 'load_feeds') }} as feeds
left join {{ source('load', 'records_from') }} as fixed using (feed)
left join (
    select 'sharepoint_sessions' as feed, min(held_date) as first_held
    from {{ source('sharepoint', 'sharepoint_sessions') }}
) as sessions using (feed)
"""
REPORTED = """
select * from {{ source('load', 'reported_measures') }}
union all
select
    date_trunc('month', run.data_date)::date - 1 as as_at, 'council' as level_code, '' as place_id,
    'staff_supervision' as obligation_type, (select count(*) from {{ source('hr', 'hr_workers') }})::integer as open_count,
    0 as in_date_count, 0 as overdue_count, run.data_date as reported_on, run.built_at as published_at
from {{ source('load', 'load_run') }} as run
where date_trunc('month', run.data_date)::date - 1 not in (
    select as_at from {{ source('load', 'reported_measures') }}
)
"""
DIM_WORKERS = "select employee_number as worker_id from {{ source('hr', 'hr_workers') }}"

NOW = datetime(2026, 11, 5, 7)

Run = Callable[..., Report]


def write_project(project: Path) -> None:
    """A dbt project with the real contract and two marts, which builds in a few seconds."""
    for path in (TRANSFORM / "models").rglob("_*__sources.yml"):
        copy = project / path.relative_to(TRANSFORM)
        copy.parent.mkdir(parents=True)
        shutil.copy(path, copy)
    for folder in ("seeds/policy", "seeds/mappings"):
        for path in (TRANSFORM / folder).glob("*.csv"):
            (project / folder).mkdir(parents=True, exist_ok=True)
            shutil.copy(path, project / folder)
    shutil.copy(TRANSFORM / "profiles.yml", project)
    (project / "macros").mkdir()
    shutil.copy(TRANSFORM / "macros" / "generate_schema_name.sql", project / "macros")
    (project / "dbt_project.yml").write_text(DBT_PROJECT)
    (project / "models" / "marts").mkdir()
    (project / "models" / "marts" / "dim_feeds.sql").write_text(DIM_FEEDS)
    (project / "models" / "marts" / "dim_workers.sql").write_text(DIM_WORKERS)
    (project / "models" / "marts" / "fct_reported_measures.sql").write_text(REPORTED)


def refresh(inbox: Path | None, data: Path, project: Path, **told: object) -> Refresh:
    settings = told.pop("settings", None) or Settings(user="tester")
    policy = told.pop("policy", None)
    assert isinstance(settings, Settings)
    job = Refresh(inbox, data, str(policy) if policy else None, settings, project)
    job.now = NOW
    return job


def quiet() -> Steps:
    return Steps(Console(quiet=True))


def marts_of(data: Path) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every published table, in order; without the time at which it was built."""
    told = json.loads((data / "warehouse" / "current.json").read_text())
    with duckdb.connect(data / "warehouse" / told["file"], read_only=True) as connection:
        ask = connection.execute
        tables = ask("select table_name from duckdb_tables() where schema_name = 'marts'")
        return {
            name: ask(
                f"select columns(c -> c <> 'built_at') from marts.{name} order by all"
            ).fetchall()
            for (name,) in sorted(tables.fetchall())
        }


def pointer(place: Path) -> dict[str, object]:
    told: dict[str, object] = json.loads(
        (place / "data" / "warehouse" / "current.json").read_text()
    )
    return told
