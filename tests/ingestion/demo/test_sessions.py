"""What is planted in sessions is truly in the files."""

from __future__ import annotations

import pytest

from ingestion.demo import PlantedProblem
from tests.ingestion.demo.exports import Exports, Row, day

Found = list[PlantedProblem]


def sessions(council: Exports, number: str) -> list[Row]:
    """Somebody's one to ones whose planned day has come, in order."""
    rows = [
        row
        for row in council["sharepoint_sessions"]
        if row["Supervisee"] == number
        and row["Format"] == "One to one"
        and day(row["Planned Date"]) <= council.today
    ]
    return sorted(rows, key=lambda row: day(row["Planned Date"]))


@pytest.mark.proves("cancelled_without_new_date")
def test_a_cancelled_session_has_no_new_date_and_none_followed(
    council: Exports, found: Found
) -> None:
    for problem in found:
        last = sessions(council, problem.concerns[0])[-1]
        assert (last["Status"], last["Rearranged To"]) == ("Cancelled", "")
        assert last["Cancellation Reason"]


@pytest.mark.proves("cancelled_without_reason")
def test_only_the_planted_cancellations_have_no_reason(council: Exports, found: Found) -> None:
    silent = {
        row["Supervisee"]
        for row in council["sharepoint_sessions"]
        if row["Status"] == "Cancelled" and not row["Cancellation Reason"]
    }
    assert silent == {problem.concerns[0] for problem in found}


@pytest.mark.proves("rearranged_not_held")
def test_a_new_date_passed_with_no_session(council: Exports, found: Found) -> None:
    for problem in found:
        last = sessions(council, problem.concerns[0])[-1]
        assert last["Status"] == "Cancelled"
        assert day(last["Rearranged To"]) < council.ago(7)
        held = council.held[problem.concerns[0]]
        assert day(held[-1]["Held Date"]) < day(last["Planned Date"])


@pytest.mark.proves("planned_date_passed")
def test_only_the_planted_plans_are_neither_held_nor_cancelled(
    council: Exports, found: Found
) -> None:
    stale = {
        row["Supervisee"]
        for row in council["sharepoint_sessions"]
        if row["Status"] == "Planned" and day(row["Planned Date"]) < council.ago(7)
    }
    assert stale == {problem.concerns[0] for problem in found}


@pytest.mark.proves("held_after_data_date")
def test_a_session_is_marked_held_in_the_future(council: Exports, found: Found) -> None:
    for problem in found:
        rows = [
            row for row in council["sharepoint_sessions"] if row["Supervisee"] in problem.concerns
        ]
        ahead = [row for row in rows if row["Held Date"] and day(row["Held Date"]) > council.today]
        assert [row["Status"] for row in ahead] == ["Held"]


@pytest.mark.proves("session_before_start")
def test_a_session_is_older_than_the_employment(council: Exports, found: Found) -> None:
    for problem in found:
        started = day(council.workers[problem.concerns[0]]["Start Date"])
        assert council.met(problem.concerns[0])[0] < started


@pytest.mark.proves("session_after_leaving")
def test_a_session_is_younger_than_the_leaving_date(council: Exports, found: Found) -> None:
    for problem in found:
        left = day(council.workers[problem.concerns[0]]["Leaving Date"])
        assert council.met(problem.concerns[0])[-1] > left
