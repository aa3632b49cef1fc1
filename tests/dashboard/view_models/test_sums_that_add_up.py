"""Sentences whose numbers add up to what stands beside them, also where there is only one."""

from datetime import date
from typing import Any

import pytest

from dashboard.pages.about import PURPOSE
from dashboard.view_models.addresses import Links
from dashboard.view_models.caseload import say_teams
from dashboard.view_models.findings import say_every_policy
from dashboard.view_models.lanes import Window, say_history
from dashboard.view_models.people import longest_list
from dashboard.view_models.quality import say_state
from dashboard.view_models.standards_measure import say_trend
from dashboard.view_models.vocabulary import Vocabulary

WINDOW = Window(date(2025, 11, 20), date(2026, 11, 20))
NO_WORDS = Vocabulary([])


def owed(status: str, missed: int = 0, met_on: date | None = None) -> dict[str, Any]:
    """One supervision that fell due in the window."""
    return {
        "obligation_type": "staff_supervision",
        "due_on": date(2026, 6, 1),
        "status_code": status,
        "sessions_missed": missed,
        "met_on": met_on,
    }


def test_a_session_held_late_is_late_and_not_missed() -> None:
    kept = [owed("met_on_time", met_on=date(2026, 5, 30))] * 5
    late = [owed("met_late", 1, date(2026, 6, 9))] * 3
    told = say_history([*kept, *late, owed("overdue", 4)], WINDOW)
    assert told.endswith("12 sessions were expected: 5 on time, 3 late, 4 missed.")


def test_what_is_missed_before_a_late_session_is_missed_all_the_same() -> None:
    told = say_history([owed("met_late", 3, date(2026, 9, 9))], WINDOW)
    assert told.endswith("3 sessions were expected: 0 on time, 1 late, 2 missed.")


def test_a_session_within_the_tolerance_is_on_time_and_counted_once() -> None:
    told = say_history([owed("met_on_time", 1, date(2026, 6, 3))], WINDOW)
    assert told.endswith("1 session was expected: 1 on time, 0 late, 0 missed.")


@pytest.mark.parametrize(("held", "is_said"), [(date(2026, 7, 6), True), (date(2026, 5, 1), False)])
def test_the_longest_overdue_say_that_a_later_session_does_not_count(
    held: date, is_said: bool
) -> None:
    opened = date(2026, 5, 1)
    row = {
        "worker_id": "w1", "worker_name": "Pat", "job_title": None, "team_id": None,
        "supervisor_id": None, "status_code": "overdue", "days_overdue": 99,
        "sessions_missed": 3, "overdue_since": date(2026, 6, 2), "due_on": date(2026, 6, 1),
        "opened_on": opened, "last_held_on": held, "last_counted_on": opened,
        "last_held_format_code": "peer", "clause": "Section 3",
    }  # fmt: skip
    cell = longest_list([row], NO_WORDS, Links(), ())[0]["Last held"]
    assert ("The peer session on 6 July 2026 does not count" in cell) is is_said
    assert "Section 3" in cell


def test_a_list_of_every_policy_says_how_much_of_it_is_in_force() -> None:
    assert "3,089 of 11,438 are of those in force" in say_every_policy(3089, 11438)


def test_the_purpose_does_not_deny_that_quality_is_told() -> None:
    assert "answer the first half" not in PURPOSE
    assert "how good it was" in PURPOSE


@pytest.mark.parametrize(("held_back", "copies"), [(21, 0), (9, 12)])
def test_a_few_rows_of_many_are_told_as_rows_and_not_as_one_per_cent(
    held_back: int, copies: int
) -> None:
    feed = {
        "is_supplied": True, "is_stale": False, "is_balanced": True, "title": "Posts",
        "rows_received": 58881, "rows_accepted": 58860, "rows_quarantined": held_back,
        "rows_duplicate": copies,
    }  # fmt: skip
    told = say_state([feed], Links())
    assert "99%" not in told
    assert f"[{held_back}](./quality?list=held_back) held back" in told
    assert f"{copies} copies left out" in told


def test_a_standard_that_never_moves_has_no_highest_and_lowest() -> None:
    points = [
        {"percent": 100, "said": f"in {month} 2026", "counts": f"{number} of {number}"}
        for month, number in (("January", 3), ("February", 4))
    ]
    told = say_trend(points)
    assert "100% as asked in every month told" in told
    assert "highest" not in told


def _cases(team: str, overdue: int, of_them: int) -> dict[str, Any]:
    return {
        "team_id": team, "team_name": team, "service_name": "Care", "overdue_count": overdue,
        "open_count": of_them,
    }  # fmt: skip


def test_one_place_is_not_said_to_hold_most() -> None:
    assert say_teams([_cases("Youth", 1, 5)]) == (
        "1 of 5 cases with case supervision owed in Youth is overdue."
    )


def test_a_place_with_all_of_them_is_said_to_hold_all() -> None:
    told = say_teams([_cases("Youth", 2, 5), _cases("Care", 0, 3)])
    assert told == (
        "Every overdue case is in Youth: 2 among 5 cases there. "
        "The other place with case supervision owed has none."
    )
