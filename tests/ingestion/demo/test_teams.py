"""What is planted in teams and managers is truly in the files."""

from __future__ import annotations

import re
from datetime import date, timedelta
from statistics import mean, median

import pytest

from ingestion.demo import PlantedProblem
from tests.ingestion.demo.exports import Exports, day, end

Found = list[PlantedProblem]
#: Met again by the day a monthly meeting would be owed.
A_MONTH = 31


def in_time(council: Exports, numbers: list[str], first: date, last: date) -> float:
    """The share of one to ones followed by another within a month, of those met in these days."""
    gaps = [gap for number in numbers for met, gap in council.gaps(number) if first <= met <= last]
    return sum(gap <= A_MONTH for gap in gaps) / len(gaps)


@pytest.mark.proves("manager_slipping")
def test_nobody_under_the_slipping_manager_was_met_since_the_day_told(
    council: Exports, found: Found
) -> None:
    for problem in found:
        supervisees = council.supervisees_of(problem.concerns[0])
        assert len(supervisees) >= 4
        for number in supervisees:
            days = [day(row["Held Date"]) for row in council.held[number]]
            assert days
            assert max(days) <= council.ago(98)
        planned = [
            row
            for row in council["sharepoint_sessions"]
            if row["Supervisee"] in supervisees and row["Status"] == "Planned"
        ]
        assert not planned


@pytest.mark.proves("manager_caught_up")
def test_the_manager_who_caught_up_was_late_for_months_and_is_in_time_now(
    council: Exports, found: Found
) -> None:
    for problem in found:
        team = council.supervisees_of(problem.concerns[0])
        slipped = [
            gap
            for number in team
            for met, gap in council.gaps(number)
            if council.ago(390) <= met <= council.ago(270)
        ]
        assert median(slipped) > 45
        assert in_time(council, team, council.ago(390), council.ago(270)) < 0.35
        assert in_time(council, team, council.ago(200), council.ago(40)) > 0.85


@pytest.mark.proves("team_in_difficulty")
def test_the_team_in_difficulty_is_far_below_the_others(council: Exports, found: Found) -> None:
    newly_qualified = {row["Employee Number"] for row in council["asye_programmes"]}

    def level(code: str) -> float:
        numbers = [
            row["Employee Number"]
            for row in council.posts_now
            if row["Team Code"] == code
            and row["Staff Category"] in ("social_worker", "")
            and row["Employee Number"] not in newly_qualified
        ]
        return in_time(council, numbers, council.ago(730), council.ago(40))

    adults = [
        code
        for code, team in council.teams.items()
        if team["Directorate"] == "Adults"
        and not team["Closed"]
        and "leader" not in team["Service"]
    ]
    for problem in found:
        others = [level(code) for code in adults if code != problem.concerns[0]]
        assert level(problem.concerns[0]) < mean(others) - 0.08


@pytest.mark.proves("manager_post_vacant")
def test_a_vacant_managers_posts_name_nobody(council: Exports, found: Found) -> None:
    for problem in found:
        number, team = problem.concerns
        left = end(council.workers[number]["Leaving Date"])
        posts = [row for row in council.posts_now if row["Team Code"] == team]
        before = [
            row for row in council["hr_posts"] if row["Post End"] and end(row["Post End"]) == left
        ]
        assert left < council.ago(28)
        assert len(posts) >= 4
        assert {row["Line Manager Employee Number"] for row in posts} == {""}
        assert council.teams[team]["Team Manager Employee Number"] == ""
        assert sum(row["Line Manager Employee Number"] == number for row in before) >= 4


@pytest.mark.proves("manager_left_still_named")
def test_a_manager_who_left_is_still_named_by_the_posts(council: Exports, found: Found) -> None:
    for problem in found:
        number, team = problem.concerns
        assert end(council.workers[number]["Leaving Date"]) < council.ago(28)
        assert len(council.supervisees_of(number)) >= 4
        assert council.teams[team]["Team Manager Employee Number"] == number


@pytest.mark.proves("manager_on_long_absence")
def test_a_manager_is_on_a_long_absence_that_still_runs(council: Exports, found: Found) -> None:
    for problem in found:
        number = problem.concerns[0]
        running = [
            row
            for row in council["hr_absences"]
            if row["Employee Number"] == number and not row["Last Day"]
        ]
        assert [day(row["First Day"]) <= council.ago(28) for row in running] == [True]
        assert len(council.supervisees_of(number)) >= 3


@pytest.mark.proves("manager_register_lapsed")
def test_a_managers_registration_ran_out(council: Exports, found: Found) -> None:
    for problem in found:
        worker = council.workers[problem.concerns[0]]
        assert worker["SWE Number"]
        assert day(worker["SWE Registration Expiry"]) < council.today
        assert end(worker["Leaving Date"]) > council.today
        assert council.supervisees_of(problem.concerns[0])


@pytest.mark.proves("manager_not_registered")
def test_a_manager_of_social_workers_has_no_registration(council: Exports, found: Found) -> None:
    for problem in found:
        number = problem.concerns[0]
        categories = [
            row["Staff Category"]
            for row in council.posts_now
            if row["Line Manager Employee Number"] == number
        ]
        assert council.workers[number]["SWE Number"] == ""
        assert "social_worker" in categories


@pytest.mark.proves("director_without_line_manager")
def test_directors_are_supervised_by_somebody_hr_does_not_know(
    council: Exports, found: Found
) -> None:
    assert len(found) == 2
    for problem in found:
        number, chief = problem.concerns
        assert [row["Line Manager Employee Number"] for row in council.posts_of(number)] == [""]
        assert chief not in council.workers
        assert any(row["Supervisor"] == chief for row in council.held[number])


@pytest.mark.proves("team_replaced")
def test_a_replaced_teams_people_and_cases_went_on_in_the_new_one(
    council: Exports, found: Found
) -> None:
    for problem in found:
        old, new = problem.concerns
        closed = day(council.teams[old]["Closed"])
        morrow = closed + timedelta(days=1)
        assert day(council.teams[new]["Opened"]) == morrow
        for feed, who, first, last in (
            ("hr_posts", "Employee Number", "Post Start", "Post End"),
            ("ics_involvements", "Person ID", "Start Date", "End Date"),
        ):
            rows = [row for row in council[feed] if row["Team Code"] in (old, new)]
            ended = {row[who] for row in rows if row[last] and day(row[last]) == closed}
            began = {
                row[who] for row in rows if row["Team Code"] == new and day(row[first]) == morrow
            }
            assert len(ended & began) >= 4, feed


@pytest.mark.proves("teams_merged")
def test_a_merged_team_lost_its_manager_and_its_people_have_a_new_one(
    council: Exports, found: Found
) -> None:
    for problem in found:
        old, new = problem.concerns
        closed = day(council.teams[old]["Closed"])
        moved = {
            row["Employee Number"]: row["Line Manager Employee Number"]
            for row in council["hr_posts"]
            if row["Team Code"] == old and row["Post End"] and day(row["Post End"]) == closed
        }
        after = {
            row["Employee Number"]: row["Line Manager Employee Number"]
            for row in council["hr_posts"]
            if row["Team Code"] == new and day(row["Post Start"]) == closed + timedelta(days=1)
        }
        both = set(moved) & set(after)
        assert len(both) >= 2
        assert all(moved[number] != after[number] for number in both)
        manager = council.teams[old]["Team Manager Employee Number"]
        assert day(council.workers[manager]["Leaving Date"]) == closed


@pytest.mark.proves("late_recording")
def test_one_managers_supervisions_reach_the_file_late_and_others_do_not(
    council: Exports, found: Found
) -> None:
    def late(rows: list[dict[str, str]]) -> float:
        days = [day(row["Recorded Date"]) - day(row["Supervision Date"]) for row in rows]
        return sum(delay > timedelta(days=6) for delay in days) / len(days)

    rows = [
        row
        for row in council["ics_case_supervisions"]
        if row["Recorded Date"] and day(row["Supervision Date"]) > council.ago(390)
    ]
    managers = {problem.concerns[0] for problem in found}
    assert late([row for row in rows if row["Supervisor"] in managers]) > 0.7
    assert late([row for row in rows if row["Supervisor"] not in managers]) < 0.12


@pytest.mark.proves("bad_summer")
def test_one_summer_was_bad_everywhere(council: Exports, found: Found) -> None:
    year = int(re.findall(r"\d{4}", found[0].sentence)[0])
    everybody = list(council.workers)
    summer = in_time(council, everybody, date(year, 6, 10), date(year, 8, 31))
    before = in_time(council, everybody, date(year, 2, 1), date(year, 5, 20))
    after = in_time(council, everybody, date(year + 1, 2, 1), date(year + 1, 5, 20))
    assert summer < before - 0.1
    assert summer < after - 0.1
