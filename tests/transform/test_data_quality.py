"""What does not add up is told with its effect: a council in which each thing is wrong once."""

from __future__ import annotations

import csv
import re
from collections.abc import Callable
from pathlib import Path

import pytest

from .warehouse import TRANSFORM, query

Publish = Callable[[str, Path], Path]
MakeOnce = Callable[[str, Callable[[Path], None]], Path]
Row = dict[str, str]

WORKED_HERE = {"Start Date": "01/04/2024", "Leaving Date": ""}
POST = {"Line Manager Employee Number": "2", "Staff Category": "social_worker"}
SESSION = {"Supervisee": "1", "Supervisor": "2", "Format": "One to one", "Planned Date": ""}
HELD = SESSION | {"Status": "Held", "Held Date": "01/05/2026", "Rearranged To": "", "Reason": ""}
AUDIT = {
    "Audit ID": "A1", "Audit Round": "Spring", "Audit Date": "01/04/2026", "Auditor": "2",
    "Supervisor": "2", "Supervisee": "1", "Standard": "Frequency", "Answer": "Yes",
}  # fmt: skip
SCORE = {"Survey Year": "2026", "Service": "One", "Question": "Often enough?", "Score": "4"}
ACTION = {"Audit ID": "A1", "Owner": "2", "Due": "01/05/2026", "Completed": ""}
AGREEMENT = {
    "Supervisee": "1", "Supervisor": "2", "Supervisee Signed": "01/05/2025",
    "Supervisor Signed": "02/05/2025",
}  # fmt: skip
PROGRAMME = {"Programme": "Adults", "Recommendation": "Pass", "Recommended On": "01/08/2026"}

#: Numbers 1 and 2 work here. 3 left in June 2026, has a post that is older than the employment, a
#: session cancelled and a recommendation after it. 9 is in no staff list.
FEEDS: dict[str, list[Row]] = {
    "hr_workers": [
        {"Employee Number": "1", **WORKED_HERE},
        {"Employee Number": "2", **WORKED_HERE},
        {"Employee Number": "3", "Start Date": "01/02/2026", "Leaving Date": "30/06/2026"},
    ],
    "hr_posts": [
        POST | {"Employee Number": "1", "Post Start": "01/04/2024"},
        POST
        | {"Employee Number": "2", "Post Start": "01/04/2024", "Line Manager Employee Number": "1"},
        POST | {"Employee Number": "3", "Post Start": "01/01/2026"},
        POST | {"Employee Number": "9", "Post Start": "01/04/2024"},
    ],
    "hr_teams": [{"Team Code": "T1", "Team Name": "One", "Team Manager Employee Number": "9"}],
    "sharepoint_sessions": [
        HELD | {"Session ID": "S1"},
        HELD | {"Session ID": "S5", "Held Date": "01/06/2026", "Supervisor": "1"},
        HELD | {"Session ID": "S2", "Held Date": "01/12/2026"},
        HELD
        | {"Session ID": "S3", "Supervisee": "3", "Status": "Cancelled", "Held Date": "",
           "Planned Date": "01/09/2026"},
        HELD
        | {"Session ID": "S4", "Status": "Cancelled", "Held Date": "",
           "Planned Date": "01/09/2026", "Rearranged To": "08/09/2026"},
    ],
    "sharepoint_overrides": [
        {"Supervisee": "9", "Interval": "2", "Unit": "week", "From": "01/04/2026",
         "Reason": "Practice concern"},
    ],
    "hr_absences": [{"Employee Number": "9", "Absence Type": "Sickness", "First Day": "01/04/2026"}],
    "sharepoint_agreements": [
        AGREEMENT,
        AGREEMENT | {"Supervisee": "9"},
        AGREEMENT | {"Supervisor": "9"},
        AGREEMENT | {"Supervisor Signed": "01/12/2026"},
    ],
    "sharepoint_training": [
        {"Employee Number": "1", "Course": "Supervisee", "Completed": "01/05/2025"},
        {"Employee Number": "9", "Course": "Supervisee", "Completed": "01/05/2025"},
        {"Employee Number": "1", "Course": "Supervisor", "Completed": "01/12/2026"},
    ],
    "sharepoint_reviews": [
        {"Employee Number": "9", "Review Date": "01/05/2025", "Kind": "Annual"},
        {"Employee Number": "1", "Review Date": "01/12/2026", "Kind": "Annual"},
    ],
    "asye_programmes": [
        PROGRAMME | {"Employee Number": "3", "ASYE Start": "01/02/2026"},
        PROGRAMME | {"Employee Number": "1", "ASYE Start": "01/02/2026",
                     "Panel Date": "20/08/2026", "Panel Decision": "Confirmed"},
    ],
    "asye_reviews": [
        {"NQSW": "9", "Milestone Months": "3", "Held Date": "01/05/2026"},
        {"NQSW": "1", "Milestone Months": "3", "Held Date": "01/12/2026"},
    ],
    "asye_supervisors": [
        {"NQSW": "9", "Supervisor": "2", "Role": "Assessor", "From": "01/02/2026"},
        {"NQSW": "1", "Supervisor": "9", "Role": "Assessor", "From": "01/02/2026"},
    ],
    "asye_evidence": [
        {"NQSW": "9", "Kind": "Written report", "Dated": "01/05/2026"},
        {"NQSW": "1", "Kind": "Written report", "Dated": "01/12/2026"},
    ],
    "audit_plan": [{"Audit Round": "Spring", "Supervisor": "9", "Due": "01/05/2026"}],
    "audit_answers": [
        AUDIT,
        AUDIT | {"Audit ID": "A2", "Auditor": "9"},
        AUDIT | {"Audit ID": "A3", "Supervisor": "9"},
        AUDIT | {"Audit ID": "A4", "Supervisee": "9"},
        AUDIT | {"Audit ID": "A5", "Audit Date": "01/12/2026"},
        AUDIT | {"Audit ID": "A6", "Answer": "Mostly"},
        AUDIT | {"Audit ID": "A7", "Grade": "Good"},
        AUDIT | {"Audit ID": "A7", "Grade": "Inadequate", "Standard": "Recording"},
    ],
    "audit_actions": [
        ACTION | {"Action ID": "C1"},
        ACTION | {"Action ID": "C2", "Owner": "9"},
        ACTION | {"Action ID": "C3", "Audit ID": "A404"},
        ACTION | {"Action ID": "C4", "Completed": "01/12/2026"},
    ],
    "survey_answers": [
        SCORE | {"Respondent Group": "Managers", "Invited": "4"},
        SCORE | {"Respondent Group": "Managers", "Invited": "5"},
        SCORE | {"Respondent Group": "Managers", "Invited": ""},
        SCORE | {"Respondent Group": "Social workers", "Invited": "7"},
    ],
}  # fmt: skip

NOT_IN_HR = {
    ("DQ16", "hr_posts", "9"), ("DQ16", "hr_absences", "9"), ("DQ16", "sharepoint_overrides", "9"),
    ("DQ16", "sharepoint_agreements", "9"), ("DQ16", "sharepoint_training", "9"),
    ("DQ16", "sharepoint_reviews", "9"), ("DQ16", "asye_reviews", "9"),
    ("DQ16", "asye_supervisors", "9"), ("DQ16", "asye_evidence", "9"),
    ("DQ17", "hr_teams", "9"), ("DQ17", "sharepoint_agreements", "9"),
    ("DQ17", "asye_supervisors", "9"), ("DQ17", "audit_plan", "9"), ("DQ17", "audit_answers", "9"),
    ("DQ17", "audit_actions", "9"),
}  # fmt: skip
AHEAD = {
    ("DQ13", "sharepoint_sessions", "S2"), ("DQ13", "sharepoint_agreements", "1"),
    ("DQ13", "sharepoint_training", "1"), ("DQ13", "sharepoint_reviews", "1"),
    ("DQ13", "asye_reviews", "1"), ("DQ13", "asye_evidence", "1"), ("DQ13", "audit_answers", "A5"),
    ("DQ13", "audit_actions", "C4"),
}  # fmt: skip


@pytest.fixture(scope="module")
def data(publish: Publish, make_once: MakeOnce) -> Path:
    """That council, published."""

    def write(folder: Path) -> None:
        for feed, rows in FEEDS.items():
            headings = list(dict.fromkeys(heading for row in rows for heading in row))
            with (folder / f"{feed}_20261031.csv").open("w", newline="") as file:
                writer = csv.DictWriter(file, headings, restval="")
                writer.writeheader()
                writer.writerows(rows)

    return publish("quality-data", make_once("quality-inbox", write))


@pytest.fixture(scope="module")
def found(data: Path) -> dict[tuple[str, str, str], str]:
    """Every finding: what was found, by check, feed and subject."""
    rows = query(data, "select check_code, feed, subject_id, detail from marts.fct_data_quality")
    return {(str(code), str(feed), str(subject)): str(told) for code, feed, subject, told in rows}


def of(found: dict[tuple[str, str, str], str], *codes: str) -> set[tuple[str, str, str]]:
    return {key for key in found if key[0] in codes}


def test_whoever_an_export_names_and_hr_does_not_know_is_told_feed_by_feed(
    found: dict[tuple[str, str, str], str],
) -> None:
    assert of(found, "DQ16", "DQ17") == NOT_IN_HR


def test_each_way_in_which_an_audit_names_a_stranger_is_told(data: Path) -> None:
    told = query(
        data,
        """select detail from marts.fct_data_quality
        where check_code = 'DQ17' and feed = 'audit_answers'""",
    )
    assert {str(detail).split(",")[0] for (detail,) in told} == {
        "Auditor", "Supervisor in an audit", "Supervisee in an audit",
    }  # fmt: skip


def test_an_action_of_an_audit_that_is_not_there_is_told_and_is_owed_on_its_day(
    data: Path, found: dict[tuple[str, str, str], str]
) -> None:
    assert of(found, "DQ18") == {("DQ18", "audit_actions", "C3")}
    opened = query(
        data,
        """select distinct opened_on = due_on, subject_id from marts.fct_obligations
        where obligation_type = 'audit_action' and subject_id in ('C1', 'C3')""",
    )
    assert set(opened) == {(False, "C1"), (True, "C3")}


def test_what_would_open_outside_employment_is_told_and_makes_no_row(
    data: Path, found: dict[tuple[str, str, str], str]
) -> None:
    assert {key: found[key] for key in of(found, "DQ19")} == {
        ("DQ19", "hr_posts", "3"): "An agreement with 2 would be owed on a day when they were not "
        "employed",
        ("DQ19", "sharepoint_sessions", "S3"): "Planned and cancelled on a day when they were not "
        "employed",
        ("DQ19", "asye_programmes", "3"): "Recommended to the panel on a day when they were not "
        "employed",
    }  # fmt: skip
    made = query(
        data,
        """select distinct obligation_type, worker_id from marts.fct_obligations
        where obligation_type in ('agreement', 'session_rebooked', 'asye_panel')
            and policy_id <> 'rotherham'""",
    )
    assert set(made) == {
        ("agreement", "1"), ("agreement", "2"), ("session_rebooked", "1"), ("asye_panel", "1"),
    }  # fmt: skip


def test_what_is_dated_after_the_data_date_is_told_and_has_not_happened(
    data: Path, found: dict[tuple[str, str, str], str]
) -> None:
    assert of(found, "DQ13") == AHEAD
    done = query(
        data,
        """select met_on from marts.fct_obligations
        where obligation_type = 'audit_action' and subject_id = 'C4'""",
    )
    assert done
    assert {met for (met,) in done} == {None}


def test_a_session_somebody_led_for_themselves_is_told_and_counts(
    data: Path, found: dict[tuple[str, str, str], str]
) -> None:
    assert of(found, "DQ31") == {("DQ31", "sharepoint_sessions", "1")}
    met = query(
        data,
        """select count(*) from marts.fct_obligations
        where obligation_type = 'staff_supervision' and subject_id = '1'
            and met_on = date '2026-06-01'""",
    )
    assert met[0][0] > 0


def test_managers_in_a_ring_are_each_told(found: dict[tuple[str, str, str], str]) -> None:
    assert of(found, "DQ32") == {("DQ32", "hr_posts", "1"), ("DQ32", "hr_posts", "2")}


def test_an_answer_nobody_has_mapped_is_kept_as_unmapped(
    found: dict[tuple[str, str, str], str],
) -> None:
    assert of(found, "DQ06") == {("DQ06", "audit_answers", "Mostly")}


def test_what_an_unknown_code_does_is_said_of_its_own_list(data: Path) -> None:
    told = query(
        data,
        "select check_effect, effect from marts.fct_data_quality where subject_id = 'Mostly'",
    )
    assert told == [
        (
            "The row is kept; what follows from a code that is not known is said beside each",
            "The answer is counted as not recognised, and left out of the share that met the standard",
        )
    ]
    counted = query(
        data,
        """select not_recognised_count, judged_count, audits_count from marts.fct_audit_standards
        where level_code = 'council' and standard = 'Frequency'""",
    )
    assert all(unknown == 1 and judged < audits for unknown, judged, audits in counted)
    assert counted


def test_every_list_of_codes_says_what_an_unknown_one_does() -> None:
    model = TRANSFORM / "models" / "intermediate" / "quality" / "int_unmapped_codes.sql"
    asked = re.findall(r"(?:_supervisions'|select '\w+'(?: as feed)?), '(\w+)'", model.read_text())
    with (TRANSFORM / "seeds" / "vocabulary" / "unknown_codes.csv").open() as seed:
        said = {row["code_list"] for row in csv.DictReader(seed) if row["effect"]}
    assert len(asked) == 29
    assert set(asked) == said


def test_an_audit_that_says_two_things_of_itself_is_one_audit_and_is_told(
    data: Path, found: dict[tuple[str, str, str], str]
) -> None:
    assert of(found, "DQ20") == {("DQ20", "audit_answers", "A7")}
    grades = query(data, "select grade_code from marts.fct_audits where audit_id = 'A7'")
    assert grades == [("inadequate",)]


def test_a_group_of_the_survey_that_was_asked_in_two_numbers_is_told(
    found: dict[tuple[str, str, str], str],
) -> None:
    """Without the numbers: the group may be so small that nothing of it is shown."""
    told = {key[2]: found[key] for key in of(found, "DQ21")}
    assert told == {"2026, One, Managers": "Its rows give different numbers of people asked"}


def test_every_finding_says_what_it_does_to_the_numbers(data: Path) -> None:
    told = query(data, "select check_title, effect from marts.fct_data_quality")
    assert all(str(title).strip() and str(effect).strip() for title, effect in told)
