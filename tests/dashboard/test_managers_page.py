"""Managers: spans, own supervision, and who has no supervisor who is there."""

from pathlib import Path

import pytest

from dashboard.datasets.caseload import cases_listed
from dashboard.datasets.managers import supervisees_listed, supervisors_listed
from dashboard.scope import EVERYWHERE, Place, Scope
from dashboard.warehouse import Published, published
from tests.dashboard.demo_visits import demo_council, manager_of, visit, words

__all__ = ["demo_council"]

EVERYBODY = Scope(sees_everyone=True)
LISTS = {
    "all": "seen_count",
    "open": "open_count",
    "in_date": "in_date_count",
    "overdue": "overdue_count",
    "away": "away_count",
    "not_asked": "not_asked_count",
}
SCOPES = [
    EVERYBODY,
    Scope(team_ids=("C105", "C106", "C107")),
    Scope(worker_ids=("001061", "001218")),
]


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


@pytest.mark.parametrize("scope", SCOPES, ids=str)
@pytest.mark.parametrize("name", LISTS)
def test_a_supervisors_list_is_as_long_as_their_number(
    name: str, scope: Scope, run: Published
) -> None:
    for row in supervisors_listed(run, scope, EVERYWHERE).to_dicts():
        listed = supervisees_listed(run, scope, list_name=name, supervisor_id=row["worker_id"])
        assert listed.height == row[LISTS[name]], row["worker_name"]


@pytest.mark.parametrize("scope", SCOPES[:2], ids=str)
def test_the_cases_of_a_supervisor_are_listed_under_case_supervision(
    scope: Scope, run: Published
) -> None:
    for row in supervisors_listed(run, scope, EVERYWHERE).to_dicts():
        for name, count in (("open", "case_open_count"), ("overdue", "case_overdue_count")):
            listed = cases_listed(
                run, scope, EVERYWHERE, list_name=name, supervisor_id=row["worker_id"]
            )
            assert listed.height == row[count], row["worker_name"]


def test_a_span_counts_everybody_also_who_is_out_of_sight(run: Published) -> None:
    whole = {
        row["worker_id"]: row for row in supervisors_listed(run, EVERYBODY, EVERYWHERE).to_dicts()
    }
    for row in whole.values():
        assert row["seen_count"] == row["span_count"]
    narrow = supervisors_listed(run, Scope(worker_ids=tuple(whole)), EVERYWHERE).to_dicts()
    for row in narrow:
        assert row["span_count"] == whole[row["worker_id"]]["span_count"] >= row["seen_count"]


def test_everybody_is_supervised_by_somebody_or_listed_as_not(run: Published) -> None:
    people = supervisees_listed(run, EVERYBODY)
    spans = supervisors_listed(run, EVERYBODY, EVERYWHERE)["span_count"].sum()
    nobody = supervisees_listed(run, EVERYBODY, list_name="unsupervised", supervisor_state="none")
    assert spans + nobody.height == people.height


def test_who_has_no_supervisor_who_is_there_comes_first(demo_council: Path) -> None:
    at = visit("managers", persona="director")
    assert at.header[0].value.startswith("Without a supervisor who is there: ")
    told = " ".join(at.table[0].value["Supervisor"])
    assert "No line manager recorded" in told and "Has left" in told


def test_a_supervisor_who_left_is_listed_before_those_who_are_there(run: Published) -> None:
    states = supervisors_listed(run, EVERYBODY, EVERYWHERE)["supervisor_state"].to_list()
    there = states.index("in_post")
    assert set(states[:there]) <= {"left", "away", "not_known"} and set(states[there:]) == {
        "in_post"
    }


def test_a_manager_who_supervises_nobody_the_reader_sees_is_refused(
    demo_council: Path, run: Published
) -> None:
    other, mine = manager_of(run, "A123"), manager_of(run, "C106")
    at = visit("managers", supervisor=other, persona="team_manager", **{"as": mine})
    assert any("whom you may not see" in info.value for info in at.info)
    assert not at.table


def test_a_place_keeps_supervisors_who_sit_in_it_or_supervise_somebody_there(
    run: Published,
) -> None:
    place = Place(None, "C106")
    listed = supervisors_listed(run, EVERYBODY, place).to_dicts()
    assert listed
    for row in listed:
        mine = supervisees_listed(run, EVERYBODY, supervisor_id=row["worker_id"])
        assert row["team_id"] == "C106" or "C106" in set(mine["team_id"])


def test_who_sees_counts_only_is_told_so_and_meets_no_name(
    demo_council: Path, run: Published
) -> None:
    names = supervisors_listed(run, EVERYBODY, EVERYWHERE)["worker_name"]
    at = visit("managers", persona="task_and_finish", supervisor=manager_of(run, "C106"))
    assert any("You see counts only" in info.value for info in at.info)
    assert not any(name in words(at) for name in names)
