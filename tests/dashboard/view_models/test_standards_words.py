"""Practice standards in words: named periods, nothing measured is nothing missed, no small figures."""

from datetime import date
from typing import Any

import pytest

from dashboard.view_models import cancellations, standards, standards_measure, standards_places
from dashboard.view_models.addresses import Links
from dashboard.view_models.catalogue import measures
from dashboard.view_models.shares import Share
from dashboard.view_models.standards import Standing
from dashboard.view_models.standards_lists import practice_rows
from dashboard.view_models.supplied import Supplied
from dashboard.view_models.vocabulary import Vocabulary
from tests.dashboard.small_council import ROOT, SEEDS

Row = dict[str, Any]
LINKS = Links()
WORDS = Vocabulary(())
MEASURE = {"measure_code": "long_enough", "measure_label": "Sessions long enough",
           "told_of": "period", "counted_one": "session", "counted_many": "sessions",
           "period_months": 12}  # fmt: skip
RULE = {"measure_code": "long_enough", "rule_id": "r", "rule_label": "An hour", "clause": "X 1",
        "reading": "Ours", "is_measured": True, "not_measured_reason": None,
        "policy_short_label": "X", "held_label": "Adults"}  # fmt: skip


def counted(to: date, met: int | None, judged: int | None, **more: Any) -> Row:
    row: Row = {"measure_code": "long_enough", "period_code": "year", "period_to": to,
                "is_now": False, "is_before": False, "judged_count": judged, "met_count": met,
                "unmet_count": None if judged is None or met is None else judged - met,
                "not_measured_count": 0, "not_due_count": 0, "away_count": 0}  # fmt: skip
    return {**row, **more}


NOW = counted(date(2026, 10, 31), 6, 8, is_now=True)
BEFORE = counted(date(2025, 10, 31), 5, 10, is_before=True)


def standing(*rows: Row, rules: tuple[Row, ...] = (RULE,), **measure: Any) -> Standing:
    return standards.standings([{**MEASURE, **measure}], rules, rows)[0]


def test_the_period_and_what_it_is_compared_with_are_named() -> None:
    told = standards_measure.say_standing(standing(NOW, BEFORE))
    assert told == (
        "**75%** (6 of 8 sessions) in the 12 months to 31 October 2026. "
        "▲ 25 percentage points since the 12 months to 31 October 2025."
    )


def test_what_stands_on_a_day_names_the_day() -> None:
    told = standards_measure.say_standing(standing(NOW, told_of="day"))
    assert "on 31 October 2026" in told and "Nothing a year before" in told


def test_what_no_policy_asks_for_is_not_judged() -> None:
    one = standing(NOW, rules=())
    assert "nobody is judged by it" in standards_measure.say_standing(one)
    assert "Sessions long enough" in standards.say_not_asked([one])
    assert standards.say_not_asked([standing(NOW)]) == ""


def test_what_is_not_measured_is_never_nought() -> None:
    rule = {**RULE, "is_measured": False, "not_measured_reason": "Minutes are blank throughout"}
    cells = standards.asked_rows([standing(rules=(rule,))], LINKS, True)[0]
    assert cells["As asked"] == "not measured"
    assert cells["Not measured"] == "Adults: Minutes are blank throughout"
    assert "0" not in cells["Not as asked"]


def test_one_of_two_policies_that_is_not_measured_is_told_beside_the_other() -> None:
    rule = {
        **RULE,
        "is_measured": False,
        "not_measured_reason": "No form",
        "held_label": "Children",
    }
    cells = standards.asked_rows([standing(NOW, rules=(RULE, rule))], LINKS, True)[0]
    assert "75%" in cells["As asked"] and cells["Not measured"] == "Children: No form"


def test_what_is_of_too_few_people_shows_no_figure() -> None:
    few = counted(date(2026, 10, 31), None, None, is_now=True, not_measured_count=None)
    cells = standards.asked_rows([standing(few, BEFORE)], LINKS, False)[0]
    assert cells["As asked"] == "too few to show"
    assert cells["Not as asked"] == cells["Against a year before"] == cells["Not measured"] == "–"


def test_every_number_leads_to_its_list_for_who_may_see_it() -> None:
    cells = standards.asked_rows([standing(NOW)], LINKS, True)[0]
    assert "[2](./standards?measure=long_enough&list=unmet)" in cells["Not as asked"]
    assert "list=" not in str(standards.asked_rows([standing(NOW)], LINKS, False))


def test_one_clause_of_two_directorates_is_said_once() -> None:
    told = standards.say_clauses(standing(rules=(RULE, {**RULE, "held_label": "Children"})))
    assert told == "X 1 (Adults, Children)"


def test_the_page_says_what_is_furthest_off_and_how_many_moved() -> None:
    told = standards.say_all([standing(NOW, BEFORE)])
    assert "**1 standard** can be told" in told and "sessions long enough 6 of 8 (75%)" in told
    assert "**1** stand higher by a point or more, **0** lower" in told
    assert "nothing can be said" in standards.say_all([standing(rules=())])


def test_a_month_that_still_runs_is_marked() -> None:
    rows = [counted(date(2026, month, 30), 1, 2, period_code="month") for month in (9, 11)]
    points = standards_measure.trend_points(standing(*rows), date(2026, 10, 31))
    assert [point["said"] for point in points] == ["in September 2026", "in November 2026, so far"]
    cells = standards_measure.month_rows(standing(*rows), LINKS, True, date(2026, 10, 31))
    assert cells[0]["When"] == "November 2026, so far"
    assert "to=2026-11-30" in cells[0]["As asked"]


def test_services_are_their_teams_added_up_the_least_often_as_asked_first() -> None:
    def team(service: str, name: str, met: int, judged: int) -> Row:
        return {**counted(date(2026, 10, 31), met, judged), "service_name": service,
                "team_id": name, "team_name": name}  # fmt: skip

    rows = [team("S", "A", 1, 1), team("T", "B", 1, 4), team("S", "C", 1, 2), team("U", "D", 0, 0)]
    added = standards_places.by_service(rows)
    assert [(row["service_name"], row["met_count"], row["judged_count"]) for row in added] == [
        ("T", 1, 4), ("S", 2, 3), ("U", 0, 0),
    ]  # fmt: skip
    points = standards_places.spread_points(added, "service_name")
    told = standards_places.say_spread(points, Share(3, 7), "service")
    assert told.startswith("From 25% in T (1 of 4) to 67% in S (2 of 3), over 2 services")


def test_a_team_that_may_not_be_named_leads_nowhere() -> None:
    row = {**counted(date(2026, 10, 31), 1, 2), "service_name": "S", "team_id": None,
           "team_name": None}  # fmt: skip
    cells = standards_places.team_rows("long_enough", [row], LINKS, (), "Other teams")[0]
    assert "Other teams" in cells["Team"] and "](" not in str(cells)


def test_figures_of_what_was_found_are_not_said_of_what_is_as_asked() -> None:
    row = {"practice_id": "p", "worker_id": None, "supervisor_id": None, "supervisor_name": None,
           "team_name": None, "result_code": "met", "detail": "The reason is blank", "due_on": None,
           "judged_on": date(2026, 10, 1), "rule_id": "r", "clause": "X 1", "session_id": None,
           "subject_type": "session", "subject_id": "S1/w1"}  # fmt: skip
    cells = practice_rows([row], WORDS, LINKS)[0]
    assert "blank" not in cells["How it stands"] and cells["Person"] == "Nobody holds the case"
    found = practice_rows([{**row, "result_code": "unmet"}], WORDS, LINKS)[0]
    assert "The reason is blank" in found["How it stands"]


def reason(code: str, cancelled: int | None, **more: int) -> Row:
    return {"reason_code": code, "cancelled_by_code": "not_told", "cancelled_count": cancelled,
            "in_time_count": 0, "late_count": 0, "not_held_count": 0, "not_judged_count": 0,
            **more}  # fmt: skip


def test_a_reason_held_back_is_in_no_sentence_and_no_bar() -> None:
    rows = [reason("court", 6, in_time_count=3, not_judged_count=2), reason("emergency", None)]
    told = cancellations.say_cancelled(rows, WORDS)
    assert "**6 sessions** cancelled" in told and "Rearranged in time: 3 of 4 (75%)" in told
    assert {bar["name"] for bar in cancellations.reason_bars(rows, WORDS)} == {"Court"}
    assert cancellations.reason_rows(rows, WORDS, None)[1]["Cancelled"] == "too few to show"


def test_without_sessions_or_their_reasons_why_is_not_measured() -> None:
    blank = {**RULE, "measure_code": "reason_given", "is_measured": False,
             "not_measured_reason": "Reasons are blank throughout"}  # fmt: skip
    one = standing(rules=(blank,), measure_code="reason_given")
    told = cancellations.say_not_measured([one], Supplied())
    assert told == "Why is not measured: Reasons are blank throughout."
    missing = Supplied(missing=frozenset({"sharepoint_sessions"}))
    assert "not measured" in cancellations.say_not_measured([], missing)
    assert cancellations.say_not_measured([], Supplied()) == ""


def test_nothing_cancelled_says_so() -> None:
    assert cancellations.say_cancelled([], WORDS) == "No session was cancelled here."


def _seeded() -> list[tuple[str, str]]:
    lines = (SEEDS / "vocabulary/codes.csv").read_text(encoding="utf-8").splitlines()
    told = [line.split(",") for line in lines if line.startswith("practice_measure,")]
    return [(parts[1], parts[2]) for parts in told]


@pytest.mark.parametrize(("code", "label"), _seeded())
def test_every_standard_is_in_the_catalogue_by_the_name_it_has_on_screen(
    code: str, label: str
) -> None:
    assert measures()[code].name == label


def test_a_standard_of_the_warehouse_has_words_and_rules() -> None:
    seed = (ROOT / "transform/seeds/vocabulary/practice_measures.csv").read_text(encoding="utf-8")
    codes = {line.split(",")[0] for line in seed.splitlines()[1:]}
    assert codes == {code for code, _ in _seeded()}
