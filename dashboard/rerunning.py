"""The ledger worked out again for a scenario, by the SQL that the refresh itself ran.

The refresh publishes that SQL step by step with what the steps read (schema `scenario`, see
`ingestion/scenarios.py`). Here the seeds of a policy are copied into memory, changed as the
scenario says, and the steps run in their order. The published file is only read. Beside
`dashboard.warehouse` the only module that knows DuckDB.
"""

import threading
from collections import OrderedDict
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from pathlib import Path
from typing import Any

import duckdb
import polars as pl

from dashboard.scenario import Scenario
from dashboard.warehouse import Published, WarehouseProblem, answer, check_file, read_query

CHANGES = Path(__file__).with_name("scenarios")
#: How many scenarios stay worked out, for all readers together.
KEPT = 6
LONGEST_WAIT_SECONDS = 30
_LIMITS: dict[str, str | bool | int | float | list[str]] = {
    "allow_community_extensions": "false",
    "autoinstall_known_extensions": "false",
    "autoload_known_extensions": "false",
    "memory_limit": "512MB",
    "threads": "1",
    "max_temp_directory_size": "1GB",
    "preserve_insertion_order": "false",
    "python_enable_replacements": "false",
}
_kept: OrderedDict[tuple[str, Scenario], duckdb.DuckDBPyConnection] = OrderedDict()
_keeping = threading.Lock()
#: One scenario is worked out at a time: the machine has other readers.
_working = threading.Lock()


def ask_rerun(run: Published, scenario: Scenario, query: str, **parameters: Any) -> pl.DataFrame:
    """The answer of `queries/<query>.sql`, for which `what_if.judged` holds what the scenario does.

    Raises WarehouseProblem where the file does not hold what a scenario is worked from, or when too
    many others wait.
    """
    connection = _worked_out(run, scenario)
    return answer(connection, query, parameters, within="published")


def _worked_out(run: Published, scenario: Scenario) -> duckdb.DuckDBPyConnection:
    key = (run.file, scenario)
    if (found := _find(key)) is not None:
        return found
    with _in_turn():
        # Whoever was before in the queue may have asked the same.
        if (found := _find(key)) is not None:
            return found
        made = _work_out(run, scenario)
        with _keeping:
            _kept[key] = made
            while len(_kept) > KEPT:
                _kept.popitem(last=False)
        return made


def _find(key: tuple[str, Scenario]) -> duckdb.DuckDBPyConnection | None:
    with _keeping:
        if key in _kept:
            _kept.move_to_end(key)
        return _kept.get(key)


@contextmanager
def _in_turn() -> Iterator[None]:
    if not _working.acquire(timeout=LONGEST_WAIT_SECONDS):
        raise WarehouseProblem(
            "SM-W6",
            "Other readers' what-ifs are being worked out, and this one waited too long.",
            "Load the page again in a minute.",
        )
    try:
        yield
    finally:
        _working.release()


def _work_out(run: Published, scenario: Scenario) -> duckdb.DuckDBPyConnection:
    """A database in memory with the result, the published file beside it."""
    check_file(run)
    connection = duckdb.connect(":memory:", config=_LIMITS)
    try:
        _attach(connection, run.file)
        _lay_out(connection, scenario)
        if scenario.changes_nothing:
            _take_published(connection)
        else:
            _change(connection, scenario)
            _run_steps(connection)
        connection.execute("use published")
        for table in ("judged", "counted"):
            connection.execute(read_query(CHANGES / f"{table}.sql")[0])
    except (duckdb.CatalogException, duckdb.BinderException) as problem:
        connection.close()
        raise WarehouseProblem(
            "SM-W5",
            "The published data was made by another version of this product "
            "and holds nothing to work a what-if from.",
            "Run a refresh with this version.",
        ) from problem
    except duckdb.OutOfMemoryException as problem:
        connection.close()
        raise WarehouseProblem(
            "SM-W7",
            "This what-if needs more memory than one may take.",
            "Tell whoever runs the dashboard.",
        ) from problem
    return connection


def _attach(connection: duckdb.DuckDBPyConnection, file: str) -> None:
    """Read the published file and nothing else of the disk, from now on."""
    quoted = file.replace("'", "''")
    connection.execute(f"set temp_directory = '{quoted}.what_if.tmp'")
    connection.execute(f"attach '{quoted}' as published (read_only)")
    connection.execute("attach ':memory:' as what_if")
    connection.execute("set enable_external_access = false")
    connection.execute("set lock_configuration = true")
    connection.execute("use what_if")


def _lay_out(connection: duckdb.DuckDBPyConnection, scenario: Scenario) -> None:
    """What the steps read, under the names they read it by: copies of what may change, views of
    everything else, and the warehouse's functions.
    """
    connection.execute(
        "create table tried (policy_id varchar, judged_by varchar, obligation_types varchar[])"
    )
    tried = [scenario.policy_id, scenario.judged_by, list(scenario.obligation_types)]
    connection.execute("insert into tried values (?, ?, ?)", tried)
    schemas = connection.execute(
        "select schema_name from published.scenario.steps "
        "union select schema_name from published.scenario.inputs union select 'marts'"
    ).fetchall()
    for (schema,) in schemas:
        connection.execute(f'create schema "{schema}"')
    functions = connection.execute(
        "select function_name, parameters, macro_definition from duckdb_functions() "
        "where database_name = 'published' and schema_name = 'marts' and function_type = 'macro'"
    ).fetchall()
    for name, parameters, definition in functions:
        connection.execute(f"create macro marts.{name}({', '.join(parameters)}) as {definition}")
    inputs = connection.execute("from published.scenario.inputs").fetchall()
    for schema, table, held_in, may_change in inputs:
        kind = "table" if may_change else "view"
        connection.execute(
            f'create {kind} "{schema}"."{table}" as from published."{held_in}"."{table}"'
        )


def _take_published(connection: duckdb.DuckDBPyConnection) -> None:
    """Where no rule is changed, what was published is already the answer."""
    wanted = "select schema_name, table_name from published.scenario.steps where is_wanted"
    for schema, table in connection.execute(wanted).fetchall():
        connection.execute(
            f'create view "{schema}"."{table}" as from published."{schema}"."{table}"'
        )


def _change(connection: duckdb.DuckDBPyConnection, scenario: Scenario) -> None:
    """The scenario written into the copies of the seeds."""
    told = asdict(scenario)

    def make(change: str, **more: Any) -> None:
        text, named = read_query(CHANGES / f"{change}.sql")
        given = {**told, **more}
        connection.execute(text, {name: given[name] for name in named})

    make("keep_day")
    make("keep_policy")
    make("keep_types", obligation_types=list(scenario.obligation_types))
    for step in scenario.steps:
        make("change_step", **asdict(step))
    if scenario.formats:
        make("drop_formats")
        make("add_formats", formats=list(scenario.formats))
    if scenario.tolerance_days is not None:
        make("change_rule_tolerance" if scenario.rule_id else "change_policy_tolerance")
    if scenario.absence_min_days is not None:
        make("change_absence")


def _run_steps(connection: duckdb.DuckDBPyConnection) -> None:
    """Every step after those it reads; in the end only what was wanted stays in memory."""
    steps = connection.execute(
        "select schema_name, table_name, is_wanted, statement "
        "from published.scenario.steps order by position"
    ).fetchall()
    for schema, table, _, statement in steps:
        connection.execute(f'create table "{schema}"."{table}" as {statement}')
    for schema, table, is_wanted, _ in steps:
        if not is_wanted:
            connection.execute(f'drop table "{schema}"."{table}"')
