"""What is planted in cases is truly in the files."""

from __future__ import annotations

from datetime import timedelta
from itertools import pairwise

import pytest

from ingestion.demo import PlantedProblem
from tests.ingestion.demo.exports import Exports, Row, day, end

Found = list[PlantedProblem]


def running(council: Exports, name: str) -> list[Row]:
    rows = council.involvements(name)
    return [row for row in rows if day(row["Start Date"]) <= council.today <= end(row["End Date"])]


def birthday(row: Row, years: int) -> str:
    born = row["Date of Birth"]
    return f"{born[:6]}{int(born[6:]) + years}"


def flags(council: Exports, name: str) -> set[str]:
    system, person = name.split("-", 1)
    rows = [row for row in council[f"{system}_risk_flags"] if row["Person ID"] == person]
    return {row["Flag"] for row in rows if end(row["To"]) > council.today}


@pytest.mark.proves("case_unallocated")
def test_the_open_cases_with_no_worker_are_the_planted_ones(council: Exports, found: Found) -> None:
    alone = {
        f"{system}-{row['Person ID']}"
        for system in ("ics", "swift", "childview")
        for row in council[f"{system}_involvements"]
        if not row["Allocated Worker"] and end(row["End Date"]) >= council.today
    }
    assert alone == {name for problem in found for name in problem.concerns}
    assert len(alone) >= 8


@pytest.mark.proves("case_with_leaver")
def test_open_cases_are_allocated_to_somebody_who_has_left(council: Exports, found: Found) -> None:
    for problem in found:
        number, *names = problem.concerns
        assert end(council.workers[number]["Leaving Date"]) < council.today
        assert names
        for name in names:
            assert number in {row["Allocated Worker"] for row in running(council, name)}


@pytest.mark.proves("case_worker_unknown")
def test_open_cases_are_allocated_to_log_ins_hr_does_not_know(
    council: Exports, found: Found
) -> None:
    for problem in found:
        logins = {one for one in problem.concerns if "-" not in one}
        named = {
            row["Allocated Worker"]
            for name in problem.concerns
            if "-" in name
            for row in running(council, name)
        }
        assert logins <= named
        assert not logins & set(council.workers)


@pytest.mark.proves("case_never_supervised")
def test_a_child_protection_plan_has_no_supervision_at_all(council: Exports, found: Found) -> None:
    for problem in found:
        rows = council.involvements(problem.concerns[0])
        assert all("protection" in row["Involvement Type"].lower() for row in rows)
        assert min(day(row["Start Date"]) for row in rows) < council.ago(120)
        assert council.talks(problem.concerns[0]) == []


@pytest.mark.proves("high_risk_adult_overdue")
def test_an_adult_at_high_risk_has_had_no_supervision_for_months(
    council: Exports, found: Found
) -> None:
    for problem in found:
        assert flags(council, problem.concerns[0]) == {"high_risk"}
        assert running(council, problem.concerns[0])
        assert max(council.talks(problem.concerns[0])) < council.ago(100)


@pytest.mark.proves("exploitation_overdue")
def test_a_young_person_at_risk_of_exploitation_has_had_none_for_months(
    council: Exports, found: Found
) -> None:
    for problem in found:
        assert flags(council, problem.concerns[0]) == {"exploitation_high"}
        assert running(council, problem.concerns[0])
        assert max(council.talks(problem.concerns[0])) < council.ago(70)


@pytest.mark.proves("exploitation_in_adults")
def test_the_adults_system_knows_of_exploitation_too(council: Exports, found: Found) -> None:
    for problem in found:
        assert problem.concerns[0].startswith("swift-")
        assert flags(council, problem.concerns[0]) == {"exploitation_medium"}


@pytest.mark.proves("case_stepping")
def test_a_case_went_back_and_forth_without_a_gap(council: Exports, found: Found) -> None:
    for problem in found:
        rows = council.involvements(problem.concerns[0])
        rows.sort(key=lambda row: day(row["Start Date"]))
        plan = [
            "protection" in row["Involvement Type"].lower()
            for row in rows
            if row["Involvement Type"] != "assessment"
        ]
        assert sum(one != two for one, two in pairwise(plan)) == 5
        for one, two in pairwise(rows):
            assert day(two["Start Date"]) == day(one["End Date"]) + timedelta(days=1)


@pytest.mark.proves("turning_18")
def test_somebody_looked_after_turns_eighteen_within_weeks(council: Exports, found: Found) -> None:
    for problem in found:
        row = running(council, problem.concerns[0])[0]
        assert row["Involvement Type"] in ("looked_after", "LAC")
        assert council.today < day(birthday(row, 18)) < council.today + timedelta(days=50)


@pytest.mark.proves("turned_18")
def test_a_care_leaver_since_the_eighteenth_birthday(council: Exports, found: Found) -> None:
    for problem in found:
        (row,) = running(council, problem.concerns[0])
        assert row["Involvement Type"] == "care_leaver"
        assert row["Start Date"] == birthday(row, 18)
        before = [each for each in council.involvements(problem.concerns[0]) if each is not row]
        last = max(day(each["End Date"]) for each in before)
        assert last + timedelta(days=1) == day(row["Start Date"])


@pytest.mark.proves("turned_21")
def test_a_care_leaver_turned_twenty_one_lately(council: Exports, found: Found) -> None:
    for problem in found:
        (row,) = running(council, problem.concerns[0])
        assert row["Involvement Type"] == "care_leaver"
        assert council.ago(31) < day(birthday(row, 21)) <= council.today


@pytest.mark.proves("birth_dates_disagree")
def test_only_the_planted_cases_have_two_dates_of_birth(council: Exports, found: Found) -> None:
    births: dict[str, set[str]] = {}
    for system in ("ics", "swift", "childview"):
        for row in council[f"{system}_involvements"]:
            births.setdefault(f"{system}-{row['Person ID']}", set()).add(row["Date of Birth"])
    disagree = {name for name, days in births.items() if len(days) > 1}
    assert disagree == {problem.concerns[0] for problem in found}


@pytest.mark.proves("supervision_left_in_draft")
def test_the_drafts_are_the_planted_ones(council: Exports, found: Found) -> None:
    drafts = {
        f"{row['Record ID']} {row['Person ID']}"
        for system in ("ics", "swift", "childview")
        for row in council[f"{system}_case_supervisions"]
        if row["Record Status"] == "Draft"
    }
    assert drafts == {record for problem in found for record in problem.concerns}
