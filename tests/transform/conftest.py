"""Councils laid out as raw tables, for tests that run the dbt project themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps
from tests.oracle.councils import write_merged_councils

from .warehouse import TRANSFORM, run_dbt

MakeOnce = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def make_built(make_once: MakeOnce) -> Callable[[], Path]:
    """A build file of six small councils: raw tables, and every model of the project built."""

    def write(folder: Path) -> None:
        write_merged_councils(folder / "inbox", range(101, 107))
        refresh = Refresh(folder / "inbox", folder / "data", None, Settings())
        unseen = Steps(Console(quiet=True))
        refresh.build(refresh.weigh(refresh.receive(unseen), unseen), unseen)
        (raw,) = (folder / "data" / "build").glob("*.duckdb")
        raw.rename(folder / "build.duckdb")
        code, _, printed = run_dbt(
            TRANSFORM, folder, "build", "--exclude-resource-type", "unit_test"
        )
        assert code == 0, printed

    return lambda: make_once("six-councils", write) / "build.duckdb"
