"""`python -m tests.policy`: the policy seeds alone, in seconds.

Loads the seeds into an empty warehouse, runs the tests on them and the worked examples, and says in words what failed.
"""

from __future__ import annotations

import sys
import tempfile
from pathlib import Path

import duckdb
import yaml

from tests.bench.ledger import make_empty_raw_tables
from tests.transform.warehouse import TRANSFORM, run_dbt

MODELS = "+int_supervision_obligations"


def main() -> int:
    """0 when the seeds hang together and every worked example holds."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        with duckdb.connect(str(folder / "build.duckdb")) as connection:
            make_empty_raw_tables(connection)
            connection.execute(
                "insert into raw.load_run by name select date '2026-10-31' as data_date"
            )
        code, statuses, printed = run_dbt(
            TRANSFORM,
            folder,
            *("build", "--select", MODELS, "every_rule_can_be_worked_out", "resource_type:seed"),
            *("--indirect-selection", "cautious"),
        )
        examples = yaml.safe_load(
            (TRANSFORM / "models/intermediate/ledger/_ledger__unit_tests.yml").read_text()
        )["unit_tests"]
        held = [test["name"] for test in examples if statuses.get(test["name"]) == "pass"]
        failed = sorted(name for name, state in statuses.items() if state in ("error", "fail"))
    if code:
        print(printed[-6000:])
        print("Failed: " + "; ".join(name.replace("_", " ") for name in failed))
    print(f"{len(held)} of {len(examples)} worked examples hold.")
    return int(bool(code))


if __name__ == "__main__":
    sys.exit(main())
