"""What a run does besides the five verbs: finish what was cut short, publish again, erase.

Each takes the refresh of the data folder, which must be held.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ingestion import erasing, problems, publishing
from ingestion.erasing import Journal
from ingestion.problems import KeepingError
from ingestion.snapshots import take_snapshots

if TYPE_CHECKING:
    from ingestion.acts import Act
    from ingestion.refresh import Refresh, Report
    from ingestion.steps import Steps


def settle(job: Refresh, steps: Steps) -> None:
    """Finish what a run that was killed had begun: an erasure, a rollback, the record of a
    publication, a file half landed. Raises what a refresh raises.
    """
    if (job.data / "reported").is_dir() and not (job.landing_folder / "reported").exists():
        (job.data / "reported").rename(job.landing_folder / "reported")
    job.landing.sweep()
    if journal := erasing.read_journal(job.landing_folder):
        steps.begin("Finishing an erasure")
        finish_erasure(job, journal, steps)
    rollback, served = job.rolled_back, publishing.last_published(job.warehouse)
    if rollback and rollback.version and served == rollback.version:
        return
    if served and not job.acts.has_published(served.file):
        job.record(served, problems.none())
        return
    target = rollback.version if rollback else None
    if target and publishing.is_file_whole(target, job.warehouse):
        publishing.point_back(target, job.warehouse)


def publish_again(job: Refresh, steps: Steps) -> Report:
    """Publish once more, from the landing area alone, what is published.

    Raises KeepingError where nothing ever was, and what a refresh raises.
    """
    version = job.version
    if version is None:
        raise KeepingError(problems.NOTHING_PUBLISHED, verb="build again")
    known = job.landing.loads
    loads = [known[each] for each in version.loads if each in known]
    refused = [known[each] for each in version.refused if each in known]
    acts = [act for act in job.acts.of("published") if act.version == version]
    schema = {**problems.COLUMNS, "load_id": pl.String()}
    told = pl.DataFrame(acts[-1].told if acts else (), schema=schema, orient="row")
    report, received = job.as_published([*loads, *refused], told, take_snapshots(job.feeds, loads))
    return job.made_again(version.policy_override).make(report, received, steps)


def publish_alone(job: Refresh, steps: Steps) -> int:
    """Publish again what is published, and let no other version stay: what was taken out is in
    them. Gives how many went. Raises what a refresh raises.
    """
    served = publishing.last_published(job.warehouse)
    versions = publishing.remove_all_but(served.file if served else None, job.warehouse)
    if job.version is not None:
        made = publish_again(job, steps).version
        job.forget()
        versions += publishing.remove_all_but(made.file if made else None, job.warehouse)
    erasing.clear_build(job.build_folder)
    return versions


def erase(job: Refresh, journal: Journal, steps: Steps) -> Act:
    """Erase a person. Once the journal is written it will be finished, by this run or the next.

    Raises what a refresh raises.
    """
    erasing.write_journal(journal, job.landing_folder)
    steps.begin("Erasing")
    return finish_erasure(job, journal, steps)


def finish_erasure(job: Refresh, journal: Journal, steps: Steps) -> Act:
    """Take the person out of the landing area, the acts, the build folder and every published file;
    what is served is made again without them. May be done over from any point.
    """
    erasing.scrub(job.landing, job.feeds, journal, job.landing.tombstones)
    erasing.scrub_acts(job.acts, journal)
    erasing.scrub_files(job.data, job.feeds, journal)
    erasing.clear_build(job.build_folder)
    versions = publish_alone(job, steps)
    return erasing.end(journal, job.landing_folder, job.acts, versions)
