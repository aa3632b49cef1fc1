"""What was done with the data, by whom and why: one small file an act, numbered, never changed.

Publications, refusals, acceptances, rollbacks, retention and erasure stand here beside the landed
files, so that they outlive every warehouse and a restored landing area still tells them. Only an
erasure ever changes an act that was kept: a name in it that must go is taken out.
"""

from datetime import UTC, datetime
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from ingestion import durable
from ingestion.publishing import Version

Kind = Literal["published", "refused", "accepted", "rolled back", "retention", "erased"]


class Stop(BaseModel):
    """One reason for which a refresh was refused, as a person was told it."""

    model_config = ConfigDict(frozen=True)
    load_id: str | None
    feed: str | None
    part: str | None = None
    sha256: str | None = None
    file_name: str | None
    code: str
    title: str
    sentence: str

    @property
    def mark(self) -> tuple[str | None, str | None, str | None, str]:
        """What an acceptance holds for: these bytes of this feed and part, and this gate."""
        return self.feed, self.part, self.sha256, self.code


class Act(BaseModel):
    """One thing that was done; what does not belong to its kind is empty."""

    model_config = ConfigDict(frozen=True)
    sequence: int
    kind: Kind
    at: datetime
    by: str
    reason: str = ""
    words: str = ""
    load_id: str | None = None
    file: str | None = None
    version: Version | None = None
    is_rebuilt: bool = False
    stops: tuple[Stop, ...] = ()
    #: What was said of files of the inbox that are no export, so that a rebuild can say it again.
    told: tuple[dict[str, str | int | None], ...] = ()

    @property
    def moves_the_pointer(self) -> bool:
        """Whether this was somebody's decision on what is served; a rebuild of it decides
        nothing.
        """
        return self.kind == "rolled back" or (self.kind == "published" and not self.is_rebuilt)


class Acts:
    """Reads and adds to the acts under the landing area."""

    def __init__(self, landing: Path) -> None:
        """Read them all. Raises OSError, or ValidationError where one was tampered with."""
        self.folder = landing / "acts"
        paths = sorted(self.folder.glob("*.json"))
        self.all = [Act.model_validate_json(path.read_bytes()) for path in paths]

    def add(self, kind: Kind, by: str, **told: object) -> Act:
        """Keep an act. Raises OSError."""
        sequence = 1 + max((act.sequence for act in self.all), default=0)
        at = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
        told = {"sequence": sequence, "kind": kind, "at": at, "by": by, **told}
        act = Act.model_validate(told)
        self.rewrite(act)
        self.all.append(act)
        return act

    def rewrite(self, act: Act) -> None:
        """Write an act's file; only an erasure does so twice."""
        path = self.folder / f"{act.sequence:06}_{act.kind.replace(' ', '_')}.json"
        durable.put_text(path, act.model_dump_json(indent=1, exclude_defaults=True))

    def of(self, kind: Kind) -> list[Act]:
        """All acts of one kind, oldest first."""
        return [act for act in self.all if act.kind == kind]

    def last_published(self) -> Act | None:
        """The last publication that was not a rebuild."""
        return next((act for act in reversed(self.of("published")) if not act.is_rebuilt), None)

    def rollback_in_force(self) -> Act | None:
        """The rollback that nothing was published after; null where there is none."""
        decisive = [act for act in self.all if act.moves_the_pointer]
        return decisive[-1] if decisive and decisive[-1].kind == "rolled back" else None

    def has_published(self, file: str) -> bool:
        """Whether the publication of this file is recorded."""
        return any(act.file == file for act in self.of("published"))

    def refusal(self) -> Act | None:
        """The refusal of the last refresh that did or could do anything; null after a
        publication.
        """
        done = [act for act in self.all if act.kind in ("refused", "published")]
        return done[-1] if done and done[-1].kind == "refused" else None

    def acceptances(self) -> dict[tuple[str | None, str | None, str | None, str], Act]:
        """For each file and gate that was accepted, the act that did so."""
        return {stop.mark: act for act in self.of("accepted") for stop in act.stops}

    def accepted_of(self, feed: str, part: str, sha256: str) -> Act | None:
        """The last acceptance of a file."""
        mine = (feed, part, sha256)
        acts = [act for mark, act in self.acceptances().items() if mark[:3] == mine]
        return max(acts, key=lambda act: act.sequence, default=None)

    def refuse(self, stops: tuple[Stop, ...], by: str) -> None:
        """Keep a refusal, unless the last one said the very same."""
        last = self.refusal()
        if last is None or last.stops != stops:
            self.add("refused", by, stops=stops)


def rows_of(told: pl.DataFrame) -> tuple[dict[str, str | int | None], ...]:
    """Problems as an act keeps them."""
    return tuple(told.to_dicts())
