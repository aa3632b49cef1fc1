"""The pipeline as five verbs: receive, weigh, build, transform, publish.

Nothing half-built is ever published.
"""

import shutil
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path

import polars as pl

from ingestion import again, asking, history, problems, publishing
from ingestion.acts import Act, Acts, rows_of
from ingestion.building import RawWriter
from ingestion.contract import TRANSFORM, read_contract, read_load_tables
from ingestion.feeds import Feed
from ingestion.fixed_days import FixedDays
from ingestion.landing import Landing, Load
from ingestion.load_report import LoadReport, Run
from ingestion.lock import hold
from ingestion.mapping import with_names
from ingestion.mapping_file import find_mapping
from ingestion.project import check_policy, code_version
from ingestion.publishing import Version
from ingestion.receiving import receive
from ingestion.report import Received, Report, Status
from ingestion.reported import FirstReports
from ingestion.retaining import Retention
from ingestion.settings import Settings
from ingestion.snapshots import Snapshots, declared_kinds
from ingestion.steps import Steps
from ingestion.told_once import of_files
from ingestion.transforming import TransformFailedError, run_dbt
from ingestion.weighing import state_of, weigh

__all__ = ["Received", "Refresh", "Report", "Status"]


class Refresh:
    """One refresh of one data folder."""

    def __init__(
        self,
        inbox_folder: Path | None,
        data: Path,
        policy: str | None,
        settings: Settings,
        transform: Path = TRANSFORM,
        *,
        mapping: Path | None = None,
    ) -> None:
        """Read the contract and what was landed before.

        Raises OSError, KeepingError, MappingError, UnknownPolicyError or NotAnEvidenceFeedError.
        """
        check_policy(policy, transform)
        self.inbox = inbox_folder.resolve() if inbox_folder else None
        self.data, self.policy = data.resolve(), policy
        self.settings, self._transform = settings, transform
        self.build_folder = self.data / "build"
        self.warehouse = self.data / "warehouse"
        self.is_rebuilt = False
        #: When this refresh runs: what it is published as, and what out of date is counted from.
        self.now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        self.feeds: dict[str, Feed] = read_contract(transform)
        self._mapping_file = mapping
        self.mapping = find_mapping(mapping, settings, self.data, self.feeds, transform)
        self.feeds = with_names(self.feeds, self.mapping)
        self.retention = Retention(self.feeds, settings)
        self.retention.check()
        self.days = FixedDays(self.landing_folder, self.feeds, settings)
        self._reports = FirstReports(self.landing_folder / "reported")

    def run(self, steps: Steps) -> Report:
        """Take the inbox in and publish what it comes to, if it is new and sound.

        Raises AnotherRefreshError, TransformFailedError, NotProvenError, duckdb.Error or OSError;
        nothing is published then.
        """
        with hold(self.data, self.settings.lock_seconds):
            again.settle(self, steps)
            received = self.receive(steps)
            report = self.weigh(received, steps)
            if report.status != "published":
                return report
            return self.make(report, received, steps)

    def as_published(
        self, loads: list[Load], told: pl.DataFrame, snapshots: Snapshots
    ) -> tuple[Report, Received]:
        """What a refresh comes to that found these files and publishes these snapshots."""
        received = Received(loads, told)
        of_all = of_files(snapshots, received, self.landing, self.acts, self.now.date())
        return Report("published", self.version, snapshots, {}, of_all), received

    def made_again(self, policy: str | None) -> "Refresh":
        """A refresh of the same folder that makes again what was published, by its policy."""
        job = Refresh(
            None, self.data, policy, self.settings, self._transform, mapping=self._mapping_file
        )
        job.now, job.is_rebuilt = self.now, True
        return job

    def forget(self) -> None:
        """Read again what another refresh of the same folder has written."""
        for name in ("version", "acts", "landing"):
            self.__dict__.pop(name, None)

    def make(self, report: Report, received: Received, steps: Steps) -> Report:
        """Build, transform and publish. Raises what `run` raises; nothing is published then."""
        try:
            report = self.build(report, steps)
            self.transform(steps)
            return self.publish(report, received, steps)
        finally:
            self._remove_build()

    def receive(self, steps: Steps) -> Received:
        """Land whatever is new in the inbox, and name whatever is not an export."""
        return receive(self, steps)

    def weigh(self, received: Received, steps: Steps) -> Report:
        """Decide whether there is anything new, and whether it may be published: if so its status
        says published.
        """
        steps.begin("Weighing what is new")
        return weigh(self, received)

    def build(self, report: Report, steps: Steps) -> Report:
        """Lay the current snapshots out as raw tables in a new DuckDB file, with the load
        report.
        """
        steps.begin("Laying out the tables")
        self._remove_build()
        self.landing.prove(report.snapshots.loads)
        self.build_folder.mkdir(parents=True, exist_ok=True)
        days, reported = self.days.known(), self._reports.known()
        loads = report.snapshots.loads
        kinds = declared_kinds([*loads, *history.behind(loads, self.landing)])
        run = Run(self.now, self.policy, self.code_version, days, reported, kinds)
        counts, tables = {}, read_load_tables(self._transform)
        with RawWriter(self._built, self.settings) as writer:
            for done, feed in enumerate(self.feeds.values()):
                steps.reach(done, len(self.feeds), feed.name)
                of_feed = report.snapshots.of(feed.name)
                counts[feed.name] = writer.write_feed(feed, of_feed, self.landing)
                history.write_behind(writer, feed, of_feed, self.landing, tables)
            told = LoadReport(
                run, report.snapshots, counts, self.landing, report.problems, self.acts
            )
            told.write(writer, tables)
        across = [problems.with_load_id(each.problems) for each in counts.values()]
        return replace(report, counts=counts, problems=pl.concat([report.problems, *across]))

    def transform(self, steps: Steps) -> None:
        """Let dbt decide everything. Raises TransformFailedError, having kept what dbt said."""
        steps.begin("Working out the ledger")
        self.failure_log.unlink(missing_ok=True)
        try:
            run_dbt(self._built, self._transform, self.build_folder / "dbt", self.settings, steps)
        except TransformFailedError as failed:
            self.keep_trace("\n\n".join(failed.lines))
            raise

    def publish(self, report: Report, received: Received, steps: Steps) -> Report:
        """Copy, prove, fix the days that records count from, keep what is reported for the first
        time, move the pointer: in this order.
        """
        steps.begin("Publishing")
        copy = publishing.copy_to_warehouse(self._built, self.warehouse, self.now, self.settings)
        self.days.fix(self._built)
        self._reports.keep(self._built)
        version = Version(
            file=copy.file,
            sha256=copy.sha256,
            data_date=report.snapshots.data_date(),
            built_at=self.now,
            policy_override=self.policy,
            code_version=self.code_version,
            row_counts=copy.row_counts,
            **state_of(self, report.snapshots, received),
        )
        publishing.point_to(version, self.warehouse)
        self.record(version, received.problems)
        publishing.remove_old(self.warehouse, self.settings)
        asked = asking.ask(self.warehouse / copy.file, self.data / "to-settle", self.now.date())
        told = pl.concat([report.problems, problems.with_load_id(asked)])
        return replace(report, version=version, problems=told)

    @property
    def landing_folder(self) -> Path:
        """Everything that is kept for good."""
        return self.data / "landing"

    def record(self, version: Version, told: pl.DataFrame) -> None:
        """Keep an act of a publication. Raises OSError."""
        self.acts.add(
            "published",
            self.settings.user,
            file=version.file,
            version=version,
            is_rebuilt=self.is_rebuilt,
            told=rows_of(told),
        )

    def keep_trace(self, trace: str) -> Path:
        """Keep what was said of a fault for whoever looks into it; a full disk must not hide it."""
        with suppress(OSError):
            self.build_folder.mkdir(parents=True, exist_ok=True)
            self.failure_log.write_text(trace, encoding="utf-8")
        return self.failure_log

    @property
    def failure_log(self) -> Path:
        """Where dbt's own words are kept when it fails."""
        return self.build_folder / "last-failure.log"

    @cached_property
    def landing(self) -> Landing:
        """The landed files."""
        return Landing(self.landing_folder)

    @cached_property
    def acts(self) -> Acts:
        """What was done before."""
        return Acts(self.landing_folder)

    @cached_property
    def version(self) -> Version | None:
        """What is published; where the warehouse folder is lost, what was last."""
        last = self.acts.last_published()
        return publishing.last_published(self.warehouse) or (last.version if last else None)

    @cached_property
    def code_version(self) -> str:
        """Which release of code and policy this is."""
        return code_version(self._transform)

    @property
    def _built(self) -> Path:
        """Always of one name: dbt parses everything anew when the name it is given changes."""
        return self.build_folder / "refresh.duckdb"

    def _remove_build(self) -> None:
        """The build file holds every raw row."""
        for path in self.build_folder.glob(f"{self._built.name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    @property
    def rolled_back(self) -> Act | None:
        """The rollback in force, if any."""
        return self.acts.rollback_in_force()
