"""The landing area: every file ever read, as typed rows beside a small manifest of its own.

DATA/landing/<feed>/<part>/<day>_<fingerprints>.json is written last, after the rows (.parquet) and
the problems (.problems.parquet) of the same name, each in one step: a load is there wholly or not
at all, and one that was cut short is simply made again. Nothing here is ever changed but the
sequence of a load that is received once more.
"""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from ingestion import durable


class ColumnFill(BaseModel):
    """How full a column of a load is, so that the next one can be held against it."""

    model_config = ConfigDict(frozen=True)
    filled: int
    is_constant: bool
    #: How many ids begin with a nought, which a spreadsheet takes away.
    noughts: int = 0


class Load(BaseModel):
    """The manifest of one file: landed = accepted + quarantined + duplicate, always."""

    model_config = ConfigDict(frozen=True)
    load_id: str
    sequence: int
    feed: str
    part: str
    file_name: str
    sha256: str
    reading: str
    extracted_on: date
    landed_at: datetime
    landed_by: str
    outcome: Literal["landed", "refused"]
    refused_for: str | None = None
    received: int = 0
    accepted: int = 0
    quarantined: int = 0
    duplicate: int = 0
    columns: dict[str, ColumnFill] = {}
    #: Whether it is a list of today alone, whose history the snapshots before it tell.
    builds_history: bool = False
    #: The load some of whose rows were corrected by hand to make this one.
    corrects: str | None = None

    @property
    def place(self) -> tuple[str, str]:
        """The feed and part: at most one load of each is current."""
        return self.feed, self.part

    @property
    def rank(self) -> tuple[date, int]:
        """Newer data comes later; of the same day, what was received later."""
        return self.extracted_on, self.sequence


class Landing:
    """Reads and writes the landing area under one folder."""

    def __init__(self, folder: Path) -> None:
        """Read every manifest. Raises OSError, or ValidationError where one has been
        tampered with.
        """
        self._folder = folder
        self.loads: dict[str, Load] = {}
        for path in sorted(folder.glob("*/*/*.json")):
            load = Load.model_validate_json(path.read_bytes())
            self.loads[load.load_id] = load

    @property
    def folder(self) -> Path:
        """The folder the landing area is in."""
        return self._folder

    def _path(self, load_id: str, ending: str) -> Path:
        return self._folder / f"{load_id}{ending}"

    def rows_path(self, load: Load) -> Path:
        """Where the accepted rows of a landed load are."""
        return self._path(load.load_id, ".parquet")

    def rows(self, load: Load) -> pl.DataFrame:
        """The accepted rows of a landed load."""
        return pl.read_parquet(self.rows_path(load))

    def problems(self, load: Load) -> pl.DataFrame:
        """What was reported when the file was read."""
        return pl.read_parquet(self._path(load.load_id, ".problems.parquet"))

    def next_sequence(self) -> int:
        """The number of the next load: counted, not timed, because clocks go back."""
        return 1 + max((load.sequence for load in self.loads.values()), default=0)

    def keep(self, load: Load, rows: pl.DataFrame | None, problems: pl.DataFrame) -> None:
        """Store a load; the manifest comes last. Raises OSError."""
        if rows is not None:
            frame = rows
            durable.put(
                self.rows_path(load), lambda path: frame.write_parquet(path, compression="zstd")
            )
        durable.put(self._path(load.load_id, ".problems.parquet"), problems.write_parquet)
        self._write(load)

    def receive_again(self, load: Load) -> Load:
        """Put back in front a load that another of the same day had taken the place of.

        Raises OSError.
        """
        return self._write(load.model_copy(update={"sequence": self.next_sequence()}))

    def _write(self, load: Load) -> Load:
        durable.put_text(self._path(load.load_id, ".json"), load.model_dump_json(indent=1))
        self.loads[load.load_id] = load
        return load

    def newest(self, leaving_out: Iterable[str] = ()) -> dict[tuple[str, str], Load]:
        """The newest good load of each feed and part."""
        passed_over = set(leaving_out)
        current: dict[tuple[str, str], Load] = {}
        for load in sorted(self.loads.values(), key=lambda each: each.rank):
            if load.outcome == "landed" and load.load_id not in passed_over:
                current[load.place] = load
        return current
