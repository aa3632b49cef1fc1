"""What the screens work out for a what-if is what dbt would build had the policy files said so."""

from __future__ import annotations

import csv
import json
import re
import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import duckdb
import pytest

from dashboard.rerunning import _worked_out
from dashboard.scenario import CASES, STAFF, Scenario, Step
from dashboard.warehouse import Published, published
from ingestion.publishing import copy_to_warehouse
from ingestion.scenarios import lay_out
from ingestion.settings import Settings

from .warehouse import copy_project, current_file, run_dbt

TABLES = ("fct_obligations", "fct_supervisees", "fct_cases")
POLICIES = ("st_helens", "knowsley", "rotherham", "skills_for_care")
FIRST = date(2000, 1, 1)
MakeOnce = Callable[[str, Callable[[Path], None]], Path]


def query(data: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows of a query on the published file, which a scenario may have open in this process."""
    with duckdb.connect() as connection:
        connection.execute(f"attach '{current_file(data)}' as published (read_only)")
        connection.execute("use published")
        return connection.execute(sql).fetchall()


def _rows(scenario: Scenario, table: str, columns: str = "*") -> str:
    """The rows of a table that a scenario speaks of, in a build of the whole warehouse."""
    types = ", ".join(f"'{kind}'" for kind in scenario.obligation_types)
    spoken_of = (
        f"obligation_type in ({types})"
        if table == "fct_obligations"
        else "as_at = (select data_date from marts.dim_run)"
    )
    return f"select {columns} from marts.{table} where policy_id = '{scenario.policy_id}' and {spoken_of}"


def _tables(scenario: Scenario) -> list[str]:
    """The tables that a scenario works out."""
    left_out = {STAFF: "fct_supervisees", CASES: "fct_cases"}
    missing = [table for kind, table in left_out.items() if kind not in scenario.obligation_types]
    return [table for table in TABLES if table not in missing]


def _unlike(connection: duckdb.DuckDBPyConnection, table: str, scenario: Scenario) -> int:
    """Rows that the scenario has and the published file has not, or the other way round."""
    cursor = connection.cursor()
    cursor.execute("use published")
    ours, theirs = f"select * from what_if.marts.{table}", _rows(scenario, table)
    counted = (
        f"select (select count(*) from ({ours} except all {theirs})) + "
        f"(select count(*) from ({theirs} except all {ours}))"
    )
    return int(cursor.execute(counted).fetchall()[0][0])


@pytest.mark.parametrize("policy", POLICIES)
def test_a_scenario_that_changes_nothing_is_the_published_ledger_row_for_row(
    policy: str, demo_data: Path
) -> None:
    (days,) = query(
        demo_data, f"select tolerance_days from scenario.policies where policy_id = '{policy}'"
    )
    # The tolerance it has already: every step is run, and nothing may come out differently.
    unchanged = Scenario(policy, tolerance_days=int(str(days[0])))
    connection = _worked_out(published(demo_data), unchanged)
    (rows,) = (
        connection.cursor().execute("select count(*) from what_if.marts.fct_obligations").fetchall()
    )
    assert rows[0] > 100
    assert {table: _unlike(connection, table, unchanged) for table in TABLES} == dict.fromkeys(
        TABLES, 0
    )


# --------------------------------------------------------------------- against a real dbt run


def _edit(
    project: Path, seed: str, edit: Callable[[list[dict[str, str]]], list[dict[str, str]]]
) -> None:
    """Change the rows of a policy file as an analyst would."""
    path = project / "seeds" / "policy" / f"{seed}.csv"
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        headings, rows = list(reader.fieldnames or []), list(reader)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, lineterminator="\n")
        writer.writeheader()
        writer.writerows(edit(rows))


def _set(project: Path, seed: str, where: dict[str, str], **values: str) -> None:
    def edit(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        found = [row for row in rows if where.items() <= row.items()]
        assert found, (seed, where)
        for row in found:
            row.update(values)
        return rows

    _edit(project, seed, edit)


def _count_formats(project: Path, rule: str, formats: tuple[str, ...]) -> None:
    version = {"rule_id": rule, "valid_from": "2000-01-01"}

    def edit(rows: list[dict[str, str]]) -> list[dict[str, str]]:
        kept = [row for row in rows if not version.items() <= row.items()]
        return [*kept, *({**version, "format_code": code} for code in formats)]

    _edit(project, "rule_formats", edit)


@dataclass(frozen=True)
class Tried:
    """One change, said to the screens and written into the policy files."""

    scenario: Scenario
    write: Callable[[Path], None]


def _of_first(rule: str, **more: str) -> dict[str, str]:
    return {"rule_id": rule, "valid_from": "2000-01-01", **more}


# Policies stand side by side, so that one dbt run proves a change of each.
FIRST_RUN = {
    "an interval": Tried(
        Scenario("st_helens", obligation_types=(STAFF,), rule_id="sth_social_worker", valid_from=FIRST, steps=(Step(1, 0, "day", 3, "week"),)),
        lambda p: _set(p, "rule_steps", _of_first("sth_social_worker"), interval_count="3", interval_unit="week"),
    ),
    "when a step begins": Tried(
        Scenario("knowsley", obligation_types=(STAFF,), rule_id="kno_nqsw", valid_from=FIRST, steps=(Step(2, 12, "week", 2, "week"),)),
        lambda p: _set(p, "rule_steps", _of_first("kno_nqsw", step_number="2"), step_from_count="12"),
    ),
    "the formats that count": Tried(
        Scenario("rotherham", obligation_types=(STAFF,), rule_id="rot_nqsw", valid_from=FIRST, formats=("group", "peer")),
        lambda p: _count_formats(p, "rot_nqsw", ("group", "peer")),
    ),
    "the tolerance of a rule": Tried(
        Scenario("skills_for_care", obligation_types=(STAFF,), rule_id="sfc_nqsw", valid_from=FIRST, tolerance_days=10),
        lambda p: _set(p, "rules", _of_first("sfc_nqsw"), tolerance_days="10"),
    ),
}  # fmt: skip
SECOND_RUN = {
    "from how many days an absence stops the clock": Tried(
        Scenario("st_helens", (STAFF,), absence_min_days=7),
        lambda p: _set(p, "policies", {"policy_id": "st_helens"}, absence_min_days="7"),
    ),
    "the interval of a rule on cases": Tried(
        Scenario("knowsley", obligation_types=(CASES,), rule_id="kno_high_risk", valid_from=FIRST, steps=(Step(1, 0, "day", 10, "day"),)),
        lambda p: _set(p, "rule_steps", _of_first("kno_high_risk"), interval_count="10", interval_unit="day"),
    ),
    "the tolerance of a policy": Tried(
        Scenario("rotherham", tolerance_days=21),
        lambda p: _set(p, "policies", {"policy_id": "rotherham"}, tolerance_days="21"),
    ),
    "several things at once": Tried(
        Scenario("skills_for_care", obligation_types=(STAFF,), rule_id="sfc_nqsw", valid_from=FIRST, steps=(Step(1, 0, "day", 10, "day"),),
                 formats=("one_to_one", "group"), absence_min_days=10),
        lambda p: (
            _set(p, "rule_steps", _of_first("sfc_nqsw", step_number="1"), interval_count="10", interval_unit="day"),
            _count_formats(p, "sfc_nqsw", ("one_to_one", "group")),
            _set(p, "policies", {"policy_id": "skills_for_care"}, absence_min_days="10"),
        )[0],
    ),
}  # fmt: skip
RUNS = {"first": FIRST_RUN, "second": SECOND_RUN}
EVERY_CHANGE = [
    pytest.param(name, change, marks=[pytest.mark.soak] if name == "second" else [])
    for name, changes in RUNS.items()
    for change in changes
]


@pytest.fixture(scope="module")
def councils(make_once: MakeOnce, make_built: Callable[[], Path]) -> Published:
    """Six small councils as a refresh publishes them, ready for a what-if."""

    def write(folder: Path) -> None:
        built = make_built()
        build = shutil.copy(built, folder / "build.duckdb")
        lay_out(Path(build), built.parent / "target" / "manifest.json", Settings())
        copy = copy_to_warehouse(
            Path(build), folder / "warehouse", datetime(2026, 1, 1), Settings()
        )
        pointer = {
            "file": copy.file,
            "sha256": copy.sha256,
            "data_date": "2026-10-31",
            "built_at": "2026-11-01T00:00:00",
        }
        (folder / "warehouse" / "current.json").write_text(json.dumps(pointer))

    return published(make_once("six-councils-published", write))


@pytest.fixture(scope="module")
def rebuilt(make_once: MakeOnce, make_built: Callable[[], Path]) -> Callable[[str], Path]:
    """The same councils built by dbt from policy files with the changes of one run in them."""

    def build(name: str) -> Path:
        def write(folder: Path) -> None:
            shutil.copy(make_built(), folder / "build.duckdb")
            project = copy_project(folder)
            for tried in RUNS[name].values():
                tried.write(project)
            code, _, printed = run_dbt(
                project,
                folder,
                *("build", "--select", "tag:scenario+,+exposure:what_if"),
                *("--exclude-resource-type", "unit_test", "test"),
            )
            assert code == 0, printed

        return make_once(f"six-councils-{name}-change", write) / "build.duckdb"

    return build


@pytest.mark.parametrize(("run", "change"), EVERY_CHANGE)
def test_a_scenario_is_what_dbt_builds_from_policy_files_changed_in_the_same_way(
    run: str, change: str, councils: Published, rebuilt: Callable[[str], Path]
) -> None:
    scenario = RUNS[run][change].scenario
    ours = _worked_out(councils, scenario)
    told = {}
    with duckdb.connect(str(rebuilt(run)), read_only=True) as theirs:
        for table in _tables(scenario):
            # The order of columns is the contract's in one and the statement's in the other.
            columns = ", ".join(
                name for name, *_ in theirs.execute(f"describe marts.{table}").fetchall()
            )
            rows = theirs.execute(_rows(scenario, table, columns)).fetchall()
            mine = ours.cursor().execute(f"select {columns} from what_if.marts.{table}").fetchall()
            told[table] = sorted(map(repr, mine)) == sorted(map(repr, rows))
    assert told == dict.fromkeys(_tables(scenario), True)
    assert any(_unlike(ours, table, scenario) for table in _tables(scenario)), "it changed nothing"


# --------------------------------------------------------------------- what is published for it


def test_nothing_is_published_for_a_what_if_that_the_ledger_does_not_read(demo_data: Path) -> None:
    statements = " ".join(
        str(row[0]) for row in query(demo_data, "select statement from scenario.steps")
    )
    words = set(re.findall(r"\w+", statements))
    unread = query(
        demo_data,
        """select columns.table_name, columns.column_name from duckdb_columns() as columns
        anti join scenario.inputs on inputs.table_name = columns.table_name and inputs.may_change
        where columns.schema_name = 'scenario' and columns.table_name not in ('steps', 'inputs')""",
    )
    assert len(unread) > 50
    assert not [column for column in unread if column[1] not in words]


#: What the exports hold that the ledger does not need and nobody is to find in what is published for it.
_KEPT_BACK = {
    "worker_name", "given_name", "family_name", "outcome_code", "recommendation_code", "has_support_plan",
    "has_reflective_journal", "cancellation_reason_code", "reflective_minutes", "duration_minutes", "answer_code",
    "grade_code", "standard", "score", "registration_number", "_source_file", "_source_row",
}  # fmt: skip


def test_what_was_found_said_or_recommended_is_not_published_for_a_what_if(demo_data: Path) -> None:
    columns = query(
        demo_data,
        "select table_name, column_name from duckdb_columns() where schema_name = 'scenario'",
    )
    assert len(columns) > 100
    assert not [column for column in columns if column[1] in _KEPT_BACK]
    reviews = {column for table, column in columns if table == "stg_asye__reviews"}
    assert reviews == {"review_id", "worker_id", "milestone_months", "planned_on", "held_on"}


def test_the_steps_are_every_model_between_the_policy_files_and_the_ledger(demo_data: Path) -> None:
    steps = [
        str(row[0])
        for row in query(demo_data, "select table_name from scenario.steps order by position")
    ]
    assert {"int_rules", "int_supervision_obligations", *TABLES} <= set(steps)
    assert (
        steps.index("int_rules")
        < steps.index("int_supervision_obligations")
        < steps.index("fct_obligations")
    )
    seeds = {
        row[0]
        for row in query(demo_data, "select table_name from scenario.inputs where may_change")
    }
    assert {"policies", "rules", "rule_steps", "rule_formats"} <= seeds
    assert not seeds & set(steps)


def test_the_published_file_has_the_marts_and_what_a_scenario_is_worked_from_and_nothing_else(
    demo_data: Path,
) -> None:
    schemas = query(
        demo_data,
        """select schema_name from duckdb_schemas()
        where database_name = 'published' and not internal order by 1""",
    )
    assert schemas == [("marts",), ("scenario",)]
