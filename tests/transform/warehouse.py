"""Reading a published warehouse, and building the dbt project outside a refresh, for tests."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

import duckdb

ROOT = Path(__file__).resolve().parents[2]
TRANSFORM = ROOT / "transform"

#: One path for the warehouse of every run of dbt: only so does its parse of the project serve the next.
_PLACE = tempfile.TemporaryDirectory()
_WAREHOUSE = Path(_PLACE.name) / "build.duckdb"
_PARSED = Path(_PLACE.name) / "partial_parse.msgpack"


def current_file(data: Path) -> Path:
    """The warehouse file the pointer names."""
    pointer = json.loads((data / "warehouse" / "current.json").read_text())
    return data / "warehouse" / str(pointer["file"])


def query(data: Path, sql: str) -> list[tuple[object, ...]]:
    """Rows of a query on the published warehouse, or on a build file, attached: a dashboard in this process may hold it
    its own way.
    """
    file = data if data.is_file() else current_file(data)
    with duckdb.connect() as connection:
        connection.execute(f"attach '{file}' as published (read_only); use published")
        return connection.execute(sql).fetchall()


def copy_project(folder: Path) -> Path:
    """A copy of the dbt project whose seeds a test may change."""
    project = folder / "transform"
    shutil.copytree(TRANSFORM, project, ignore=shutil.ignore_patterns("target", "logs"))
    return project


def run_dbt(project: Path, folder: Path, *arguments: str) -> tuple[int, dict[str, str], str]:
    """Run dbt on a file of its own; the exit code, each node's status by name, and what was printed."""
    _WAREHOUSE.unlink(missing_ok=True)
    _WAREHOUSE.symlink_to(folder / "build.duckdb")
    environment = os.environ | {
        "SUPERVISION_WAREHOUSE": str(_WAREHOUSE),
        "DO_NOT_TRACK": "1",
    }
    target = folder / "target"
    target.mkdir(parents=True, exist_ok=True)
    if _PARSED.exists():
        shutil.copyfile(_PARSED, target / _PARSED.name)
    finished = subprocess.run(
        [
            str(Path(sys.executable).with_name("dbt")),
            *arguments,
            "--project-dir",
            str(project),
            "--profiles-dir",
            str(project),
            "--target-path",
            str(target),
            "--log-path",
            str(folder / "logs"),
        ],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    if (target / _PARSED.name).exists():
        shutil.copyfile(target / _PARSED.name, _PARSED)
    results = target / "run_results.json"
    statuses = (
        {
            r["unique_id"].split(".")[-1]: r["status"]
            for r in json.loads(results.read_text())["results"]
        }
        if results.exists()
        else {}
    )
    return finished.returncode, statuses, finished.stdout
