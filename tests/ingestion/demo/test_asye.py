"""What is planted in the ASYE register is truly in the files."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from ingestion.demo import PlantedProblem
from tests.ingestion.demo.exports import Exports, Row, day, end

Found = list[PlantedProblem]


def programme(council: Exports, problem: PlantedProblem) -> Row:
    """The one programme of the person planted."""
    rows = [
        row for row in council["asye_programmes"] if row["Employee Number"] == problem.concerns[0]
    ]
    assert len(rows) == 1
    return rows[0]


def started(council: Exports, problem: PlantedProblem) -> int:
    """How many days ago a running programme started."""
    row = programme(council, problem)
    assert not row["Ended On"]
    return (council.today - day(row["ASYE Start"])).days


def reviews(council: Exports, problem: PlantedProblem) -> dict[int, Row]:
    """The held reviews by milestone."""
    return {
        int(row["Milestone Months"]): row
        for row in council["asye_reviews"]
        if row["NQSW"] == problem.concerns[0] and row["Held Date"]
    }


def supervisors(council: Exports, problem: PlantedProblem, role: str) -> list[Row]:
    return [
        row
        for row in council["asye_supervisors"]
        if row["NQSW"] == problem.concerns[0] and row["Role"] == role
    ]


def pause(council: Exports, problem: PlantedProblem) -> tuple[date, date]:
    (row,) = [row for row in council["asye_pauses"] if row["NQSW"] == problem.concerns[0]]
    return day(row["From"]), end(row["To"])


@pytest.mark.proves("asye_first_six_weeks")
def test_some_are_in_the_first_six_weeks(council: Exports, found: Found) -> None:
    assert all(started(council, problem) < 42 for problem in found)
    assert len(found) >= 3


@pytest.mark.proves("asye_to_six_months")
def test_some_are_between_six_weeks_and_six_months(council: Exports, found: Found) -> None:
    assert all(42 <= started(council, problem) < 181 for problem in found)


@pytest.mark.proves("asye_to_twelve_months")
def test_some_are_between_six_and_twelve_months(council: Exports, found: Found) -> None:
    assert all(184 < started(council, problem) < 365 for problem in found)


@pytest.mark.proves("asye_part_time")
def test_some_work_part_time_and_end_later(council: Exports, found: Found) -> None:
    for problem in found:
        row = programme(council, problem)
        assert float(row["FTE"]) < 1
        assert day(row["Agreed End"]) - day(row["ASYE Start"]) > timedelta(days=440)


@pytest.mark.proves("asye_paused")
def test_a_pause_still_runs(council: Exports, found: Found) -> None:
    for problem in found:
        first, last = pause(council, problem)
        assert first < council.today < last
        assert started(council, problem)


@pytest.mark.proves("asye_pause_ended")
def test_a_pause_ended_and_the_next_review_was_held_later(council: Exports, found: Found) -> None:
    for problem in found:
        first, last = pause(council, problem)
        assert timedelta(days=55) < last - first < timedelta(days=65)
        assert last < council.today
        start = day(programme(council, problem)["ASYE Start"])
        assert day(reviews(council, problem)[6]["Held Date"]) > start + timedelta(days=200)


@pytest.mark.proves("asye_review_missed")
def test_a_six_month_review_was_planned_and_not_held(council: Exports, found: Found) -> None:
    for problem in found:
        assert started(council, problem) > 200
        assert set(reviews(council, problem)) == {3}
        planned = [
            day(row["Planned Date"])
            for row in council["asye_reviews"]
            if row["NQSW"] == problem.concerns[0] and row["Milestone Months"] == "6"
        ]
        assert max(planned) < council.today


@pytest.mark.proves("asye_past_end")
def test_a_programme_is_past_two_years_with_no_recommendation(
    council: Exports, found: Found
) -> None:
    for problem in found:
        assert started(council, problem) > 731
        assert programme(council, problem)["Recommended On"] == ""
        assert 12 not in reviews(council, problem)


@pytest.mark.proves("asye_awaiting_panel")
def test_a_recommendation_awaits_the_panel(council: Exports, found: Found) -> None:
    for problem in found:
        row = programme(council, problem)
        assert council.ago(28) < day(row["Recommended On"]) <= council.today
        assert (row["Panel Date"], row["Panel Decision"], row["Ended On"]) == ("", "", "")


@pytest.mark.proves("asye_panel_overdue")
def test_a_panel_is_overdue(council: Exports, found: Found) -> None:
    for problem in found:
        row = programme(council, problem)
        assert day(row["Recommended On"]) < council.ago(31)
        assert (row["Panel Date"], row["Ended On"]) == ("", "")


@pytest.mark.proves("asye_completed")
def test_some_have_completed_and_are_confirmed(council: Exports, found: Found) -> None:
    for problem in found:
        row = programme(council, problem)
        assert (row["End Reason"], row["Panel Decision"]) == ("Completed", "Confirmed")
        assert row["Ended On"] == row["Panel Date"]
        assert set(reviews(council, problem)) == {3, 6, 9, 12}


@pytest.mark.proves("asye_not_confirmed")
def test_a_panel_did_not_confirm_and_the_programme_runs_on(council: Exports, found: Found) -> None:
    for problem in found:
        assert started(council, problem) > 365
        assert programme(council, problem)["Panel Decision"] == "Not confirmed"
        last = reviews(council, problem)[12]
        ticks = {name: last[name] for name in ("Accurate", "Valid", "Sufficient", "Robust")}
        assert {name for name, tick in ticks.items() if tick == "No"} == {"Sufficient"}


@pytest.mark.proves("asye_failed")
def test_one_has_failed(council: Exports, found: Found) -> None:
    for problem in found:
        row = programme(council, problem)
        assert (row["Recommendation"], row["End Reason"]) == ("Fail", "Failed")
        assert reviews(council, problem)[12]["Outcome"] == "Not met"


@pytest.mark.proves("asye_withdrawn")
def test_one_has_withdrawn_and_is_still_employed(council: Exports, found: Found) -> None:
    for problem in found:
        row = programme(council, problem)
        assert row["End Reason"] == "Withdrawn"
        assert end(council.workers[problem.concerns[0]]["Leaving Date"]) > council.today


@pytest.mark.proves("asye_left")
def test_one_left_during_the_year(council: Exports, found: Found) -> None:
    for problem in found:
        row = programme(council, problem)
        assert row["End Reason"] == "Left"
        assert row["Ended On"] == council.workers[problem.concerns[0]]["Leaving Date"]
        assert day(row["Ended On"]) < day(row["Agreed End"])


@pytest.mark.proves("asye_no_assessor")
def test_one_has_no_assessor_now(council: Exports, found: Found) -> None:
    for problem in found:
        assert started(council, problem)
        rows = supervisors(council, problem, "Assessor")
        assert rows
        assert max(end(row["To"]) for row in rows) < council.ago(28)


@pytest.mark.proves("asye_handover_not_noted")
def test_the_review_after_a_change_of_assessor_does_not_note_it(
    council: Exports, found: Found
) -> None:
    for problem in found:
        first, second = supervisors(council, problem, "Assessor")
        assert first["Supervisor"] != second["Supervisor"]
        changed = day(second["From"])
        after = [
            row for row in reviews(council, problem).values() if day(row["Held Date"]) >= changed
        ]
        assert after[0]["Handover Noted"] == "No"


@pytest.mark.proves("asye_concerns_without_plan")
def test_concerns_at_a_review_have_no_support_plan(council: Exports, found: Found) -> None:
    for problem in found:
        row = reviews(council, problem)[6]
        assert (row["Outcome"], row["Support Plan"]) == ("Concerns", "No")


@pytest.mark.proves("asye_shared_without_reflection")
def test_one_has_a_case_supervisor_and_no_reflective_supervisor(
    council: Exports, found: Found
) -> None:
    for problem in found:
        assert supervisors(council, problem, "Case supervisor")
        assert not supervisors(council, problem, "Reflective supervisor")


@pytest.mark.proves("asye_weekly_missed")
def test_one_missed_most_of_the_weekly_sessions(council: Exports, found: Found) -> None:
    for problem in found:
        start = day(programme(council, problem)["ASYE Start"])
        weeks = {
            (day(row["Held Date"]) - start).days // 7
            for row in council.held[problem.concerns[0]]
            if day(row["Held Date"]) < start + timedelta(days=42)
        }
        assert len(weeks) <= 3


@pytest.mark.proves("asye_short_sessions")
def test_ones_weekly_sessions_are_all_under_an_hour(council: Exports, found: Found) -> None:
    for problem in found:
        minutes = [
            int(row["Duration Minutes"])
            for row in council.held[problem.concerns[0]]
            if row["Format"] == "One to one"
        ]
        assert len(minutes) >= 2
        assert max(minutes) < 60


def test_a_change_of_assessor_is_noted_but_in_the_planted_one(usual: Exports) -> None:
    """And some of those who changed were without one for a while."""
    (planted,) = usual.problems("asye_handover_not_noted")
    changed: dict[str, list[Row]] = {}
    for row in usual["asye_supervisors"]:
        if row["Role"] == "Assessor":
            changed.setdefault(row["NQSW"], []).append(row)
    changed = {number: rows for number, rows in changed.items() if len(rows) > 1}
    assert len(changed) >= 3
    for number, (first, second) in changed.items():
        assert first["Handover Date"] == first["To"]
        noted = [
            row["Handover Noted"]
            for row in usual["asye_reviews"]
            if row["NQSW"] == number
            and row["Held Date"]
            and day(row["Held Date"]) >= day(second["From"])
        ]
        assert noted[0] == ("No" if number in planted.concerns else "Yes")
    gaps = [day(two["From"]) - day(one["To"]) for one, two in changed.values()]
    assert {gap > timedelta(days=1) for gap in gaps} == {True, False}


def test_no_review_is_held_twice_and_none_after_its_programme(council: Exports) -> None:
    ended = {row["Employee Number"]: end(row["Ended On"]) for row in council["asye_programmes"]}
    keys = [
        (row["NQSW"], row["Milestone Months"], row["Planned Date"])
        for row in council["asye_reviews"]
    ]
    assert len(keys) == len(set(keys))
    for row in council["asye_reviews"]:
        assert not row["Held Date"] or day(row["Held Date"]) <= ended[row["NQSW"]]
