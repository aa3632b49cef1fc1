"""Warehouses for the screens to read: the small council, and tables with nothing in them."""

import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from dashboard.settings import settings
from dashboard.warehouse import Published, published
from tests.dashboard.small_council import council, publish

os.environ.setdefault("STREAMLIT_CLIENT_TOOLBAR_MODE", "viewer")


@pytest.fixture(scope="session")
def small_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with the small council published in it."""
    return publish(tmp_path_factory.mktemp("small"), council())


@pytest.fixture(scope="session")
def empty_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder whose warehouse has every table of the contract and no row but the run."""
    run = {name: rows for name, rows in council().items() if name == "dim_run"}
    return publish(tmp_path_factory.mktemp("empty"), run)


@pytest.fixture(scope="session")
def small_run(small_data: Path) -> Published:
    """The small council as the dataset functions take it."""
    return published(small_data)


@pytest.fixture(scope="session")
def empty_run(empty_data: Path) -> Published:
    """The empty warehouse as the dataset functions take it."""
    return published(empty_data)


@pytest.fixture
def demo_settings(monkeypatch: pytest.MonkeyPatch, small_data: Path) -> Iterator[None]:
    """The settings of a demonstration of the small council."""
    monkeypatch.setenv("SUPERVISION_DATA", str(small_data))
    monkeypatch.setenv("SUPERVISION_DEMO", "1")
    settings.cache_clear()
    yield
    settings.cache_clear()
