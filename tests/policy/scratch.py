"""Seeds as tables, and the project's own SQL run on them: no council's data, and nothing kept."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from pathlib import Path

import duckdb
import polars as pl

from tests.policy.cells import Problem, SeedText
from tests.transform.warehouse import TRANSFORM, run_dbt

#: What puts a policy in words, in the order in which each can be made.
WORDS = ("int_feed_columns", "int_rule_words", "int_policy_version_pairs", "fct_policy_facts")
CHANGES = "fct_policy_changes"
FUNCTIONS = "warehouse_functions"
CHECKS = (
    "every_row_of_a_policy_is_about_a_rule_in_force",
    "every_code_of_a_policy_is_known",
    "every_rule_can_be_worked_out",
    "every_rule_can_be_read_and_disputed",
    "every_version_restates_the_whole",
    "every_programme_can_be_worked_out",
)


class CompileError(Exception):
    """dbt could not make SQL of the project: says what dbt said."""


def _cache(project: Path) -> Path:
    """Where dbt keeps its parse of the project, which saves seconds: another place for every other
    wording of what dbt may not parse anew by itself.
    """
    told = hashlib.sha256()
    for path in sorted([*project.rglob("*.yml"), *project.glob("macros/*.sql")]):
        if "target" not in path.relative_to(project).parts:
            told.update(path.read_bytes())
    folder = project / "target" / "policy" / told.hexdigest()[:12]
    folder.mkdir(parents=True, exist_ok=True)
    return folder


class Compiled:
    """The SQL dbt makes of the checks and the words, and the warehouse functions it stands on."""

    def __init__(self, project: Path = TRANSFORM) -> None:
        folder = _cache(project)
        selected = (FUNCTIONS, *WORDS, CHANGES, *CHECKS)
        code, _, printed = run_dbt(project, folder, "compile", "--quiet", "--select", *selected)
        if code:
            raise CompileError(printed[-4000:])
        nodes = json.loads((folder / "target" / "manifest.json").read_text())["nodes"]
        self.nodes = {node["name"]: node for node in nodes.values() if node["name"] in selected}

    def sql(self, name: str) -> str:
        """The SQL of one model or check."""
        return str(self.nodes[name]["compiled_code"])

    def relation(self, name: str) -> str:
        """The table one model makes."""
        return str(self.nodes[name]["relation_name"])


def open_scratch(texts: Iterable[SeedText]) -> duckdb.DuckDBPyConnection:
    """Seeds as dbt would load them; a cell that cannot be read is left blank, and told elsewhere."""
    connection = duckdb.connect()
    connection.execute("attach ':memory:' as build; use build")
    for schema in ("seeds", "intermediate", "marts"):
        connection.execute(f"create schema if not exists build.{schema}")
    for text in texts:
        connection.register("typed", text.rows)
        cells = ", ".join(
            f'try_cast("{name}" as {kind}) as "{name}"' for name, kind in text.file.types.items()
        )
        connection.execute(
            f"create table build.seeds.{text.file.name} as select {cells} from typed order by row"
        )
        connection.unregister("typed")
    return connection


def make(connection: duckdb.DuckDBPyConnection, compiled: Compiled, names: Iterable[str]) -> None:
    """Make these models' tables."""
    for name in names:
        relation = compiled.relation(name)
        connection.execute(f"create or replace table {relation} as {compiled.sql(name)}")


def find_problems(
    connection: duckdb.DuckDBPyConnection, compiled: Compiled, texts: Iterable[SeedText]
) -> list[Problem]:
    """What the checks of the project find, each with the row of its file."""
    rows = {text.file.path.name: text.rows["row"] for text in texts}
    found = []
    connection.execute(compiled.sql(FUNCTIONS))
    for check in CHECKS:
        for file, row, column, typed, problem, to_do in connection.execute(
            f"select file, row_number, column_name, typed, problem, to_do from ({compiled.sql(check)})"
        ).fetchall():
            found.append(Problem(file, rows[file][row - 2], column, problem, to_do, typed or ""))
    return found


def facts_of(connection: duckdb.DuckDBPyConnection, compiled: Compiled) -> pl.DataFrame:
    """Every fact of every version in words."""
    return connection.execute(f"from {compiled.relation('fct_policy_facts')}").pl()
