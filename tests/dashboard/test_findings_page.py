"""Findings on screen: as many as the number says, out of how many, and concerns for the line only."""

import pytest

from dashboard.datasets.findings import findings_listed
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published
from tests.dashboard.test_pages import visit, words

pytestmark = pytest.mark.usefixtures("demo_settings")
MANAGER = {"persona": "team_manager", "as": "m1"}


def test_a_person_has_what_was_found_with_day_figures_rule_and_clause() -> None:
    told = words(visit("person", worker="w1", **MANAGER))
    assert "Findings since" in told and "130 minutes" in told
    assert "Two hours at most" in told and "St Helens section 4.1" in told
    assert "a flag, no breach" in told


def test_older_findings_are_a_link_and_not_lost() -> None:
    at = visit("person", worker="w6", **MANAGER)
    told = words(at)
    assert any(header.value.endswith(": 0") and "Findings" in header.value for header in at.header)
    assert "All findings on record: 1" in told and "./findings?" in told


def test_the_list_says_each_rule_and_how_many_it_judged() -> None:
    at = visit("findings", type="session_long", persona="director")
    assert at.title[0].value == "Long session: 2 findings"
    told = words(at)
    assert "Found in 2 of 20 (10%) judged; 6 not known; 2 sessions not judged" in told
    assert len(at.table[0].value) == 2


def test_a_manager_sees_the_findings_and_the_counts_of_their_own_teams_alone() -> None:
    at = visit("findings", type="record_not_agreed", **MANAGER)
    assert at.title[0].value.endswith("0 findings")
    assert not at.table


def test_a_rule_that_is_not_measured_says_why_and_not_that_all_is_well() -> None:
    told = words(visit("findings", rule="kno_form", persona="director"))
    assert "Not measured: Supervisee Form Received is blank throughout" in told


@pytest.mark.parametrize(
    ("scope", "shown"),
    [
        (Scope(sees_everyone=True), False),
        (Scope(team_ids=("A",)), False),
        (Scope(team_ids=("A",), reader_id="m3"), False),
        (Scope(team_ids=("A",), reader_id="m1"), True),
        (Scope(sees_everyone=True, reader_id="d1"), True),
        (Scope(worker_ids=("w1",), reader_id="w1"), True),
    ],
)
def test_a_concern_shows_to_the_person_and_their_own_line_of_management_only(
    small_run: Published, scope: Scope, shown: bool
) -> None:
    listed = findings_listed(small_run, scope, Place(), worker_id="w1")
    assert listed["is_confidential"].any() is shown
    assert listed.height == (3 if shown else 2)


def test_findings_of_policies_not_in_force_are_there_for_who_asks() -> None:
    assert "0 findings" in visit("findings", rule="kno_form", persona="director").title[0].value
    at = visit("findings", rule="kno_form", list="all", persona="director")
    assert at.title[0].value == "The form in time: 1 finding"


def test_a_kind_there_is_not_is_said_and_not_guessed() -> None:
    told = words(visit("findings", type="nonsense", persona="director"))
    assert "a kind of finding that there is not" in told
