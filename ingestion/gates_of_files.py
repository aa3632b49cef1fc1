"""What stops a refresh for whole files: those that could not be used, and days far apart."""

from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

import polars as pl

from ingestion import problems
from ingestion.causes import Cause
from ingestion.landing import Load
from ingestion.problems import ProblemKind
from ingestion.settings import Settings
from ingestion.snapshots import Snapshots, is_ahead

STAFF_LIST = "hr_workers"
_NO_HEADINGS = (problems.FILE_EMPTY.code, problems.NO_HEADING_ROW.code)
_TAKEN_OUT = " Taken out of the inbox, what needs it is shown as not measured."


def tell(
    kind: ProblemKind,
    load: Load,
    heading: str | None = None,
    file_name: str | None = None,
    **details: Any,
) -> pl.DataFrame:
    """Report something of a load, so that it is known which one may be accepted."""
    name = file_name or load.file_name
    told = problems.report(kind, feed=load.feed, file_name=name, heading=heading, **details)
    return problems.with_load_id(told, load.load_id)


def headings_absent(found: Sequence[Cause]) -> Iterator[pl.DataFrame]:
    """A file in the inbox that has no heading row."""
    for cause in found:
        load = cause.loads[0]
        if load.refused_for in _NO_HEADINGS:
            kind = problems.GATE_NO_HEADING_ROW
            yield tell(kind, load, file_name=cause.file_name, why=cause.why, remedy=cause.remedy)


def too_far_apart(now: Snapshots, settings: Settings, today: date) -> Iterator[pl.DataFrame]:
    """The exports that set the data date do not show the council on nearly the same day. Where one
    is of a day that has not come, it is that one and not the oldest that must be looked at.
    """
    loads = sorted(now.that_set_the_date(), key=lambda load: load.rank)
    come = [load for load in loads if not is_ahead(load, today)]
    ahead = [load for load in loads if is_ahead(load, today)]
    pairs = [(problems.GATE_APART, come[0], come[-1])] if come else []
    if ahead:
        pairs.append((problems.GATE_AHEAD, (come or ahead)[0], ahead[-1]))
    for kind, oldest, newest in pairs:
        if (newest.extracted_on - oldest.extracted_on).days > settings.apart_days:
            yield tell(
                kind,
                oldest if kind is problems.GATE_APART else newest,
                oldest=oldest.file_name,
                oldest_day=problems.in_words(oldest.extracted_on),
                newest=newest.file_name,
                newest_day=problems.in_words(newest.extracted_on),
                days=settings.apart_days,
            )


def no_staff_list(now: Snapshots, found: Sequence[Cause]) -> Iterator[pl.DataFrame]:
    """Without the staff list there is nobody to say anything of. Where there is one that cannot be
    used, that is what is told.
    """
    is_there = any(load.feed == STAFF_LIST for cause in found for load in cause.loads)
    if not now.of(STAFF_LIST) and not is_there:
        yield problems.with_load_id(problems.report(problems.GATE_NO_WORKERS, feed=STAFF_LIST))


def who_refused(now: Snapshots, found: Sequence[Cause]) -> Iterator[pl.DataFrame]:
    """An export that says who must be supervised was handed in and could not be used at all."""
    for cause in found:
        if cause.loads[0].refused_for in _NO_HEADINGS:
            continue
        for load in cause.loads:
            feed = now.feeds[load.feed]
            if feed.meta.role == "denominator" and not now.of(feed.name):
                # Without the staff list there is nothing to show, in the inbox or not.
                without = "" if feed.name == STAFF_LIST else _TAKEN_OUT
                yield tell(
                    problems.GATE_WHO_REFUSED,
                    load,
                    file_name=cause.file_name,
                    why=cause.why,
                    title=feed.meta.title,
                    remedy=cause.remedy + without,
                )
                break
