"""An NQSW's progress in words."""

from datetime import date
from typing import Any

import pytest

from dashboard.view_models.addresses import Links
from dashboard.view_models.asye_person import assessor_rows, evidence_rows, say_programme
from dashboard.view_models.asye_progress import (
    caseload_rows,
    next_month,
    panel_months,
    say_ends,
    say_evidence_short,
    say_gap,
    say_phase_sessions,
)
from dashboard.view_models.vocabulary import Vocabulary

WORDS = Vocabulary([])
LINKS = Links()


@pytest.mark.parametrize(
    ("expected", "held", "missed", "said"),
    [
        (5, 4, 1, "This phase: 4 held of 5 expected, ▲ 1 not in time"),
        (5, 6, 0, "This phase: 6 held of 5 expected"),
        (0, 0, 0, "This phase: 0 held of 0 expected"),
        (None, None, None, ""),
    ],
)
def test_sessions_of_a_phase_are_held_of_expected_and_nothing_where_not_measured(
    expected: int | None, held: int | None, missed: int | None, said: str
) -> None:
    row = {
        "phase_expected_count": expected,
        "phase_held_count": held,
        "phase_missed_count": missed,
    }
    assert say_phase_sessions(row) == said


def test_the_agreed_end_is_said_only_where_it_is_another_day() -> None:
    day, other = date(2027, 2, 24), date(2026, 12, 24)
    told = [
        say_ends({"stretched_end_on": day, "agreed_end_on": agreed}).replace("\xa0", " ")
        for agreed in (None, day, other)
    ]
    assert told == [
        "Ends 24 February 2027",
        "Ends 24 February 2027",
        "Ends 24 February 2027, agreed 24 December 2026",
    ]


@pytest.mark.parametrize(
    ("asked", "short", "said"),
    [
        (None, None, ""),
        (0, 0, "Evidence: none asked for yet"),
        (5, 0, "Evidence: none short"),
        (5, 2, "**Evidence: ▲ 2 short of 5**"),
    ],
)
def test_evidence_is_short_of_what_has_come_or_not_measured(
    asked: int | None, short: int | None, said: str
) -> None:
    assert (
        say_evidence_short({"evidence_required_count": asked, "evidence_short_count": short})
        == said
    )


def test_a_gap_that_goes_on_says_since_when_and_one_that_is_over_how_long() -> None:
    on = {"without_assessor_from": date(2026, 10, 11), "assessor_gap_days": 41}
    over = {"without_assessor_from": None, "assessor_gap_days": 1}
    assert say_gap(on) == "since 11\xa0October 2026"
    assert say_gap(over) == "1 day without one before"
    assert say_gap({"without_assessor_from": None, "assessor_gap_days": None}) == ""


def test_panels_are_offered_for_this_month_and_a_year_of_those_to_come() -> None:
    months = panel_months(date(2026, 11, 20))
    assert (min(months), max(months)) == ("2026-11", "2027-11")
    assert months[next_month(date(2026, 12, 31))] == "January 2027"


def test_a_caseload_is_a_share_of_the_median_with_no_verdict() -> None:
    row: dict[str, Any] = {
        "worker_id": "w1",
        "worker_name": "Ann",
        "team_name": "North",
        "open_case_count": 4,
        "team_median_case_count": 4.5,
        "team_case_holder_count": 1,
        "caseload_percent": 89,
        "caseload_percent_asked": 90,
    }
    (told,) = caseload_rows([row], LINKS)
    assert told["Team's median"] == "4.5  \n:small[of 1 person]"
    assert (told["Share"], told["Set beside"]) == ("89%", "90%")
    nobody = row | {"team_median_case_count": None, "caseload_percent": None}
    assert caseload_rows([nobody], LINKS)[0]["Share"] == "–"
    assert not caseload_rows([row | {"open_case_count": None}], LINKS)


def test_the_recommendation_is_said_apart_from_what_the_panel_decided() -> None:
    row: dict[str, Any] = {
        "state_code": "failed",
        "ended_on": date(2026, 7, 9),
        "is_running": False,
        "stretched_end_on": date(2026, 5, 23),
        "agreed_end_on": None,
        "paused_days": 0,
        "paused_from": None,
        "panel_expected_on": None,
        "awaiting_panel_since": None,
        "coordinator_name": None,
        "recommendation_for_the_line": "fail",
        "recommended_on": date(2026, 6, 12),
        "decision_for_the_line": "confirmed",
        "panel_on": date(2026, 7, 9),
        "open_case_count": None,
    }
    told = say_programme(row, WORDS)
    assert "Recommended on 12 June 2026: Fail. Panel on 9 July 2026: Confirmed." in told
    others = row | {"recommendation_for_the_line": None, "decision_for_the_line": None}
    assert "Fail." not in say_programme(others, WORDS)


def test_a_kind_with_no_stage_come_yet_is_not_short() -> None:
    row = {
        "worker_id": "w1",
        "kind_code": "critical_reflection",
        "by_months": 6,
        "due_on": date(2027, 2, 7),
        "is_stage_reached": False,
        "required_count": 1,
        "is_measured": True,
        "held_count": 0,
        "short_count": 0,
    }
    (told,) = evidence_rows([row], WORDS, Links())
    assert (told["Held"], told["Short by now"]) == ("0", "–")
    (unknown,) = evidence_rows([row | {"is_measured": False, "held_count": None}], WORDS, Links())
    assert unknown["Held"] == unknown["Short by now"] == "not measured"


@pytest.mark.parametrize(
    ("review", "noted", "said"),
    [
        (None, None, "no review since"),
        (date(2026, 10, 6), True, "noted  \n:small[in the review of 6\xa0October 2026]"),
        (date(2026, 10, 6), False, "▲ not noted  \n:small[in the review of 6\xa0October 2026]"),
        (date(2026, 10, 6), None, "not said  \n:small[in the review of 6\xa0October 2026]"),
    ],
)
def test_a_change_of_assessor_says_whether_the_next_review_notes_it(
    review: date | None, noted: bool | None, said: str
) -> None:
    row = {
        "role_code": "assessor",
        "is_gap": False,
        "supervisor_id": "w2",
        "supervisor_name": "Bo",
        "held_from": date(2026, 8, 12),
        "held_to": None,
        "is_change": True,
        "next_review_on": review,
        "is_handover_noted": noted,
    }
    assert assessor_rows([row], WORDS, LINKS)[0]["Handover"] == said
