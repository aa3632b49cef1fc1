"""Case supervision: what the page says, to whom, and what it never says."""

from pathlib import Path

import pytest

from dashboard.datasets.caseload import (
    cases_by_team_and_type,
    cases_by_type,
    cases_listed,
    cases_not_asked,
)
from dashboard.scope import Place, Scope
from dashboard.view_models.overview import total
from dashboard.warehouse import Published, published
from tests.dashboard.demo_visits import demo_council, manager_of, visit, words

__all__ = ["demo_council"]

EVERYBODY, EVERYWHERE = Scope(sees_everyone=True), Place()
LISTS = {
    "all": "case_count",
    "open": "open_count",
    "overdue": "overdue_count",
    "in_date": "in_date_count",
    "unallocated": "unallocated_count",
    "no_rule": "no_rule_count",
    "not_measured": "not_measured_count",
    "not_started": "not_started_count",
}


@pytest.fixture(scope="module")
def run(demo_data: Path) -> Published:
    """The demo council's warehouse."""
    return published(demo_data)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "place", [EVERYWHERE, Place("Front door and assessment"), Place(None, "C106")], ids=str
)
def test_a_list_of_a_type_is_as_long_as_its_number(name: str, place: Place, run: Published) -> None:
    for scope in (EVERYBODY, Scope(team_ids=("C106", "C102"))):
        for row in cases_by_type(run, scope, place).to_dicts():
            listed = cases_listed(run, scope, place, list_name=name, case_type=row["case_type"])
            assert listed.height == row[LISTS[name]], row["case_type"]


def test_the_teams_add_up_to_the_types(run: Published) -> None:
    by_type = total(cases_by_type(run, EVERYBODY, EVERYWHERE).to_dicts())
    by_team = total(cases_by_team_and_type(run, EVERYBODY, EVERYWHERE).to_dicts())
    for name in ("open_count", "in_date_count", "overdue_count"):
        assert by_team[name] == by_type[name]


def test_every_open_case_is_owed_something_or_listed_with_the_reason_why_not(
    run: Published,
) -> None:
    counts = total(cases_by_type(run, EVERYBODY, EVERYWHERE).to_dicts())
    not_asked = total(cases_not_asked(run, EVERYBODY, EVERYWHERE).to_dicts())
    assert counts["open_count"] + not_asked["case_count"] == counts["case_count"]


def test_high_risk_work_is_answered_in_the_first_sentence(demo_council: Path) -> None:
    at = visit("cases", persona="director")
    assert "high-risk cases are overdue" in at.markdown[0].value or any(
        "high-risk cases are overdue" in element.value for element in at.markdown[:4]
    )


def test_the_longest_overdue_come_first_with_the_clause_and_the_sum(demo_council: Path) -> None:
    at = visit("cases", list="overdue", persona="director")
    days = [int(cell.split("Overdue ")[1].split(" ")[0]) for cell in at.table[0].value["Status"]]
    assert days == sorted(days, reverse=True)
    assert all("asks for case supervision" in cell for cell in at.table[0].value["Why"])


def test_a_case_goes_by_its_systems_reference(demo_council: Path) -> None:
    cells = visit("cases", list="unallocated", persona="director").table[0].value
    assert all(cell.startswith(("**ICS ", "**SWIFT ", "**ChildView ")) for cell in cells["Case"])
    assert all("No allocated worker" in cell for cell in cells["Worker and team"])


def test_a_type_the_policy_is_silent_about_is_listed_with_a_sentence(demo_council: Path) -> None:
    at = visit("cases", list="no_rule", type="pre_proceedings", persona="director")
    assert at.title[0].value.startswith("Pre\\-proceedings, no rule")
    assert "St Helens is silent about it" in at.table[0].value["Why"].iloc[0]
    assert "No rule" in at.table[0].value["Status"].iloc[0]


def test_a_list_that_there_is_not_is_refused_in_words(demo_council: Path) -> None:
    at = visit("cases", list="everything", type="nonsense", persona="director")
    told = " ".join(info.value for info in at.info)
    assert "a list that there is not" in told and "a case type that there is not" in told


def test_an_empty_list_says_what_comes_next(demo_council: Path) -> None:
    at = visit("cases", list="overdue", type="level_2", persona="director")
    assert "No case is in this list. The next date here is" in words(at)


def test_a_team_manager_is_shown_their_teams_cases_only(demo_council: Path, run: Published) -> None:
    at = visit("cases", list="all", persona="team_manager", **{"as": manager_of(run, "C106")})
    held = at.table[0].value["Worker and team"]
    assert len(held) > 0
    assert all("Safeguarding and support 2" in cell for cell in held)
