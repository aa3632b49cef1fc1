"""The first verb: whatever is new in the inbox is landed, and whatever is no export is named."""

from __future__ import annotations

from typing import TYPE_CHECKING

import polars as pl

from ingestion import history, inbox, problems
from ingestion.corrections import correct
from ingestion.loading import load_file
from ingestion.report import Received
from ingestion.snapshots import tell_older

if TYPE_CHECKING:
    from ingestion.landing import Load
    from ingestion.refresh import Refresh
    from ingestion.steps import Steps


def receive(job: Refresh, steps: Steps) -> Received:
    """Land what is new. Raises OSError where the landing area cannot be written."""
    steps.begin("Reading the inbox")
    if job.inbox is None:
        return Received([], problems.with_load_id(problems.none()))
    found = inbox.look(job.inbox, job.feeds, job.mapping)
    before = job.landing.newest()
    known = {_bytes_of(load) for load in job.landing.loads.values()}
    loads, told = [], [problems.with_load_id(found.problems)]
    for done, arrival in enumerate(found.arrivals):
        steps.reach(done, len(found.arrivals), arrival.name)
        load = load_file(arrival, job.feeds[arrival.feed], job.landing, job.settings)
        loads.append(load)
        newer = before.get(load.place)
        if _bytes_of(load) not in known and newer and newer.rank > load.rank:
            older = history.tell_older if load.builds_history else tell_older
            told.append(problems.with_load_id(older(load, newer), load.load_id))
    told += [
        problems.with_load_id(correct(path, job.feeds, job.landing, job.settings))
        for path in found.corrections
    ]
    return Received(loads, pl.concat(told))


def _bytes_of(load: Load) -> tuple[object, ...]:
    """What makes a file that was read otherwise than before no new file."""
    return load.place, load.extracted_on, load.sha256
