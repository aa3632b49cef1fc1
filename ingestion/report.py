"""What a refresh found and what it came to."""

from dataclasses import dataclass
from typing import Literal

import polars as pl

from ingestion.building import Counts
from ingestion.landing import Load
from ingestion.publishing import Version
from ingestion.snapshots import Snapshots

Status = Literal["published", "nothing new", "refused"]


@dataclass(frozen=True)
class Received:
    """The inbox as it was found, each export with its load, and what is to be told of the files."""

    loads: list[Load]
    problems: pl.DataFrame

    @property
    def refused(self) -> list[Load]:
        """The files that could not be used."""
        return [load for load in self.loads if load.outcome == "refused"]


@dataclass(frozen=True)
class Report:
    """What a refresh came to: for the terminal, and for whoever calls it."""

    status: Status
    version: Version | None
    snapshots: Snapshots
    counts: dict[str, Counts]
    problems: pl.DataFrame
