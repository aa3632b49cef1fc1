"""What-if: watermarked wherever it is, kept in its address, and only of those the reader may see."""

from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from streamlit.testing.v1 import AppTest

from dashboard.datasets.what_if import what_if_by_team, what_if_listed, what_if_minutes
from dashboard.scenario import CASES, STAFF, Scenario
from dashboard.scope import Place, Scope
from dashboard.view_models.csv_file import safe_csv
from dashboard.view_models.what_if import LISTS, NOUNS, WATERMARK, total
from dashboard.view_models.what_if_tables import csv_rows
from dashboard.warehouse import Published
from tests.dashboard.demo_visits import demo_council, visit, words

__all__ = ["demo_council"]

DIRECTOR = {"persona": "director"}
FLOOR = {"try": "policy", "policy": "st_helens", "instead": "skills_for_care"}
WEEKLY = {"policy": "st_helens", "rule": "sth_social_worker", "every1": "1-week"}
EVERYBODY = Scope(sees_everyone=True)


def _is_marked(at: AppTest) -> bool:
    return any(WATERMARK in warning.value for warning in at.warning)


@pytest.mark.usefixtures("demo_settings")
@pytest.mark.parametrize(
    "asked",
    [
        {},
        FLOOR,
        {**FLOOR, "list": "becomes"},
        {**FLOOR, "list": "stops", "of": "case_supervision"},
        {**FLOOR, "list": "nonsense"},
        {**FLOOR, "persona": "task_and_finish"},
        {**FLOOR, "persona": "task_and_finish", "list": "becomes"},
        {**FLOOR, "persona": "team_manager", "as": "m1"},
        {"policy": "st_helens", "rule": "sth_social_worker", "every1": "nonsense"},
        {"policy": "st_helens", "rule": "whole_policy", "tolerance": "5"},
    ],
    ids=str,
)
def test_every_view_says_that_it_is_not_the_agreed_policy(asked: dict[str, str]) -> None:
    assert _is_marked(visit("what-if", **{**DIRECTOR, **asked}))


@pytest.mark.usefixtures("demo_settings")
def test_the_small_councils_floor_can_be_counted_by_hand() -> None:
    at = visit("what-if", **DIRECTOR, **FLOOR)
    assert at.header[0].value.startswith("National floor instead of St Helens: 3 → 1 overdue")
    told = words(at)
    assert "**1** would become overdue and **3** would stop" in told
    assert "Something is asked for" not in told or "nobody can be overdue" in told


@pytest.mark.usefixtures("demo_settings")
def test_a_list_says_how_each_stands_now_and_then() -> None:
    at = visit("what-if", **DIRECTOR, **FLOOR, list="stops")
    assert at.title[0].value == "Stop being overdue: 3 people"
    first = at.table[0].value.iloc[0]
    assert "Overdue 40 days" in first["Now"]
    assert "No rule" in first["Under the what-if"]
    assert "nothing is due" in first["Why"]


@pytest.mark.usefixtures("demo_settings")
def test_a_team_manager_is_told_of_their_own_people_only() -> None:
    at = visit("what-if", **FLOOR, persona="team_manager", **{"as": "m1"}, list="before")
    assert at.title[0].value == "Overdue now: 3 people"
    elsewhere = visit("what-if", **FLOOR, persona="team_manager", **{"as": "m3"}, list="before")
    assert elsewhere.title[0].value == "Overdue now: 0 people"


@pytest.mark.usefixtures("demo_settings")
def test_who_sees_counts_only_gets_services_and_nobody_by_name() -> None:
    at = visit("what-if", **FLOOR, persona="task_and_finish")
    told = words(at)
    assert "3 → 1 overdue" in at.header[0].value
    assert "Front door" in told
    assert "list=" not in told and "./person" not in told
    assert "Worker" not in told and "Manager" not in told.replace("line manager", "")
    shut = visit("what-if", **FLOOR, persona="task_and_finish", list="before")
    assert not shut.table
    assert "You see counts only" in shut.info[0].value


@pytest.mark.usefixtures("demo_settings")
def test_the_form_puts_what_it_says_in_the_address() -> None:
    at = visit("what-if", **DIRECTOR, policy="st_helens", rule="sth_social_worker")
    every = next(field for field in at.number_input if field.label == "Every")
    unit = next(field for field in at.selectbox if field.label == "Every: unit")
    every.set_value(4)
    unit.set_value("week")
    next(button for button in at.button if button.label == "Apply").click()
    at.run()
    assert not at.exception
    asked = {name: at.query_params[name] for name in at.query_params}
    assert asked == {
        **DIRECTOR, "policy": "st_helens", "rule": "sth_social_worker", "every1": "4-week"
    }  # fmt: skip
    assert "Every 4 weeks instead of every calendar month" in at.header[0].value


@pytest.mark.usefixtures("demo_settings")
def test_the_kinds_of_session_that_count_are_ticked_and_can_be_unticked() -> None:
    at = visit("what-if", **DIRECTOR, policy="st_helens", rule="sth_social_worker")
    ticked = {box.label for box in at.checkbox if box.value}
    assert "Group" in ticked and "Peer" not in ticked
    for label in ("Group", "Peer"):
        box = next(box for box in at.checkbox if box.label == label)
        box.set_value(not box.value)
    next(button for button in at.button if button.label == "Apply").click()
    at.run()
    counted = at.query_params["counts"].split(",")
    assert "peer" in counted and "group" not in counted and "one_to_one" in counted


@pytest.mark.usefixtures("demo_settings")
@pytest.mark.parametrize(
    "asked",
    [
        {"policy": "nowhere"},
        {"policy": "st_helens", "rule": "sth_social_worker", "every1": "0-week"},
        {"policy": "st_helens", "rule": "sth_social_worker", "counts": "[seance](x)"},
        {"try": "policy", "policy": "st_helens", "instead": "st_helens"},
    ],
    ids=str,
)
def test_an_address_that_asks_for_what_cannot_be_is_refused_in_words(asked: dict[str, str]) -> None:
    at = visit("what-if", **DIRECTOR, **asked)
    assert any("The link asked" in info.value for info in at.info)
    assert not any("seance" in info.value for info in at.info)


def test_a_number_is_as_long_as_its_list_for_every_reader(small_run: Published) -> None:
    for scope in (EVERYBODY, Scope(team_ids=("A",)), Scope(team_ids=("B",), worker_ids=("w1",))):
        for place in (Place(), Place("Front door"), Place(None, "A")):
            for about in (STAFF, CASES):
                scenario = Scenario("st_helens", instead="skills_for_care")
                here = (small_run, scope, place, scenario, about)
                counts = total(what_if_by_team(*here).to_dicts())
                for name in LISTS:
                    listed = what_if_listed(*here, list_name=name).height
                    assert counts.get(f"{name}_count", 0) == listed, (scope, place, name)


def test_minutes_are_those_of_sessions_that_the_rule_counts(small_run: Published) -> None:
    scenario = Scenario("st_helens", (STAFF,), tolerance_days=1)
    (told,) = what_if_minutes(small_run, EVERYBODY, Place(), scenario).to_dicts()
    # One held one-to-one session of 75 minutes; the peer session of the same person does not count.
    assert (told["minutes_before"], told["timed_before_count"]) == (75, 1)
    (nobody,) = what_if_minutes(small_run, Scope(team_ids=("C",)), Place(), scenario).to_dicts()
    assert (nobody["minutes_before"], nobody["timed_before_count"]) == (None, 0)


def test_every_row_of_the_file_carries_the_watermark(small_run: Published) -> None:
    scenario = Scenario("st_helens", instead="skills_for_care")
    teams = what_if_by_team(small_run, EVERYBODY, Place(), scenario, STAFF).to_dicts()
    rows = csv_rows(teams, "National floor instead of St Helens", small_run.data_date, NOUNS[STAFF])
    text = safe_csv(rows).decode("utf-8-sig").splitlines()
    assert len(text) == len(teams) + 1 > 1
    assert all(line.startswith(WATERMARK) for line in text[1:])


# ------------------------------------------------------------------ on the demo council


def test_weekly_instead_of_monthly_makes_more_overdue_and_asks_for_more(demo_council: Path) -> None:
    at = visit("what-if", **DIRECTOR, **WEEKLY)
    headline = at.header[0].value
    assert headline.startswith("Every week instead of every calendar month: ")
    before, after = (
        int(part) for part in headline.split(": ")[1].split(" overdue")[0].split(" → ")
    )
    assert after > before
    assert "% more sessions a year" in headline
    assert not at.error


def test_an_address_from_a_list_comes_back_to_the_same_what_if(demo_council: Path) -> None:
    at = visit("what-if", **DIRECTOR, **WEEKLY, list="becomes")
    back = at.main[2].value if "whole what-if" in str(at.main[2].value) else words(at)
    address = back.split("](")[1].split(")")[0]
    asked = {name: values[0] for name, values in parse_qs(urlsplit(address).query).items()}
    again = visit("what-if", **asked)
    assert again.header[0].value == visit("what-if", **DIRECTOR, **WEEKLY).header[0].value


def test_no_reason_of_an_individual_arrangement_shows(demo_council: Path) -> None:
    for name in ("before", "after", "asked_after"):
        told = words(visit("what-if", **DIRECTOR, **WEEKLY, list=name)).lower()
        assert "performance" not in told and "concern" not in told
    offered = visit("what-if", **DIRECTOR, policy="st_helens").selectbox
    rules = next(box for box in offered if box.label == "Rule")
    assert not [label for label in rules.options if "ndividual" in label]
