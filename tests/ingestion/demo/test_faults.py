"""What is planted in the files themselves is truly there, and not more of it than a gate bears."""

from __future__ import annotations

from collections import Counter

import pytest

from ingestion.demo import PlantedProblem
from tests.ingestion.demo.exports import Exports, Row, day

Found = list[PlantedProblem]
#: Starred headings of the feeds that are damaged: a row whose cell cannot be read is quarantined.
STARRED = {
    "hr_absences": ("First Day",),
    "ics_involvements": ("Start Date",),
    "sharepoint_sessions": (),
}


def is_day(text: str) -> bool:
    try:
        return bool(day(text))
    except ValueError:
        return False


def typed(council: Exports, feed: str, heading: str) -> list[Row]:
    """Rows of a feed whose cell under a heading is filled and no day of any calendar."""
    return [row for row in council[feed] if row[heading] and not is_day(row[heading])]


@pytest.mark.proves("registration_unreadable")
def test_a_registration_ends_on_a_day_no_calendar_has(council: Exports, found: Found) -> None:
    rows = typed(council, "hr_workers", "SWE Registration Expiry")
    assert {row["Employee Number"] for row in rows} == {each.concerns[0] for each in found}


@pytest.mark.proves("booked_on_unreadable")
def test_a_few_sessions_were_booked_in_words(council: Exports, found: Found) -> None:
    rows = typed(council, "sharepoint_sessions", "Booked On")
    assert {row["Session ID"] for row in rows} == set(found[0].concerns)
    assert len(rows) == 3


@pytest.mark.proves("held_without_date")
def test_a_held_session_has_no_held_date(council: Exports, found: Found) -> None:
    rows = [
        row
        for row in council["sharepoint_sessions"]
        if row["Status"] == "Held" and not row["Held Date"]
    ]
    assert {row["Session ID"] for row in rows} == {each.concerns[0] for each in found}


@pytest.mark.proves("session_typed_twice")
def test_one_session_key_has_two_rows_that_differ(council: Exports, found: Found) -> None:
    keys = Counter((row["Session ID"], row["Supervisee"]) for row in council["sharepoint_sessions"])
    twice = [key for key, count in keys.items() if count > 1]
    assert {key[0] for key in twice} == {each.concerns[0] for each in found}
    for key in twice:
        rows = [
            row
            for row in council["sharepoint_sessions"]
            if (row["Session ID"], row["Supervisee"]) == key
        ]
        assert len({tuple(row.values()) for row in rows}) == 2


@pytest.mark.proves("absence_start_unreadable")
def test_an_absence_begins_on_a_day_no_calendar_has(council: Exports, found: Found) -> None:
    rows = typed(council, "hr_absences", "First Day")
    assert [row["Employee Number"] for row in rows] == list(found[0].concerns)


@pytest.mark.proves("case_start_unreadable")
def test_an_assessment_begins_on_a_day_no_calendar_has(council: Exports, found: Found) -> None:
    rows = typed(council, "ics_involvements", "Start Date")
    assert [f"ics-{row['Person ID']}" for row in rows] == list(found[0].concerns)
    assert day(rows[0]["End Date"]) < council.today


@pytest.mark.proves("row_repeated")
def test_some_rows_come_a_second_time_and_no_key_is_shared_otherwise(
    council: Exports, found: Found
) -> None:
    rows = [tuple(row.values()) for row in council["ics_case_supervisions"]]
    repeated = [row for row, count in Counter(rows).items() if count > 1]
    assert {f"{row[0]} {row[1]}" for row in repeated} == set(found[0].concerns)
    assert len({row[:2] for row in rows}) == len(set(rows))


@pytest.mark.proves("code_unknown")
def test_a_few_running_plans_carry_a_code_nobody_has_mapped(council: Exports, found: Found) -> None:
    rows = [
        row for row in council["ics_involvements"] if row["Involvement Type"] == "CP Plan (interim)"
    ]
    assert {f"ics-{row['Person ID']}" for row in rows} == set(found[0].concerns)
    assert all(not row["End Date"] for row in rows)


@pytest.mark.proves("code_spelt_otherwise")
def test_some_codes_are_spelt_as_the_case_system_spells_them(
    council: Exports, found: Found
) -> None:
    spelt = Counter(row["Involvement Type"] for row in council["ics_involvements"])
    assert {each.concerns[0] for each in found} == {
        "Child Protection Plan", "b) Child Protection plan", "LAC",
    }  # fmt: skip
    assert all(spelt[each.concerns[0]] >= 3 for each in found)
    assert spelt["child_protection"] > spelt["Child Protection Plan"]


@pytest.mark.proves("heading_with_narrative")
def test_one_file_has_a_heading_with_invented_remarks(council: Exports, found: Found) -> None:
    name, heading = found[0].concerns
    with_heading = [file for file, rows in council.files.items() if heading in rows[0]]
    assert [file.split("_2026")[0] for file in with_heading] == [name]


def test_far_less_is_damaged_than_would_stop_a_refresh(council: Exports) -> None:
    for feed, headings in STARRED.items():
        bad = sum(len(typed(council, feed, heading)) for heading in headings)
        rows = council[feed]
        if feed == "sharepoint_sessions":
            bad += sum(row["Status"] == "Held" and not row["Held Date"] for row in rows)
            keys = Counter((row["Session ID"], row["Supervisee"]) for row in rows)
            bad += sum(count for count in keys.values() if count > 1)
        assert bad / len(rows) < 0.01, feed
