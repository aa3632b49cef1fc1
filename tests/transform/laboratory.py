"""The ledger's own SQL, run in this process on councils given to it, many times in a minute.

dbt compiles the models once; what it compiled is then run in order on raw tables that a test
fills, moves to another date, shuffles or takes rows out of. Nothing stands in for a model.
"""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from graphlib import TopologicalSorter
from pathlib import Path

import duckdb
from rich.console import Console

from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps

from .warehouse import TRANSFORM, run_dbt

LEDGER = "fct_obligations"
Rows = list[tuple[object, ...]]


def lay_out(inbox: Path, folder: Path) -> Path:
    """The raw tables of an inbox, by the refresh itself up to where dbt would begin."""
    refresh = Refresh(inbox, folder, None, Settings())
    unseen = Steps(Console(quiet=True))
    refresh.build(refresh.weigh(refresh.receive(unseen), unseen), unseen)
    (raw,) = (folder / "build").glob("*.duckdb")
    return raw


@dataclass(frozen=True)
class _Step:
    """One model: its table and the SQL that dbt compiled for it."""

    table: str
    sql: str


def _steps(manifest: Path, targets: tuple[str, ...]) -> list[_Step]:
    """The tables that some tables are made through, each after those it reads."""
    told = json.loads(manifest.read_text())
    models = {key: node for key, node in told["nodes"].items() if node["resource_type"] == "model"}
    waiting = [key for key, node in models.items() if node["name"] in targets]
    assert len(waiting) == len(targets)
    needed = dict[str, list[str]]()
    while waiting:
        key = waiting.pop()
        if key in models and key not in needed:
            needed[key] = models[key]["depends_on"]["nodes"]
            waiting += needed[key]
    order = [key for key in TopologicalSorter(needed).static_order() if key in models]
    return [
        _Step(f'{models[key]["schema"]}."{models[key]["name"]}"', models[key]["compiled_code"])
        for key in order
        if models[key]["config"]["materialized"] == "table"
    ]


class Laboratory:
    """A build file whose raw tables a test changes, and the ledger made of them."""

    def __init__(self, built: Path, folder: Path, targets: tuple[str, ...] = (LEDGER,)) -> None:
        """Compile the project once, on a copy of a build that has every table; `targets` are the
        tables that are made besides what they are made through.
        """
        (folder / "build.duckdb").write_bytes(built.read_bytes())
        code, _, printed = run_dbt(
            TRANSFORM, folder, "compile", "--select", *(f"+{name}" for name in targets)
        )
        assert code == 0, printed
        self._steps = _steps(folder / "target" / "manifest.json", targets)
        self.connection = duckdb.connect(str(folder / "build.duckdb"))
        self._raw = [
            name
            for (name,) in self._ask(
                "select table_name from duckdb_tables() where schema_name = 'raw'"
            )
        ]

    def _ask(self, sql: str) -> Rows:
        return self.connection.execute(sql).fetchall()

    def fill(self, raw: Path) -> None:
        """Take the raw tables of another file in place of those that are here."""
        self.connection.execute(f"attach '{raw}' as given (read_only)")
        for table in self._raw:
            self.connection.execute(f"truncate raw.{table}")
            self.connection.execute(f"insert into raw.{table} by name from given.raw.{table}")
        self.connection.execute("detach given")

    def shuffle(self, seed: int) -> None:
        """Lay the rows of every raw table in another order."""
        for table in self._raw:
            self.connection.execute(
                f"create or replace temp table shuffled as from raw.{table} order by hash(rowid + {seed})"
            )
            self.connection.execute(f"truncate raw.{table}")
            self.connection.execute(f"insert into raw.{table} from shuffled")

    def lose(self, seed: int, tenths: int) -> None:
        """Take out some of the sessions and case supervisions that happened."""
        for table in self._raw:
            if table == "sharepoint_sessions" or table.endswith("_case_supervisions"):
                self.connection.execute(
                    f"delete from raw.{table} where hash(rowid + {seed}) % 10 < {tenths}"
                )

    def move_to(self, day: date) -> None:
        """Ask as if the data had been extracted on an earlier day."""
        self.connection.execute("update raw.load_run set data_date = ?", [day])

    def fix_records_from(self) -> None:
        """Keep the days the evidence begins, as the refresh keeps them from the first load on."""
        self.connection.execute("truncate raw.records_from")
        self.connection.execute(
            "insert into raw.records_from by name "
            "select feed, records_from, 'first load' as origin from intermediate.int_records_from"
        )

    def make_ledger(self) -> None:
        """Run every model that the ledger is made through."""
        for step in self._steps:
            self.connection.execute(f"create or replace table {step.table} as ({step.sql})")

    def ledger(self, columns: str = "* exclude (obligation_id)", where: str = "true") -> Rows:
        """Rows of the ledger, in order of all their columns."""
        return self._ask(f"select {columns} from marts.{LEDGER} where {where} order by all")

    def query(self, sql: str) -> Rows:
        """Rows of any question about what was made."""
        return self._ask(sql)
