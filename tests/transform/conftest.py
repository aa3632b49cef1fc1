"""Councils laid out as raw tables, for tests that run the dbt project themselves."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from rich.console import Console

from ingestion.refresh import Refresh
from ingestion.settings import Settings
from ingestion.steps import Steps
from tests.oracle.councils import DATA_DATE, write_merged_councils

from .asye_council import write_asye_councils
from .audited_council import write_audits
from .warehouse import TRANSFORM, run_dbt

ASYE_MARTS = ("+fct_asye_programmes", "dim_codes")
MakeOnce = Callable[[str, Callable[[Path], None]], Path]


@pytest.fixture(scope="session")
def make_built(make_once: MakeOnce) -> Callable[[], Path]:
    """A build file of six small councils: raw tables, and every model of the project built."""

    def write(folder: Path) -> None:
        write_merged_councils(folder / "inbox", range(101, 107))
        _lay_out(folder)
        code, _, printed = run_dbt(
            TRANSFORM, folder, "build", "--exclude-resource-type", "unit_test"
        )
        assert code == 0, printed

    return lambda: make_once("six-councils", write) / "build.duckdb"


@pytest.fixture(scope="session")
def make_audited(make_once: MakeOnce) -> Callable[[], Path]:
    """A folder with the exports of small councils that were audited, and their marts in a build file."""

    def write(folder: Path) -> None:
        write_merged_councils(folder / "inbox", range(201, 204))
        write_audits(folder / "inbox", 7, DATA_DATE)
        refresh = Refresh(folder / "inbox", folder / "data", None, Settings())
        unseen = Steps(Console(quiet=True))
        refresh.build(refresh.weigh(refresh.receive(unseen), unseen), unseen)
        (raw,) = (folder / "data" / "build").glob("*.duckdb")
        raw.rename(folder / "build.duckdb")
        code, _, printed = run_dbt(
            TRANSFORM, folder, "build", "--exclude-resource-type", "unit_test",
            "--exclude-resource-type", "test", "--select", "+marts.audit", "+marts.survey", "dim_run",
        )  # fmt: skip
        assert code == 0, printed

    return lambda: make_once("audited-councils", write)


@pytest.fixture(scope="session")
def asye_built(make_once: MakeOnce) -> Path:
    """Councils with every ending of an ASYE and a story for every status, their progress built."""

    def write(folder: Path) -> None:
        write_asye_councils(folder / "inbox", range(301, 309))
        _lay_out(folder)
        untested = ("--exclude-resource-types", "test", "unit_test")
        code, _, printed = run_dbt(TRANSFORM, folder, "build", "-s", *ASYE_MARTS, *untested)
        assert code == 0, printed

    return make_once("asye-councils", write)


def _lay_out(folder: Path) -> None:
    refresh = Refresh(folder / "inbox", folder / "data", None, Settings())
    unseen = Steps(Console(quiet=True))
    refresh.build(refresh.weigh(refresh.receive(unseen), unseen), unseen)
    (raw,) = (folder / "data" / "build").glob("*.duckdb")
    raw.rename(folder / "build.duckdb")
