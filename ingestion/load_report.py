"""The load report as tables: what arrived, what was kept, what was not and why.

Their columns are the load source's.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime

import polars as pl

from ingestion import chronicle, problems
from ingestion.acts import Acts
from ingestion.building import TYPES, Counts, RawWriter
from ingestion.landing import Landing
from ingestion.snapshots import Snapshots

Row = dict[str, object]
_COUNTS = ("received", "accepted", "quarantined", "duplicate", "erased", "expired")
_OF_A_FILE = {
    *(
        "load_id",
        "feed",
        "part",
        "file_name",
        "sha256",
        "extracted_on",
        "landed_at",
        "landed_by",
        "outcome",
    )
}


@dataclass(frozen=True)
class Run:
    """What a refresh is told: when, with which policy, by which code, since when records count."""

    built_at: datetime
    policy_override: str | None
    code_version: str
    records_from: dict[str, tuple[date, str]]
    #: What earlier refreshes were the first to report; null where none was.
    reported: pl.DataFrame | None = None
    #: The kind of identifier a column holds, by feed and column, where every file in use was
    #: read with the same word on it.
    id_kinds: Mapping[tuple[str, str], str] = field(default_factory=dict)


@dataclass(frozen=True)
class LoadReport:
    """Everything the load tables tell of one refresh; `problems` have the load_id each is of."""

    run: Run
    snapshots: Snapshots
    counts: dict[str, Counts]
    landing: Landing
    problems: pl.DataFrame
    acts: Acts

    def write(self, writer: RawWriter, tables: dict[str, dict[str, str]]) -> None:
        """Write every table of the load source; `tables` are their columns and types."""
        rows: dict[str, list[Row]] = {
            "load_run": self._run_rows(),
            "load_feeds": self._feed_rows(),
            "load_files": self._file_rows(),
            "load_acts": chronicle.act_rows(self.acts),
            "records_from": [
                {"feed": feed, "records_from": day, "origin": origin}
                for feed, (day, origin) in self.run.records_from.items()
            ],
            "blank_columns": self._blank_rows(),
            "id_kinds": [
                {"feed": feed, "column_name": column, "id_kind": kind}
                for (feed, column), kind in sorted(self.run.id_kinds.items())
            ],
        }
        for table, some in rows.items():
            schema = {name: TYPES[kind] for name, kind in tables[table].items()}
            frame = pl.DataFrame(some, schema=schema, orient="row")
            writer.write_table(table, tables[table], frame)
        columns = tables["reported_measures"]
        reported = pl.DataFrame(schema={name: TYPES[kind] for name, kind in columns.items()})
        if self.run.reported is not None:
            reported = self.run.reported
        writer.write_table("reported_measures", columns, reported)
        writer.write_table("load_problems", tables["load_problems"], self._all_problems())

    def _all_problems(self) -> pl.DataFrame:
        """Those of the files, and those found in laying parts together, which are of no load."""
        none = pl.lit(None, dtype=pl.String).alias("load_id")
        across = [
            counts.problems.select(none, *problems.COLUMNS) for counts in self.counts.values()
        ]
        return pl.concat([self.problems.select("load_id", *problems.COLUMNS), *across])

    def _run_rows(self) -> list[Row]:
        return [
            {
                "data_date": self.snapshots.data_date(),
                "built_at": self.run.built_at,
                "policy_override": self.run.policy_override,
                "code_version": self.run.code_version,
            }
        ]

    def _feed_rows(self) -> list[Row]:
        today = self.run.built_at.date()
        return [
            {
                "feed": feed.name,
                "role": feed.meta.role,
                "title": feed.meta.title,
                "is_supplied": bool(self.snapshots.of(feed.name)),
                "extracted_on": self.snapshots.extracted_on(feed.name),
                **{f"rows_{name}": getattr(self.counts[feed.name], name) for name in _COUNTS},
                "freshness_days": feed.meta.freshness_days,
                "is_stale": self.snapshots.is_stale(feed.name, today),
            }
            for feed in self.snapshots.feeds.values()
        ]

    def _file_rows(self) -> list[Row]:
        replaced = chronicle.superseded_by(self.landing.loads.values())
        return [
            {
                **load.model_dump(include=_OF_A_FILE),
                **{f"rows_{name}": getattr(load, name) for name in _COUNTS},
                "is_current": load in self.snapshots.loads,
                "superseded_by": replaced.get(load.load_id),
                **chronicle.acceptance_of(load, self.acts),
            }
            for load in self.landing.loads.values()
        ]

    def _blank_rows(self) -> list[Row]:
        """The columns that no row that stands has a value in, of the feeds that are supplied."""
        rows: list[Row] = []
        for feed in self.snapshots.feeds.values():
            loads = self.snapshots.of(feed.name)
            filled = {name for load in loads for name, fill in load.columns.items() if fill.filled}
            rows += [
                {"feed": feed.name, "column_name": column.name}
                for column in feed.columns
                if loads and column.name not in filled
            ]
        return rows
