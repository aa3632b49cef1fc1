"""By what a worker is known: in the staff lists, in what was settled, and in what was matched.

What somebody else is known by too, such as a name that two people share, is left out: it may mean
the other.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from ingestion import problems
from ingestion.feeds import Feed
from ingestion.gates_of_files import STAFF_LIST
from ingestion.landing import Landing, Load
from ingestion.problems import KeepingError
from ingestion.spellings import WORKER, all_keys, keys_of, whose_number
from ingestion.tombstones import matches

_NOBODY = "nobody"
#: Tables in which the published warehouse says which texts were taken for whom.
_PUBLISHED = {
    "fct_matched_references": "select distinct worker_id, written_text from marts.{}",
    "fct_settled_identifiers": "select distinct worker_id, identifier from marts.{}",
}


@dataclass(frozen=True)
class Known:
    """The texts that mean a person and nobody else, the keys that tell them, and what two share."""

    texts: tuple[str, ...]
    keys: frozenset[str]
    shared: tuple[str, ...] = ()


def _listed(landing: Landing, feeds: Mapping[str, Feed]) -> Iterator[tuple[Load, pl.DataFrame]]:
    """Every number with every text that a list which was landed has for it."""
    for load in landing.loads.values():
        feed = feeds.get(load.feed)
        if feed is None or not feed.meta.known_by or load.outcome != "landed":
            continue
        rows, whose = landing.rows(load), feed.meta.about_worker or ""
        for column in (whose, *feed.meta.known_by):
            if column in rows.columns:
                told = rows.select(number=pl.col(whose), written=pl.col(column).cast(pl.String))
                yield load, told


def _published(warehouse: Path | None) -> Iterator[pl.DataFrame]:
    """Every number with every text that was taken for it in a published file."""
    if warehouse is None or not warehouse.exists():
        return
    with duckdb.connect(warehouse, read_only=True) as connection:
        there = {
            name
            for (name,) in connection.execute("select table_name from duckdb_tables()").fetchall()
        }
        for table, question in _PUBLISHED.items():
            if table in there:
                told = connection.execute(question.format(table)).pl()
                yield told.rename(dict(zip(told.columns, ("number", "written"), strict=True)))


def _numbers(some: Iterable[pl.DataFrame]) -> set[str]:
    return {number for told in some for number in told["number"].drop_nulls()}


def _as_meant(told: pl.DataFrame, current: set[str], ever: set[str]) -> pl.DataFrame:
    """The same with the worker's number in the place of what was typed in settling, as the ledger
    finds it: in the staff list as it is now, else in any there was.
    """
    typed = told["number"].drop_nulls().unique().to_list()
    meant = whose_number(typed, ever) | whose_number(typed, current)
    return told.with_columns(pl.col("number").replace(meant), typed=pl.col("number"))


def _told(
    landing: Landing, feeds: Mapping[str, Feed], warehouse: Path | None
) -> tuple[pl.DataFrame, set[str]]:
    """Every number with every text that means its worker and with what was typed for the number,
    and the numbers that are workers' own.
    """
    listed, served = list(_listed(landing, feeds)), list(_published(warehouse))
    newest = {load.load_id for load in landing.newest().values()}
    of_staff = [(load, told) for load, told in listed if load.feed == STAFF_LIST]
    published = _numbers(served)
    ever = _numbers(told for _, told in of_staff) | published
    current = _numbers(told for load, told in of_staff if load.load_id in newest) | published
    schema = {"number": pl.String(), "written": pl.String(), "typed": pl.String()}
    as_it_stands = [*(told for _, told in of_staff), *served]
    by_hand = [told for load, told in listed if load.feed != STAFF_LIST]
    told = pl.concat(
        [
            pl.DataFrame(schema=schema),
            *(each.with_columns(typed=pl.col("number")) for each in as_it_stands),
            *(_as_meant(each, current, ever) for each in by_hand),
        ]
    )
    told = told.drop_nulls().unique()
    return told.filter(pl.col("number").str.to_lowercase() != _NOBODY), ever


def _numbers_of(person: str, told: pl.DataFrame, ever: set[str]) -> pl.Series:
    """Which rows are of the person. Raises KeepingError where the number as it stands is nobody's
    and would be a worker's but for its zeros: a person is not erased on a guess.
    """
    keys = keys_of([person], WORKER)[person]
    exact = frozenset(key for key in keys if key.startswith("number:"))
    workers = pl.Series(sorted(ever), dtype=pl.String)
    nearly = workers.filter(matches(workers, keys - exact, WORKER)).to_list()
    if nearly and not matches(workers, exact, WORKER).any():
        raise KeepingError(problems.PERSON_NEARLY, person=person, near=" or ".join(nearly))
    return matches(told["number"], exact, WORKER)


def known_as(
    person: str, landing: Landing, feeds: Mapping[str, Feed], warehouse: Path | None = None
) -> Known:
    """Everything a worker is known by: the number first. Raises KeepingError where the number lacks
    its zeros, OSError or duckdb.Error.
    """
    told, ever = _told(landing, feeds, warehouse)
    mine = _numbers_of(person, told, ever)
    theirs, of_others = told.filter(mine), told.filter(~mine)
    typed = [one for one in theirs["typed"].unique() if one not in ever]
    texts = {person, *theirs["number"], *theirs["written"]}
    others = all_keys([*of_others["number"], *of_others["written"]], WORKER)
    numbers = {f"number:{one.upper()}" for one in (person, *theirs["number"], *typed)}
    keys = (all_keys(texts, WORKER) - others) | numbers
    own = {text for text, its in keys_of(texts, WORKER).items() if its & keys}
    mails = (key.removeprefix("email:").partition("@")[0] for key in keys if key[:6] == "email:")
    logins = {login for login in mails if f"login:{login}" in keys}
    return Known((person, *sorted((own | logins) - {person})), keys, tuple(sorted(texts - own)))
