"""The second verb: whether there is anything new, and whether it may be published."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ingestion import acceptance, gates, history, publishing
from ingestion.report import Received, Report, Status
from ingestion.snapshots import Snapshots, declared_kinds, is_ahead, take_snapshots
from ingestion.told_once import of_files

if TYPE_CHECKING:
    from ingestion.refresh import Refresh


def weigh(job: Refresh, received: Received) -> Report:
    """What would be published, with everything there is to tell: its status says whether it may.

    A refusal is kept as an act. Raises OSError.
    """
    now, before, refused = _newest(job, received), _published(job), received.refused
    today = job.now.date()
    found = gates.stand_in_the_way(now, before, refused, job.landing, job.settings, today)
    weighed = acceptance.weigh(found, (*now.loads, *refused), job.acts, job.data)
    warnings = gates.worth_a_look(now, before, job.landing, job.settings)
    files = of_files(now, received, job.landing, job.acts, today, weighed.told)
    status: Status = "published"
    if weighed.stops:
        status = "refused"
        job.acts.refuse(weighed.stops, job.settings.user)
    elif _is_same(job, now, received):
        status = "nothing new"
    return Report(status, job.version, now, {}, pl.concat([weighed.told, warnings, files]))


def _newest(job: Refresh, received: Received) -> Snapshots:
    """The newest good snapshots; one dated in the future counts only while it lies in the inbox."""
    there = {load.load_id for load in received.loads}
    today = job.now.date()
    ahead = {each.load_id for each in job.landing.loads.values() if is_ahead(each, today)}
    newest = job.landing.newest(leaving_out=ahead - there)
    return take_snapshots(job.feeds, newest.values())


def _published(job: Refresh) -> Snapshots:
    """The snapshots of the last publication."""
    ids = job.version.loads if job.version else []
    loads = job.landing.loads
    return take_snapshots(job.feeds, (loads[each] for each in ids if each in loads))


def state_of(job: Refresh, now: Snapshots, received: Received) -> dict[str, list[str]]:
    """What, besides code and policy, makes one publication differ from another."""
    days = job.days.known().items()
    behind = history.behind(now.loads, job.landing)
    kinds = declared_kinds([*now.loads, *behind]).items()
    return {
        "loads": [load.load_id for load in now.loads],
        "history": [each.load_id for each in behind],
        "refused": sorted(load.load_id for load in received.refused),
        "stale_feeds": now.stale_feeds(job.now.date()),
        "records_from": sorted(f"{feed} {day} {origin}" for feed, (day, origin) in days),
        "id_kinds": sorted(f"{feed} {column} {kind}" for (feed, column), kind in kinds),
    }


def _is_same(job: Refresh, now: Snapshots, received: Received) -> bool:
    """Whether there is nothing new. After a rollback only other data, another policy or another
    release is: a night's passing must not undo it.
    """
    version, last = job.version, job.acts.last_published()
    if version is None or not publishing.is_whole(version, job.warehouse):
        return False
    state = {
        "policy_override": job.policy,
        "code_version": job.code_version,
        **state_of(job, now, received),
    }
    held_against = version
    if job.rolled_back and last and last.version:
        held_against = last.version
        state = {name: state[name] for name in ("policy_override", "code_version", "loads")}
    return all(getattr(held_against, name) == value for name, value in state.items())
