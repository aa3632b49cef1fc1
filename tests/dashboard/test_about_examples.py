"""Every measure is shown with an example worked out of the council on screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from dashboard.pages.about_examples import examples
from dashboard.scope import Scope
from dashboard.view_models import about_examples
from dashboard.view_models.catalogue import measures
from dashboard.warehouse import published


def _examples(data: Path, scope: Scope) -> dict[str, str]:
    return examples(published(data), scope)


@pytest.fixture(scope="module")
def of_all(demo_data: Path) -> dict[str, str]:
    """What a director reads of every measure."""
    return _examples(demo_data, Scope(sees_everyone=True))


@pytest.mark.parametrize("measure_id", measures())
def test_a_director_reads_an_example_of_every_measure(
    measure_id: str, of_all: dict[str, str]
) -> None:
    told = of_all[measure_id]
    assert any(character.isdigit() for character in told)
    assert told.endswith(".")


def test_who_sees_counts_only_reads_the_councils_examples_but_nobodys_own(demo_data: Path) -> None:
    told = _examples(demo_data, Scope(sees_counts=True))
    everything = _examples(demo_data, Scope(sees_everyone=True))
    assert told["overdue_people"] == everything["overdue_people"]
    assert not told["sessions_missed"] and everything["sessions_missed"]


def test_a_year_of_monthly_sessions_is_twelve_for_each_person() -> None:
    asked = {
        "interval_count": 1,
        "interval_unit": "month",
        "people_count": 200,
        "sessions_a_year": 12.0,
        "session_minutes": 90.0,
    }
    told = about_examples.of_what_if(asked)
    assert "200 × 12.0 = 2,400 sessions a year" in told["what_if_year"]
    assert "are 3,600 hours a year" in told["what_if_hours"]


def test_where_nobody_is_asked_anything_there_is_no_example() -> None:
    assert about_examples.of_what_if(None) == {}
    assert about_examples.of_survey(None, None, 2026) == {}
