"""Runs the dbt project over the raw tables: everything is decided there, nothing here."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ingestion.contract import REPOSITORY
from ingestion.scenarios import lay_out
from ingestion.settings import Settings, environment_for_child
from ingestion.steps import Steps

_WORTH_KEEPING = "partial_parse.msgpack"
_IN_SHORT = 300


class TransformFailedError(Exception):
    """dbt did not build or a test of it failed: `lines` are dbt's own words, the first of them the
    shortest.
    """

    def __init__(self, lines: list[str]) -> None:
        first = " ".join(lines[0].split()) if lines else "dbt ended without saying why"
        super().__init__(first[:_IN_SHORT])
        self.lines = lines


def _command(transform: Path, cache: Path) -> list[str]:
    """Unit tests of the policy are the developers' and are not run again on a council's data."""
    folders = ["--project-dir", transform, "--profiles-dir", transform, "--target-path", cache]
    logging = ["--log-path", cache, "--log-level", "none", "--log-level-file", "none"]
    return [
        *(sys.executable, "-m", "ingestion.dbt_process"),
        *("--no-use-colors", *map(str, logging), "build", *map(str, folders)),
        *("--exclude-resource-type", "unit_test"),
    ]


def _lines(process: "subprocess.Popen[str]") -> Iterator[dict[str, Any]]:
    """What the process tells, a line each; a line that is not JSON is given as `plain`."""
    for line in process.stdout or ():
        try:
            told = json.loads(line)
        except ValueError:
            told = line.strip()
        yield told if isinstance(told, dict) else {"plain": str(told)}


def _follow(process: "subprocess.Popen[str]", steps: Steps) -> list[str]:
    """Show each thing dbt builds as it begins; give what it said was wrong."""
    errors, plain = [], []
    for told in _lines(process):
        if "node" in told:
            steps.reach(told["place"] - 1, told["of"], told["node"])
        elif "error" in told:
            errors.append(told["error"])
        else:
            plain.append(str(told.get("plain", told)))
    return errors or plain[-5:]


def clean(cache: Path) -> None:
    """Remove what dbt wrote, which may hold personal data, but for its parse of the project, which
    saves seconds.
    """
    for path in cache.iterdir() if cache.is_dir() else ():
        if path.is_dir():
            shutil.rmtree(path)
        elif path.name != _WORTH_KEEPING:
            path.unlink()


def run_dbt(
    warehouse: Path, transform: Path, cache: Path, settings: Settings, steps: Steps
) -> None:
    """Build and test every model in the DuckDB file `warehouse`, and lay out there what a scenario
    is worked from. Raises TransformFailedError or duckdb.Error.

    dbt's own folders are under `cache`, so that nothing is written beside the code.
    """
    cache.mkdir(parents=True, exist_ok=True)
    environment = environment_for_child(
        SUPERVISION_WAREHOUSE=str(warehouse),
        SUPERVISION_THREADS=str(settings.threads),
        SUPERVISION_MEMORY=settings.memory,
        DO_NOT_TRACK="1",
        PYTHONIOENCODING="utf-8",
    )
    try:
        with subprocess.Popen(
            _command(transform, cache),
            cwd=REPOSITORY,
            env=environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            encoding="utf-8",
            errors="replace",
        ) as process:
            errors = _follow(process, steps)
        if process.returncode:
            raise TransformFailedError(errors)
        lay_out(warehouse, cache / "manifest.json", settings)
    finally:
        clean(cache)
