"""The SQL of the charts, run in this process on series and places given to it, many thousands at once.

dbt compiles the models once, without a warehouse; what it compiled is then run on the seeds and on
tables that a test fills. Nothing stands in for a model.
"""

from __future__ import annotations

import json
import re
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import duckdb
import polars as pl
import yaml

from .warehouse import ROOT, TRANSFORM, run_dbt

FUNCTIONS = ROOT / "transform/macros/warehouse_functions.sql"
SEEDS = TRANSFORM / "seeds"
MONTHLY = {
    "as_at": "date", "is_data_date": "boolean", "policy_id": "varchar", "obligation_type": "varchar",
    "level_code": "varchar", "place_id": "varchar", "case_type": "varchar", "open_count": "integer",
    "in_date_count": "integer", "missed_count": "integer",
}  # fmt: skip
VALUES = {
    "series_id": "varchar", "as_at": "date", "policy_id": "varchar", "measure_code": "varchar",
    "level_code": "varchar", "place_id": "varchar", "direction": "varchar", "target": "double",
    "highest": "double", "point_number": "integer", "month_end_on": "date", "numerator": "integer",
    "denominator": "integer", "value": "double",
}  # fmt: skip
NEEDED = {
    "int_records_from": {"feed": "varchar", "records_from": "date"},
    "int_teams": {"team_id": "varchar", "team_name": "varchar", "service_name": "varchar"},
    "dim_workers": {
        "worker_id": "varchar", "worker_name": "varchar", "service_name": "varchar", "team_id": "varchar",
    },
}  # fmt: skip


def compile_charts(folder: Path) -> None:
    """What dbt makes of the models of the charts, in a folder; no warehouse is needed."""
    chosen = ["path:models/intermediate/measures", "path:models/marts/measures"]
    code, _, printed = run_dbt(TRANSFORM, folder, "compile", "--select", *chosen)
    assert code == 0, printed


class ChartsLab:
    """An empty warehouse with the seeds and functions, in which the models of the charts can be run."""

    def __init__(self, folder: Path) -> None:
        """Take what `compile_charts` left in the folder."""
        told = json.loads((folder / "target" / "manifest.json").read_text())
        self._sql = {
            node["name"]: (node["schema"], node["compiled_code"])
            for node in told["nodes"].values()
            if node["resource_type"] == "model" and node.get("compiled_code")
        }
        self._database = next(
            node["database"] for node in told["nodes"].values() if node["resource_type"] == "model"
        )
        self.connection = duckdb.connect()
        self.connection.execute(
            f'attach \':memory:\' as "{self._database}"; use "{self._database}"'
        )
        for schema in ("seeds", "intermediate", "marts"):
            self.connection.execute(f"create schema {schema}")
        body = re.search(r"\{% macro [^%]*%\}(.*?)\{% endmacro %\}", FUNCTIONS.read_text(), re.S)
        assert body is not None
        self.connection.execute(body[1].replace("create schema if not exists marts;", ""))
        for described in SEEDS.glob("*/*.yml"):
            for seed in yaml.safe_load(described.read_text())["seeds"]:
                types = seed["config"]["column_types"]
                file = described.parent / f"{seed['name']}.csv"
                self.connection.execute(
                    f"create table seeds.{seed['name']} as "
                    f"from read_csv('{file}', header = true, columns = {types})"
                )
        for name, columns in NEEDED.items():
            self.fill("marts" if name.startswith("dim") else "intermediate", name, columns, [])

    def fill(
        self, schema: str, name: str, columns: Mapping[str, str], rows: Sequence[Mapping[str, Any]]
    ) -> None:
        """A table with these rows; what a row does not name is null."""
        typed = ", ".join(f"{column} {kind}" for column, kind in columns.items())
        self.connection.execute(f"create or replace table {schema}.{name} ({typed})")
        columns_of = {column: [row.get(column) for row in rows] for column in columns}
        # The frame is what DuckDB finds under its name in this function.
        frame = pl.DataFrame(columns_of, strict=False)
        if frame.height:
            self.connection.execute(f"insert into {schema}.{name} from frame")

    def run(self, *names: str) -> None:
        """Run these models, in this order."""
        for name in names:
            schema, sql = self._sql[name]
            self.connection.execute(f"create or replace table {schema}.{name} as ({sql})")

    def ask(self, sql: str) -> list[dict[str, Any]]:
        """Rows of any question, as dictionaries."""
        found = self.connection.execute(sql)
        headings = [column[0] for column in found.description]
        return [dict(zip(headings, row, strict=True)) for row in found.fetchall()]
