"""Demo councils to hold the account against: the usual one, and a small one of another seed."""

from __future__ import annotations

import pytest

from ingestion.demo import PlantedProblem, write_council
from tests.ingestion.demo.exports import Exports

#: (seed, scale)
COUNCILS = {"usual": (1, 1.0), "small": (5, 0.5)}


def pytest_configure(config: pytest.Config) -> None:
    """Names the marker that ties a test to the planted problem it proves."""
    config.addinivalue_line("markers", "proves(code): the planted problem a test proves")


@pytest.fixture(scope="session", params=COUNCILS)
def council(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """Each council, written once."""
    seed, scale = COUNCILS[request.param]
    folder = tmp_path_factory.mktemp(request.param)
    return Exports(folder, write_council(folder, seed, scale))


@pytest.fixture(scope="session")
def usual(tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """The council of the default seed and scale, where a figure is asserted."""
    folder = tmp_path_factory.mktemp("default")
    return Exports(folder, write_council(folder))


@pytest.fixture
def found(request: pytest.FixtureRequest, council: Exports) -> list[PlantedProblem]:
    """What was planted under the code the test proves; never nothing."""
    marker = request.node.get_closest_marker("proves")
    problems = council.problems(marker.args[0])
    assert problems, f"nothing planted under {marker.args[0]}"
    return problems
