"""The landing area: every file ever read, as typed rows beside a small manifest of its own.

DATA/landing/<feed>/<part>/<day>_<fingerprints>.json is written last, after the rows (.parquet) and
the problems (.problems.parquet) of the same name, each in one step: a load is there wholly or not
at all, and one that was cut short is simply made again. Nothing here is ever changed but the
sequence of a load that is received once more, and by erasure and retention, which take rows out.
"""

from collections.abc import Iterable
from datetime import date, datetime
from pathlib import Path
from typing import Literal

import polars as pl
from pydantic import BaseModel, ConfigDict

from ingestion import durable, problems
from ingestion.reading.soundness import fingerprint
from ingestion.tombstones import Tombstones


class ColumnFill(BaseModel):
    """How full a column of a load is, so that the next one can be held against it."""

    model_config = ConfigDict(frozen=True)
    filled: int
    is_constant: bool
    #: How many ids begin with a nought, which a spreadsheet takes away.
    noughts: int = 0


class Load(BaseModel):
    """The manifest of one file: received = accepted + quarantined + duplicate, always; what was
    since erased or has passed its time has a count of its own beside them.
    """

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
    outcome: Literal["landed", "refused", "expired"]
    refused_for: str | None = None
    received: int = 0
    accepted: int = 0
    quarantined: int = 0
    duplicate: int = 0
    erased: int = 0
    expired: int = 0
    rows_sha256: str | None = None
    #: How often rows were taken out: each time the rest is another pair of files.
    revision: int = 0
    columns: dict[str, ColumnFill] = {}
    #: Whether it is a list of today alone, whose history the snapshots before it tell.
    builds_history: bool = False
    #: Which list of Annex A it is, where it is one.
    annex_a: int | None = None
    #: The kind of identifier its columns hold, where the reading it was read with says.
    id_kinds: dict[str, str] = {}
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


def _revised(load: Load) -> str:
    return f".{load.revision}" if load.revision else ""


def _refilled(columns: dict[str, ColumnFill], rows: pl.DataFrame) -> dict[str, ColumnFill]:
    """How full each column is once rows were taken out; a yes or no was judged by what privacy
    dropped, and stays as it was.
    """
    there = [name for name in columns if name in rows.columns and rows[name].dtype != pl.Boolean]
    fills = {
        name: ColumnFill(
            filled=rows[name].count(), is_constant=rows[name].drop_nulls().n_unique() == 1
        )
        for name in there
    }
    return columns | fills


class Landing:
    """Reads and writes the landing area under one folder."""

    def __init__(self, folder: Path) -> None:
        """Read every manifest. Raises OSError, or ValidationError where one has been
        tampered with.
        """
        self._folder = folder
        #: Who was erased, so that no file brings them back.
        self.tombstones = Tombstones(folder)
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
        return self._path(load.load_id, f"{_revised(load)}.parquet")

    def rows(self, load: Load) -> pl.DataFrame:
        """The accepted rows of a landed load."""
        return pl.read_parquet(self.rows_path(load))

    def problems_path(self, load: Load) -> Path:
        """Where what was reported of a load is."""
        return self._path(load.load_id, f"{_revised(load)}.problems.parquet")

    def problems(self, load: Load) -> pl.DataFrame:
        """What was reported when the file was read; nothing once the load has expired."""
        if load.outcome == "expired":
            return problems.none()
        return pl.read_parquet(self.problems_path(load))

    def is_whole(self, load: Load) -> bool:
        """Whether the rows and problems of a load are there, the rows byte for byte as written."""
        if load.outcome != "landed":
            return load.outcome == "expired" or self.problems_path(load).exists()
        try:
            written = load.rows_sha256 or fingerprint(self.rows_path(load))
            return (
                fingerprint(self.rows_path(load)) == written and self.problems_path(load).exists()
            )
        except OSError:
            return False

    def prove(self, loads: Iterable[Load]) -> None:
        """Make sure that what a warehouse is built from is whole. Raises KeepingError."""
        for load in loads:
            if not self.is_whole(load):
                what = self.rows_path(load).relative_to(self._folder).as_posix()
                raise problems.KeepingError(
                    problems.LANDING_DAMAGED, file=load.file_name, what=f"landing/{what}"
                )

    def next_sequence(self) -> int:
        """The number of the next load: counted, not timed, because clocks go back."""
        return 1 + max((load.sequence for load in self.loads.values()), default=0)

    def keep(self, load: Load, rows: pl.DataFrame | None, told: pl.DataFrame) -> Load:
        """Store a load, or what is left of it; the manifest comes last. Raises OSError."""
        if rows is not None:
            frame = rows
            durable.put(
                self.rows_path(load), lambda path: frame.write_parquet(path, compression="zstd")
            )
            load = load.model_copy(update={"rows_sha256": fingerprint(self.rows_path(load))})
        durable.put(self.problems_path(load), told.write_parquet)
        return self._write(load)

    def revise(self, load: Load, rows: pl.DataFrame | None, told: pl.DataFrame) -> Load:
        """Keep what is left of a load once rows were taken out. Raises OSError.

        The rest goes into files of its own; the manifest then names them in one step, and what it
        no longer names is swept away.
        """
        columns = load.columns if rows is None else _refilled(load.columns, rows)
        update = {"revision": load.revision + 1, "columns": columns}
        load = self.keep(load.model_copy(update=update), rows, told)
        self.sweep(load)
        return load

    def let_go(self, load: Load) -> Load:
        """Remove a load's rows and problems; its manifest stays, and says so. Raises OSError."""
        gone = {"outcome": "expired", "accepted": 0, "expired": load.expired + load.accepted}
        load = self._write(load.model_copy(update=gone))
        self.sweep(load)
        return load

    def sweep(self, only: Load | None = None) -> int:
        """Remove every file of rows or problems that no manifest names: what a run that was cut
        short had begun, or rows that were taken out. Gives how many went. Raises OSError.
        """
        named = {
            path
            for load in self.loads.values()
            if load.outcome != "expired"
            for path in (self.rows_path(load), self.problems_path(load))
        }
        pattern = f"{only.load_id}*" if only else "*/*/*"
        found = [*self._folder.glob(f"{pattern}.parquet"), *self._folder.glob("*/*/.*.tmp")]
        gone = [path for path in found if path not in named]
        for path in gone:
            path.unlink(missing_ok=True)
        return len(gone)

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
