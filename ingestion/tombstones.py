"""Who was erased, so that a file sent again does not bring them back: salted hashes, never the ids.

The hash keeps an id from being read. It does not keep somebody who has this folder from trying
every number there is, so the folder is guarded as the data beside it is.
"""

import hashlib
import re
import secrets
from collections.abc import Callable, Iterable
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from ingestion import durable
from ingestion.feeds import Feed
from ingestion.reading.spelling import OUTER
from ingestion.spellings import WORKER, keys_of

#: What stands where a row about somebody else named a worker who was erased.
MARKER = "erased-person"
#: What an officer writes for an identifier that means no worker.
_NOBODY = ("nobody",)


class _Stones(BaseModel):
    model_config = ConfigDict(frozen=True)
    salt: str
    hashes: frozenset[str] = frozenset()


def system_of(feed: str) -> str:
    """The case system a feed comes from: ids of children and adults are its own."""
    return feed.partition("_")[0]


def _as_hashed_before(value: str) -> str:
    """A worker's id in the form stones were put up for at first; they are honoured for good."""
    told = re.sub(rf"[{OUTER}]+", " ", value).strip().casefold()
    if address := re.search(r"[\w.%+'-]+@[\w.-]+", told):
        return address[0]
    told = re.split(r"[\\|]", told)[-1].strip()
    turned = re.fullmatch(r"([^,]+),\s*([^,]+)", told)
    told = f"{turned[2]} {turned[1]}" if turned else told
    return told.lstrip("0") or told


def matches(values: pl.Series, wanted: frozenset[str], kind: str) -> pl.Series:
    """For each value, whether it is a spelling of the person whom these keys tell."""
    texts = values.cast(pl.String)
    known = keys_of(texts.drop_nulls().unique().to_list(), kind)
    found = [text for text, keys in known.items() if keys & wanted]
    return texts.is_in(found).fill_null(value=False)


def rows_about(
    frame: pl.DataFrame, feed: Feed, marks: Callable[[pl.Series, str], pl.Series]
) -> pl.Series:
    """For each row of a feed, whether it is about a person whom `marks` knows: by its number or id,
    or by what it says somebody is known by, where it says so of nobody else.
    """
    meta, goes = feed.meta, pl.repeat(value=False, n=frame.height, eager=True)
    if meta.about_worker in frame.columns:
        whose = frame[meta.about_worker]
        goes |= marks(whose, WORKER)
        is_open = whose.is_null() | whose.str.to_lowercase().is_in(_NOBODY)
        for column in meta.known_by:
            if column in frame.columns:
                goes |= is_open.fill_null(value=True) & marks(frame[column], WORKER)
    if meta.about_person in frame.columns:
        goes |= marks(frame[meta.about_person], system_of(feed.name))
    return goes


class Tombstones:
    """Reads and adds to the tombstones under the landing area."""

    def __init__(self, landing: Path) -> None:
        """Read them. Raises OSError, or ValidationError where they were tampered with."""
        self._path = landing / "tombstones.json"
        there = self._path.exists()
        self._stones = (
            _Stones.model_validate_json(self._path.read_bytes())
            if there
            else _Stones(salt=secrets.token_hex(32))
        )

    def __bool__(self) -> bool:
        return bool(self._stones.hashes)

    def _hash(self, kind: str, key: str) -> str:
        salt = bytes.fromhex(self._stones.salt)
        told = f"{kind}\0{key}".encode()
        return hashlib.blake2b(told, key=salt, digest_size=32).hexdigest()

    def add(self, kind: str, keys: Iterable[str]) -> None:
        """Put up a stone for every key somebody is known by. Raises OSError."""
        hashes = self._stones.hashes | {self._hash(kind, key) for key in keys}
        self._stones = self._stones.model_copy(update={"hashes": hashes})
        told = {"salt": self._stones.salt, "hashes": sorted(hashes)}
        durable.put_text(self._path, _Stones.model_validate(told).model_dump_json(indent=1))

    def marks(self, values: pl.Series, kind: str) -> pl.Series:
        """For each value, whether it means somebody who was erased: each is hashed once."""
        known = keys_of(values.drop_nulls().unique().to_list(), kind)
        before = _as_hashed_before if kind == WORKER else str
        erased = [
            text
            for text, keys in known.items()
            if any(self._hash(kind, key) in self._stones.hashes for key in (*keys, before(text)))
        ]
        return values.is_in(erased).fill_null(value=False)

    def apply(self, frame: pl.DataFrame, feed: Feed) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows that stay, with nobody named who was erased, and the rows that go."""
        if not self or frame.is_empty():
            return frame, frame.clear()
        goes, stays = rows_about(frame, feed, self.marks), frame
        for column in feed.meta.names_workers:
            if column in stays.columns:
                named = self.marks(stays[column], WORKER)
                marked = pl.when(named).then(pl.lit(MARKER)).otherwise(pl.col(column))
                stays = stays.with_columns(marked.alias(column))
        return stays.filter(~goes), frame.filter(goes)
