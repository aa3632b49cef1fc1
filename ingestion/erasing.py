"""A person is removed wherever the product keeps data, and stays away.

A journal comes first and goes last: an erasure that is cut short is finished by the next run of
anything that writes. What is theirs goes; a row about somebody else that names them stands, with a
marker in their place. Counts as first reported hold nobody and stay.
"""

import re
import shutil
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import polars as pl
from pydantic import BaseModel, ConfigDict

from ingestion import durable, problems
from ingestion.acts import Act, Acts
from ingestion.feeds import Feed
from ingestion.landing import Landing, Load
from ingestion.problems import KeepingError
from ingestion.retaining import without_rows
from ingestion.tombstones import MARKER, WORKER, Tombstones, plain, system_of

_TEXTS = ("by", "reason", "words", "sentence", "typed_text", "file_name")
_SHORTEST_IN_A_SENTENCE = 4


class Journal(BaseModel):
    """An erasure that is under way: the only place that holds the ids, and only until it ends."""

    model_config = ConfigDict(frozen=True)
    kind: str
    ids: tuple[str, ...]
    by: str
    reason: str
    rows: int = 0
    files: int = 0

    @property
    def pattern(self) -> re.Pattern[str]:
        """Finds any of the ids in a text, as a word of its own."""
        return re.compile(
            "|".join(rf"(?<!\w){re.escape(one)}(?!\w)" for one in self.ids), re.IGNORECASE
        )


@dataclass(frozen=True)
class Found:
    """What a load holds of a person."""

    load: Load
    rows: int
    named: int
    problems: int


def journal_path(landing: Path) -> Path:
    """Where the journal lies while an erasure is under way."""
    return landing / "erasing.json"


def read_journal(landing: Path) -> Journal | None:
    """The erasure that was begun and not finished; null where there is none."""
    path = journal_path(landing)
    return Journal.model_validate_json(path.read_bytes()) if path.exists() else None


def write_journal(journal: Journal, landing: Path) -> None:
    """From here on the erasure will be finished, whatever happens. Raises OSError."""
    durable.put_text(journal_path(landing), journal.model_dump_json())


def _is_theirs(values: pl.Series, ids: Iterable[str], kind: str) -> pl.Series:
    wanted = {plain(one, kind) for one in ids}
    different = values.drop_nulls().unique().to_list()
    found = [one for one in different if plain(str(one), kind) in wanted]
    return values.is_in(found).fill_null(value=False)


def _anywhere(rows: pl.DataFrame, journal: Journal) -> pl.Series:
    """For each row of a feed that is no longer in the contract, whether any cell is theirs."""
    found = pl.repeat(value=False, n=rows.height, eager=True)
    for column in rows.select(pl.col(pl.String)).get_columns():
        found |= _is_theirs(column, journal.ids, journal.kind)
    return found


def known_as(person: str, landing: Landing, feeds: Mapping[str, Feed]) -> tuple[str, ...]:
    """Everything a worker is known by in any list that was landed: the number first.

    What somebody else is known by too, such as a name that two people share, is left out: it may
    mean the other.
    """
    theirs, others = set[str](), set[str]()
    for load in landing.loads.values():
        feed = feeds.get(load.feed)
        if feed is None or not feed.meta.known_by or load.outcome != "landed":
            continue
        rows = landing.rows(load)
        mine = _is_theirs(rows[feed.meta.about_worker or ""], [person], WORKER)
        for column in feed.meta.known_by:
            if column in rows.columns:
                theirs |= set(rows.filter(mine)[column].drop_nulls())
                others |= set(rows.filter(~mine)[column].drop_nulls())
    logins = {one.partition("@")[0] for one in theirs if "@" in one}
    shared = {plain(one, WORKER) for one in others}
    own = (one for one in theirs | logins if plain(one, WORKER) not in shared)
    return (person, *sorted(own))


def _search(load: Load, landing: Landing, feeds: Mapping[str, Feed], journal: Journal) -> Found:
    """Count what a load holds of a person."""
    if journal.kind not in (WORKER, system_of(load.feed)):
        return Found(load, 0, 0, 0)
    feed, told = feeds.get(load.feed), landing.problems(load)
    of_problems = int(_tells(told, journal).sum())
    if load.outcome != "landed":
        return Found(load, 0, 0, of_problems)
    rows = landing.rows(load)
    if feed is None:
        return Found(load, int(_anywhere(rows, journal).sum()), 0, of_problems)
    meta = feed.meta
    about = meta.about_worker if journal.kind == WORKER else meta.about_person
    whose = int(_is_theirs(rows[about], journal.ids, journal.kind).sum()) if about else 0
    names = meta.names_workers if journal.kind == WORKER else ()
    named = sum(
        int(_is_theirs(rows[name], journal.ids, journal.kind).sum())
        for name in names
        if name in rows.columns
    )
    return Found(load, whose, named, of_problems)


def _tells(told: pl.DataFrame, journal: Journal) -> pl.Series:
    """For each problem, whether its words name the person: what was typed, or the sentence."""
    if told.is_empty():
        return pl.Series(dtype=pl.Boolean)
    in_cell = _matches(told["typed_text"], journal.ids)
    long = [one for one in journal.ids if len(one) >= _SHORTEST_IN_A_SENTENCE]
    return in_cell | _matches(told["sentence"], long)


def _matches(texts: pl.Series, ids: Iterable[str]) -> pl.Series:
    pattern = "|".join(rf"(?:^|\W){re.escape(one)}(?:\W|$)" for one in ids)
    if not pattern:
        return pl.repeat(value=False, n=len(texts), eager=True)
    return texts.str.contains(f"(?i){pattern}").fill_null(value=False)


def find(landing: Landing, feeds: Mapping[str, Feed], journal: Journal) -> list[Found]:
    """Every load that holds anything of a person."""
    found = (_search(load, landing, feeds, journal) for load in list(landing.loads.values()))
    return [each for each in found if each.rows or each.named or each.problems]


def begin(
    person: str,
    system: str | None,
    who_and_why: tuple[str, str],
    landing: Landing,
    feeds: Mapping[str, Feed],
) -> Journal:
    """Find out who is meant. Raises KeepingError where nothing that is kept names them."""
    by, reason = who_and_why
    systems = sorted({system_of(name) for name, feed in feeds.items() if feed.meta.about_person})
    kind = system or WORKER
    ids = known_as(person, landing, feeds) if kind == WORKER else (person,)
    journal = Journal(kind=kind, ids=ids, by=by, reason=reason)
    found = find(landing, feeds, journal) if kind in (WORKER, *systems) else []
    if not found:
        who = f"{person} of {system}" if system else f"the employee {person}"
        raise KeepingError(problems.PERSON_NOT_HELD, who=who, systems=", ".join(systems))
    rows, files = sum(each.rows for each in found), len(found)
    return journal.model_copy(update={"rows": rows, "files": files})


def scrub(
    landing: Landing, feeds: Mapping[str, Feed], journal: Journal, stones: Tombstones
) -> None:
    """Take a person out of every load, with everything reported of their rows. Raises OSError."""
    stones.add(journal.kind, journal.ids)
    for found in find(landing, feeds, journal):
        load, told = found.load, landing.problems(found.load)
        told = told.filter(~_tells(told, journal))
        if load.outcome != "landed":
            landing.revise(load, None, told)
            continue
        rows, feed = landing.rows(load), feeds.get(load.feed)
        if feed is None:
            theirs = _anywhere(rows, journal)
            stays, goes = rows.filter(~theirs), rows.filter(theirs)
        else:
            stays, goes = stones.apply(rows, feed)
        told = without_rows(told, goes)
        update = {"accepted": stays.height, "erased": load.erased + goes.height}
        landing.revise(load.model_copy(update=update), stays, told)
    landing.sweep()


def _masked(value: Any, pattern: re.Pattern[str], name: str = "") -> Any:
    """The same with every id in a text replaced."""
    if isinstance(value, dict):
        return {key: _masked(each, pattern, key) for key, each in value.items()}
    if isinstance(value, (list, tuple)):
        return [_masked(each, pattern, name) for each in value]
    return pattern.sub(MARKER, value) if isinstance(value, str) and name in _TEXTS else value


def scrub_acts(acts: Acts, journal: Journal) -> None:
    """Take the ids out of what was recorded before. Raises OSError."""
    for number, act in enumerate(acts.all):
        told = Act.model_validate(_masked(act.model_dump(), journal.pattern))
        if told != act:
            acts.rewrite(told)
            acts.all[number] = told


def scrub_files(data: Path, journal: Journal) -> None:
    """Take their rows out of the files that lie about for an officer to fill in. Raises OSError."""
    for path in [*data.glob("to-correct/*.csv"), *data.glob("to-settle/*.csv")]:
        rows = pl.read_csv(path, infer_schema=False)
        left = rows.filter(~_mentioned(rows, journal))
        if left.height < rows.height:
            durable.put(path, partial(left.write_csv, include_bom=True))
    for path in data.glob("to-correct/*.parquet"):
        rows = pl.read_parquet(path)
        left = rows.filter(~_mentioned(rows, journal))
        if left.height < rows.height:
            durable.put(path, left.write_parquet)


def _mentioned(rows: pl.DataFrame, journal: Journal) -> pl.Series:
    """For each row, whether any cell is theirs or names them."""
    found = _anywhere(rows, journal)
    for column in rows.select(pl.col(pl.String)).get_columns():
        found |= _matches(column, journal.ids)
    return found


def clear_build(build: Path) -> None:
    """Remove what earlier runs left, logs of failures with it. Raises OSError."""
    if build.exists():
        shutil.rmtree(build)


def end(journal: Journal, landing: Path, acts: Acts, versions: int) -> Act:
    """Record what was done, without saying whom it was about, and remove the journal."""
    whose = "a worker" if journal.kind == WORKER else f"a person of {journal.kind}"
    words = (
        f"erased {whose}: {journal.rows:,} rows in {journal.files:,} files taken out, "
        f"{versions:,} published versions removed"
    )
    by, reason = (journal.pattern.sub(MARKER, text) for text in (journal.by, journal.reason))
    act = acts.add("erased", by, reason=reason, words=words)
    journal_path(landing).unlink()
    return act


def still_there(data: Path, journal: Journal) -> list[Path]:
    """Files under the data folder that still hold an id as it is written, for somebody to see."""
    ids = (re.escape(one.encode()) for one in journal.ids if len(one) >= _SHORTEST_IN_A_SENTENCE)
    wanted = b"|".join(rb"(?<!\w)" + one + rb"(?!\w)" for one in ids)
    files = (path for path in data.rglob("*") if path.is_file())
    return [path for path in files if wanted and re.search(wanted, path.read_bytes())]
