"""The pipeline as five verbs: receive, weigh, build, transform, publish.

Nothing half-built is ever published.
"""

import shutil
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import cached_property
from pathlib import Path
from typing import Literal

import duckdb
import polars as pl

from ingestion import acceptance, again, gates, history, inbox, people, problems, publishing
from ingestion.acts import Act, Acts, rows_of
from ingestion.building import Counts, RawWriter
from ingestion.contract import TRANSFORM, read_contract, read_load_tables
from ingestion.corrections import correct
from ingestion.feeds import Feed
from ingestion.fixed_days import FixedDays
from ingestion.landing import Landing, Load
from ingestion.load_report import LoadReport, Run
from ingestion.loading import load_file
from ingestion.lock import hold
from ingestion.mapping import with_names
from ingestion.mapping_file import find_mapping
from ingestion.project import check_policy, code_version
from ingestion.publishing import Version
from ingestion.reported import FirstReports
from ingestion.retaining import Retention
from ingestion.settings import Settings
from ingestion.snapshots import Snapshots, is_ahead, take_snapshots, tell_older
from ingestion.steps import Steps
from ingestion.transforming import TransformFailedError, run_dbt

Status = Literal["published", "nothing new", "refused"]


@dataclass(frozen=True)
class Received:
    """The inbox as it was found, each export with its load, and what is to be told of the files."""

    loads: list[Load]
    problems: pl.DataFrame

    @property
    def refused(self) -> list[Load]:
        """The files that could not be used."""
        return [load for load in self.loads if load.outcome == "refused"]


@dataclass(frozen=True)
class Report:
    """What a refresh came to: for the terminal, and for whoever calls it."""

    status: Status
    version: Version | None
    snapshots: Snapshots
    counts: dict[str, Counts]
    problems: pl.DataFrame


def _with_load_id(told: pl.DataFrame, load_id: str | None = None) -> pl.DataFrame:
    return told.with_columns(pl.lit(load_id, dtype=pl.String).alias("load_id"))


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
        self._inbox = inbox_folder.resolve() if inbox_folder else None
        self.data, self._policy = data.resolve(), policy
        self._settings, self._transform = settings, transform
        self.build_folder = self.data / "build"
        self.warehouse = self.data / "warehouse"
        self.is_rebuilt = False
        #: When this refresh runs: what it is published as, and what out of date is counted from.
        self.now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        self.feeds: dict[str, Feed] = read_contract(transform)
        self._mapping_file = mapping
        self._mapping = find_mapping(mapping, settings, self.data, self.feeds, transform)
        self.feeds = with_names(self.feeds, self._mapping)
        self.retention = Retention(self.feeds, settings)
        self.retention.check()
        self._days = FixedDays(self.landing_folder, self.feeds, settings)
        self._reports = FirstReports(self.landing_folder / "reported")

    def run(self, steps: Steps) -> Report:
        """Take the inbox in and publish what it comes to, if it is new and sound.

        Raises AnotherRefreshError, TransformFailedError, NotProvenError, duckdb.Error or OSError;
        nothing is published then.
        """
        with hold(self.data, self._settings.lock_seconds):
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
        problems_told = self._all_problems(snapshots, received)
        return Report("published", self.version, snapshots, {}, problems_told), received

    def made_again(self, policy: str | None) -> "Refresh":
        """A refresh of the same folder that makes again what was published, by its policy."""
        job = Refresh(
            None, self.data, policy, self._settings, self._transform, mapping=self._mapping_file
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
        steps.begin("Reading the inbox")
        if self._inbox is None:
            return Received([], _with_load_id(problems.none()))
        found = inbox.look(self._inbox, self.feeds, self._mapping)
        before = self.landing.newest()
        known = {
            (load.place, load.extracted_on, load.sha256) for load in self.landing.loads.values()
        }
        loads, told = [], [_with_load_id(found.problems)]
        for done, arrival in enumerate(found.arrivals):
            steps.reach(done, len(found.arrivals), arrival.name)
            load = load_file(arrival, self.feeds[arrival.feed], self.landing, self._settings)
            loads.append(load)
            newer = before.get(load.place)
            is_new = (load.place, load.extracted_on, load.sha256) not in known
            if is_new and newer and newer.rank > load.rank:
                older = history.tell_older if load.builds_history else tell_older
                told.append(_with_load_id(older(load, newer), load.load_id))
        told += [
            _with_load_id(correct(path, self.feeds, self.landing, self._settings))
            for path in found.corrections
        ]
        return Received(loads, pl.concat(told))

    def weigh(self, received: Received, steps: Steps) -> Report:
        """Decide whether there is anything new, and whether it may be published: if so its status
        says published.
        """
        steps.begin("Weighing what is new")
        now, before = self._newest(received), self._published()
        found = gates.stand_in_the_way(now, before, received.refused, self.landing, self._settings)
        weighed = acceptance.weigh(found, (*now.loads, *received.refused), self.acts, self.data)
        warnings = _with_load_id(gates.worth_a_look(now, before, self.landing, self._settings))
        told = pl.concat([weighed.told, warnings, self._all_problems(now, received)])
        status: Status = "published"
        if weighed.stops:
            status = "refused"
            self.acts.refuse(weighed.stops, self._settings.user)
        elif self._is_same(now, received):
            status = "nothing new"
        return Report(status, self.version, now, {}, told)

    def build(self, report: Report, steps: Steps) -> Report:
        """Lay the current snapshots out as raw tables in a new DuckDB file, with the load
        report.
        """
        steps.begin("Laying out the tables")
        self._remove_build()
        self.landing.prove(report.snapshots.loads)
        self.build_folder.mkdir(parents=True, exist_ok=True)
        days, reported = self._days.known(), self._reports.known()
        kinds = self._mapping.id_kinds()
        run = Run(self.now, self._policy, self._code_version, days, reported, kinds)
        counts, tables = {}, read_load_tables(self._transform)
        with RawWriter(self._built, self._settings) as writer:
            for done, feed in enumerate(self.feeds.values()):
                steps.reach(done, len(self.feeds), feed.name)
                loads = report.snapshots.of(feed.name)
                counts[feed.name] = writer.write_feed(feed, loads, self.landing)
                history.write_behind(writer, feed, loads, self.landing, tables)
            told = LoadReport(
                run, report.snapshots, counts, self.landing, report.problems, self.acts
            )
            told.write(writer, tables)
        across = [_with_load_id(each.problems) for each in counts.values()]
        return replace(report, counts=counts, problems=pl.concat([report.problems, *across]))

    def transform(self, steps: Steps) -> None:
        """Let dbt decide everything. Raises TransformFailedError, having kept what dbt said."""
        steps.begin("Working out the ledger")
        self.failure_log.unlink(missing_ok=True)
        try:
            run_dbt(self._built, self._transform, self.build_folder / "dbt", self._settings, steps)
        except TransformFailedError as failed:
            self.keep_trace("\n\n".join(failed.lines))
            raise

    def publish(self, report: Report, received: Received, steps: Steps) -> Report:
        """Copy, prove, fix the days that records count from, keep what is reported for the first
        time, move the pointer: in this order.
        """
        steps.begin("Publishing")
        copy = publishing.copy_to_warehouse(self._built, self.warehouse, self.now, self._settings)
        self._days.fix(self._built)
        self._reports.keep(self._built)
        version = Version(
            file=copy.file,
            sha256=copy.sha256,
            data_date=report.snapshots.data_date(),
            built_at=self.now,
            policy_override=self._policy,
            code_version=self._code_version,
            row_counts=copy.row_counts,
            **self._state(report.snapshots, received),
        )
        publishing.point_to(version, self.warehouse)
        self.record(version, received.problems)
        publishing.remove_old(self.warehouse, self._settings)
        told = self._ask_who_is_meant(copy.file)
        return replace(report, version=version, problems=pl.concat([report.problems, told]))

    def _ask_who_is_meant(self, file: str) -> pl.DataFrame:
        """Write down which people cannot be told, for an officer to settle.

        What is published stands whether or not this can be written.
        """
        folder = self.data / "to-settle"
        try:
            asked, path = people.keep(self.warehouse / file, folder, self.now.date())
        except (OSError, duckdb.Error, pl.exceptions.PolarsError):
            return _with_load_id(problems.none())
        if not asked.open_count:
            return _with_load_id(problems.none())
        told = problems.report(
            problems.PEOPLE_NOT_TOLD,
            texts=f"{asked.open_count:,}",
            count=f"{asked.rows_concerned:,}",
            path=path,
        )
        return _with_load_id(told)

    @property
    def landing_folder(self) -> Path:
        """Everything that is kept for good."""
        return self.data / "landing"

    def record(self, version: Version, told: pl.DataFrame) -> None:
        """Keep an act of a publication. Raises OSError."""
        self.acts.add(
            "published",
            self._settings.user,
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
    def _code_version(self) -> str:
        return code_version(self._transform)

    @property
    def _built(self) -> Path:
        """Always of one name: dbt parses everything anew when the name it is given changes."""
        return self.build_folder / "refresh.duckdb"

    def _remove_build(self) -> None:
        """The build file holds every raw row."""
        for path in self.build_folder.glob(f"{self._built.name}*"):
            shutil.rmtree(path) if path.is_dir() else path.unlink()

    def _newest(self, received: Received) -> Snapshots:
        """The newest good snapshots; one dated in the future counts only while it lies in the
        inbox.
        """
        there = {load.load_id for load in received.loads}
        today = self.now.date()
        ahead = {each.load_id for each in self.landing.loads.values() if is_ahead(each, today)}
        newest = self.landing.newest(leaving_out=ahead - there)
        return take_snapshots(self.feeds, newest.values())

    def _published(self) -> Snapshots:
        """The snapshots of the last publication."""
        ids = self.version.loads if self.version else []
        loads = self.landing.loads
        return take_snapshots(self.feeds, (loads[each] for each in ids if each in loads))

    def _state(self, now: Snapshots, received: Received) -> dict[str, list[str]]:
        """What, besides code and policy, makes one publication differ from another."""
        days = self._days.known().items()
        kinds = self._mapping.id_kinds().items()
        return {
            "loads": [load.load_id for load in now.loads],
            "history": [each.load_id for each in history.behind(now.loads, self.landing)],
            "refused": sorted(load.load_id for load in received.refused),
            "stale_feeds": now.stale_feeds(self.now.date()),
            "records_from": sorted(f"{feed} {day} {origin}" for feed, (day, origin) in days),
            "id_kinds": sorted(f"{feed} {column} {kind}" for (feed, column), kind in kinds),
        }

    def _is_same(self, now: Snapshots, received: Received) -> bool:
        """Whether there is nothing new. After a rollback only other data, another policy or another
        release is: a night's passing must not undo it.
        """
        version, last = self.version, self.acts.last_published()
        if version is None or not publishing.is_whole(version, self.warehouse):
            return False
        state = {
            "policy_override": self._policy,
            "code_version": self._code_version,
            **self._state(now, received),
        }
        held_against = version
        if self.rolled_back and last and last.version:
            held_against = last.version
            state = {name: state[name] for name in ("policy_override", "code_version", "loads")}
        return all(getattr(held_against, name) == value for name, value in state.items())

    @property
    def rolled_back(self) -> Act | None:
        """The rollback in force, if any."""
        return self.acts.rollback_in_force()

    def _all_problems(self, now: Snapshots, received: Received) -> pl.DataFrame:
        """Everything there is to tell of the files this refresh rests on and of those it could not
        use.
        """
        loads = {load.load_id: load for load in (*now.loads, *received.refused)}
        return pl.concat(
            [
                received.problems,
                *(_with_load_id(self.landing.problems(each), id_) for id_, each in loads.items()),
                _with_load_id(now.tell_dates(self.now.date())),
                acceptance.tell_accepted(now.loads, self.acts),
            ]
        )
