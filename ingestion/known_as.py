"""By what a worker is known: in the staff lists, in what was settled, and in what was matched.

What somebody else is known by too, such as a name that two people share, is left out: it may mean
the other.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

import duckdb
import polars as pl

from ingestion.feeds import Feed
from ingestion.landing import Landing
from ingestion.spellings import WORKER, all_keys, keys_of
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


def _listed(landing: Landing, feeds: Mapping[str, Feed]) -> Iterator[pl.DataFrame]:
    """Every number with every text that a list which was landed has for it."""
    for load in landing.loads.values():
        feed = feeds.get(load.feed)
        if feed is None or not feed.meta.known_by or load.outcome != "landed":
            continue
        rows, whose = landing.rows(load), feed.meta.about_worker or ""
        for column in (whose, *feed.meta.known_by):
            if column in rows.columns:
                yield rows.select(number=pl.col(whose), written=pl.col(column).cast(pl.String))


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


def _numbers_of(person: str, told: pl.DataFrame) -> pl.Series:
    """Which rows are of the person: by the number as it is, or else without its zeros."""
    for prefix in ("number:", "written:"):
        keys = (key for key in keys_of([person], WORKER)[person] if key.startswith(prefix))
        mine = matches(told["number"], frozenset(keys), WORKER)
        if mine.any():
            break
    return mine


def known_as(
    person: str, landing: Landing, feeds: Mapping[str, Feed], warehouse: Path | None = None
) -> Known:
    """Everything a worker is known by: the number first. Raises OSError or duckdb.Error."""
    schema = {"number": pl.String(), "written": pl.String()}
    told = pl.concat(
        [pl.DataFrame(schema=schema), *_listed(landing, feeds), *_published(warehouse)]
    )
    told = told.drop_nulls().unique().filter(pl.col("number").str.to_lowercase() != _NOBODY)
    mine = _numbers_of(person, told)
    theirs = told.filter(mine)
    texts = {person, *theirs["number"], *theirs["written"]}
    others = all_keys([*told.filter(~mine)["number"], *told.filter(~mine)["written"]], WORKER)
    numbers = {f"number:{one.upper()}" for one in (person, *theirs["number"])}
    keys = (all_keys(texts, WORKER) - others) | numbers
    own = {text for text, its in keys_of(texts, WORKER).items() if its & keys}
    mails = (key.removeprefix("email:").partition("@")[0] for key in keys if key[:6] == "email:")
    logins = {login for login in mails if f"login:{login}" in keys}
    return Known((person, *sorted((own | logins) - {person})), keys, tuple(sorted(texts - own)))
