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

from ingestion import durable, held_back, problems
from ingestion.acts import Act, Acts
from ingestion.feeds import Feed
from ingestion.held_back import HeldBack
from ingestion.known_as import Known, known_as
from ingestion.landing import Landing, Load
from ingestion.problems import KeepingError, how_many
from ingestion.retaining import without_rows
from ingestion.spellings import WORKER, all_keys
from ingestion.tombstones import MARKER, Tombstones, matches, rows_about, system_of

_TEXTS = ("by", "reason", "words", "sentence", "typed_text", "file_name")
_SHORTEST_IN_A_SENTENCE = 4
_HELD_BACK = ("row that was held back", "rows that were held back")


class Journal(BaseModel):
    """An erasure that is under way: the only place that holds the ids, and only until it ends."""

    model_config = ConfigDict(frozen=True)
    kind: str
    ids: tuple[str, ...]
    by: str
    reason: str
    rows: int = 0
    files: int = 0
    held: int = 0
    #: All that tells the person and nobody else, as `spellings` compares it.
    keys: frozenset[str] = frozenset()
    #: What may mean somebody else too and was left where it stands.
    shared: tuple[str, ...] = ()

    @property
    def tells(self) -> frozenset[str]:
        """The keys; those of the ids where the journal was written without."""
        return self.keys or all_keys(self.ids, self.kind)

    def keys_of_kind(self, kind: str) -> frozenset[str]:
        """The keys where ids of this kind stand; none where they are another's."""
        return self.tells if kind == self.kind else frozenset()

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


def _is_theirs(values: pl.Series, journal: Journal) -> pl.Series:
    return matches(values, journal.tells, journal.kind)


def _anywhere(rows: pl.DataFrame, journal: Journal) -> pl.Series:
    """For each row of a feed that is no longer in the contract, whether any cell is theirs."""
    found = pl.repeat(value=False, n=rows.height, eager=True)
    for column in rows.select(pl.col(pl.String)).get_columns():
        found |= _is_theirs(column, journal)
    return found


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
    about = rows_about(
        rows, feed, lambda each, kind: matches(each, journal.keys_of_kind(kind), kind)
    )
    names = meta.names_workers if journal.kind == WORKER else ()
    named = sum(
        int(_is_theirs(rows[name], journal).sum()) for name in names if name in rows.columns
    )
    return Found(load, int(about.sum()), named, of_problems)


def _tells(told: pl.DataFrame, journal: Journal) -> pl.Series:
    """For each problem, whether its words name the person: what was typed, or the sentence."""
    if told.is_empty():
        return pl.Series(dtype=pl.Boolean)
    in_cell = _matches(told["typed_text"], journal.ids) | _is_theirs(told["typed_text"], journal)
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


def find_held(data: Path, feeds: Mapping[str, Feed], journal: Journal) -> list[HeldBack]:
    """Every file of rows to correct that holds anything of a person."""
    long = [one for one in journal.ids if len(one) >= _SHORTEST_IN_A_SENTENCE]
    says = partial(_matches, ids=long)
    return list(held_back.search(data, feeds, journal.kind, journal.tells, says))


def begin(  # noqa: PLR0917
    person: str,
    system: str | None,
    who_and_why: tuple[str, str],
    landing: Landing,
    feeds: Mapping[str, Feed],
    warehouse: Path | None = None,
) -> Journal:
    """Find out who is meant; the published warehouse file says which spellings were taken for them.

    Raises KeepingError where nothing that is kept names them, or the number lacks its zeros.
    """
    by, reason = who_and_why
    systems = sorted({system_of(name) for name, feed in feeds.items() if feed.meta.about_person})
    kind = system.strip().casefold() if system else WORKER
    known = Known((person,), all_keys([person], kind))
    if kind == WORKER:
        known = known_as(person, landing, feeds, warehouse)
    told = {"ids": known.texts, "keys": known.keys, "shared": known.shared}
    journal = Journal.model_validate({"kind": kind, "by": by, "reason": reason, **told})
    is_kind = kind in (WORKER, *systems)
    found = find(landing, feeds, journal) if is_kind else []
    held = find_held(landing.folder.parent, feeds, journal) if is_kind else []
    if not found and not held:
        who = f"{person} of {system}" if system else f"the employee {person}"
        raise KeepingError(problems.PERSON_NOT_HELD, who=who, systems=", ".join(systems))
    counts = {"rows": sum(each.rows for each in found), "files": len(found)}
    return journal.model_copy(update={**counts, "held": sum(each.rows for each in held)})


def scrub(
    landing: Landing, feeds: Mapping[str, Feed], journal: Journal, stones: Tombstones
) -> None:
    """Take a person out of every load, with everything reported of their rows. Raises OSError."""
    stones.add(journal.kind, journal.tells)
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


def scrub_files(data: Path, feeds: Mapping[str, Feed], journal: Journal) -> None:
    """Take their rows out of the files that lie about for an officer to fill in. Raises OSError."""
    for file in find_held(data, feeds, journal):
        file.take_out()
    for path in data.glob("to-settle/*.csv") if journal.kind == WORKER else ():
        rows = held_back.readable(path)
        left = rows.filter(~_mentioned(rows, journal))
        if left.height < rows.height:
            durable.put(path, partial(left.write_csv, include_bom=True))


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
        f"erased {whose}: {how_many(journal.rows, 'row')} in {how_many(journal.files, 'file')} "
        f"taken out, {how_many(versions, 'published version')} removed"
        + (f", {how_many(journal.held, *_HELD_BACK)} with them" if journal.held else "")
    )
    by, reason = (journal.pattern.sub(MARKER, text) for text in (journal.by, journal.reason))
    act = acts.add("erased", by, reason=reason, words=words)
    journal_path(landing).unlink()
    return act
