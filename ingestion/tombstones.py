"""Who was erased, so that a file sent again does not bring them back: salted hashes, never the ids.

The hash keeps an id from being read. It does not keep somebody who has this folder from trying
every number there is, so the folder is guarded as the data beside it is.
"""

import hashlib
import re
import secrets
from collections.abc import Iterable
from pathlib import Path

import polars as pl
from pydantic import BaseModel, ConfigDict

from ingestion import durable
from ingestion.feeds import Feed
from ingestion.reading.spelling import OUTER

#: What stands where a row about somebody else named a worker who was erased.
MARKER = "erased-person"
WORKER = "worker"


class _Stones(BaseModel):
    model_config = ConfigDict(frozen=True)
    salt: str
    hashes: frozenset[str] = frozenset()


def system_of(feed: str) -> str:
    """The case system a feed comes from: ids of children and adults are its own."""
    return feed.partition("_")[0]


def plain(value: str, kind: str) -> str:
    """An id as it is compared: no outer spaces, no case.

    A worker may be written in more ways: with a domain before a login, an address in angle
    brackets, the surname first, a number without its zeros.
    """
    told = re.sub(rf"[{OUTER}]+", " ", value).strip().casefold()
    if kind != WORKER:
        return told
    if address := re.search(r"[\w.%+'-]+@[\w.-]+", told):
        return address[0]
    told = re.split(r"[\\|]", told)[-1].strip()
    turned = re.fullmatch(r"([^,]+),\s*([^,]+)", told)
    told = f"{turned[2]} {turned[1]}" if turned else told
    return told.lstrip("0") or told


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

    def _hash(self, kind: str, value: str) -> str:
        key = bytes.fromhex(self._stones.salt)
        told = f"{kind}\0{plain(value, kind)}".encode()
        return hashlib.blake2b(told, key=key, digest_size=32).hexdigest()

    def add(self, kind: str, values: Iterable[str]) -> None:
        """Put up a stone for every id somebody is known by. Raises OSError."""
        hashes = self._stones.hashes | {self._hash(kind, value) for value in values}
        self._stones = self._stones.model_copy(update={"hashes": hashes})
        told = {"salt": self._stones.salt, "hashes": sorted(hashes)}
        durable.put_text(self._path, _Stones.model_validate(told).model_dump_json(indent=1))

    def marks(self, values: pl.Series, kind: str) -> pl.Series:
        """For each value, whether it is an id of somebody who was erased: each is hashed once."""
        different = values.drop_nulls().unique().to_list()
        erased = [one for one in different if self._hash(kind, one) in self._stones.hashes]
        return values.is_in(erased).fill_null(value=False)

    def apply(self, frame: pl.DataFrame, feed: Feed) -> tuple[pl.DataFrame, pl.DataFrame]:
        """The rows that stay, with nobody named who was erased, and the rows that go."""
        if not self or frame.is_empty():
            return frame, frame.clear()
        meta, goes = feed.meta, pl.repeat(value=False, n=frame.height, eager=True)
        if meta.about_worker in frame.columns:
            goes |= self.marks(frame[meta.about_worker], WORKER)
        if meta.about_person in frame.columns:
            goes |= self.marks(frame[meta.about_person], system_of(feed.name))
        stays = frame.filter(~goes)
        for column in meta.names_workers:
            if column in stays.columns:
                named = self.marks(stays[column], WORKER)
                marked = pl.when(named).then(pl.lit(MARKER)).otherwise(pl.col(column))
                stays = stays.with_columns(marked.alias(column))
        return stays, frame.filter(goes)
