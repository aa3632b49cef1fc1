"""What the screens need to work the ledger out again under a policy that was changed for a try.

Nothing here knows what a policy is. The dbt project names the tables that may be worked out again
(the exposure `what_if`) and the seeds that a scenario may change (the tag `scenario`); whatever
lies between the two is followed through dbt's own graph, with the SQL that dbt itself ran.
"""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import duckdb

from ingestion.settings import Settings

SCHEMA = "scenario"
_EXPOSURE = "what_if"
_MAY_CHANGE = "scenario"
_PUBLISHED_ANYWAY = "marts"
#: The schema, with what tells what else stands in it.
TABLES = """
    create schema scenario;
    create table scenario.steps (
        position integer not null,
        schema_name varchar not null,
        table_name varchar not null,
        is_wanted boolean not null,
        statement varchar not null
    );
    comment on table scenario.steps is
        'One row a table that is worked out again for a scenario, in order, with its SQL.';
    create table scenario.inputs (
        schema_name varchar not null,
        table_name varchar not null,
        held_in varchar not null,
        may_change boolean not null
    );
    comment on table scenario.inputs is
        'One row a table that the steps read and do not make, the schema its copy stands in, and '
        'whether a scenario may change it.';
"""
Node = dict[str, Any]


@dataclass(frozen=True)
class Graph:
    """The models and seeds of a dbt project, and what each is made from."""

    nodes: dict[str, Node]
    wanted: list[str]
    _between: dict[str, bool] = field(default_factory=dict)

    @classmethod
    def read(cls, manifest: Path) -> "Graph":
        """As dbt wrote it down after a run."""
        told = json.loads(manifest.read_bytes())
        wanted = [
            parent
            for exposure in told["exposures"].values()
            if exposure["name"] == _EXPOSURE
            for parent in exposure["depends_on"]["nodes"]
        ]
        return cls(told["nodes"], sorted(wanted))

    def parents(self, name: str) -> list[str]:
        """The models and seeds that a node reads."""
        return [one for one in self.nodes[name]["depends_on"].get("nodes", []) if one in self.nodes]

    def may_change(self, name: str) -> bool:
        """Whether a scenario may change the rows of this seed."""
        return _MAY_CHANGE in self.nodes[name]["tags"]

    def follows(self, name: str) -> bool:
        """Whether a node is made, at whatever remove, from a seed that may change."""
        if name not in self._between:
            self._between[name] = any(
                self.may_change(parent) or self.follows(parent) for parent in self.parents(name)
            )
        return self._between[name]

    def steps(self) -> list[str]:
        """What is worked out again, each after what it reads."""
        ordered: dict[str, None] = {}

        def take(name: str) -> None:
            if name not in ordered and self.follows(name):
                for parent in self.parents(name):
                    take(parent)
                ordered[name] = None

        for name in self.wanted:
            take(name)
        return list(ordered)

    def statement(self, name: str) -> str:
        """The SQL that dbt ran for a model, with its tables named by schema and table alone."""
        told = str(self.nodes[name]["compiled_code"])
        for parent in self.parents(name):
            told = told.replace(str(self.nodes[parent]["relation_name"]), self.short(parent))
        return told

    def short(self, name: str) -> str:
        """Schema and table, without the file they stand in."""
        return f'"{self.nodes[name]["schema"]}"."{self.nodes[name]["alias"]}"'


def _words_about(graph: Graph, name: str, steps: list[str]) -> set[str]:
    """Every word in the SQL of the steps that read a table, and of those that follow them."""
    told, readers = set[str](), {name}
    for step in steps:
        if readers & set(graph.parents(step)):
            readers.add(step)
            told |= set(re.findall(r"\w+", graph.statement(step)))
    return told


def _copy(connection: duckdb.DuckDBPyConnection, graph: Graph, name: str, words: set[str]) -> None:
    """Copy a table with those of its columns that the words name: nothing else is needed."""
    node = graph.nodes[name]
    relation = str(node["relation_name"])
    shape = connection.execute(f"describe {relation}").fetchall()
    kept = [f'"{column}"' for column, *_ in shape if graph.may_change(name) or column in words]
    copy = f'{SCHEMA}."{node["alias"]}"'
    connection.execute(f"create table {copy} as select {', '.join(kept)} from {relation}")  # noqa: S608
    about = f"What {graph.short(name)} holds, in the columns that a scenario reads."
    quoted = f"{about} {node['description']}".strip().replace("'", "''")
    connection.execute(f"comment on table {copy} is '{quoted}'")


def lay_out(build: Path, manifest: Path, settings: Settings) -> None:
    """Put into a build, in a schema of their own, the steps of a scenario and what they are worked
    from.

    A project that names nothing to be worked out again gets no such schema. Raises duckdb.Error or
    OSError.
    """
    graph = Graph.read(manifest)
    steps = graph.steps()
    if not steps:
        return
    read = {parent for step in steps for parent in graph.parents(step)} - set(steps)
    with duckdb.connect(build, config=settings.for_duckdb(build.parent)) as connection:
        connection.execute(TABLES)
        for position, name in enumerate(steps):
            node = graph.nodes[name]
            is_wanted = name in graph.wanted
            row = [position, node["schema"], node["alias"], is_wanted, graph.statement(name)]
            connection.execute(f"insert into {SCHEMA}.steps values (?, ?, ?, ?, ?)", row)  # noqa: S608
        for name in sorted(read):
            node = graph.nodes[name]
            is_published = node["schema"] == _PUBLISHED_ANYWAY
            if not is_published:
                _copy(connection, graph, name, _words_about(graph, name, steps))
            held_in = _PUBLISHED_ANYWAY if is_published else SCHEMA
            row = [node["schema"], node["alias"], held_in, graph.may_change(name)]
            connection.execute(f"insert into {SCHEMA}.inputs values (?, ?, ?, ?)", row)  # noqa: S608
