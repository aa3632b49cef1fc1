"""The council behaves as a council does: figures to be found again on the screens."""

from __future__ import annotations

from collections import Counter
from datetime import date, timedelta
from itertools import pairwise
from statistics import mean

from tests.ingestion.demo.exports import Exports, day, end

MONTHLY = ("social_worker", "team_manager", "senior_manager", "personal_adviser")


def last_met(council: Exports, number: str, on: date) -> date | None:
    """The last session that St Helens counts, up to a day: any format but Peer."""
    days = [
        day(row["Held Date"])
        for row in council.held[number]
        if row["Format"] != "Peer" and day(row["Held Date"]) <= on
    ]
    return max(days, default=None)


def monthly_staff(council: Exports, directorate: str) -> dict[str, str]:
    """Numbers and team codes of those a monthly meeting is owed to, here for half a year."""
    away = {
        row["Employee Number"]
        for row in council["hr_absences"]
        if row["Absence Type"] != "Annual leave" and end(row["Last Day"]) >= council.today
        and "?" not in row["First Day"] and day(row["First Day"]) <= council.ago(27)
    }  # fmt: skip
    return {
        row["Employee Number"]: row["Team Code"]
        for row in council.posts_now
        if row["Staff Category"] in MONTHLY
        and council.teams[row["Team Code"]]["Directorate"] == directorate
        and row["Employee Number"] not in away
        and day(council.workers[row["Employee Number"]]["Start Date"]) < council.ago(183)
    }


def in_date(council: Exports, numbers: list[str], on: date) -> float:
    """The share met within the last calendar month, near enough."""
    met = [last_met(council, number, on) for number in numbers]
    return mean(each is not None and each >= on - timedelta(days=31) for each in met)


def test_about_four_in_five_of_childrens_staff_are_in_date(usual: Exports) -> None:
    assert 0.75 <= in_date(usual, list(monthly_staff(usual, "Children")), usual.today) <= 0.90


def test_teams_differ_from_none_in_date_to_everybody(usual: Exports) -> None:
    staff = monthly_staff(usual, "Children")
    shares = [
        in_date(usual, [number for number in staff if staff[number] == team], usual.today)
        for team in set(staff.values())
    ]
    assert min(shares) == 0.0
    assert max(shares) == 1.0
    assert sum(share < 0.75 for share in shares) <= 5


def test_things_improve_slowly_over_two_years(usual: Exports) -> None:
    slipping = {one for problem in usual.problems("manager_slipping") for one in problem.concerns}
    gaps = [
        (met, gap)
        for row in usual.posts_now
        if row["Staff Category"] in MONTHLY and row["Line Manager Employee Number"] not in slipping
        for met, gap in usual.gaps(row["Employee Number"])
    ]
    first = [gap <= 31 for met, gap in gaps if usual.ago(820) < met < usual.ago(640)]
    last = [gap <= 31 for met, gap in gaps if usual.ago(210) < met < usual.ago(40)]
    assert 0.03 < mean(last) - mean(first) < 0.2


def test_most_cases_under_a_plan_are_talked_through_each_month(usual: Exports) -> None:
    plans = [
        row
        for row in usual["ics_involvements"]
        if "protection" in row["Involvement Type"].lower()
        and not row["End Date"]
        and day(row["Start Date"]) < usual.ago(60)
    ]
    talked = [
        max(usual.talks(f"ics-{row['Person ID']}"), default=date.min) >= usual.ago(31)
        for row in plans
    ]
    assert 0.65 <= mean(talked) <= 0.92


def test_one_to_ones_are_most_of_it_and_every_format_occurs(usual: Exports) -> None:
    forms = Counter(row["Format"] for row in usual["sharepoint_sessions"])
    assert forms["One to one"] / forms.total() > 0.8
    assert set(forms) == {
        "One to one", "Group", "Peer", "Observation", "Reflective case discussion",
        "Learning circle",
    }  # fmt: skip


def test_most_cancelled_one_to_ones_have_a_new_date(usual: Exports) -> None:
    cancelled = [
        row
        for row in usual["sharepoint_sessions"]
        if row["Status"] == "Cancelled" and row["Format"] == "One to one"
    ]
    assert 0.05 < len(cancelled) / len(usual["sharepoint_sessions"]) < 0.15
    assert 0.8 < mean(bool(row["Rearranged To"]) for row in cancelled) < 0.97


def test_sessions_are_planned_up_to_a_year_ahead(usual: Exports) -> None:
    ahead = [
        day(row["Planned Date"])
        for row in usual["sharepoint_sessions"]
        if row["Status"] == "Planned" and day(row["Planned Date"]) > usual.today
    ]
    assert len(ahead) > 1000
    assert timedelta(days=330) < max(ahead) - usual.today < timedelta(days=375)


def test_nobody_meets_on_a_weekend_or_at_christmas(council: Exports) -> None:
    for rows in council.held.values():
        for row in rows:
            held = day(row["Held Date"])
            planted = row["Session ID"] in {
                one for each in council.problems("session_typed_twice") for one in each.concerns
            }
            assert planted or held.weekday() < 5
            assert planted or (held.month, held.day) not in ((12, 25), (12, 26), (1, 1))


def test_records_begin_about_three_years_before_the_data_date(council: Exports) -> None:
    first = min(day(rows[0]["Held Date"]) for rows in council.held.values())
    assert timedelta(days=1060) < council.today - first <= timedelta(days=1100)


def test_nobody_is_absent_twice_on_one_day(council: Exports) -> None:
    spans: dict[str, list[tuple[date, date]]] = {}
    for row in council["hr_absences"]:
        if "?" not in row["First Day"]:
            span = (day(row["First Day"]), end(row["Last Day"]))
            spans.setdefault(row["Employee Number"], []).append(span)
    for own in spans.values():
        own.sort()
        assert all(one[1] < two[0] for one, two in pairwise(own))


def test_caseloads_are_believable(usual: Exports) -> None:
    held = Counter(
        row["Allocated Worker"]
        for row in usual["ics_involvements"]
        if not row["End Date"] and row["Allocated Worker"]
    )
    assert max(held.values()) <= 30
    assert mean(held.values()) >= 5
