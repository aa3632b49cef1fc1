"""Practice standards on screen: shares out of what was judged, for whom, and the lists behind them."""

from datetime import date

import pytest

from dashboard.datasets.standards import (
    cancellations_counts,
    cancellations_listed,
    practice_listed,
    practice_periods,
    practice_places,
    practice_supervisors,
)
from dashboard.scope import Place, Scope
from dashboard.warehouse import Published
from tests.dashboard.test_pages import visit, words

pytestmark = pytest.mark.usefixtures("demo_settings")
EVERYBODY = Scope(sees_everyone=True)
MANAGER = {"persona": "team_manager", "as": "m1"}
COUNTS = ("judged", "met", "unmet", "not_measured", "not_due", "away")


def now(run: Published, scope: Scope, place: Place, code: str) -> dict[str, int]:
    rows = practice_periods(run, scope, place).to_dicts()
    found = [row for row in rows if row["measure_code"] == code and row["is_now"]]
    return found[0] if found else dict.fromkeys((f"{name}_count" for name in COUNTS), 0)


def test_what_happened_is_told_of_complete_months_and_the_running_one_is_left_out() -> None:
    told = words(visit("standards", persona="director"))
    assert "**60%**" in told and "12 complete months to 31 October 2026" in told
    assert "▲ 60 percentage points since the 12 months to 31 October 2025" in told


def test_what_stands_on_a_day_is_compared_with_the_month_end_a_year_before() -> None:
    told = words(visit("standards", persona="director"))
    assert "▲ 50 percentage points since 31 October 2025" in told


def test_a_rule_whose_column_is_blank_is_not_measured_and_says_why() -> None:
    at = visit("standards", persona="director")
    row = next(
        table.value[table.value["Standard"].str.contains("Preparation form")]
        for table in at.table
        if "Standard" in table.value
    ).iloc[0]
    assert row["As asked"] == "not measured"
    assert "Supervisee Form Received is blank throughout" in row["Not measured"]
    one = visit("standards", measure="form_in_time", persona="director")
    assert "Not measured:" in words(one) and not one.table


def test_a_standard_that_no_policy_here_asks_for_is_named_and_not_judged() -> None:
    told = words(visit("standards", persona="director"))
    assert "Not asked by the policies here, so not judged: Reflective journal made" in told
    alone = words(visit("standards", measure="reflective_journal", persona="director"))
    assert "nobody is judged by it" in alone


def test_a_standard_of_another_directorates_policy_is_not_asked_of_a_service() -> None:
    told = words(visit("standards", service="Front door", persona="director"))
    assert "not judged: Preparation form in time" in told


@pytest.mark.parametrize("name", COUNTS)
@pytest.mark.parametrize("code", ["usual_length", "agreement_signed"])
@pytest.mark.parametrize("place", [Place(), Place("Front door"), Place(None, "A")], ids=str)
@pytest.mark.parametrize(
    "scope", [EVERYBODY, Scope(team_ids=("A",)), Scope(worker_ids=("w6", "w8"))], ids=str
)
def test_a_list_is_as_long_as_its_number(
    name: str, code: str, place: Place, scope: Scope, small_run: Published
) -> None:
    number = now(small_run, scope, place, code)[f"{name}_count"]
    assert practice_listed(small_run, scope, place, code, name).height == number


def test_the_places_and_line_managers_add_up_to_the_whole(small_run: Published) -> None:
    whole = now(small_run, EVERYBODY, Place(), "usual_length")
    for rows in (
        practice_places(small_run, EVERYBODY, Place(), "usual_length"),
        practice_supervisors(small_run, EVERYBODY, Place(), "usual_length"),
    ):
        assert rows["judged_count"].sum() == whole["judged_count"] == 5
        assert rows["met_count"].sum() == whole["met_count"] == 3


def test_it_stays_with_the_team_of_that_day_but_is_seen_with_the_person(
    small_run: Published,
) -> None:
    of_a = practice_listed(small_run, EVERYBODY, Place(None, "A"), "usual_length", "unmet")
    assert set(of_a["worker_id"]) == {"w1", "w6"}
    seen = practice_listed(small_run, Scope(team_ids=("A",)), Place(), "usual_length", "unmet")
    assert set(seen["worker_id"]) == {"w1"}
    told = practice_places(small_run, Scope(team_ids=("B",)), Place(), "usual_length").to_dicts()
    assert {(row["team_id"], row["unmet_count"]) for row in told} == {("B", 0), (None, 1)}


def test_a_month_has_a_list_of_its_own_also_the_one_that_still_runs(small_run: Published) -> None:
    for to, length in ((date(2026, 9, 30), 2), (date(2026, 11, 30), 1), (date(2026, 7, 31), 0)):
        listed = practice_listed(
            small_run, EVERYBODY, Place(), "usual_length", "judged", period_to=to
        )
        assert listed.height == length, to
    at = visit("standards", measure="usual_length", list="met", to="2026-09-30", persona="director")
    assert at.title[0].value == "No longer than most, September 2026, as asked: 2"


def test_a_row_says_whose_how_when_and_by_which_rule_and_row() -> None:
    at = visit("standards", measure="usual_length", list="unmet", persona="director")
    assert at.title[0].value == "No longer than most, not as asked: 2"
    row = at.table[0].value.iloc[0]
    assert "./person?" in row["Person"] and "worker=w1" in row["Person"]
    assert "130 minutes, where most take 120" in row["How it stands"]
    assert "St Helens section 4.1" in row["Rule and row"].replace("\\", "")
    assert "Session S1: sessions.csv, row 2" in row["Rule and row"].replace("\\", "")


@pytest.mark.parametrize("scope", [EVERYBODY, Scope(team_ids=("A",)), Scope(worker_ids=("w8",))])
def test_cancellations_and_their_lists_agree(scope: Scope, small_run: Published) -> None:
    counts = cancellations_counts(small_run, scope, Place()).to_dicts()
    assert counts
    for row in counts:
        for name in ("cancelled", "in_time", "late", "not_held", "not_judged"):
            listed = cancellations_listed(
                small_run, scope, Place(), name, reason_code=row["reason_code"]
            )
            assert listed.height == row[f"{name}_count"], (row, name)


def test_cancellations_say_why_by_whom_and_what_came_of_it() -> None:
    told = words(visit("standards", persona="director"))
    assert "**4 sessions** cancelled. The commonest reason is Court: 3 of 4 (75%)" in told
    assert "the supervisor 1 of 4 (25%)" in told
    assert "Rearranged in time: 1 of 3 (33%)" in told


def test_who_sees_counts_only_gets_the_councils_figures_and_no_names_or_lists() -> None:
    told = words(visit("standards", persona="task_and_finish"))
    assert "**60%**" in told and "3 of 5" in told and "list=" not in told
    assert "Worker" not in told and "./person?" not in told
    one = visit("standards", measure="agreement_signed", persona="task_and_finish")
    assert "too few to show" in words(one) and "Line managers" not in words(one)
    few = visit(
        "standards", measure="agreement_signed", service="Adults", persona="task_and_finish"
    )
    assert "1 of 1" not in words(few) and "list=" not in words(few)
    refused = visit("standards", measure="usual_length", list="met", persona="task_and_finish")
    assert "You see counts only" in refused.info[0].value and not refused.table


def test_few_cancelled_sessions_are_held_back_from_who_sees_counts_only() -> None:
    told = words(visit("standards", persona="task_and_finish"))
    assert "**9 sessions** cancelled" in told
    row = visit("standards", persona="task_and_finish").table[-1].value.iloc[1]
    assert row["Cancelled"] == "too few to show" and row["Rearranged in time"] == "–"


def test_a_manager_reads_the_whole_council_beside_their_own() -> None:
    told = words(visit("standards", measure="usual_length", **MANAGER))
    assert "The whole council: 3 of 5 (60%)" in told


@pytest.mark.parametrize(
    "asked",
    [
        {"measure": "nonsense", "list": "met"},
        {"measure": "usual_length", "list": "nonsense"},
        {"list": "nonsense"},
    ],
)
def test_a_list_there_is_not_is_said_and_not_guessed(asked: dict[str, str]) -> None:
    at = visit("standards", persona="director", **asked)
    assert "a list that there is not" in at.info[0].value and not at.table


def test_a_standard_there_is_not_is_said() -> None:
    at = visit("standards", persona="director", measure="nonsense")
    assert any("a standard that there is not" in info.value for info in at.info)


def test_at_an_older_month_end_the_twelve_months_end_there(small_run: Published) -> None:
    at_end = Place(as_at=date(2026, 8, 31))
    whole = now(small_run, EVERYBODY, at_end, "usual_length")
    assert (whole["judged_count"], whole["met_count"]) == (3, 1)
    for scope in (EVERYBODY, Scope(team_ids=("A", "B"))):
        listed = practice_listed(small_run, scope, at_end, "usual_length", "judged")
        number = now(small_run, scope, at_end, "usual_length")["judged_count"]
        assert listed.height == number == 3


def test_figures_for_everybody_are_of_the_data_date_whatever_the_month_end() -> None:
    told = words(visit("standards", persona="task_and_finish", at="2026-08-31"))
    assert "3 of 5" in told and "to 31 October 2026" in told
