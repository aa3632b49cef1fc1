"""A number and the list behind it agree, for every list, place and reader."""

import pytest

from dashboard.datasets.people import monthly_in_date, people_by_band, people_by_team, people_listed
from dashboard.scope import Place, Scope
from dashboard.view_models.overview import total
from dashboard.warehouse import Published

LISTS = {
    "open": "open_count",
    "in_date": "in_date_count",
    "overdue": "overdue_count",
    "over_28": "over_28_count",
    "never": "never_count",
    "away": "away_count",
    "no_rule": "no_rule_count",
    "not_measured": "not_measured_count",
    "not_started": "not_started_count",
}
PLACES = [Place(), Place("Front door"), Place("Front door", "A"), Place("Adults", "C")]
READERS = [Scope(sees_everyone=True), Scope(team_ids=("A", "B")), Scope(team_ids=("C",))]


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize("place", PLACES, ids=str)
@pytest.mark.parametrize("scope", READERS, ids=lambda scope: str(scope.team_ids))
def test_a_list_is_as_long_as_its_number(
    name: str, place: Place, scope: Scope, small_run: Published
) -> None:
    number = total(people_by_team(small_run, scope, place).to_dicts()).get(LISTS[name], 0)
    assert len(people_listed(small_run, scope, place, name)) == number


@pytest.mark.parametrize("scope", READERS, ids=lambda scope: str(scope.team_ids))
def test_every_overdue_person_is_in_one_band_and_its_list(
    scope: Scope, small_run: Published
) -> None:
    bands = people_by_band(small_run, scope, Place()).to_dicts()
    for band in bands:
        listed = people_listed(small_run, scope, Place(), band["band_code"])
        assert len(listed) == band["people_count"]
    overdue = people_listed(small_run, scope, Place(), "overdue")
    assert sum(band["people_count"] for band in bands) == len(overdue)


def test_the_small_councils_headline_can_be_counted_by_hand(small_run: Published) -> None:
    counts = total(people_by_team(small_run, READERS[0], Place()).to_dicts())
    assert (counts["people_count"], counts["open_count"], counts["in_date_count"]) == (13, 10, 6)


def test_the_newest_month_agrees_with_the_headline(small_run: Published) -> None:
    months = monthly_in_date(small_run, READERS[0], Place(), "staff_supervision").to_dicts()
    counts = total(people_by_team(small_run, READERS[0], Place()).to_dicts())
    assert months[-1]["is_data_date"]
    assert months[-1]["in_date_count"] == counts["in_date_count"]


def test_who_sees_counts_only_gets_services_and_no_teams(small_run: Published) -> None:
    rows = people_by_team(small_run, Scope(sees_counts=True), Place()).to_dicts()
    assert {row["team_id"] for row in rows} == {None}
    assert {row["service_name"] for row in rows} == {"Front door", "Adults"}
