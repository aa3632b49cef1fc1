"""What a gate refused and a named person answers for: of exactly these bytes, for exactly this
gate.

A later file is other bytes and is weighed anew; so is another gate. A file that could not be read
holds nothing that could be accepted, and without a staff list there is nothing to show.
"""

import shlex
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

import polars as pl

from ingestion import problems
from ingestion.acts import Act, Acts, Stop
from ingestion.landing import Load
from ingestion.problems import KeepingError

_CANNOT = "This cannot be accepted: there is nothing that could be shown."


@dataclass(frozen=True)
class Weighed:
    """What still stands in the way, and everything that is to be told of it."""

    stops: tuple[Stop, ...]
    told: pl.DataFrame


def _stop(row: dict[str, str], load: Load | None) -> Stop:
    """A reason that stops a refresh, with the file it lies in; a file that could not be read gives
    a stop that names no bytes.
    """
    told = {name: row[name] for name in ("feed", "file_name", "code", "title", "sentence")}
    if load is None:
        return Stop(load_id=None, **told)
    is_read = load.outcome == "landed"
    return Stop(
        load_id=load.load_id,
        part=load.part,
        sha256=load.sha256 if is_read else None,
        **told,
    )


def _how(stop: Stop, data: Path) -> str:
    """How a stop is lifted, in a command that can be copied."""
    if stop.sha256 is None:
        return _CANNOT
    folder, load = shlex.quote(str(data)), shlex.quote(str(stop.load_id))
    return (
        "If it is as it should be, somebody who may decide so can accept it: python -m ingestion "
        f"accept --data {folder} --load {load} --by NAME --reason TEXT"
    )


def weigh(found: pl.DataFrame, loads: Iterable[Load], acts: Acts, data: Path) -> Weighed:
    """Leave out what was accepted, and say of the rest how it can be. `found` has the load_id each
    lies in, which is one of `loads`.
    """
    known = {load.load_id: load for load in loads}
    accepted = acts.acceptances()
    stops, told = [], []
    for row in found.to_dicts():
        stop = _stop(row, known.get(row["load_id"]))
        if stop.sha256 is None or stop.mark not in accepted:
            stops.append(stop)
            how = f"{row['fix']} {_how(stop, data)}"
            told.append({**row, "fix": how, "load_id": stop.load_id})
    schema = {**problems.COLUMNS, "load_id": pl.String()}
    return Weighed(tuple(stops), pl.DataFrame(told, schema=schema, orient="row"))


def tell_accepted(loads: Iterable[Load], acts: Acts) -> pl.DataFrame:
    """Say of every current file what was accepted of it, by whom and why, for as long as it is
    current.
    """
    marks = {(load.feed, load.part, load.sha256): load for load in loads}
    told = [problems.none().with_columns(load_id=pl.lit(None, dtype=pl.String))]
    for mark, act in acts.acceptances().items():
        load = marks.get((mark[0] or "", mark[1] or "", mark[2] or ""))
        for stop in act.stops if load else ():
            if load and stop.mark == mark:
                row = problems.report(
                    problems.GATE_ACCEPTED,
                    feed=load.feed,
                    file_name=load.file_name,
                    sentence=stop.sentence,
                    by=act.by,
                    day=problems.in_words(act.at.date()),
                    reason=act.reason,
                )
                told.append(row.with_columns(load_id=pl.lit(load.load_id)))
    return pl.concat(told)


def said(by: str, reason: str) -> tuple[str, str]:
    """A name and a reason, in one line each. Raises KeepingError where one is missing."""
    for name, text in (("--by", by), ("--reason", reason)):
        if not text.strip():
            raise KeepingError(problems.WHO_AND_WHY, missing=name)
    return " ".join(by.split())[:100], " ".join(reason.split())[:500]


def accept(acts: Acts, load_id: str, by: str, reason: str) -> Act:
    """Record that a named person answers for a file that the last refresh refused.

    Raises KeepingError where that file was not refused or could not be read, or OSError.
    """
    by, reason = said(by, reason)
    refusal = acts.refusal()
    accepted = acts.acceptances()
    standing = [stop for stop in (refusal.stops if refusal else ()) if stop.mark not in accepted]
    mine = [stop for stop in standing if stop.load_id == load_id]
    if not mine:
        names = sorted({stop.load_id for stop in standing if stop.sha256 and stop.load_id})
        words = f"What it refused is {' and '.join(names)}." if names else "It refused none."
        raise KeepingError(problems.LOAD_NOT_REFUSED, load=load_id, standing=words)
    if any(stop.sha256 is None for stop in mine):
        raise KeepingError(problems.CANNOT_ACCEPT, load=mine[0].file_name)
    return acts.add("accepted", by, reason=reason, load_id=load_id, stops=tuple(mine))
