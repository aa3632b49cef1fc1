"""What is planted in people is truly in the files."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest

from ingestion.demo import PlantedProblem
from tests.ingestion.demo.exports import Exports, Row, day, end

Found = list[PlantedProblem]


def absences(council: Exports, number: str, *, leave: bool = False) -> list[Row]:
    """Somebody's absences in order, annual leave or all others, that can be read."""
    rows = [
        row
        for row in council["hr_absences"]
        if row["Employee Number"] == number
        and (row["Absence Type"] == "Annual leave") == leave
        and "?" not in row["First Day"]
    ]
    return sorted(rows, key=lambda row: day(row["First Day"]))


def length(row: Row) -> int:
    return (day(row["Last Day"]) - day(row["First Day"])).days + 1


def running(council: Exports, rows: list[Row]) -> list[Row]:
    return [row for row in rows if day(row["First Day"]) <= council.today <= end(row["Last Day"])]


def overrides(council: Exports, number: str) -> list[tuple[str, str, str, date, date]]:
    rows = [row for row in council["sharepoint_overrides"] if row["Supervisee"] == number]
    return [
        (row["Reason"], row["Interval"], row["Unit"], day(row["From"]), end(row["To"]))
        for row in rows
    ]


@pytest.mark.proves("never_supervised")
def test_somebody_ten_weeks_here_has_no_session_at_all(council: Exports, found: Found) -> None:
    for problem in found:
        worker = council.workers[problem.concerns[0]]
        assert day(worker["Start Date"]) <= council.ago(70)
        assert end(worker["Leaving Date"]) > council.today
        named = [
            row
            for row in council["sharepoint_sessions"]
            if row["Supervisee"] == problem.concerns[0]
        ]
        assert not named


def assert_away(council: Exports, problem: PlantedProblem) -> Row:
    now = running(council, absences(council, problem.concerns[0]))
    assert len(now) == 1
    assert day(now[0]["First Day"]) <= council.ago(27)
    met = council.met(problem.concerns[0])
    assert not met or met[-1] < day(now[0]["First Day"])
    return now[0]


@pytest.mark.proves("away_maternity")
def test_somebody_is_on_maternity_leave_with_a_day_of_return(
    council: Exports, found: Found
) -> None:
    for problem in found:
        assert day(assert_away(council, problem)["Last Day"]) > council.today


@pytest.mark.proves("away_sick")
def test_somebody_is_off_sick_with_no_day_of_return(council: Exports, found: Found) -> None:
    for problem in found:
        row = assert_away(council, problem)
        assert (row["Absence Type"], row["Last Day"]) == ("Sickness", "")


@pytest.mark.proves("away_on_secondment")
def test_somebody_is_on_secondment(council: Exports, found: Found) -> None:
    for problem in found:
        assert assert_away(council, problem)["Absence Type"] == "Secondment"


@pytest.mark.proves("back_from_long_absence")
def test_somebody_came_back_from_a_long_absence_lately(council: Exports, found: Found) -> None:
    for problem in found:
        last = max(absences(council, problem.concerns[0]), key=length)
        assert length(last) >= 60
        assert council.ago(28) <= day(last["Last Day"]) < council.today


@pytest.mark.proves("absences_touching")
def test_two_short_absences_touch_and_make_a_long_one(council: Exports, found: Found) -> None:
    for problem in found:
        rows = absences(council, problem.concerns[0])
        pairs = [
            (one, two)
            for one, two in pairwise(rows)
            if day(two["First Day"]) == day(one["Last Day"]) + timedelta(days=1)
        ]
        assert [length(one) + length(two) for one, two in pairs] == [33]
        assert all(length(row) < 28 for pair in pairs for row in pair)


@pytest.mark.proves("absence_of_27_days")
def test_an_absence_is_one_day_too_short_to_be_long(council: Exports, found: Found) -> None:
    for problem in found:
        assert max(length(row) for row in absences(council, problem.concerns[0])) == 27


@pytest.mark.proves("short_absence_now")
def test_somebody_is_away_for_less_than_four_weeks(council: Exports, found: Found) -> None:
    for problem in found:
        now = running(council, absences(council, problem.concerns[0]))
        assert [length(row) for row in now] == [19]
        if council.today == date(2026, 11, 20):
            assert now[0]["First Day"] == "09/11/2026"
            assert now[0]["Last Day"] == "27/11/2026"
            assert "from 9 November 2026 to 27 November 2026" in problem.sentence


@pytest.mark.proves("leave_now")
def test_somebody_is_on_annual_leave(council: Exports, found: Found) -> None:
    for problem in found:
        assert running(council, absences(council, problem.concerns[0], leave=True))


@pytest.mark.proves("override_performance_concern")
def test_a_performance_concern_runs_and_an_earlier_one_ended(
    council: Exports, found: Found
) -> None:
    for problem in found:
        rows = overrides(council, problem.concerns[0])
        assert {row[:3] for row in rows} == {("Performance concern", "2", "week")}
        assert sorted(row[3] <= council.today <= row[4] for row in rows) == [False, True]


@pytest.mark.proves("override_practice_concern")
def test_a_practice_concern_runs_in_adults(council: Exports, found: Found) -> None:
    for problem in found:
        ((reason, count, unit, first, last),) = overrides(council, problem.concerns[0])
        assert (reason, count, unit) == ("Practice concern", "2", "week")
        assert first <= council.today <= last
        team = council.posts_of(problem.concerns[0])[0]["Team Code"]
        assert council.teams[team]["Directorate"] == "Adults"


@pytest.mark.proves("override_performance_management")
def test_performance_management_asks_for_every_week(council: Exports, found: Found) -> None:
    for problem in found:
        ((reason, count, unit, first, last),) = overrides(council, problem.concerns[0])
        assert (reason, count, unit) == ("Performance management", "1", "week")
        assert first <= council.today <= last


@pytest.mark.proves("override_agreed_deviation")
def test_an_agreed_deviation_asks_for_less(council: Exports, found: Found) -> None:
    for problem in found:
        ((reason, count, unit, first, last),) = overrides(council, problem.concerns[0])
        assert (reason, count, unit) == ("Agreed deviation", "6", "week")
        assert first <= council.today <= last


@pytest.mark.proves("agency_made_permanent")
def test_one_person_has_two_numbers(council: Exports, found: Found) -> None:
    for problem in found:
        agency, employed = (council.workers[number] for number in problem.concerns)
        assert agency["Employment Type"] == "Agency"
        assert employed["Employment Type"] == "Permanent"
        assert agency["Full Name"] == employed["Full Name"]
        assert agency["SWE Number"] == employed["SWE Number"] != ""
        assert day(agency["Leaving Date"]) + timedelta(days=1) == day(employed["Start Date"])


@pytest.mark.proves("two_posts")
def test_somebody_has_two_half_posts_at_once(council: Exports, found: Found) -> None:
    for problem in found:
        posts = council.posts_of(problem.concerns[0])
        assert [row["FTE"] for row in posts] == ["0.5", "0.5"]
        assert len({row["Team Code"] for row in posts}) == 2


@pytest.mark.proves("job_title_only")
def test_somebody_has_a_job_title_and_no_category(council: Exports, found: Found) -> None:
    for problem in found:
        (post,) = council.posts_of(problem.concerns[0])
        assert post["Staff Category"] == ""
        assert post["Job Title"] in (
            "Social worker", "Senior social worker", "Business support officer",
        )  # fmt: skip


@pytest.mark.proves("job_title_unknown")
def test_somebody_has_a_job_title_nobody_else_has(council: Exports, found: Found) -> None:
    titled = {
        row["Employee Number"]
        for row in council.posts_now
        if row["Job Title"] == "Community connector" and not row["Staff Category"]
    }
    assert titled == {problem.concerns[0] for problem in found}


@pytest.mark.proves("category_without_rule")
def test_everybody_in_the_category_other_is_told_of(council: Exports, found: Found) -> None:
    others = {
        row["Employee Number"] for row in council.posts_now if row["Staff Category"] == "other"
    }
    assert others == set(found[0].concerns)
    assert f"{len(others)} people" in found[0].sentence


@pytest.mark.proves("safeguarding_role_elsewhere")
def test_who_holds_a_safeguarding_role_is_supervised_by_another_manager(
    council: Exports, found: Found
) -> None:
    for problem in found:
        (post,) = council.posts_of(problem.concerns[0])
        lately = [
            row["Supervisor"]
            for row in council.held[problem.concerns[0]]
            if row["Format"] == "One to one" and day(row["Held Date"]) > council.ago(189)
        ]
        assert post["Safeguarding Role"] == "Yes"
        assert len(lately) >= 3
        assert post["Line Manager Employee Number"] not in lately


@pytest.mark.proves("peer_sessions_only")
def test_somebody_has_had_nothing_but_peer_sessions(council: Exports, found: Found) -> None:
    for problem in found:
        rows = council.held[problem.concerns[0]]
        lately = {row["Format"] for row in rows if day(row["Held Date"]) > council.ago(182)}
        assert lately == {"Peer"}
        assert len(council.met(problem.concerns[0])) >= 5


@pytest.mark.proves("supervisee_not_in_hr")
def test_two_people_are_known_to_the_supervision_site_only(council: Exports, found: Found) -> None:
    for problem in found:
        for number in problem.concerns:
            assert number not in council.workers
            assert len(council.met(number)) >= 3
