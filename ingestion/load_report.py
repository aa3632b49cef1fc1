"""The load report as tables: what arrived, what was kept, what was not and why.

Their columns are the load source's.
"""

from dataclasses import dataclass
from datetime import date, datetime

import polars as pl

from ingestion import problems
from ingestion.building import TYPES, Counts, RawWriter
from ingestion.landing import Landing, Load
from ingestion.snapshots import Snapshots

Row = dict[str, object]
_COUNTS = ("received", "accepted", "quarantined", "duplicate")


@dataclass(frozen=True)
class Run:
    """What one refresh is told: when, with which policy, by which code, and since when records
    count.
    """

    built_at: datetime
    policy_override: str | None
    code_version: str
    records_from: dict[str, tuple[date, str]]


def _run_rows(run: Run, snapshots: Snapshots) -> list[Row]:
    return [
        {
            "data_date": snapshots.data_date(),
            "built_at": run.built_at,
            "policy_override": run.policy_override,
            "code_version": run.code_version,
        }
    ]


def _feed_rows(run: Run, snapshots: Snapshots, counts: dict[str, Counts]) -> list[Row]:
    return [
        {
            "feed": feed.name,
            "role": feed.meta.role,
            "title": feed.meta.title,
            "is_supplied": bool(snapshots.of(feed.name)),
            "extracted_on": snapshots.extracted_on(feed.name),
            **{f"rows_{name}": getattr(counts[feed.name], name) for name in _COUNTS},
            "freshness_days": feed.meta.freshness_days,
            "is_stale": snapshots.is_stale(feed.name, run.built_at.date()),
        }
        for feed in snapshots.feeds.values()
    ]


def _file_row(load: Load, snapshots: Snapshots) -> Row:
    told = load.model_dump(
        include={"load_id", "feed", "part", "file_name", "sha256", "extracted_on", "landed_at"}
    )
    return {
        **told,
        **{f"rows_{name}": getattr(load, name) for name in _COUNTS},
        "is_current": load in snapshots.loads,
        "outcome": load.outcome,
    }


def _blank_rows(snapshots: Snapshots) -> list[Row]:
    """The columns that no row that stands has a value in, of the feeds that are supplied."""
    rows: list[Row] = []
    for feed in snapshots.feeds.values():
        loads = snapshots.of(feed.name)
        filled = {name for load in loads for name, fill in load.columns.items() if fill.filled}
        rows += [
            {"feed": feed.name, "column_name": column.name}
            for column in feed.columns
            if loads and column.name not in filled
        ]
    return rows


def _with_load_id(told: pl.DataFrame, load_id: str | None) -> pl.DataFrame:
    return told.select(pl.lit(load_id, dtype=pl.String).alias("load_id"), *problems.COLUMNS)


def write_load_report(
    writer: RawWriter,
    tables: dict[str, dict[str, str]],
    run: Run,
    snapshots: Snapshots,
    counts: dict[str, Counts],
    landing: Landing,
    told: pl.DataFrame,
) -> None:
    """Write every table of the load source.

    `told` are the problems, with the load_id each was found in.
    """
    rows = {
        "load_run": _run_rows(run, snapshots),
        "load_feeds": _feed_rows(run, snapshots, counts),
        "load_files": [_file_row(load, snapshots) for load in landing.loads.values()],
        "records_from": [
            {"feed": feed, "records_from": day, "origin": origin}
            for feed, (day, origin) in run.records_from.items()
        ],
        "blank_columns": _blank_rows(snapshots),
    }
    for table, some in rows.items():
        schema = {name: TYPES[kind] for name, kind in tables[table].items()}
        writer.write_table(table, tables[table], pl.DataFrame(some, schema=schema, orient="row"))
    across = [_with_load_id(each.problems, None) for each in counts.values()]
    everything = pl.concat([told.select("load_id", *problems.COLUMNS), *across])
    writer.write_table("load_problems", tables["load_problems"], everything)
