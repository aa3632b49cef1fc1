"""The worked examples: dates worked out by hand, held against the ledger's own SQL."""

from __future__ import annotations

import tempfile
from pathlib import Path

import duckdb
import yaml

from tests.bench.ledger import make_empty_raw_tables
from tests.transform.warehouse import run_dbt


def hold_examples(project: Path) -> int:
    """0 when every worked example holds; says how many do, and which do not."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with duckdb.connect(str(folder / "build.duckdb")) as connection:
            make_empty_raw_tables(connection)
            connection.execute(
                "insert into raw.load_run by name select date '2026-10-31' as data_date"
            )
        code, statuses, printed = run_dbt(
            project, folder, "build", "--select", "+test_type:unit", "--exclude", "test_type:data"
        )
    described = project.rglob("*__unit_tests.yml")
    examples = [
        test["name"]
        for path in described
        for test in yaml.safe_load(path.read_text(encoding="utf-8"))["unit_tests"]
    ]
    held = [name for name in examples if statuses.get(name) == "pass"]
    failed = sorted(name for name, state in statuses.items() if state in ("error", "fail"))
    if code:
        print(printed[-6000:])
        print("Failed: " + "; ".join(name.replace("_", " ") for name in failed))
    print(f"\n{len(held)} of {len(examples)} worked examples hold.")
    return int(bool(code))
