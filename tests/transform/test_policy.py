"""Policy is data: the worked examples stand on the seeds, and a council adds a policy without code."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import duckdb
import pytest
import yaml

from .warehouse import TRANSFORM, copy_project, query, run_dbt

UNIT_TESTS = TRANSFORM / "models" / "intermediate" / "ledger" / "_ledger__unit_tests.yml"


def _sentences() -> set[str]:
    return {test["name"] for test in yaml.safe_load(UNIT_TESTS.read_text())["unit_tests"]}


def _rewrite(path: Path, change: Callable[[list[dict[str, str]]], list[dict[str, str]]]) -> None:
    with path.open(encoding="utf-8", newline="") as file:
        reader = csv.DictReader(file)
        rows, headings = list(reader), list(reader.fieldnames or [])
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.DictWriter(file, headings, lineterminator="\n")
        writer.writeheader()
        writer.writerows(change(rows))


def test_every_worked_example_holds_and_every_one_fails_when_its_rule_changes(
    make_built: Callable[[], Path], tmp_path: Path
) -> None:
    build = make_built()
    held = tmp_path / "held"
    held.mkdir()
    (held / "build.duckdb").write_bytes(build.read_bytes())
    code, statuses, printed = run_dbt(
        TRANSFORM, held, "test", "--select", "test_type:unit", "--no-partial-parse"
    )
    assert code == 0, printed
    assert {name for name, state in statuses.items() if state == "pass"} >= _sentences()

    changed = tmp_path / "changed"
    changed.mkdir()
    (changed / "build.duckdb").write_bytes(build.read_bytes())
    project = copy_project(changed)
    _rewrite(
        project / "seeds" / "policy" / "rule_steps.csv",
        lambda rows: [
            row | {"interval_count": str(int(row["interval_count"]) + 1)} for row in rows
        ],
    )
    _, statuses, printed = run_dbt(
        project, changed, "test", "--select", "test_type:unit", "--no-partial-parse"
    )
    still_holding = {name for name in _sentences() if statuses.get(name) == "pass"}
    assert not still_holding, printed


@pytest.mark.soak
def test_a_fifth_policy_is_added_by_editing_seeds_alone(
    make_built: Callable[[], Path], tmp_path: Path
) -> None:
    build = make_built()
    (tmp_path / "build.duckdb").write_bytes(build.read_bytes())
    project = copy_project(tmp_path)
    policy = project / "seeds" / "policy"

    def same_as_st_helens(row: dict[str, str]) -> dict[str, str]:
        return row | {
            key: value.replace("sth_", "fif_").replace("st_helens", "fifth")
            for key, value in row.items()
        }

    for path in policy.glob("*.csv"):
        if path.name == "in_force.csv":
            continue
        _rewrite(
            path,
            lambda rows: (
                rows
                + [
                    same_as_st_helens(row)
                    for row in rows
                    if "st_helens" in row.values() or row.get("rule_id", "").startswith("sth_")
                ]
            ),
        )
    _rewrite(
        policy / "rule_steps.csv",
        lambda rows: [
            row
            | (
                {"interval_count": "3", "interval_unit": "week"}
                if row["rule_id"] == "fif_social_worker"
                else {}
            )
            for row in rows
        ],
    )
    code, _, printed = run_dbt(
        project, tmp_path, "build", "--no-partial-parse", "--exclude-resource-type", "unit_test"
    )
    assert code == 0, printed
    with duckdb.connect(str(tmp_path / "build.duckdb"), read_only=True) as connection:
        counted = dict(
            connection.execute(
                """select policy_id, count(*) from marts.fct_obligations
                where obligation_type = 'case_supervision' group by all"""
            ).fetchall()
        )
        assert counted["fifth"] == counted["st_helens"] > 0
        three_weeks = connection.execute(
            """select count(*) from marts.fct_obligations where rule_id = 'fif_social_worker'
            and interval_count = 3 and interval_unit = 'week' and due_on = opened_on + 21"""
        ).fetchone()
        assert three_weeks and three_weeks[0] > 0
        before = f"attach '{build}' as before (read_only)"
        connection.execute(before)
        assert not connection.execute(
            """from (select * from marts.fct_obligations where policy_id <> 'fifth')
            except all from before.marts.fct_obligations"""
        ).fetchall()


def test_no_model_asks_the_clock() -> None:
    clock = re.compile(r"current_date|current_timestamp|\bnow\(\)|\btoday\(\)", re.I)
    assert not [
        path.name for path in TRANSFORM.glob("models/**/*.sql") if clock.search(path.read_text())
    ]


def test_every_mart_and_every_column_of_it_says_what_it_is(demo_data: Path) -> None:
    assert not query(
        demo_data,
        """select table_name, '' from duckdb_tables()
        where database_name = 'published' and coalesce(comment, '') = ''
        union all
        select table_name, column_name from duckdb_columns()
        where database_name = 'published' and schema_name = 'marts' and coalesce(comment, '') = ''""",
    )
